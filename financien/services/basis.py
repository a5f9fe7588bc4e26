"""The basis of a budget line: 18 uur per week, € 250 per maand. It belongs to the line, the room and the version."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.bedragen import invoer, lees_bedrag
from buurtwerkkamer.bsn import BSN_GEVONDEN, bevat_bsn
from buurtwerkkamer.drukbaar import NIET_DRUKBAAR, zonder_letter
from buurtwerkkamer.models import Versie
from buurtwerkkamer.versiecellen import Celsoort, VersieFout, bewaar_cellen, neem_cellen_terug
from financien.models import Begrotingsregel, Kostenpost
from financien.services.spreiden import Spreiding

EURO = "euro"  # how a unit of money begins: it stays as it is when a new year raises the costs
GEEN = "geen"  # typed for a line that has no basis
GEEN_BASIS = gettext_lazy("Vul een getal en een eenheid in, zoals 18 uur per week of € 250 per maand.")
GEEN_REGEL = gettext_lazy(
    "Een post heeft intussen geen bedrag meer in een kamer. Er is niets opgeslagen. Begin opnieuw."
)
EENHEID_LANGST, HOOGSTE = 60, Decimal("9999999.99")  # as the columns
_GETAL = re.compile(r"(€|euro )? ?(\d[\d.]*(?:,(?:\d+|-))?) ?(.*)", re.ASCII | re.IGNORECASE)
_EURO = re.compile(r"(?:€|euro\b) ?", re.IGNORECASE)


@dataclass(frozen=True)
class Basis:
    """What an amount is built on: a number with its unit, or only words ("min. 1, mogelijk 3 plekken per kamer")."""

    aantal: Decimal | None = None
    eenheid: str = ""

    def __bool__(self) -> bool:
        return self.aantal is not None or bool(self.eenheid)

    def __str__(self) -> str:
        """Say it as it is typed and printed; ``lees_basis`` reads it back as the same."""
        if self.aantal is None:
            return self.eenheid
        if self.is_geld:
            return f"€ {invoer(self.aantal)} {self.eenheid.removeprefix(EURO).strip()}".strip()
        return f"{invoer(self.aantal)} {self.eenheid}".strip()

    @property
    def is_geld(self) -> bool:
        return self.eenheid.startswith(EURO)


def lees_basis(tekst: str) -> Basis:
    """Read a basis: 18 uur per week · € 250 per maand · 1 plek per kamer · geen. ValueError with what to type."""
    schoon = " ".join(tekst.split())
    if schoon.casefold() in ("", GEEN):
        return Basis()
    if mis := zonder_letter(schoon):
        raise ValueError(NIET_DRUKBAAR % {"teken": mis})
    if bevat_bsn(schoon):
        raise ValueError(str(BSN_GEVONDEN))
    gelezen = _ontleed(schoon)
    if len(gelezen.eenheid) > EENHEID_LANGST:
        raise ValueError(_("Deze tekst is te lang. Gebruik hoogstens %(n)s tekens.") % {"n": EENHEID_LANGST})
    return gelezen


def _ontleed(schoon: str) -> Basis:
    gevonden = _GETAL.fullmatch(schoon)
    if gevonden is None:
        if not schoon[0].isalpha() or _EURO.match(schoon):
            raise ValueError(GEEN_BASIS)
        return Basis(None, schoon)
    munt, getal, rest = gevonden.groups()
    per = _EURO.sub("", rest, count=1) if _EURO.match(rest) else rest
    if not per or not per[0].isalpha():
        raise ValueError(GEEN_BASIS)
    try:
        aantal = lees_bedrag(getal)
    except ValueError as fout:
        raise ValueError(GEEN_BASIS) from fout
    if aantal > HOOGSTE:
        raise ValueError(GEEN_BASIS)
    return Basis(aantal, f"{EURO} {per}" if munt or per != rest else per)


@dataclass(frozen=True)
class Basispost:
    """A cost line with its basis per room (by key), and the one that most rooms have."""

    post: Kostenpost
    per_kamer: Mapping[int, Basis]

    @property
    def gewoon(self) -> Basis:
        return Counter(self.per_kamer.values()).most_common(1)[0][0]


def basisposten(versie: Versie) -> list[Basispost]:
    """Return the lines of a version with an amount, in their order. One query."""
    per_post: dict[Kostenpost, dict[int, Basis]] = {}
    regels = Begrotingsregel.objects.filter(versie=versie).select_related("post")
    for regel in regels.order_by("post__volgorde", "kamer__volgorde", "kamer"):
        per_post.setdefault(regel.post, {})[regel.kamer_id] = basis_van(regel)
    return [Basispost(post, per_kamer) for post, per_kamer in per_post.items()]


def basis_van(regel: Begrotingsregel) -> Basis:
    return Basis(regel.basis, regel.basis_eenheid)


def basiscel(post: int, kamer: int) -> str:
    """Return the name of the cell that holds the basis of a line in a room."""
    return f"b-{post}-{kamer}"


def spreidingcel(post: int, kamer: int) -> str:
    """Return the name of the cell that says over which months a line falls in a room."""
    return f"s-{post}-{kamer}"


def pak_basis(basis: Basis) -> str | None:
    """Return a basis as a cell is kept; no basis is an empty cell."""
    aantal = "" if basis.aantal is None else f"{basis.aantal:.2f}"
    return f"{aantal}|{basis.eenheid}" if basis else None


def pak_uit(tekst: str | None) -> Basis:
    """Return the basis that a cell keeps."""
    aantal, _streep, eenheid = (tekst or "").partition("|")
    return Basis(Decimal(aantal) if aantal else None, eenheid)


def pak_spreiding(spreiding: Spreiding) -> str:
    """Return a spread as a cell is kept."""
    return f"{spreiding.soort}|{','.join(str(maand) for maand in sorted(spreiding.maanden))}"


def bewaar_regels(*, versie: Versie, cellen: dict[str, str | None], gezien: int, sleutel: UUID, gebruiker) -> int:
    """Store the basis and spread cells that differ and return how many; see ``bewaar_cellen``."""
    vast = {"gezien": gezien, "sleutel": sleutel, "gebruiker": gebruiker}
    return bewaar_cellen(REGELS, versie=versie, waarden=cellen, **vast)


def neem_regels_terug(*, versie: Versie, sleutel: UUID, gebruiker) -> bool:
    """Put back how the lines stood before one save; see ``neem_cellen_terug``."""
    return neem_cellen_terug(REGELS, versie=versie, sleutel=sleutel, gebruiker=gebruiker)


def _lees(versie: Versie) -> dict[str, str]:
    cellen = {}
    for regel in Begrotingsregel.objects.filter(versie=versie):
        if basis := pak_basis(basis_van(regel)):
            cellen[basiscel(regel.post_id, regel.kamer_id)] = basis
        nu = pak_spreiding(Spreiding(regel.spreiding, tuple(regel.maanden)))
        cellen[spreidingcel(regel.post_id, regel.kamer_id)] = nu
    return cellen


def _schrijf(versie: Versie, anders: dict[str, str | None], _nu: dict[str, str]) -> None:
    """Change rows that are there, in two queries: a line without an amount has no basis and no spread."""
    regels = {(r.post_id, r.kamer_id): r for r in Begrotingsregel.objects.filter(versie=versie)}
    geraakt: dict[int, Begrotingsregel] = {}
    for naam, tekst in anders.items():
        letter, post, kamer = naam.split("-")
        regel = regels.get((int(post), int(kamer)))
        if regel is None:
            raise VersieFout(str(GEEN_REGEL))
        geraakt[regel.pk] = regel
        if letter == "b":
            basis = pak_uit(tekst)
            regel.basis, regel.basis_eenheid = basis.aantal, basis.eenheid
        else:
            soort, _streep, maanden = (tekst or "").partition("|")
            regel.spreiding, regel.maanden = soort, [int(maand) for maand in maanden.split(",") if maand]
    Begrotingsregel.objects.bulk_update(geraakt.values(), ["basis", "basis_eenheid", "spreiding", "maanden"])


REGELS = Celsoort("basis", _lees, _schrijf)
