"""Passes to look at: the list of a room, and one pass with its year."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, ExpressionWrapper, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import ExtractYear, JSONObject

from kamers.models import AlGeteld, Deelname, Inkijk, Kamer, Persoon, Soort, Teljaar
from kamers.models.soort import in_taal
from kamers.services.namen import vouw

PER_BLAD = 50


@dataclass(frozen=True)
class Lijst:
    """One page of the people of a room: ``nummer`` of ``bladen``, and how many people there are."""

    mensen: list[Persoon]
    nummer: int
    bladen: int
    totaal: int


@dataclass(frozen=True)
class Jaarstand:
    """How often someone came in a year, by kind, and in which kinds the person was counted before the pass."""

    jaar: int
    keren: list[tuple[str, int]]
    al_geteld: frozenset[int | None]
    dicht: bool

    @property
    def leeg(self) -> bool:
        return not self.keren and not self.al_geteld


def mensen_van(kamer: Kamer) -> list[Persoon]:
    """Return the people of a room, who came last first, then by name; with ``laatst`` (a day or None) and ``helpt``."""
    keren = Deelname.objects.filter(persoon=OuterRef("pk"), bijeenkomst__kamer=kamer)
    laatst = keren.order_by().values("persoon").annotate(dag=Max("bijeenkomst__dag")).values("dag")
    helpt = Q(vrijwilliger__isnull=False, vrijwilliger__gestopt_op=None)
    mensen = Persoon.objects.met_pas().filter(kamers=kamer)
    mensen = mensen.annotate(laatst=Subquery(laatst), helpt=ExpressionWrapper(helpt, output_field=BooleanField()))
    return sorted(mensen, key=_volgorde)


def _volgorde(persoon: Persoon) -> tuple[int, str, int]:
    laatst = _laatst(persoon)
    return (-laatst.toordinal() if laatst else 0, vouw(persoon.voornaam), persoon.pk)


def _laatst(persoon: Persoon) -> date | None:
    return getattr(persoon, "laatst", None)  # annotated by mensen_van


def lijst(kamer: Kamer, nummer: int) -> Lijst:
    """Return one page of fifty people with a pass; a page that is not there gives the last one.

    A volunteer without a pass is found by searching, and stands here once that person came by name.
    """
    mensen = [persoon for persoon in mensen_van(kamer) if persoon.pasnummer or _laatst(persoon)]
    bladen = max(1, -(-len(mensen) // PER_BLAD))
    nummer = min(max(nummer, 1), bladen)
    return Lijst(mensen[(nummer - 1) * PER_BLAD : nummer * PER_BLAD], nummer, bladen, len(mensen))


def tel_soorten() -> list[Soort]:
    """Return the kinds in which people are counted by name: those that count people, and where a name may stand."""
    return [soort for soort in Soort.objects.filter(telt=Soort.Telt.UNIEK) if not soort.zonder_namen]


def pas_met_feiten(kamer: Kamer) -> QuerySet[Persoon]:
    """Return the people of a room with what their page says: ``kamernamen``, ``oud`` (merged cards), ``al``, ``dicht``.

    ``al`` are the rows of "al geteld" in this room, ``dicht`` its closed counting years.
    """
    namen = Kamer.objects.filter(personen=OuterRef("pk")).in_volgorde().values("naam")
    oud = Persoon.objects.filter(opgegaan_in=OuterRef("pk")).exclude(pasnummer="").order_by("pk").values("pasnummer")
    al = AlGeteld.objects.filter(persoon=OuterRef("pk"), kamer=kamer).order_by()
    return (
        Persoon.objects.met_pas()
        .filter(kamers=kamer)
        .annotate(
            kamernamen=ArraySubquery(namen),
            oud=ArraySubquery(oud),
            al=ArraySubquery(al.values(rij=JSONObject(jaar="jaar", soort="soort_id"))),
            dicht=ArraySubquery(Teljaar.objects.filter(kamer=kamer).order_by().values("jaar")),
        )
    )


def jaarstanden(persoon: Persoon, kamer: Kamer, vandaag: date) -> list[Jaarstand]:
    """Return this year of a person in a room, and last year while its counting is open and there is anything in it.

    ``persoon`` comes from ``pas_met_feiten``. One query.
    """
    jaren = (vandaag.year, vandaag.year - 1)
    keren = Deelname.objects.filter(
        persoon=persoon, bijeenkomst__kamer=kamer, bijeenkomst__dag__range=(date(jaren[1], 1, 1), vandaag)
    )
    per_soort = keren.order_by("bijeenkomst__soort__volgorde").values_list(
        ExtractYear("bijeenkomst__dag"), F("bijeenkomst__soort__kort")
    )
    rijen = list(per_soort.annotate(n=Count("pk")))
    nu, vorig = (_stand(persoon, jaar, rijen) for jaar in jaren)
    return [nu] if vorig.dicht or (vorig.leeg and persoon.sinds.year > vorig.jaar) else [nu, vorig]


def _stand(persoon, jaar: int, rijen: list[tuple[int, str, int]]) -> Jaarstand:
    al = frozenset(rij["soort"] for rij in persoon.al if rij["jaar"] == jaar)
    return Jaarstand(jaar, [(in_taal(soort), n) for van, soort, n in rijen if van == jaar], al, jaar in persoon.dicht)


def bekeken(persoon: Persoon, gebruiker) -> None:
    """Write who looked at a person; in the transaction of the page that shows it."""
    Inkijk.objects.create(persoon=persoon, gebruiker=gebruiker)


def naamgenoten(kamer: Kamer) -> list[tuple[str, str]]:
    """Return first name and number of everyone in a room, to say that a name exists already."""
    return list(Persoon.objects.met_pas().filter(kamers=kamer).values_list("voornaam", "pasnummer"))
