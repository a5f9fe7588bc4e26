"""Everything this floor holds about one person, for that person to read (the right of access)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, Q
from django.db.models.functions import Cast, JSONObject

from kamers.models import AlGeteld, Deelname, Inkijk, Inzet, Kamer, Klusplek, Persoon, Roosterplek


@dataclass(frozen=True)
class Hulp:
    """A place on a rota or at a klus (with the day it was asked), and its hours."""

    uren: Decimal
    naam: str = ""
    dag: date | None = None


@dataclass(frozen=True)
class Blik:
    """Who looked at a person, and when."""

    op: datetime
    wie: str


@dataclass(frozen=True)
class Inzage:
    """What is held about a person, also under the passes that went into this one."""

    persoon: Persoon
    keren: list[Deelname]
    inzet: list[Inzet]
    inkijk: list[Blik]
    rooster: list[Hulp]
    klussen: list[Hulp]


def inzage(persoon_id: int) -> Inzage:
    """Return everything this floor holds about a person, in three queries."""
    persoon = _met_alles().get(pk=persoon_id)
    van = Q(persoon=persoon_id) | Q(persoon__opgegaan_in=persoon_id)
    keren = Deelname.objects.filter(van).select_related("bijeenkomst__kamer").order_by("-bijeenkomst__dag", "-pk")
    inzet = Inzet.objects.filter(van).select_related("bijeenkomst")
    inkijk = [Blik(datetime.fromisoformat(rij["op"]), rij["wie"].split(" ")[0]) for rij in persoon.blikken]
    rooster = [Hulp(Decimal(rij["uren"]), naam=rij["naam"]) for rij in persoon.rooster]
    klussen = [Hulp(Decimal(rij["uren"]), dag=date.fromisoformat(rij["dag"])) for rij in persoon.klusplek]
    return Inzage(persoon, list(keren), list(inzet), inkijk, rooster, klussen)


def _met_alles():
    van = Q(persoon=OuterRef("pk")) | Q(persoon__opgegaan_in=OuterRef("pk"))
    uren = Cast("uren", CharField())
    oud = Persoon.objects.filter(opgegaan_in=OuterRef("pk")).order_by("pk")
    al = AlGeteld.objects.filter(van).order_by("jaar", "pk")
    rooster = Roosterplek.objects.filter(van).order_by("pk")
    klussen = Klusplek.objects.filter(van).order_by("pk")
    inkijk = Inkijk.objects.filter(van).order_by("-op", "-pk")
    return Persoon.objects.annotate(
        kamernamen=ArraySubquery(Kamer.objects.filter(personen=OuterRef("pk")).in_volgorde().values("naam")),
        oud=ArraySubquery(oud.values(rij=JSONObject(naam="voornaam", nummer="pasnummer"))),
        al=ArraySubquery(al.values(rij=JSONObject(jaar="jaar", kamer="kamer__naam", soort="soort__kort"))),
        blikken=ArraySubquery(inkijk.values(rij=JSONObject(op="op", wie="gebruiker__naam"))),
        rooster=ArraySubquery(rooster.values(rij=JSONObject(naam="activiteit__naam", uren=uren))),
        klusplek=ArraySubquery(klussen.values(rij=JSONObject(dag="klus__gevraagd_op", uren=uren))),
    )
