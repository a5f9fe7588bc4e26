"""The letter that proves a document of a grant: that of the step from which it follows, joined on reading.

A letter often comes later than the booking, and the books never change: so nothing of this is stored.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from financien.models import Boeking, Boekstuk, Brief, Toekenningstatus
from financien.models.toekenningslot import BINDEND
from financien.services.toekenningsleutel import batensleutel, vaststellingsleutel

_VAST = Toekenningstatus.Status.VASTGESTELD


@dataclass(frozen=True)
class Stuk:
    """What tells of a document from which step it follows: its key, its day and its grant."""

    pk: int
    sleutel: UUID
    datum: date
    toekenning: int


def van_jaar(jaar: int) -> list[Stuk]:
    """Return the documents of grants of a year, once for each grant. One query."""
    rijen = Boeking.objects.filter(boekstuk__jaar__jaar=jaar, toekenning__isnull=False).order_by()
    velden = ("boekstuk", "boekstuk__sleutel", "boekstuk__datum", "toekenning")
    return [Stuk(*rij) for rij in rijen.values_list(*velden).distinct()]


def van_stuk(boekstuk: Boekstuk, boekingen: Iterable[Boeking]) -> list[Stuk]:
    """Return the same of one document, from its bookings that were read."""
    eigen = {b.toekenning_id for b in boekingen if b.toekenning_id}
    return [Stuk(boekstuk.pk, boekstuk.sleutel, boekstuk.datum, toekenning) for toekenning in sorted(eigen)]


def stappen_bij(stukken: Sequence[Stuk]) -> dict[int, list[Toekenningstatus]]:
    """Return the steps with their letters (without their bytes) from which documents follow. Two queries, or none.

    What a step booked by itself is of that step, also when it was taken back later. Any other document is of the
    decision that held on its day: the final one, otherwise the one that made the claim.
    """
    if not stukken:
        return {}
    brieven = Brief.objects.geldig().select_related("bestand").defer("bestand__inhoud").order_by("datum", "pk")
    rijen = Toekenningstatus.objects.filter(
        toekenning__in={stuk.toekenning for stuk in stukken}, status__in=(*BINDEND, _VAST)
    ).select_related("terugname", "toekenning")
    per: dict[int, list[Toekenningstatus]] = defaultdict(list)
    for stap in rijen.prefetch_related(Prefetch("brieven", brieven)).order_by("pk"):
        per[stap.toekenning_id].append(stap)
    uit: dict[int, list[Toekenningstatus]] = defaultdict(list)
    for stuk in stukken:
        stap_ = _stap(stuk, per[stuk.toekenning])
        if stap_:
            uit[stuk.pk].append(stap_)
    return dict(uit)


def _stap(stuk: Stuk, stappen: list[Toekenningstatus]) -> Toekenningstatus | None:
    eigen = next((stap for stap in stappen if stuk.sleutel in _sleutels(stap, stappen)), None)
    geldig = [stap for stap in stappen if not stap.teruggenomen]
    toen = [stap for stap in geldig if (stap.boekdatum or stap.datum) <= stuk.datum]
    return eigen or next(reversed(toen), None) or next(iter(geldig), None)


def _sleutels(stap: Toekenningstatus, stappen: list[Toekenningstatus]) -> set[UUID]:
    """Return the keys under which a step books: the final decision what it takes away, the other one the income."""
    if stap.status == _VAST:
        return {vaststellingsleutel(stap)}
    eerste = next(s for s in stappen if s.status in BINDEND)
    return {batensleutel(stap, jaar, eerste=stap is eerste) for jaar in stap.toekenning.jaren}
