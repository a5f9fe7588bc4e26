"""Which bank accounts are ours: the number on a ledger account tells whose a bank file is."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Cooperatie
from financien.models import Bankafschrift, Grootboekrekening, Rekeningsoort
from financien.services.sepa import lees_iban

EERSTE, LAATSTE = 1001, 1099  # the numbers of more bank accounts; those of the rooms begin at 1101


class EigenFout(ValueError):
    """A number cannot be ours; the text is a Dutch sentence. ``rekening``: of which ledger account, None: a new one."""

    def __init__(self, tekst: str, rekening: int | None = None):
        super().__init__(tekst)
        self.rekening = rekening


@dataclass(frozen=True)
class NieuweRekening:
    """A bank account that has no ledger account yet."""

    naam: str
    iban: str


def bankrekeningen() -> QuerySet[Grootboekrekening]:
    """Return the ledger accounts that are an account at a bank, with ``gelezen``: whether a file of it was read."""
    rijen = Grootboekrekening.objects.open().filter(soort__in=(Rekeningsoort.BANK, Rekeningsoort.HANDGELD))
    gelezen = Exists(Bankafschrift.objects.filter(rekening=OuterRef("pk")))
    return rijen.annotate(gelezen=gelezen).select_related("kamer").order_by("nummer")


@transaction.atomic
def zet_eigen(nummers: Mapping[int, str], nieuw: NieuweRekening | None = None) -> None:
    """Write down our account numbers by ledger account; empty takes one away. Lock: the rows of those accounts.

    EigenFout for a number that is none or is used twice, and when files of the old number were read already.
    """
    rijen = list(bankrekeningen().select_for_update(of=("self",)).filter(pk__in=nummers))
    for rij in rijen:
        _zet(rij, nummers[rij.pk])
    if nieuw:
        _maak(nieuw)


def _zet(rij: Grootboekrekening, tekst: str) -> None:
    iban = _lees(tekst, rij.pk) if tekst else None
    if iban == rij.iban:
        return
    if rij.iban and vars(rij)["gelezen"]:
        zin = _("Van %(iban)s is al een bankbestand ingelezen. Voeg een andere bankrekening onderaan toe.")
        raise EigenFout(zin % {"iban": rij.iban}, rij.pk)
    _bewaar(Grootboekrekening.objects.filter(pk=rij.pk).update, iban, rij.pk)


def _maak(nieuw: NieuweRekening) -> None:
    bezet = set(Grootboekrekening.objects.values_list("nummer", flat=True))
    nummer = next((str(n) for n in range(EERSTE, LAATSTE + 1) if str(n) not in bezet), None)
    if nummer is None:
        raise EigenFout(_("Er is geen nummer meer vrij voor een bankrekening."))
    velden = {"nummer": nummer, "naam": nieuw.naam, "soort": Rekeningsoort.BANK}

    def maak(iban):
        Grootboekrekening.objects.create(iban=iban, **velden)

    _bewaar(maak, _lees(nieuw.iban, None), None)


def _lees(tekst: str, rekening: int | None) -> str:
    try:
        return lees_iban(tekst)
    except ValueError as fout:
        raise EigenFout(_("Dit IBAN klopt niet. Kijk het na op je afschrift."), rekening) from fout


def _bewaar(doe, iban: str | None, rekening: int | None) -> None:
    try:
        with transaction.atomic():
            doe(iban=iban)
    except IntegrityError as fout:
        raise EigenFout(_("Dit IBAN staat al bij een andere rekening."), rekening) from fout


def van_de_cooperatie() -> str:
    """Return the number that stands for the bank account without one of its own; empty when there is none."""
    return "".join(Cooperatie.objects.huidig().iban.split()).upper()
