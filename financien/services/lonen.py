"""Wages of a month from the payroll bureau, and the holiday allowance that is set aside and paid in May.

No name and no single wage: amounts per room and wage account (domain.md §5.1). A month is booked once; a correction is
the reversal of its document and the file again. Lock: the row of account 1520.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import Boekstuk, Dagboek, Grootboekrekening, Loonjournaalpost
from financien.services.boeken import BoekFout, Regel, Stuk, boek
from financien.services.maanden import boekdag
from financien.services.rekeningschema import ontbreekt
from financien.services.saldi import boekingen, saldi_per_kamer
from kamers.models import Kamer

BEDRAGEN = ("bruto", "werkgeverslasten", "vakantiegeld", "netto", "loonheffing")
NETTO, LOONHEFFING, VAKANTIEGELD = "1520", "1530", "1540"
NUL, MEI = Decimal("0.00"), 5


@dataclass(frozen=True)
class Loonregel:
    """What the wages of one room cost on one account in a month, and where that goes. In euros."""

    kamer: Kamer
    rekening: Grootboekrekening
    bruto: Decimal
    werkgeverslasten: Decimal
    vakantiegeld: Decimal
    netto: Decimal
    loonheffing: Decimal

    @property
    def bedragen(self) -> tuple[Decimal, ...]:
        return tuple(getattr(self, naam) for naam in BEDRAGEN)


def maand_in_woorden(maand: date) -> str:
    """Return a month as people say it: maart 2026."""
    return date_format(maand, "F Y").lower()


def al_geboekt(maand: date) -> Loonjournaalpost | None:
    """Return the wages of a month that stand in the books, or None when there are none or they were reversed."""
    return Loonjournaalpost.objects.geldend().filter(maand=maand).select_related("boekstuk").first()


@transaction.atomic
def boek_lonen(*, maand: date, regels: Sequence[Loonregel], sha256: str, gebruiker: Gebruiker) -> Loonjournaalpost:
    """Book the wages of a month in the memoriaal, on its last day.

    BoekFout when the month is there already, when a line does not add up, or when there is nothing to book.
    """
    per_nummer = _rekeningen()
    eerder = al_geboekt(maand)
    if eerder:
        zin = _("De lonen van deze maand zijn al geboekt als %(stuk)s. Keer dat stuk om en kies het bestand opnieuw.")
        raise BoekFout(zin % {"stuk": eerder.boekstuk})
    boekregels = [deel for nummer, regel in enumerate(regels, 1) for deel in _boekregels(regel, nummer, per_nummer)]
    poging = Loonjournaalpost.objects.filter(maand=maand).count() + 1
    sleutel = uuid5(NAMESPACE_URL, f"loonjournaal:{maand:%Y-%m}:{poging}")
    laatste = maand + relativedelta(day=31)
    stuk = Stuk(Dagboek.MEMORIAAL, boekdag(laatste), f"Loonjournaal {_nederlands(maand)}", boekregels)
    sommen = {naam: sum((getattr(regel, naam) for regel in regels), NUL) for naam in BEDRAGEN}
    boekstuk = boek(stuk, sleutel=sleutel, gebruiker=gebruiker)
    return Loonjournaalpost.objects.create(maand=maand, poging=poging, boekstuk=boekstuk, sha256=sha256, **sommen)


def _rekeningen() -> dict[str, Grootboekrekening]:
    """Return where wages go to; the first of them is locked, so that one month is booked at a time."""
    alle = Grootboekrekening.objects.filter(nummer__in=(NETTO, LOONHEFFING, VAKANTIEGELD))
    per_nummer = {rij.nummer: rij for rij in alle.order_by("nummer").select_for_update()}
    for nummer in (NETTO, LOONHEFFING, VAKANTIEGELD):
        if nummer not in per_nummer:
            raise BoekFout(ontbreekt(nummer))
    return per_nummer


def _boekregels(regel: Loonregel, nummer: int, naar: dict[str, Grootboekrekening]) -> list[Regel]:
    if regel.bruto + regel.werkgeverslasten != regel.netto + regel.loonheffing:
        raise BoekFout(_("Bruto en werkgeverslasten zijn niet gelijk aan netto en loonheffing."), nummer)
    delen = ((NETTO, regel.netto), (LOONHEFFING, regel.loonheffing), (VAKANTIEGELD, regel.vakantiegeld))
    return [Regel(regel.rekening, naar[wie], bedrag, regel.kamer) for wie, bedrag in delen if bedrag]


def _nederlands(maand: date) -> str:
    return f"{maand:%m-%Y}"  # the same in every language, as it stays in the books


def opgebouwd(tot: date) -> dict[int | None, Decimal]:
    """Return the holiday allowance that stands reserved at the end of a day, per room (None: without a room)."""
    stand: dict[int | None, Decimal] = defaultdict(Decimal)
    rekening = Grootboekrekening.objects.filter(nummer=VAKANTIEGELD).first()
    if rekening is None:
        return {}
    eigen = boekingen(tot=tot).filter(debet=rekening) | boekingen(tot=tot).filter(credit=rekening)
    for (kamer, nummer), bedrag in saldi_per_kamer(eigen).items():
        if nummer == rekening.pk:
            stand[kamer] -= bedrag
    return {kamer: bedrag for kamer, bedrag in stand.items() if bedrag}


def vakantiegeld_van(jaar: int) -> Boekstuk | None:
    """Return the payment of the holiday allowance that holds, or None."""
    return vakantiegelden(jaar).first()


def vakantiegelden(jaar: int) -> QuerySet[Boekstuk]:
    """Return the same as a question: no document, or one."""
    sleutels = [_sleutel(jaar, poging) for poging in range(1, 10)]
    return Boekstuk.objects.filter(sleutel__in=sleutels, omgekeerd_door__isnull=True)


def _sleutel(jaar: int, poging: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"vakantiegeld:{jaar}:{poging}")


@transaction.atomic
def betaal_vakantiegeld(*, datum: date, loonheffing: Decimal, gebruiker: Gebruiker) -> Boekstuk:
    """Turn what was reserved up to a day in May into wages to be paid, less the tax on it.

    ``datum``: when it is paid. When that month is closed it is booked on the first open day (domain.md §4.5).
    BoekFout outside May, when it was done this year, when nothing is reserved, or when the tax is more than that.
    """
    naar = _rekeningen()
    if datum.month != MEI:
        raise BoekFout(_("Vakantiegeld betaal je in mei uit. Kies een dag in mei."))
    eerder = vakantiegeld_van(datum.year)
    if eerder:
        raise BoekFout(_("Het vakantiegeld van dit jaar is al geboekt als %(stuk)s.") % {"stuk": eerder})
    stand = {kamer: bedrag for kamer, bedrag in opgebouwd(datum).items() if bedrag > 0}
    totaal = sum(stand.values(), NUL)
    if not totaal:
        raise BoekFout(_("Er is op deze dag geen vakantiegeld gereserveerd."))
    if not 0 <= loonheffing < totaal:
        raise BoekFout(_("De loonheffing is minder dan het vakantiegeld zelf."))
    kamers = Kamer.objects.in_bulk([kamer for kamer in stand if kamer])
    regels = [Regel(naar[VAKANTIEGELD], naar[NETTO], b, kamers.get(k)) for k, b in sorted(stand.items(), key=_volgorde)]
    if loonheffing:
        regels.append(Regel(naar[NETTO], naar[LOONHEFFING], loonheffing))
    stuk = Stuk(Dagboek.MEMORIAAL, boekdag(datum), f"Vakantiegeld {datum.year}", regels)
    return boek(stuk, sleutel=_volgende_sleutel(datum.year), gebruiker=gebruiker)


def _volgorde(deel: tuple[int | None, Decimal]) -> int:
    return deel[0] or 0


def _volgende_sleutel(jaar: int) -> UUID:
    poging = 1
    while Boekstuk.objects.filter(sleutel=_sleutel(jaar, poging)).exists():
        poging += 1
    return _sleutel(jaar, poging)
