"""The form of our own bank accounts: a number per ledger account, and one more."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bsn import geen_bsn
from financien.forms.kaal import Kaalform
from financien.models import Grootboekrekening
from financien.services.bank.eigen import EigenFout, NieuweRekening


class Eigenform(Kaalform):
    """Our account numbers. The last two fields make one more bank account."""

    naam = forms.CharField(label=_("Nog een bankrekening"), max_length=80, required=False)
    iban = forms.CharField(label=_("IBAN van die rekening"), max_length=42, required=False)

    def __init__(self, data=None, *, rekeningen: Iterable[Grootboekrekening]):
        rekeningen = list(rekeningen)
        super().__init__(data, initial={f"r{rij.pk}": rij.iban or "" for rij in rekeningen})
        self.rekeningen = {rij.pk: f"r{rij.pk}" for rij in rekeningen}
        eigen = {f"r{rij.pk}": forms.CharField(label=str(rij), max_length=42, required=False) for rij in rekeningen}
        self.fields = eigen | self.fields
        for naam in (*self.rekeningen.values(), "iban"):
            self.fields[naam].validators = [v for v in self.fields[naam].validators if v is not geen_bsn]
            self.fields[naam].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean(self):
        schoon = super().clean()
        if bool(schoon.get("naam")) != bool(schoon.get("iban")):
            wat = "iban" if schoon.get("naam") else "naam"
            self.add_error(wat, _("Vul van een nieuwe bankrekening de naam en het IBAN in."))
        return schoon

    def nummers(self) -> dict[int, str]:
        """Return what was filled in, by ledger account."""
        return {pk: self.cleaned_data[naam] for pk, naam in self.rekeningen.items()}

    def nieuw(self) -> NieuweRekening | None:
        """Return the account to add, if one was filled in."""
        velden = self.cleaned_data
        return NieuweRekening(velden["naam"], velden["iban"]) if velden["naam"] else None

    def meld(self, fout: EigenFout) -> None:
        """Show the sentence at the account it is about."""
        self.add_error(self.rekeningen.get(fout.rekening or 0, "iban"), str(fout))

    def rijen(self) -> list:
        """Return the fields of the accounts that are there."""
        return [self[naam] for naam in self.rekeningen.values()]
