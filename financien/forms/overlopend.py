"""What belongs to another year: the kind, the account, an amount per room, and why."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.velden import EuroField
from financien.forms.boeken import Keuzeveld, rekeningen
from financien.forms.kaal import GEEN_NUL, Kaalform, kenmerkveld, meer_dan_nul
from financien.models import Overlopendepost
from financien.models.grootboek import RESULTAAT
from financien.services.overlopend import Deel, Opgave
from kamers.models import Kamer

KIES_SOORT = _("Kies wat voor post het is.")


class Overlopendform(Kaalform):
    """One accrual with an amount for every room that has a share in it; empty is no share."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    soort = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=Overlopendepost.Soort,
        widget=forms.RadioSelect,
        error_messages={"required": KIES_SOORT, "invalid_choice": KIES_SOORT},
    )
    omschrijving = forms.CharField(
        label=_("Waarvoor is het?"),
        max_length=100,
        help_text=_("Zonder namen van bewoners."),
        error_messages={"required": _("Schrijf op waarvoor deze boeking is.")},
    )
    reden = forms.CharField(
        label=_("Waarom hoort het in dit jaar?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: factuur van december kwam in januari."),
        error_messages={"required": _("Schrijf op waarom dit bij dit jaar hoort.")},
    )

    def __init__(self, data=None, *, voorlopig: bool):
        super().__init__(data, initial={"sleutel": uuid4()})
        self.fields["rekening"] = Keuzeveld(
            rekeningen(soort__in=RESULTAAT), _("Kies een rekening"), label=_("Kosten of baten")
        )
        self.kamers = {f"k{kamer.pk}": kamer for kamer in Kamer.objects.tellend().in_volgorde()}
        for naam, kamer in self.kamers.items():
            self.fields[naam] = EuroField(label=str(kamer), required=False, validators=[meer_dan_nul])
            self.fields[naam].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "size": 12}
        if voorlopig:
            self.fields["kenmerk"] = kenmerkveld()

    def clean(self):
        schoon = super().clean()
        if "rekening" not in self.errors and schoon.get("rekening") is None:
            self.add_error("rekening", _("Kies een rekening."))
        if not any(naam in self.errors or schoon.get(naam) for naam in self.kamers):
            self.add_error(None, GEEN_NUL)
        return schoon

    def bedragvelden(self) -> list:
        return [self[naam] for naam in self.kamers]

    def opgave(self) -> Opgave:
        """Return what was filled in, for the books."""
        schoon = self.cleaned_data
        delen = [Deel(kamer, schoon[naam]) for naam, kamer in self.kamers.items() if schoon[naam]]
        tekst = {naam: schoon[naam] for naam in ("omschrijving", "reden")}
        soort = Overlopendepost.Soort(schoon["soort"])
        return Opgave(soort, schoon["rekening"], delen, **tekst, kenmerk=schoon.get("kenmerk", ""))


class Ongedaanform(Kaalform):
    """Why an accrual was wrong."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    reden = forms.CharField(
        label=_("Wat klopte er niet?"),
        max_length=200,
        error_messages={"required": _("Schrijf op waarom dit boekstuk niet klopte.")},
    )

    def __init__(self, data=None, *, voorlopig: bool):
        super().__init__(data, initial={"sleutel": uuid4()})
        if voorlopig:
            self.fields["kenmerk"] = kenmerkveld()
