"""Book where the result of a year goes, and what a partner says about money that is left."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from financien.forms.kaal import Kaalform, kenmerkveld
from financien.models import Overschot

KIES = _("Kies wat er gebeurt met geld dat overblijft.")


class Bestemform(Kaalform):
    """The confirmation. ``merk``: of what was shown."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    merk = forms.CharField(widget=forms.HiddenInput, max_length=20)
    kenmerk = kenmerkveld()

    def __init__(self, data=None, *, merk: str):
        super().__init__(data, initial={"sleutel": uuid4(), "merk": merk})


class Overschotform(Kaalform):
    """What happens with what is left of a grant, and where that is written."""

    keuze = forms.ChoiceField(
        label=_("Wat gebeurt er met geld dat overblijft?"),
        choices=Overschot.Keuze,
        widget=forms.RadioSelect,
        error_messages={"required": KIES, "invalid_choice": KIES},
    )
    grond = forms.CharField(
        label=_("Waar staat dat?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: beschikking van 12 december, artikel 4. Of: toestemming in de brief van 3 maart."),
        error_messages={"required": _("Schrijf op waar dit staat, zoals de beschikking of de brief.")},
    )
