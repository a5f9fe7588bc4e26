"""What someone fills in about files that go in and out."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.invoer.uitpakken import MAX_BESTAND
from buurtwerkkamer.invoer.vormen import VORMEN

VORMNAMEN = {"xlsx": _("Excel (xlsx)"), "ods": _("LibreOffice (ods)"), "csv": _("CSV")}
KIES_BESTAND = _("Kies een bestand dat eindigt op .csv, .xlsx of .ods.")
ALLES = ""


class Invoerform(forms.Form):
    """A file to look at; ``sleutel`` is the key of this form, under which the file is kept."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    bestand = forms.FileField(
        label=_("Bestand"),
        help_text=_("Een bestand van Excel, LibreOffice of CSV. Hoogstens 5.000 rijen."),
        error_messages={
            "required": KIES_BESTAND,
            "invalid": KIES_BESTAND,
            "missing": KIES_BESTAND,
            "empty": _("Dit bestand is leeg."),
            "max_length": _("De naam van dit bestand is te lang. Maak hem korter."),
        },
        max_length=150,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{vorm}" for vorm in VORMEN)}),
    )

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"sleutel": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_BESTAND:
            raise forms.ValidationError(_("Dit bestand is groter dan 5 MB. Verdeel het over meer bestanden."))
        return bestand


class Uitvoerform(forms.Form):
    """Which file to take out. ``jaren`` are the years to choose from; empty for what has no year."""

    vorm = forms.ChoiceField(
        label=_("Soort bestand"),
        choices=[(vorm, VORMNAMEN[vorm]) for vorm in ("xlsx", "ods", "csv")],
        widget=forms.RadioSelect,
        initial="xlsx",
        error_messages={"required": _("Kies een soort bestand."), "invalid_choice": _("Kies een soort bestand.")},
    )
    jaar = forms.TypedChoiceField(
        label=_("Jaar"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("Kies een jaar uit de lijst.")},
    )

    def __init__(self, *args, jaren: list[int], **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)
        self.fields["jaar"].choices = [(ALLES, _("Alle jaren")), *((jaar, str(jaar)) for jaar in jaren)]
        if not jaren:
            del self.fields["jaar"]


class Bevestigform(forms.Form):
    """What the preview said, so that nothing else is stored."""

    beeld = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
