"""How complete the counts are: what was planned, what was noted of it, and what was forgotten (domain.md §1.7, §2).

An occurrence belongs to the day of its series, also when it was moved. It is due once it has ended where it stands
now. It is noted when it was counted, or cancelled: then somebody wrote down why there is no count. What was noted
outside its series (the series changed later) counts on both sides, so the share never passes 100 %.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from kamers.models import Activiteit, Bijeenkomst, Kamer, Sluiting
from kamers.services.reeksen import dagen

REEKS = (
    *("naam", "herhaling", "weekdag", "weekpariteit", "keer_in_maand"),
    *("begin", "eind", "van", "tot", "in_vakantie", "hele_dag"),
)
KEER = ("gepland", "dag", "begin", "eind", "status")
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
    """Return by room what was due from a day to a day, and what was noted of it. One query for any number.

    Every room has an answer; a period may reach past ``nu`` (the local clock), what is still to come is not due.
    """
    moment = nu or timezone.localtime()
    sommen: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    rijtje = list(kamers)
    for keer in _keren(rijtje, van, tot):
        if keer.klaar or keer.voorbij(moment):
            som = sommen[keer.activiteit.kamer_id]
            som[0] += 1
            som[1] += keer.klaar
    return {kamer.pk: Volledigheid(*sommen[kamer.pk]) for kamer in rijtje}


def vergeten(kamers: Iterable[Kamer], van: date, tot: date, *, nu: datetime | None = None) -> list[Vergeten]:
    """Return what was planned from a day to a day, is over and has no count, in order of time. One query."""
    moment = nu or timezone.localtime()
    keren = [k for k in _keren(list(kamers), van, tot) if not k.klaar and k.voorbij(moment)]
    return [_vergeten(k) for k in sorted(keren, key=_volgorde)]


def van_de_dag(kamer: Kamer, dag: date, *, nu: datetime | None = None) -> tuple[Volledigheid, list[Vergeten]]:
    """Return how complete the year of a room is up to a day, and what the last seven days lack, in one query."""
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
    """Return every occurrence of a period: of the series, closing days aside, and what has a row. One query."""
    per_kamer, keren = {k.pk: k for k in kamers}, []
    for pk, reeksen, rijen, vrij in _gegevens(list(per_kamer), van, tot):
        kamer = per_kamer[pk]
        activiteiten = {r["pk"]: _activiteit(kamer, r) for r in reeksen}
        met_rij = {(r["activiteit"], date.fromisoformat(r["gepland"])): r for r in rijen}
        vrije_dagen = _vrije_dagen(vrij, van, tot)
        keren += [
            _Keer(a, dag, dag, a.begin, a.eind)
            for a in activiteiten.values()
            for dag in dagen(a, van, min(tot, kamer.gesloten_op or tot))
            if (a.pk, dag) not in met_rij and not _rust(a, dag, vrije_dagen)
        ]
        keren += [_uit_rij(activiteiten[wat], gepland, r) for (wat, gepland), r in met_rij.items()]
    return keren


def _gegevens(kamers: list[int], van: date, tot: date):
    """Return per room its series, its rows and its closing days as JSON, in one query for any number of rooms."""
    in_kamer = Bijeenkomst.objects.filter(kamer=OuterRef("pk"), gepland__range=(van, tot)).order_by()
    loopt = Q(van__lte=tot) & (Q(tot__isnull=True) | Q(tot__gte=van))
    met_rij = Exists(Bijeenkomst.objects.filter(activiteit=OuterRef("pk"), gepland__range=(van, tot)))
    reeksen = Activiteit.objects.filter(loopt | met_rij, kamer=OuterRef("pk")).order_by()
    vrij = Sluiting.objects.filter(Q(kamer=None) | Q(kamer=OuterRef("pk")), van__lte=tot, tot__gte=van).order_by()
    return Kamer.objects.filter(pk__in=kamers).values_list(
        "pk", _json(reeksen, "pk", *REEKS), _json(in_kamer, "activiteit", *KEER), _json(vrij, "soort", "van", "tot")
    )


def _json(rijen, *velden: str) -> ArraySubquery:
    return ArraySubquery(rijen.values(stuk=JSONObject(**{veld: veld for veld in velden})))


def _activiteit(kamer: Kamer, stuk: dict) -> Activiteit:
    """Build the series back as a row, with as much of it as its days and its name need."""
    dagen_ = {veld: date.fromisoformat(stuk[veld]) if stuk[veld] else None for veld in ("van", "tot")}
    tijden = {veld: time.fromisoformat(stuk[veld]) for veld in ("begin", "eind")}
    return Activiteit(kamer=kamer, **{**stuk, **dagen_, **tijden})


def _uit_rij(activiteit: Activiteit, gepland: date, r: dict) -> _Keer:
    begin, eind = time.fromisoformat(r["begin"]), time.fromisoformat(r["eind"])
    klaar = r["status"] != Bijeenkomst.Status.VERPLAATST
    return _Keer(activiteit, gepland, date.fromisoformat(r["dag"]), begin, eind, klaar)


def _vrije_dagen(sluitingen: list[dict], van: date, tot: date) -> dict[date, set[str]]:
    vrij: dict[date, set[str]] = defaultdict(set)
    for s in sluitingen:
        eerste, laatste = max(van, date.fromisoformat(s["van"])), min(tot, date.fromisoformat(s["tot"]))
        for n in range((laatste - eerste).days + 1):
            vrij[eerste + timedelta(days=n)].add(s["soort"])
    return vrij


def _rust(activiteit: Activiteit, dag: date, vrij: dict[date, set[str]]) -> bool:
    redenen = vrij.get(dag, set())
    return Sluiting.Soort.DICHT in redenen or (Sluiting.Soort.VAKANTIE in redenen and not activiteit.in_vakantie)
