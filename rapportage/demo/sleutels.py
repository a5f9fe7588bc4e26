"""The fictional keys and cards: of each room two keys and a card, and of the cooperative one card."""

from collections.abc import Iterator
from datetime import date

from buurtwerkkamer.models import Gebruiker
from kamers.models import Kamer, Sleutel, Sleuteldaad


def maak_sleutels(kamers: list[Kamer], begin: date, penningmeester: Gebruiker) -> None:
    """Give a key and the card of each room to its coordinator on the first day; the other key lies ready."""
    ploeg = dict(Gebruiker.objects.filter(aanstellingen__rol="coordinator").values_list("aanstellingen__kamer", "pk"))
    rijen = list(_rijen(kamers, penningmeester, ploeg))
    Sleutel.objects.bulk_create(rij for rij, _houder in rijen)
    Sleuteldaad.objects.bulk_create(
        Sleuteldaad(sleutel=rij, soort="gegeven", houder_id=houder, op=begin, door=penningmeester)
        for rij, houder in rijen
        if houder
    )


def _rijen(kamers: list[Kamer], wie: Gebruiker, ploeg: dict[int, int]) -> Iterator[tuple[Sleutel, int | None]]:
    yield Sleutel(soort="bankpas", omschrijving="eindigt op 0000 (fictief)", gemaakt_door=wie), wie.pk
    for nummer, kamer in enumerate(kamers, start=1):
        houder = ploeg[kamer.pk]
        vast = {"kamer": kamer, "gemaakt_door": wie}
        yield Sleutel(soort="sleutel", omschrijving="voordeur 1 (fictief)", **vast), houder
        yield Sleutel(soort="sleutel", omschrijving="voordeur 2 (fictief)", **vast), None
        yield Sleutel(soort="bankpas", omschrijving=f"eindigt op {nummer:04d} (fictief)", **vast), houder
