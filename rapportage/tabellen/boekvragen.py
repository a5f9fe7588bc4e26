"""What the books of a year say, as questions in the columns of ``geldregels``, so that all is asked as one."""

from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    DecimalField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast

from buurtwerkkamer.models import Versie
from financien.models import Afwijking, Afwijkingsgrens, Bestemming, Boeking, Verdeelsleutel
from financien.models.boekstuk import is_loon
from financien.models.factuur import GEDEELD
from financien.models.grootboek import RESULTAAT
from financien.services import vierogen

GEBOEKT, UITLEG, GRENS, SAMEN, BESTEMD, ALLEEN = "geboekt", "uitleg", "grens", "samen", "bestemd", "alleen"
LOON = "loon"  # of a document that the kascommissie does not see (domain.md §5.6)
KANTEN = (("debet", 1), ("credit", -1))
NUL = Value(0, output_field=IntegerField())
LEEG = Value("", output_field=CharField())
GEEN_GETAL = Cast(Value(None), DecimalField(max_digits=20, decimal_places=2))
ZONDER: dict[str, Any] = {
    "wat": LEEG,
    "plek": NUL,
    "rij": NUL,
    "kamer": Cast(Value(None), IntegerField()),
    "bedrag": GEEN_GETAL,
    "basis": GEEN_GETAL,
    "eenheid": LEEG,
    "code": LEEG,
    "soort": LEEG,
    "naam": LEEG,
    "tekst": LEEG,
    "raming": Value(False, output_field=BooleanField()),
}  # every column, with what stands there in a row that does not have it


def rijen(tabel: QuerySet, wat: str, **kolommen: Any) -> QuerySet:
    """Return rows of one kind in the columns that all kinds share; the prefix keeps them apart from the fields."""
    return tabel.order_by().annotate(**_kolommen(wat, kolommen)).values_list(*(f"r_{naam}" for naam in ZONDER))


def sommen(tabel: QuerySet, wat: str, bedrag: Any, **per: Any) -> QuerySet:
    """Return sums in the columns that all kinds share: one row for each of ``per``."""
    groep = tabel.order_by().annotate(**{f"r_{naam}": waarde for naam, waarde in per.items()})
    rest = {naam: waarde for naam, waarde in _kolommen(wat, {"bedrag": bedrag}).items() if naam[2:] not in per}
    gegroepeerd = groep.values(*(f"r_{naam}" for naam in per)).annotate(**rest)
    return gegroepeerd.values_list(*(f"r_{naam}" for naam in ZONDER))


def _kolommen(wat: str, kolommen: dict[str, Any]) -> dict[str, Any]:
    samen = ZONDER | {"wat": Value(wat, output_field=CharField())} | kolommen
    return {f"r_{naam}": waarde for naam, waarde in samen.items()}


def vragen_van(versie: Versie) -> list[QuerySet]:
    """Return both sides of the bookings on costs and income, what rooms share, sentences with their limit, and more:

    where the result went, and which documents went without a second pair of eyes.
    """
    kanten = [vraag(versie, *kant) for vraag in (_geboekt, _gedeeld) for kant in KANTEN]
    return [*kanten, _uitleg(versie), _grens(versie), _bestemd(versie), *_alleen(versie.jaar.jaar)]


def _geboekt(versie: Versie, kant: str, teken: int) -> QuerySet:
    eigen = Boeking.objects.filter(boekstuk__jaar=versie.jaar_id, **{f"{kant}__soort__in": RESULTAAT})
    per = {"kamer": F("kamer_id"), "code": F(f"{kant}__post__code"), "soort": F(f"{kant}__soort")}
    return sommen(eigen, GEBOEKT, teken * Sum("bedrag"), **per)


def _gedeeld(versie: Versie, kant: str, teken: int) -> QuerySet:
    """Return the parts of shared invoice lines as they were booked, with the key of today; no wages."""
    eigen = Boeking.objects.filter(boekstuk__jaar=versie.jaar_id, factuur__isnull=False, omschrijving=GEDEELD)
    eigen = eigen.filter(**{f"{kant}__soort__in": RESULTAAT, f"{kant}__loon": False})
    sleutel = Verdeelsleutel.objects.filter(jaar=versie.jaar_id, rekening=OuterRef(kant))
    per = {"rij": F(f"{kant}_id"), "kamer": F("kamer_id"), "soort": Subquery(sleutel.values("wijze")[:1])}
    return sommen(eigen, SAMEN, teken * Sum("bedrag"), naam=F(f"{kant}__naam"), **per)


def _uitleg(versie: Versie) -> QuerySet:
    eigen = Afwijking.objects.filter(jaar=versie.jaar_id)
    velden = {"plek": F("maand"), "rij": F("pk"), "kamer": F("kamer_id"), "bedrag": F("verschil")}
    return rijen(eigen, UITLEG, **velden, code=F("post__code"), tekst=F("tekst"))


def _grens(versie: Versie) -> QuerySet:
    eigen = Afwijkingsgrens.objects.filter(jaar=versie.jaar_id)
    return rijen(eigen, GRENS, plek=F("procent"), rij=F("pk"), bedrag=F("bedrag"))


def _bestemd(versie: Versie) -> QuerySet:
    return sommen(Bestemming.objects.filter(jaar=versie.jaar_id), BESTEMD, Sum("bedrag"), naam=F("naar"))


def _alleen(jaar: int) -> list[QuerySet]:
    """Return each document that went without four eyes, once for each source that names it; and whether it is wages."""
    bronnen = vierogen.zonder_vier_ogen(date(jaar, 1, 1), date(jaar, 12, 31))
    van_lonen = Exists(Boeking.objects.filter(is_loon(), boekstuk=OuterRef("pk")))
    soort = Case(When(van_lonen, Value(LOON)), default=LEEG, output_field=CharField())
    return [
        rijen(stukken, ALLEEN, rij=Cast("pk", BigIntegerField()), naam=Value(bron, CharField()), soort=soort)
        for bron, stukken in bronnen.items()
    ]
