"""The rows of money of a version and of the books of its year: all in one question to the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from buurtwerkkamer.models import Versie
from financien.models import Afwijkingsgrens
from rapportage.tabellen.boekvragen import ALLEEN, BESTEMD, GEBOEKT, GRENS, LOON, SAMEN, UITLEG, rijen, vragen_van

KOSTEN, BRON = "kosten", "bron"


@dataclass
class Geldregel:
    """A cost line or a source with its amount per room; a room without a row has no amount."""

    code: str
    soort: str
    naam: str
    tekst: str
    raming: bool
    bedragen: dict[int, Decimal] = field(default_factory=dict)
    bases: dict[int, tuple[Decimal | None, str]] = field(default_factory=dict)

    def per_kamer(self, kamers: Iterable[Any]) -> tuple[Decimal | None, ...]:
        """Return the amounts in the order of the rooms; None where there is no row."""
        return tuple(self.bedragen.get(kamer.pk) for kamer in kamers)


@dataclass(frozen=True)
class Geboekt:
    """What was booked on costs (with the code of the line) or on income: debit minus credit."""

    kamer: int
    soort: str
    code: str
    bedrag: Decimal


@dataclass(frozen=True)
class Uitleg:
    """The sentence about a line of a room, up to and including a month."""

    kamer: int
    code: str
    maand: int
    tekst: str


@dataclass(frozen=True)
class Gedeeld:
    """What a room paid of a cost line that all rooms share, and how that line is divided."""

    kamer: int
    rekening: str
    wijze: str
    bedrag: Decimal


@dataclass(frozen=True)
class Geldregels:
    """All money of a version, each in its order; and what the books of its year say, the newest sentence last."""

    kosten: tuple[Geldregel, ...]
    bronnen: tuple[Geldregel, ...]
    geboekt: tuple[Geboekt, ...] = ()
    uitleg: tuple[Uitleg, ...] = ()
    grens: Afwijkingsgrens = field(default_factory=Afwijkingsgrens)  # from where on a difference needs a sentence
    gedeeld: tuple[Gedeeld, ...] = ()
    bestemd: Mapping[str, Decimal] = field(default_factory=dict)  # where the result went (Naar): how much
    alleen: Mapping[int, str] = field(default_factory=dict)  # documents without four eyes: the source that says so
    alleen_lonen: frozenset[int] = (
        frozenset()
    )  # which of those are about wages, so that the kascommissie never sees them


def geldregels(versie: Versie, *, met_boeken: bool = False) -> Geldregels:
    """Read the budget and the financing of a version, also a source without amounts; and the books. One query."""
    gelezen = _Gelezen()
    delen = [_bronnen(versie), *(vragen_van(versie) if met_boeken else ())]
    for wat, *rij in _kosten(versie).union(*delen, all=True).order_by("r_wat", "r_plek", "r_rij"):
        gelezen.neem(wat, *rij)
    return gelezen.geldregels()


class _Gelezen:
    """Sorts the rows of the one question by what they are."""

    def __init__(self):
        self.regels: dict[str, dict[int, Geldregel]] = {KOSTEN: {}, BRON: {}}
        self.geboekt: list[Geboekt] = []
        self.uitleg: list[Uitleg] = []
        self.gedeeld: list[Gedeeld] = []
        self.bestemd: dict[str, Decimal] = {}
        self.alleen: dict[int, str] = {}
        self.alleen_lonen: set[int] = set()
        self.grens = Afwijkingsgrens()

    def neem(self, wat, plek, rij, kamer, bedrag, basis, eenheid, code, soort, naam, tekst, raming) -> None:
        if wat == GEBOEKT:
            self.geboekt.append(Geboekt(kamer, soort, code or "", bedrag))
        elif wat == UITLEG:
            self.uitleg.append(Uitleg(kamer, code or "", plek, tekst))
        elif wat == GRENS:
            self.grens = Afwijkingsgrens(procent=plek, bedrag=bedrag)
        elif wat == SAMEN:
            self.gedeeld.append(Gedeeld(kamer, naam, soort or "", bedrag))
        elif wat == BESTEMD:
            self.bestemd[naam] = bedrag
        elif wat == ALLEEN:  # a document that two sources name counts once, under the first
            self.alleen[rij] = min(naam, self.alleen.get(rij, naam))
            self.alleen_lonen |= {rij} if soort == LOON else set()
        else:
            regel = self.regels[wat].setdefault(rij, Geldregel(code, soort, naam, tekst, raming))
            if kamer is not None:
                regel.bedragen[kamer] = bedrag
                regel.bases[kamer] = (basis, eenheid)

    def geldregels(self) -> Geldregels:
        kosten, bronnen = (tuple(self.regels[wat].values()) for wat in (KOSTEN, BRON))
        boeken = (tuple(self.geboekt), tuple(self.uitleg), self.grens, tuple(self.gedeeld))
        return Geldregels(kosten, bronnen, *boeken, self.bestemd, self.alleen, frozenset(self.alleen_lonen))


def _kosten(versie: Versie) -> QuerySet:
    velden = {"plek": F("post__volgorde"), "rij": F("post_id"), "kamer": F("kamer_id"), "bedrag": F("bedrag")}
    velden |= {"basis": F("basis"), "eenheid": F("basis_eenheid")}
    post = {naam: F(f"post__{naam}") for naam in ("code", "soort", "naam", "tekst")}
    return rijen(versie.begrotingsregels.all(), KOSTEN, **velden, **post)


def _bronnen(versie: Versie) -> QuerySet:
    velden = {"plek": F("volgorde"), "rij": F("pk"), "kamer": F("regels__kamer_id"), "bedrag": F("regels__bedrag")}
    eigen = {naam: F(naam) for naam in ("soort", "naam", "tekst", "raming")}
    return rijen(versie.financieringsbronnen.all(), BRON, **velden, **eigen)
