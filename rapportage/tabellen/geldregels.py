"""The rows of money of a version and of the books of its year: all in one question to the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DecimalField,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast

from buurtwerkkamer.models import Versie
from financien.models import Afwijking, Afwijkingsgrens, Boeking, Verdeelsleutel
from financien.models.factuur import GEDEELD
from financien.models.grootboek import RESULTAAT

KOSTEN, BRON, GEBOEKT, UITLEG, GRENS, SAMEN = "kosten", "bron", "geboekt", "uitleg", "grens", "samen"
LEEG = Value("", output_field=CharField())
GEEN_GETAL = Cast(Value(None), DecimalField(max_digits=12, decimal_places=2))
NEE = Value(False, output_field=BooleanField())
NUL = Value(0, output_field=IntegerField())
VOLGORDE = (*("wat", "plek", "rij", "kamer", "bedrag", "basis", "eenheid", "code", "soort", "naam", "tekst", "raming"),)


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


def geldregels(versie: Versie, *, met_boeken: bool = False) -> Geldregels:
    """Read the budget and the financing of a version, also a source without amounts; and the books. One query."""
    gevonden: dict[str, dict[int, Geldregel]] = {KOSTEN: {}, BRON: {}}
    geboekt, uitleg, gedeeld, grens = [], [], [], Afwijkingsgrens()
    delen = [_bronnen(versie), *(_boeken(versie) if met_boeken else ())]
    rijen = _kosten(versie).union(*delen, all=True).order_by("r_wat", "r_plek", "r_rij")
    for wat, plek, rij, kamer, bedrag, basis, eenheid, code, soort, naam, tekst, raming in rijen:
        if wat == GEBOEKT:
            geboekt.append(Geboekt(kamer, soort, code or "", bedrag))
        elif wat == UITLEG:
            uitleg.append(Uitleg(kamer, code or "", plek, tekst))
        elif wat == GRENS:
            grens = Afwijkingsgrens(procent=plek, bedrag=bedrag)
        elif wat == SAMEN:
            gedeeld.append(Gedeeld(kamer, naam, soort or "", bedrag))
        else:
            regel = gevonden[wat].setdefault(rij, Geldregel(code, soort, naam, tekst, raming))
            if kamer is not None:
                regel.bedragen[kamer] = bedrag
                regel.bases[kamer] = (basis, eenheid)
    kosten, bronnen = (tuple(gevonden[wat].values()) for wat in (KOSTEN, BRON))
    return Geldregels(kosten, bronnen, tuple(geboekt), tuple(uitleg), grens, tuple(gedeeld))


def _boeken(versie: Versie) -> list[QuerySet]:
    """Return both sides of the bookings on costs and income, what rooms share, and sentences with their limit."""
    kanten = (("debet", 1), ("credit", -1))
    vragen = [vraag(versie, *kant) for vraag in (_geboekt, _gedeeld) for kant in kanten]
    return [*vragen, _uitleg(versie), _grens(versie)]


def _geboekt(versie: Versie, kant: str, teken: int) -> QuerySet:
    eigen = Boeking.objects.filter(boekstuk__jaar=versie.jaar_id, **{f"{kant}__soort__in": RESULTAAT}).order_by()
    plek = {"r_kamer": F("kamer_id"), "r_code": F(f"{kant}__post__code"), "r_soort": F(f"{kant}__soort")}
    vast = {"r_wat": Value(GEBOEKT, output_field=CharField()), "r_plek": NUL, "r_rij": NUL, "r_basis": GEEN_GETAL}
    vast |= {"r_eenheid": LEEG, "r_naam": LEEG, "r_tekst": LEEG, "r_raming": NEE}
    groep = eigen.annotate(**plek).values(*plek).annotate(r_bedrag=teken * Sum("bedrag"), **vast)
    return groep.values_list(*(f"r_{naam}" for naam in VOLGORDE))


def _gedeeld(versie: Versie, kant: str, teken: int) -> QuerySet:
    """Return the parts of shared invoice lines as they were booked, with the key of today; no wages."""
    eigen = Boeking.objects.filter(boekstuk__jaar=versie.jaar_id, factuur__isnull=False, omschrijving=GEDEELD)
    eigen = eigen.filter(**{f"{kant}__soort__in": RESULTAAT, f"{kant}__loon": False}).order_by()
    sleutel = Verdeelsleutel.objects.filter(jaar=versie.jaar_id, rekening=OuterRef(kant))
    plek = {"r_rij": F(f"{kant}_id"), "r_kamer": F("kamer_id"), "r_soort": Subquery(sleutel.values("wijze")[:1])}
    plek |= {"r_naam": F(f"{kant}__naam")}
    vast = {"r_wat": Value(SAMEN, output_field=CharField()), "r_plek": NUL, "r_basis": GEEN_GETAL, "r_raming": NEE}
    vast |= {"r_eenheid": LEEG, "r_code": LEEG, "r_tekst": LEEG}
    groep = eigen.annotate(**plek).values(*plek).annotate(r_bedrag=teken * Sum("bedrag"), **vast)
    return groep.values_list(*(f"r_{naam}" for naam in VOLGORDE))


def _uitleg(versie: Versie) -> QuerySet:
    return _rijen(
        Afwijking.objects.filter(jaar=versie.jaar_id),
        wat=Value(UITLEG, output_field=CharField()),
        plek=F("maand"),
        rij=F("pk"),
        kamer=F("kamer_id"),
        bedrag=F("verschil"),
        basis=GEEN_GETAL,
        eenheid=LEEG,
        code=F("post__code"),
        soort=LEEG,
        naam=LEEG,
        tekst=F("tekst"),
        raming=NEE,
    )


def _grens(versie: Versie) -> QuerySet:
    return _rijen(
        Afwijkingsgrens.objects.filter(jaar=versie.jaar_id),
        wat=Value(GRENS, output_field=CharField()),
        plek=F("procent"),
        rij=F("pk"),
        kamer=Cast(Value(None), IntegerField()),
        bedrag=F("bedrag"),
        basis=GEEN_GETAL,
        eenheid=LEEG,
        code=LEEG,
        soort=LEEG,
        naam=LEEG,
        tekst=LEEG,
        raming=NEE,
    )


def _kosten(versie: Versie) -> QuerySet:
    return _rijen(
        versie.begrotingsregels,
        wat=Value(KOSTEN, output_field=CharField()),
        plek=F("post__volgorde"),
        rij=F("post_id"),
        kamer=F("kamer_id"),
        bedrag=F("bedrag"),
        basis=F("basis"),
        eenheid=F("basis_eenheid"),
        code=F("post__code"),
        soort=F("post__soort"),
        naam=F("post__naam"),
        tekst=F("post__tekst"),
        raming=NEE,
    )


def _bronnen(versie: Versie) -> QuerySet:
    return _rijen(
        versie.financieringsbronnen,
        wat=Value(BRON, output_field=CharField()),
        plek=F("volgorde"),
        rij=F("pk"),
        kamer=F("regels__kamer_id"),
        bedrag=F("regels__bedrag"),
        basis=GEEN_GETAL,
        eenheid=LEEG,
        code=LEEG,
        soort=F("soort"),
        naam=F("naam"),
        tekst=F("tekst"),
        raming=F("raming"),
    )


def _rijen(tabel, **kolommen) -> QuerySet:
    """Return both kinds of rows in the same columns; the prefix keeps them apart from the fields."""
    met_naam = {f"r_{naam}": kolom for naam, kolom in kolommen.items()}
    return tabel.order_by().annotate(**met_naam).values_list(*met_naam)
