"""Which differences with the budget nobody explained yet, of the years that can still be explained (domain.md §5.8).

The rule is that of ``realisatie``; here it is only counted, with one question, so that a first screen can tell it.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, JSONArray

from buurtwerkkamer.models import Jaar, Versie
from financien.models import Afwijking, Afwijkingsgrens, Begrotingsregel, Boeking, Kostenpost, Rekeningsoort
from financien.services.geboekt import Geboekt, loopt_vanaf
from financien.services.realisatie import Begroot, Cijfers, laatste_dag, maak_regel
from financien.services.saldi import NUL
from kamers.models import Kamer

_TEKST = CharField()


def maand_om_te_kijken(jaar: int, vandaag: date) -> int:
    """Return the month up to which a year is compared: the last one that is over, in January the first."""
    return 12 if jaar < vandaag.year else max(vandaag.month - 1, 1) if jaar == vandaag.year else 1


def onverklaard(vandaag: date, *, loon: bool) -> dict[int, int]:
    """Return for this year and the one before how many lines need a sentence, as the page of that year says.

    A year that is settled takes no sentence any more, and one without a budget has nothing to compare with. Without
    ``loon`` wages are left out: they are one figure then, that asks nothing. One query.
    """
    jaren = [_van_jaar(jaar, vandaag, loon=loon) for jaar in _gelezen(vandaag)]
    return {jaar: aantal for jaar, aantal in jaren if aantal}


def _gelezen(vandaag: date) -> QuerySet[Jaar]:
    """Read two years with all that decides, each as an array of its row."""
    einde = laatste_dag(vandaag.year, maand_om_te_kijken(vandaag.year, vandaag))
    van_jaar = {"jaar": OuterRef("pk")}
    versies = Versie.objects.filter(jaar=OuterRef(OuterRef("pk"))).annotate(vast=Q(vastgesteld_op__isnull=False))
    geldt = Subquery(versies.order_by("-vast", "-volgnummer").values("pk")[:1])
    regels = Begrotingsregel.objects.filter(versie=geldt).order_by()
    zinnen = Afwijking.objects.filter(**van_jaar, maand__lte=12).order_by("maand", "pk")
    zin = JSONArray("kamer_id", "post_id", "maand", Cast("verschil", _TEKST))
    begroot = JSONArray("kamer_id", "post_id", Cast("bedrag", _TEKST), "spreiding", "maanden")
    met_versie = Exists(Versie.objects.filter(**van_jaar))
    return (
        Jaar.objects.filter(met_versie, jaar__in=(vandaag.year - 1, vandaag.year))
        .exclude(status=Jaar.Status.VASTGESTELD)
        .select_related("afwijkingsgrens")
        .annotate(
            kamers=ArraySubquery(Kamer.objects.tellend().order_by().values("pk")),
            posten=ArraySubquery(Kostenpost.objects.order_by().values(rij=JSONArray("pk", "soort"))),
            begroot=ArraySubquery(regels.values(rij=begroot)),
            debet=ArraySubquery(_kant("debet", einde)),
            credit=ArraySubquery(_kant("credit", einde)),
            zinnen=ArraySubquery(zinnen.values(rij=zin)),
        )
    )


def _kant(kant: str, einde: date) -> QuerySet:
    """Return one side of the costs of a year per room and line: up to a day, and the last month of all of it."""
    rijen = Boeking.objects.filter(boekstuk__jaar=OuterRef("pk"), **{f"{kant}__soort": Rekeningsoort.KOSTEN}).order_by()
    som = Sum("bedrag", filter=Q(boekstuk__datum__lte=einde), default=NUL)
    rij = JSONArray("kamer_id", f"{kant}__post_id", Cast(som, _TEKST), Max("boekstuk__datum__month"))
    return rijen.values("kamer_id", f"{kant}__post_id").annotate(rij=rij).values("rij")


def _van_jaar(jaar: Jaar, vandaag: date, *, loon: bool) -> tuple[int, int]:
    """Return the year, and how many of its lines ask for a sentence."""
    gelezen, maand = vars(jaar), maand_om_te_kijken(jaar.jaar, vandaag)
    geboekt = _geboekt(gelezen["debet"], gelezen["credit"])
    gedaan = geboekt.gedaan(jaar, maand, loopt_vanaf(jaar.jaar, vandaag))
    begroot = {(k, p): Begroot(Decimal(bedrag), *hoe) for k, p, bedrag, *hoe in gelezen["begroot"]}
    cijfers = Cijfers(maand, gedaan, geboekt, begroot, {})
    zinnen = {(k, p): Afwijking(verschil=Decimal(v)) for k, p, tot, v in gelezen["zinnen"] if tot <= maand}
    grens = getattr(jaar, "afwijkingsgrens", None) or Afwijkingsgrens(jaar=jaar)
    posten = [Kostenpost(pk=pk, soort=soort) for pk, soort in gelezen["posten"]]
    vragen = 0
    for plek in ((kamer, post) for kamer in gelezen["kamers"] for post in _open(posten, loon=loon)):
        stand = cijfers.stand(plek)
        vraagt = stand and maak_regel(Kamer(), None, stand, zinnen.get(plek), grens, klaar=gedaan == maand)
        vragen += bool(vraagt and vraagt.vraagt_uitleg)
    return jaar.jaar, vragen


def _open(posten: Sequence[Kostenpost], *, loon: bool) -> list[int | None]:
    return [*(post.pk for post in posten if loon or not post.is_loon), None]


def _geboekt(debet: Sequence[list], credit: Sequence[list]) -> Geboekt:
    uit = Geboekt()
    for kamer, post, bedrag, laatste in debet:
        uit.tot_nu[kamer, post] += Decimal(bedrag)
        uit.laatste_van[post] = max(uit.laatste_van[post], laatste)
    for kamer, post, bedrag, _laatste in credit:
        uit.tot_nu[kamer, post] -= Decimal(bedrag)
    return uit
