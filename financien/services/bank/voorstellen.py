"""Proposals: what an open line probably is, and why. Other parts add their own source (docs/bank.md).

A source gets all lines of a page at once and answers with proposals per line, so that a page asks a fixed number of
questions. ``registreer_voorsteller`` is called in ``AppConfig.ready``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import rond
from buurtwerkkamer.models import Gebruiker
from financien.models import Bankregel, Boekstuk, Grootboekrekening, Inkoopfactuur
from kamers.models import Kamer, Partner

ZEKER, WAARSCHIJNLIJK = 90, 60


@dataclass(frozen=True)
class Deel:
    """A part of a line: on which account it comes, with the sign of the bank line; and which invoice it closes."""

    rekening: Grootboekrekening
    bedrag: Decimal
    kamer: Kamer | None = None
    partner: Partner | None = None
    omschrijving: str = ""
    factuur: Inkoopfactuur | None = None


@dataclass(frozen=True)
class Voorstel:
    """What a line probably is.

    ``regels``: the parts it would be booked as. ``waarom``: a Dutch sentence. ``zekerheid``: 0 to 100, the highest is
    shown first. ``boek``: books or finds the document itself, instead of a bank document with ``regels``; it gets the
    line and the user, inside the transaction and under the lock of the line, and must do so once only.
    """

    regels: tuple[Deel, ...]
    waarom: str
    zekerheid: int
    omschrijving: str = ""
    boek: Callable[[Bankregel, Gebruiker], Boekstuk] | None = None
    bron: str = ""

    @property
    def beeld(self) -> str:
        """A short mark of what is shown, so that only what was seen is booked."""
        delen = [
            (d.rekening.pk, str(d.bedrag), d.kamer and d.kamer.pk, d.partner and d.partner.pk) for d in self.regels
        ]
        return sha256(repr((self.bron, self.waarom, self.omschrijving, delen)).encode()).hexdigest()[:16]


Voorsteller = Callable[[Sequence[Bankregel]], Mapping[int, Sequence[Voorstel]]]
_voorstellers: dict[str, Voorsteller] = {}


def registreer_voorsteller(naam: str, voorsteller: Voorsteller) -> None:
    """Let a part of the books propose what a line is. Called once, in ``AppConfig.ready``."""
    _voorstellers[naam] = voorsteller


def voorstellen(regels: Sequence[Bankregel]) -> dict[int, list[Voorstel]]:
    """Return the proposals of each line, the surest first."""
    uit: dict[int, list[Voorstel]] = {regel.pk: [] for regel in regels}
    if regels:
        for voorsteller in _voorstellers.values():
            for pk, rij in voorsteller(regels).items():
                uit[pk].extend(rij)
    return {pk: sorted(rij, key=lambda v: -v.zekerheid) for pk, rij in uit.items()}


def verdeel(bedrag: Decimal, aandelen: Sequence[Decimal]) -> list[Decimal]:
    """Divide an amount by shares, to the cent; the last takes what rounding leaves (domain.md §5.2)."""
    totaal = sum(aandelen, Decimal(0))
    delen = [rond(bedrag * aandeel / totaal) for aandeel in aandelen[:-1]]
    return [*delen, bedrag - sum(delen, Decimal("0.00"))]


def in_delen(regel: Bankregel, sjabloon: Sequence[Deel]) -> tuple[Deel, ...]:
    """Return the parts of a line after an example; nothing when a share is too small for a cent."""
    if not sjabloon:
        return ()
    bedragen = verdeel(regel.bedrag, [abs(deel.bedrag) for deel in sjabloon])
    if any(bedrag * regel.bedrag <= 0 for bedrag in bedragen):
        return ()
    return tuple(
        Deel(deel.rekening, bedrag, deel.kamer, deel.partner) for deel, bedrag in zip(sjabloon, bedragen, strict=True)
    )


def zo_geboekt(stuk: Boekstuk) -> str:
    """Say which document was booked before."""
    return _("Zo geboekt op %(dag)s: %(stuk)s.") % {"dag": f"{stuk.datum:%d-%m-%Y}", "stuk": stuk}
