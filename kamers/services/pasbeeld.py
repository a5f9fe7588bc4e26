"""Passes to look at: the list of a room, one pass with its year, and everything that is held about one person."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, Max, OuterRef, Q, QuerySet, Subquery

from kamers.models import AlGeteld, Deelname, Inkijk, Inzet, Kamer, Klusplek, Persoon, Roosterplek, Soort, Teljaar
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
    """How often someone came this year, by kind, and in which kinds the person was counted before the pass."""

    jaar: int
    keren: list[tuple[str, int]]
    al_geteld: frozenset[int | None]
    dicht: bool

    @property
    def leeg(self) -> bool:
        return not self.keren and not self.al_geteld


@dataclass(frozen=True)
class Inzage:
    """Everything this floor holds about one person, in the words of the tables."""

    persoon: Persoon
    kamers: list[str]
    oude_passen: list[Persoon]
    keren: list[Deelname]
    al_geteld: list[AlGeteld]
    inzet: list[Inzet]
    rooster: list[Roosterplek]
    klussen: list[Klusplek]
    inkijk: list[Inkijk]


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


def tel_soorten() -> QuerySet[Soort]:
    """Return the kinds in which people are counted by name: those that count people, and where a name may stand."""
    soorten = [soort.pk for soort in Soort.objects.filter(telt=Soort.Telt.UNIEK) if not soort.zonder_namen]
    return Soort.objects.filter(pk__in=soorten)


def jaarstand(persoon: Persoon, kamer: Kamer, jaar: int) -> Jaarstand:
    """Return how a year of a person stands in a room."""
    keren = Deelname.objects.filter(
        persoon=persoon, bijeenkomst__kamer=kamer, bijeenkomst__dag__range=(date(jaar, 1, 1), date(jaar, 12, 31))
    )
    per_soort = keren.order_by("bijeenkomst__soort__volgorde").values_list("bijeenkomst__soort__kort")
    al = AlGeteld.objects.filter(persoon=persoon, kamer=kamer, jaar=jaar).values_list("soort", flat=True)
    dicht = Teljaar.objects.filter(kamer=kamer, jaar=jaar).exists()
    return Jaarstand(jaar, list(per_soort.annotate(n=Count("pk"))), frozenset(al), dicht)


def inzage(persoon: Persoon) -> Inzage:
    """Return everything this floor holds about a person, also under the passes that went into this one."""
    van = Q(persoon=persoon) | Q(persoon__opgegaan_in=persoon)
    keren = Deelname.objects.filter(van).select_related("bijeenkomst__kamer").order_by("-bijeenkomst__dag", "-pk")
    inkijk = Inkijk.objects.filter(van).select_related("gebruiker").order_by("-op", "-pk")
    return Inzage(
        persoon=persoon,
        kamers=[kamer.naam for kamer in persoon.kamers.order_by("volgorde")],
        oude_passen=list(persoon.eerdere_passen.exclude(pasnummer="").order_by("pk")),
        keren=list(keren),
        al_geteld=list(AlGeteld.objects.filter(van).select_related("kamer", "soort")),
        inzet=list(Inzet.objects.filter(van).select_related("kamer", "bijeenkomst", "klus")),
        rooster=list(Roosterplek.objects.filter(van).select_related("activiteit")),
        klussen=list(Klusplek.objects.filter(van).select_related("klus")),
        inkijk=list(inkijk),
    )


def bekeken(persoon: Persoon, gebruiker) -> None:
    """Write who looked at a person; in the transaction of the page that shows it."""
    Inkijk.objects.create(persoon=persoon, gebruiker=gebruiker)


def naamgenoten(kamer: Kamer) -> list[tuple[str, str]]:
    """Return first name and number of everyone in a room, to say that a name exists already."""
    return list(Persoon.objects.met_pas().filter(kamers=kamer).values_list("voornaam", "pasnummer"))
