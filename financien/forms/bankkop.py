"""What is filled in about a bank line as a whole, beside its parts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bewijs import Gekeurd
from financien.forms.bewijs import MetBewijs, bewijsveld
from financien.forms.btw import btwveld
from financien.forms.kaal import MagMeer, kenmerkveld


class Regelkop(MetBewijs, MagMeer):
    """What the whole line is about, and whether to do so from now on.

    ``voorlopig``: its year is provisionally closed, so it asks for the accountant's reference.
    """

    kenmerk = kenmerkveld()
    omschrijving = forms.CharField(
        label=_("Waarvoor is het?"),
        max_length=140,
        required=False,
        help_text=_(
            "Zonder namen van bewoners. Laat je dit leeg, dan komt hier de naam van de rekening of de factuur."
        ),
    )
    bewijs = bewijsveld()
    btw = btwveld(required=False)
    onthoud = forms.BooleanField(label=_("Doe dit voortaan zo"), required=False)
    woorden = forms.CharField(
        label=_("Alleen als deze woorden erin staan"),
        max_length=80,
        required=False,
        help_text=_("Niet verplicht. Bijvoorbeeld: huur MultiBron."),
    )
    toch = forms.BooleanField(label=_("Dit is een andere betaling"), required=False)

    def __init__(self, *args, voorlopig: bool, bewaard: Gekeurd | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.bewaard = bewaard
        if not voorlopig:
            del self.fields["kenmerk"]
