"""How complete the counts are: what was planned, what was noted of it, and what was forgotten (domain.md §1.7, §2).

An occurrence belongs to the day of its series, also when it was moved. It is due once it has ended where it stands
now. It is noted when it was counted, or cancelled: then somebody wrote down why there is no count. What was noted
outside its series (the series changed later) counts on both sides, so the share never passes 100 %.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from kamers.models import Activiteit, Bijeenkomst, Kamer, Sluiting
from kamers.services.reeksen import dagen

TERUG = 7  # so many days back something counts as forgotten, not as lost


@dataclass(frozen=True)
class Volledigheid:
    """How many occurrences were due in a period, and of how many of them it is known what happened."""

    gepland: int = 0
    genoteerd: int = 0

    @property
    def ontbreekt(self) -> int:
        return self.gepland - self.genoteerd

    @property
    def procent(self) -> int | None:
        """The share in whole percents, half up; never 100 while something lacks, None when nothing was due."""
        if not self.gepland:
            return None
        rond = (200 * self.genoteerd + self.gepland) // (2 * self.gepland)
        return min(rond, 99) if self.ontbreekt else 100


@dataclass(frozen=True)
class Vergeten:
    """An occurrence that is over, without a count: the day of its series, and when it took place."""

    activiteit: Activiteit
    gepland: date
    dag: date
    begin: time
    eind: time

    @property
    def sleutel(self) -> str:
        """The occurrence in the address of its day, as on a Dagregel."""
        return f"{self.activiteit.pk}:{self.gepland.isoformat()}"


@dataclass(frozen=True)
class _Keer:
    activiteit: Activiteit
    gepland: date
    dag: date
    begin: time
    eind: time
    klaar: bool = False

    def voorbij(self, nu: datetime) -> bool:
        return (self.dag, self.eind) <= (nu.date(), nu.time())


def volledigheid(
    kamers: Iterable[Kamer], van: date, tot: date, *, nu: datetime | None = None
) -> dict[int, Volledigheid]:
    """Return by room what was due from a day to a day, and what was noted of it. Three queries for any number.

    Every room has an answer; a period may reach past ``nu`` (the local clock), what is still to come is not due.
    """
    moment, sommen = nu or timezone.localtime(), defaultdict(lambda: [0, 0])
    rijtje = list(kamers)
    for keer in _keren(rijtje, van, tot):
        if keer.klaar or keer.voorbij(moment):
            som = sommen[keer.activiteit.kamer_id]
            som[0] += 1
            som[1] += keer.klaar
    return {kamer.pk: Volledigheid(*sommen[kamer.pk]) for kamer in rijtje}


def vergeten(kamers: Iterable[Kamer], van: date, tot: date, *, nu: datetime | None = None) -> list[Vergeten]:
    """Return what was planned from a day to a day, is over and has no count, in order of time. Three queries."""
    moment = nu or timezone.localtime()
    keren = [k for k in _keren(list(kamers), van, tot) if not k.klaar and k.voorbij(moment)]
    return [_vergeten(k) for k in sorted(keren, key=_volgorde)]


def van_de_dag(kamer: Kamer, dag: date, *, nu: datetime | None = None) -> tuple[Volledigheid, list[Vergeten]]:
    """Return how complete the year of a room is up to a day, and what the last seven days lack, in three queries."""
    moment, begin = nu or timezone.localtime(), dag - timedelta(days=TERUG)
    jaar = dag.replace(month=1, day=1)
    keren = [k for k in _keren([kamer], min(jaar, begin), dag) if k.klaar or k.voorbij(moment)]
    van_jaar = [k.klaar for k in keren if k.gepland >= jaar]
    mist = sorted((k for k in keren if not k.klaar and k.gepland >= begin), key=_volgorde)
    return Volledigheid(len(van_jaar), sum(van_jaar)), [_vergeten(k) for k in mist]


def _volgorde(keer: _Keer) -> tuple:
    return keer.dag, keer.begin, keer.activiteit.pk


def _vergeten(keer: _Keer) -> Vergeten:
    return Vergeten(keer.activiteit, keer.gepland, keer.dag, keer.begin, keer.eind)


def _keren(kamers: list[Kamer], van: date, tot: date) -> list[_Keer]:
    """Return every occurrence of a period: of the series, closing days aside, and what has a row."""
    rijen, activiteiten = _rijen(kamers, van, tot), _activiteiten(kamers, van, tot)
    vrij = _vrije_dagen(van, tot)
    keren = [
        _Keer(a, dag, dag, a.begin, a.eind)
        for a in activiteiten.values()
        for dag in dagen(a, van, min(tot, a.kamer.gesloten_op or tot))
        if (a.pk, dag) not in rijen and not _rust(a, dag, vrij)
    ]
    for (activiteit, gepland), (dag, begin, eind, status) in rijen.items():
        klaar = status != Bijeenkomst.Status.VERPLAATST
        keren.append(_Keer(activiteiten[activiteit], gepland, dag, begin, eind, klaar))
    return keren


def _activiteiten(kamers: list[Kamer], van: date, tot: date) -> dict[int, Activiteit]:
    loopt = Q(van__lte=tot) & (Q(tot__isnull=True) | Q(tot__gte=van))
    met_rij = Bijeenkomst.objects.filter(kamer__in=kamers, gepland__range=(van, tot)).values("activiteit")
    gekozen = Activiteit.objects.filter(loopt | Q(pk__in=met_rij), kamer__in=kamers)
    return {a.pk: a for a in gekozen.select_related("kamer", "soort")}


def _rijen(kamers: list[Kamer], van: date, tot: date) -> dict[tuple[int, date], tuple]:
    rijen = Bijeenkomst.objects.filter(kamer__in=kamers, gepland__range=(van, tot)).order_by()
    velden = rijen.values_list("activiteit", "gepland", "dag", "begin", "eind", "status")
    return {(activiteit, gepland): rest for activiteit, gepland, *rest in velden}


def _vrije_dagen(van: date, tot: date) -> dict[tuple[int | None, date], set[str]]:
    vrij: dict[tuple[int | None, date], set[str]] = defaultdict(set)
    for s in Sluiting.objects.filter(van__lte=tot, tot__gte=van):
        eerste, laatste = max(van, s.van), min(tot, s.tot)
        for n in range((laatste - eerste).days + 1):
            vrij[s.kamer_id, eerste + timedelta(days=n)].add(s.soort)
    return vrij


def _rust(activiteit: Activiteit, dag: date, vrij: dict) -> bool:
    redenen = vrij.get((None, dag), set()) | vrij.get((activiteit.kamer_id, dag), set())
    return Sluiting.Soort.DICHT in redenen or (Sluiting.Soort.VAKANTIE in redenen and not activiteit.in_vakantie)
