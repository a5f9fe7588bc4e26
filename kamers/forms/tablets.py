"""A tablet of a room: its name, the code that it asks, and choosing that code."""

from itertools import pairwise

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

KORTSTE, LANGSTE = 4, 12
_CODE = {"class": "form-control", "autocomplete": "off"}
_CIJFERS = {**_CODE, "inputmode": "numeric", "maxlength": LANGSTE}


class TabletForm(forms.Form):
    """The tablet in front of the coordinator."""

    naam = forms.CharField(
        label=_("Hoe heet deze tablet?"),
        max_length=40,
        help_text=_("Zodat je hem in de lijst herkent. Bijvoorbeeld: bij de koffie."),
        error_messages={"required": _("Geef de tablet een naam.")},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)


class CodeForm(forms.Form):
    """The code of whoever works on the tablet."""

    code = forms.CharField(
        label=_("Je code"),
        max_length=128,
        strip=False,
        error_messages={"required": _("Vul je code in.")},
        widget=forms.PasswordInput(attrs=_CODE),
    )

    def __init__(self, *args, cijfers: bool, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)
        if cijfers:
            self.fields["code"].widget.attrs["inputmode"] = "numeric"


class NieuweCodeForm(forms.Form):
    """Choosing the own code: figures that nobody guesses in a few tries."""

    code = forms.CharField(
        label=_("Nieuwe code"),
        max_length=LANGSTE,
        help_text=_("Minstens 4 cijfers. Geen 1234, geen 0000 en geen geboortejaar."),
        error_messages={"required": _("Kies een code.")},
        widget=forms.PasswordInput(attrs=_CIJFERS),
    )
    nog_eens = forms.CharField(
        label=_("Nog een keer dezelfde code"),
        max_length=LANGSTE,
        error_messages={"required": _("Vul de code nog een keer in.")},
        widget=forms.PasswordInput(attrs=_CIJFERS),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if not code.isascii() or not code.isdecimal() or len(code) < KORTSTE:
            raise ValidationError(_("Kies minstens 4 cijfers, zonder letters of streepjes."))
        if te_raden(code):
            raise ValidationError(_("Deze code is makkelijk te raden. Kies andere cijfers."))
        return code

    def clean(self):
        schoon = super().clean()
        if {"code", "nog_eens"} <= set(schoon) and schoon["code"] != schoon["nog_eens"]:
            self.add_error("nog_eens", _("Dit is niet dezelfde code. Vul hem nog een keer in."))
        return schoon


def te_raden(code: str) -> bool:
    """Tell whether a code is among the first that a stranger tries: one step repeated, pairs repeated, or a year."""
    cijfers = [int(cijfer) for cijfer in code]
    stappen = {(b - a) % 10 for a, b in pairwise(cijfers)}
    een_stap = len(stappen) == 1 and stappen <= {0, 1, 9}
    in_paren = len(code) % 2 == 0 and len({code[i : i + 2] for i in range(0, len(code), 2)}) == 1
    return een_stap or in_paren or (len(code) == KORTSTE and code[:2] in ("19", "20"))
