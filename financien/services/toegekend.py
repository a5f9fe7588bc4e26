"""What is granted for each room and year: after the final decision less what that takes away, as the books have it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, JSONArray

from financien.models import Bestemming, Toekenningstatus, Verdeling
from financien.models.bestemming import Naar
from financien.services.naar_rato import verlaging
from financien.services.saldi import NUL


def met_stand(delen: QuerySet[Verdeling], dag: date = date.max) -> QuerySet[Verdeling]:
    """Add how the grant of each part stands at the end of a day, the rooms in their order.

    ``nu``: its status, ``gevraagd`` and ``vast``: the amounts of what was asked and of the final decision, ``terug``:
    what closing years took off the income of this room, by year.
    """
    stappen = Toekenningstatus.objects.geldig().filter(toekenning=OuterRef("toekenning"), datum__lte=dag)
    stappen = stappen.order_by("-pk")
    terug = Bestemming.objects.filter(toekenning=OuterRef("toekenning"), kamer=OuterRef("kamer"), naar=Naar.TERUG)
    terug = terug.filter(boekstuk__datum__lte=dag).order_by()
    rijen = delen.select_related("toekenning__partner").order_by("kamer__volgorde", "kamer", "jaar")
    return rijen.annotate(
        nu=Subquery(stappen.values("status")[:1]),
        gevraagd=Subquery(stappen.gevraagd()),
        vast=Subquery(stappen.filter(status=Toekenningstatus.Status.VASTGESTELD).values("bedrag")[:1]),
        terug=ArraySubquery(terug.values(rij=JSONArray("jaar__jaar", Cast("bedrag", CharField())))),
    )


def per_toekenning(delen: Iterable[Verdeling]) -> list[list[Verdeling]]:
    """Put the parts of each grant together."""
    per: dict[int, list[Verdeling]] = defaultdict(list)
    for deel in delen:
        per[deel.toekenning_id].append(deel)
    return list(per.values())


def toegekend(delen: Sequence[Verdeling]) -> dict[Verdeling, Decimal]:
    """Return what is granted of all parts of one grant, read by ``met_stand``.

    What closing a year took off a room stays off that room, and off that year; the rest of what the final decision
    takes away is divided by what is left, over the rooms first and then over the years of a room.
    """
    rij, vast = delen[0].toekenning, vars(delen[0])["vast"]
    uit = {deel: deel.bedrag for deel in delen}
    if vast is None or vast == rij.bedrag:
        return uit
    per_kamer: dict[int, dict[Verdeling, Decimal]] = defaultdict(dict)
    had: dict[int, dict[int, Decimal]] = {}
    for deel, bedrag in uit.items():
        per_kamer[deel.kamer_id][deel] = bedrag
        had[deel.kamer_id] = _per_jaar(vars(deel)["terug"])
    samen, al = ({kamer: sum(eigen.values(), NUL) for kamer, eigen in wat.items()} for wat in (per_kamer, had))
    for kamer, lager in verlaging(rij.bedrag - vast, samen, al).items():
        eigen = {deel: min(had[kamer].get(deel.jaar, NUL), bedrag) for deel, bedrag in per_kamer[kamer].items()}
        for deel, eraf in verlaging(lager, per_kamer[kamer], eigen).items():
            uit[deel] -= eraf
    return uit


def _per_jaar(terug: Iterable[tuple[int, str]]) -> dict[int, Decimal]:
    uit: dict[int, Decimal] = defaultdict(lambda: NUL)
    for jaar, bedrag in terug:
        uit[jaar] += Decimal(bedrag)
    return uit
