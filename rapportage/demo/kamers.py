"""The rooms of the demonstration: the four of the document, and as many more as asked."""

from dataclasses import dataclass

from buurtwerkkamer.models import Gebruiker
from kamers.models import Corporatieproduct, Kamer, Partner, Soort
from kamers.models.kamer import DEURKLEUREN
from rapportage.gegevens.lezen import KAMERS

CORPORATIES = {  # who lets homes around a room: the corporations that finance it in 2018
    "cjm": ("eigen-haard", "stadgenoot"),
    "multibron": ("eigen-haard", "ymere"),
    "handreiking": ("rochdale", "eigen-haard", "ymere"),
    "kg": ("rochdale", "ymere"),
}


@dataclass(frozen=True)
class Kamerplan:
    """One room with what its fictional life needs."""

    kamer: Kamer
    sjabloon: str  # which of the four rooms it takes after
    coordinator: Gebruiker
    buurten: tuple[str, ...]
    corporaties: tuple[Partner, ...]
    soorten: dict[str, Soort]
    producten: dict[str, Corporatieproduct]


def maak_kamers(aantal: int) -> list[Kamer]:
    """Open the fourth room and add fictional ones until there are ``aantal``."""
    Kamer.objects.filter(status=Kamer.Status.GEZOCHT).update(status=Kamer.Status.OPEN)
    Kamer.objects.bulk_create(
        Kamer(
            code=f"demokamer-{nummer}",
            naam=f"Demokamer {nummer}",
            afkorting=f"D{nummer}",
            deurkleur=(nummer - 1) % DEURKLEUREN + 1,
            volgorde=nummer,
        )
        for nummer in range(len(KAMERS) + 1, aantal + 1)
    )
    return list(Kamer.objects.in_volgorde())


def sjabloon_van(kamer: Kamer) -> str:
    """Return which of the four rooms a room takes after."""
    return kamer.code if kamer.code in KAMERS else KAMERS[(kamer.volgorde - 1) % len(KAMERS)]


def kamerplannen(kamers: list[Kamer], coordinatoren: dict[int, Gebruiker]) -> list[Kamerplan]:
    """Return the plan of every room; ``coordinatoren`` is by the id of the room."""
    partners = {partner.code: partner for partner in Partner.objects.corporaties()}
    soorten = {soort.code: soort for soort in Soort.objects.all()}
    producten = {product.code: product for product in Corporatieproduct.objects.all()}
    voorbeelden = {kamer.code: _buurten(kamer) for kamer in kamers if kamer.code in KAMERS}
    return [
        Kamerplan(
            kamer=kamer,
            sjabloon=sjabloon_van(kamer),
            coordinator=coordinatoren[kamer.pk],
            buurten=voorbeelden[sjabloon_van(kamer)],
            corporaties=tuple(partners[code] for code in CORPORATIES[sjabloon_van(kamer)]),
            soorten=soorten,
            producten=producten,
        )
        for kamer in kamers
    ]


def _buurten(kamer: Kamer) -> tuple[str, ...]:
    return tuple(kamer.werkgebieden.order_by("-soort", "volgorde").values_list("buurt__naam", flat=True))
