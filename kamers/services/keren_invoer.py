"""Many occurrences at once: the rules of the card, asked and answered for all of them in a few queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F
from django.utils import timezone

from buurtwerkkamer.models import Handeling
from kamers.models import Bijeenkomst, Deelname, Inzet
from kamers.services.bereikt import bereikt_voor_elk, te_veel_bekend
from kamers.services.keer import Keer
from kamers.services.regels import TeVeel, gewoon_aantal, is_veel, vraag_te_veel_bekend


@dataclass
class Keerregel:
    """An occurrence to write: the row filled in, not stored yet, and the hours of who helped."""

    rij: Bijeenkomst
    gewerkt: dict[int, Decimal]


class Hoogte:
    """What is usual at activities, for many days in one query (``regels.controleer_hoogte`` for one)."""

    def __init__(self, activiteiten: Iterable[int]):
        self._aantallen: dict[int, dict[date, int]] = defaultdict(dict)
        rijen = Bijeenkomst.objects.genoteerd().filter(activiteit__in=activiteiten)
        aantal = F("kwamen_al") + F("nieuw_soort") + F("op_naam")
        for activiteit, gepland, n in rijen.values_list("activiteit_id", "gepland", aantal):
            self._aantallen[activiteit][gepland] = n

    def neem_op(self, activiteit: int, gepland: date, aantal: int | None) -> None:
        """Let an occurrence of the sheet count for those after it; None when it did not take place."""
        self._aantallen[activiteit].pop(gepland, None)
        if aantal is not None:
            self._aantallen[activiteit][gepland] = aantal

    def vraag(self, activiteit: int, gepland: date, aantal: int) -> str:
        """Return the question about a number far above the usual one; empty when it is not."""
        eerder = sorted((dag for dag in self._aantallen[activiteit] if dag < gepland), reverse=True)
        gewoon = gewoon_aantal([self._aantallen[activiteit][dag] for dag in eerder])
        return str(TeVeel(aantal)) if is_veel(aantal, gewoon) else ""


def schrijf_keren(regels: list[Keerregel], gebruiker) -> None:
    """Store occurrences with their hours, each as its next version. Call with the rooms locked."""
    nieuw = [regel for regel in regels if regel.rij.pk is None]
    bekend = [regel for regel in regels if regel.rij.pk is not None]
    versies = _eerdere_versies(nieuw)
    for regel in regels:
        regel.rij.genoteerd_door = gebruiker
        regel.rij.versie = versies.get(_doel(regel), regel.rij.versie) + 1
    Bijeenkomst.objects.bulk_create([regel.rij for regel in nieuw], batch_size=1000)
    for regel in bekend:
        regel.rij.save()
    Deelname.objects.filter(bijeenkomst__in=[regel.rij for regel in bekend if not _ging_door(regel)]).delete()
    _schrijf_inzet(regels, gebruiker)


def _doel(regel: Keerregel) -> str:
    return Keer(regel.rij.activiteit, regel.rij.gepland).doel


def _eerdere_versies(nieuw: list[Keerregel]) -> dict[str, int]:
    """Return up to which version an occurrence came that was taken back, so that no old card fits (``keer.bewaar``)."""
    acts = Handeling.objects.filter(doel__in=[_doel(regel) for regel in nieuw], na__isnull=False)
    return dict(acts.order_by("gedaan_op").values_list("doel", "na__versie"))


def _schrijf_inzet(regels: list[Keerregel], gebruiker) -> None:
    """Let the hours follow the sheet. Who stays keeps the own report; changed hours are approved hours."""
    bestaand: dict[int, dict[int, Inzet]] = defaultdict(dict)
    for inzet in Inzet.objects.select_for_update().filter(bijeenkomst__in=[regel.rij for regel in regels]):
        bestaand[inzet.bijeenkomst_id or 0][inzet.persoon_id] = inzet
    weg, erbij = [], []
    for regel in regels:
        daar = bestaand[regel.rij.pk]
        weg += [
            inzet.pk for pk, inzet in daar.items() if pk not in regel.gewerkt and (inzet.uren or not _ging_door(regel))
        ]
        erbij += [_inzet(regel.rij, pk, uren) for pk, uren in regel.gewerkt.items() if pk not in daar]
        for pk, uren in regel.gewerkt.items():
            if pk in daar and (daar[pk].uren, daar[pk].dag) != (uren, regel.rij.dag):
                _verander(daar[pk], uren, regel.rij.dag, gebruiker)
    Inzet.objects.filter(pk__in=weg).delete()
    Inzet.objects.bulk_create(erbij, batch_size=1000)


def _ging_door(regel: Keerregel) -> bool:
    return regel.rij.status == Bijeenkomst.Status.GENOTEERD


def _inzet(rij: Bijeenkomst, persoon: int, uren: Decimal) -> Inzet:
    return Inzet(persoon_id=persoon, kamer_id=rij.kamer_id, bijeenkomst=rij, dag=rij.dag, uren=uren)


def _verander(inzet: Inzet, uren: Decimal, dag: date, gebruiker) -> None:
    if inzet.uren != uren:
        inzet.beoordeeld_door, inzet.beoordeeld_op = gebruiker, timezone.now()
    inzet.uren, inzet.dag = uren, dag
    inzet.save()


def te_veel_kwamen_al(rijen: list[Bijeenkomst]) -> list[tuple[Bijeenkomst, str]]:
    """Return which stored occurrences count more people who came before than were reached, with the question.

    As on the card: refused where it is the newest of its kind, listed for repair where one stood after it already.
    """
    eigen = {rij.pk: rij for rij in rijen if rij.kwamen_al}
    gevonden = []
    for kamer, jaar in sorted({(rij.kamer_id, rij.dag.year) for rij in eigen.values()}):
        mis = Bijeenkomst.objects.filter(pk__in=te_veel_bekend(kamer, jaar)).annotate(n=bereikt_voor_elk(kamer, jaar))
        bereikt = {pk: n for pk, n in mis.values_list("pk", "n") if pk in eigen}
        laatste = _laatste_per_soort(kamer, jaar, eigen) if bereikt else {}
        gevonden += [
            (eigen[pk], vraag_te_veel_bekend(eigen[pk], n))
            for pk, n in bereikt.items()
            if laatste.get(eigen[pk].soort_id, (date.min,)) <= (eigen[pk].dag, eigen[pk].begin)
        ]
    return gevonden


def _laatste_per_soort(kamer: int, jaar: int, eigen: dict[int, Bijeenkomst]) -> dict[int, tuple]:
    """Return the newest moment per kind that was there before the sheet."""
    rijen = Bijeenkomst.objects.in_jaar(jaar).genoteerd().filter(kamer=kamer).exclude(pk__in=eigen)
    return {
        soort: (dag, begin) for soort, dag, begin in rijen.order_by("dag", "begin").values_list("soort", "dag", "begin")
    }
