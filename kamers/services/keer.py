"""One occurrence: what identifies it, how it is locked, and how it is saved with the next version."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from buurtwerkkamer.models import Handeling
from kamers.models import Activiteit, Bijeenkomst, Corporatieproduct, Kamer, Soort
from kamers.services.regels import Botsing
from kamers.services.stand import stand_van

TELVELDEN = ("kwamen_al", "nieuw_soort", "nieuw_kamer", "kinderen")


@dataclass(frozen=True)
class Keer:
    """One occurrence of an activity: the day of the series identifies it."""

    activiteit: Activiteit
    gepland: date

    @property
    def doel(self) -> str:
        return f"keer:{self.activiteit.pk}:{self.gepland.isoformat()}"


@dataclass(frozen=True)
class Invulling:
    """What the card says: who came by name, counts of the others, who helped, and their hours.

    ``uren`` holds for everyone when ``voor_allen``; otherwise whoever was there keeps the own hours, and who is new
    gets those of the rota (``roosteruren`` by person) or else ``uren``.
    """

    kwamen_al: int
    nieuw_soort: int = 0
    nieuw_kamer: int = 0
    kinderen: int | None = None
    namen: frozenset[int] = frozenset()
    personen: frozenset[int] = frozenset()
    uren: Decimal = Decimal(0)
    voor_allen: bool = False
    roosteruren: dict[int, Decimal] = field(default_factory=dict)

    @property
    def deelnemers(self) -> int:
        return self.kwamen_al + self.nieuw_soort + len(self.namen)

    def uren_van(self, persoon: int) -> Decimal:
        return self.uren if self.voor_allen else self.roosteruren.get(persoon, self.uren)


@dataclass(frozen=True)
class Activiteitgegevens:
    """An activity that was on no rota: what, which kind, when."""

    naam: str
    soort: Soort
    begin: time
    eind: time
    product: Corporatieproduct | None = None


def een_tegelijk(kamer_id: int) -> None:
    """Let one act at a time write in a room: the rule on people who came before spans its occurrences.

    Every service that counts takes this lock first, so two tablets never both pass a rule that only one may pass.
    Reading goes on; other rooms do not wait.
    """
    Kamer.objects.select_for_update(no_key=True).get(pk=kamer_id)


def op_slot(kamers: Iterable[int]) -> None:
    """Take the lock of ``een_tegelijk`` in several rooms at once, always in the same order."""
    list(Kamer.objects.select_for_update(no_key=True).filter(pk__in=set(kamers)).order_by("pk"))


def huidig(keer: Keer) -> Bijeenkomst | None:
    """Return the row of an occurrence, locked, or None."""
    rijen = Bijeenkomst.objects.select_for_update(of=("self",)).select_related("soort", "genoteerd_door")
    return rijen.filter(activiteit=keer.activiteit, gepland=keer.gepland).first()


def gezien(keer: Keer, versie: int) -> tuple[Bijeenkomst | None, dict | None]:
    """Return the row and how it stands, when it still is the one the user saw."""
    rij = huidig(keer)
    if (rij.versie if rij else 0) != versie:
        raise Botsing(rij)
    return rij, stand_van(rij)


def keer_uit(doel: str, kamer: Kamer) -> Keer | None:
    """Read back which occurrence an act touched; None when it is not (or no more) of this room."""
    _soort, activiteit, gepland = doel.split(":")
    gevonden = Activiteit.objects.filter(pk=activiteit, kamer=kamer).first()
    return Keer(gevonden, date.fromisoformat(gepland)) if gevonden else None


def nieuwe_rij(keer: Keer) -> Bijeenkomst:
    """Copy room, kind, product and times: an occurrence is written as it was."""
    bron = keer.activiteit
    overnemen = {veld: getattr(bron, veld) for veld in ("kamer", "soort", "product", "naam", "begin", "eind")}
    return Bijeenkomst(activiteit=bron, gepland=keer.gepland, dag=keer.gepland, versie=0, **overnemen)


def bewaar(rij: Bijeenkomst, keer: Keer, gebruiker) -> None:
    """Save with the next version; after an undo of the first act the numbers go on, so no old card fits."""
    if rij.pk is None:
        eerder = Handeling.objects.filter(doel=keer.doel, na__isnull=False).order_by("-gedaan_op").first()
        rij.versie = eerder.na["versie"] if eerder else 0
    rij.versie, rij.genoteerd_door = rij.versie + 1, gebruiker
    rij.save()
