"""Many klussen at once: stored with their helpers and hours, without texts that are erased by now."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from kamers.models import Inzet, Klus, Klusplek
from kamers.services.wissen import BEWAREN

GEDAAN = (Klus.Status.KLAAR, Klus.Status.VERVALLEN)


@dataclass
class Klusregel:
    """A klus to write: the row filled in, and the hours of who does or did it."""

    klus: Klus
    plekken: dict[int, Decimal]


def tekst_is_oud(klus: Klus, vandaag: date) -> bool:
    """Tell whether the text of a klus may not be kept any longer (``wissen.wis_teksten``)."""
    laatst = klus.afgehandeld_op or klus.gedaan_op or klus.afspraak or klus.gevraagd_op
    return klus.status in GEDAAN and laatst <= vandaag - BEWAREN


def wis_tekst(klus: Klus, vandaag: date) -> None:
    """Leave out a text that may not be kept."""
    klus.omschrijving = klus.straat = klus.reden = ""
    klus.gewist_op = klus.gewist_op or vandaag


def schrijf_klussen(regels: list[Klusregel], gebruiker) -> None:
    """Store klussen with their helpers and hours, in a few queries and one per klus that changes."""
    for regel in regels:
        regel.klus.gewijzigd_door = gebruiker
    bekend = [regel for regel in regels if regel.klus.pk is not None]
    for regel in bekend:
        regel.klus.versie += 1
        regel.klus.save()
    Klus.objects.bulk_create([regel.klus for regel in regels if regel.klus.pk is None], batch_size=1000)
    _schrijf_plekken(regels, bekend)
    _schrijf_inzet(regels, bekend, gebruiker)


def _schrijf_plekken(regels: list[Klusregel], bekend: list[Klusregel]) -> None:
    Klusplek.objects.filter(klus__in=[regel.klus for regel in bekend]).delete()
    Klusplek.objects.bulk_create(
        (Klusplek(klus=r.klus, persoon_id=pk, uren=uren) for r in regels for pk, uren in r.plekken.items()),
        batch_size=1000,
    )


def _schrijf_inzet(regels: list[Klusregel], bekend: list[Klusregel], gebruiker) -> None:
    """Let the hours of what is done follow its helpers; who reported to be absent stays on record with 0 hours."""
    daar: dict[int, dict[int, Inzet]] = defaultdict(dict)
    for inzet in Inzet.objects.select_for_update().filter(klus__in=[regel.klus for regel in bekend]):
        daar[inzet.klus_id or 0][inzet.persoon_id] = inzet
    erbij, weg = [], []
    for regel in regels:
        nodig = regel.plekken if regel.klus.status == Klus.Status.KLAAR else {}
        eigen = daar[regel.klus.pk]
        weg += [inzet.pk for pk, inzet in eigen.items() if pk not in nodig and (inzet.uren or not nodig)]
        erbij += [_inzet(regel.klus, pk, uren) for pk, uren in nodig.items() if pk not in eigen]
        for pk in eigen.keys() & nodig.keys():
            _verander(eigen[pk], nodig[pk], regel.klus.gedaan_op, gebruiker)
    Inzet.objects.filter(pk__in=weg).delete()
    Inzet.objects.bulk_create(erbij, batch_size=1000)


def _inzet(klus: Klus, persoon: int, uren: Decimal) -> Inzet:
    return Inzet(
        persoon_id=persoon, kamer_id=klus.kamer_id, klus=klus, dag=klus.gedaan_op or klus.gevraagd_op, uren=uren
    )


def _verander(inzet: Inzet, uren: Decimal, dag: date | None, gebruiker) -> None:
    if dag is None or (inzet.uren, inzet.dag) == (uren, dag):
        return
    if inzet.uren != uren:
        inzet.beoordeeld_door, inzet.beoordeeld_op = gebruiker, timezone.now()
    inzet.uren, inzet.dag = uren, dag
    inzet.save()
