"""What invoices and grants tell the forecast: what is open, on its own day (see ``verwachtingen``)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast, JSONArray
from django.utils.translation import gettext as _

from financien.models import (
    Boeking,
    Factuurregel,
    Financieringsbron,
    Inkoopfactuur,
    Termijn,
    Toekenning,
    Verdeling,
)
from financien.models.factuur import CREDITEUREN
from financien.services.saldi import NUL
from financien.services.termijnen import met_verzoek, termijnstanden, uiterlijk
from financien.services.toekenningen import besloten
from financien.services.toekenningstand import VOORUIT, VORDERING, Stand, gehad, mutaties
from financien.services.verwachtingen import Bijdrage, Gedekt, Verwacht


def van_facturen(van: date, tot: date, *, loon: bool = True) -> Bijdrage:
    """Return the invoices in the books that are not paid, and what suppliers owe us, on its due day. One query.

    Without ``loon`` not those with wages: what is open of them is in what is to be paid of wages.
    """
    rijen = Inkoopfactuur.objects.met_stand().oneffen()
    if not loon:
        rijen = rijen.exclude(Exists(Factuurregel.objects.filter(factuur=OuterRef("pk"), rekening__loon=True)))
    open_ = [(rij.vervaldatum, vars(rij)["open"]) for rij in rijen]
    items = tuple(Verwacht(dag, -bedrag, _("Facturen"), "facturen") for dag, bedrag in open_)
    return Bijdrage(items, rekeningen={CREDITEUREN: -sum((bedrag for _dag, bedrag in open_), NUL)})


def van_toekenningen(van: date, tot: date, **_loon) -> Bijdrage:
    """Return what decided grants still bring, by instalment; without instalments as asked, or next month. Two queries.

    What is asked for only is left to the financing plan.
    """
    rijen = [rij for rij in _met_alles(van, tot) if besloten(vars(rij)["nu"])]
    stand, dit_jaar = _stand(van, [rij.pk for rij in rijen])
    items = tuple(item for rij in rijen for item in _open(rij, stand.get(rij.pk, Stand()), van))
    vordering, vooruit = (sum((getattr(d, wat) for d in stand.values()), NUL) for wat in ("vordering", "vooruit"))
    gedekt = tuple(deel for rij in rijen for deel in _gedekt(rij, van.year, dit_jaar.get(rij.pk, NUL)))
    return Bijdrage(items, gedekt, {VORDERING: vordering, VOORUIT: -vooruit})


def _stand(van: date, toekenningen: list[int]) -> tuple[dict[int, Stand], dict[int, Decimal]]:
    """Return where each grant stands, and what of it is income of this year. One query."""
    stand: dict[int, Stand] = defaultdict(Stand)
    dit_jaar: dict[int, Decimal] = defaultdict(lambda: NUL)
    for pk, dag, _kamer, deel in mutaties(Boeking.objects.tot_en_met(van).filter(toekenning__in=toekenningen)):
        stand[pk] += deel
        dit_jaar[pk] += deel.baten if dag.year == van.year else NUL
    return stand, dit_jaar


def _gedekt(rij: Toekenning, dit_jaar: int, baten: Decimal) -> Iterable[Gedekt]:
    """Return what a grant stands for in the plan of each of its years: what was granted for that year.

    And its income of this year, also when none of it is for this year: it was decided or lowered afterwards.
    """
    per_jaar: dict[int, Decimal] = defaultdict(lambda: NUL)
    for jaar, bedrag in vars(rij)["verdeeld"]:
        per_jaar[jaar] += Decimal(bedrag)
    if baten:
        per_jaar[dit_jaar] += NUL
    eigen, bronnen = (frozenset(vars(rij)[naam]) for naam in ("eigen", "bronnen"))
    return [
        Gedekt(jaar, rij.soort, bedrag, eigen, bronnen, baten if jaar == dit_jaar else NUL)
        for jaar, bedrag in per_jaar.items()
    ]


def _met_alles(van: date, tot: date) -> QuerySet[Toekenning]:
    """Read grants with their instalments, and with the lines of the financing plans of these years they stand for."""
    plan = Financieringsbron.objects.filter(versie__jaar__jaar__range=(van.year, tot.year), soort=OuterRef("soort"))
    termijn = JSONArray(Cast("vervalt", CharField()), Cast("bedrag", CharField()))
    delen = Termijn.objects.filter(toekenning=OuterRef("pk")).order_by("vervalt")
    rijen = met_verzoek(Toekenning.objects.met_status().exclude(aard=Toekenning.Aard.NATURA).select_related("partner"))
    verdeeld = Verdeling.objects.filter(toekenning=OuterRef("pk")).order_by("jaar", "pk")
    return rijen.exclude(soort=Financieringsbron.Soort.EIGEN).annotate(
        eigen=ArraySubquery(plan.filter(naam=OuterRef("bronnaam")).exclude(naam="").values("pk")),
        bronnen=ArraySubquery(plan.filter(partner=OuterRef("partner")).values("pk")),
        verdeeld=ArraySubquery(verdeeld.values(rij=JSONArray("jaar", Cast("bedrag", CharField())))),
        delen=ArraySubquery(delen.values(rij=termijn)),
    )


def _open(rij: Toekenning, stand: Stand, van: date) -> Iterable[Verwacht]:
    vast = vars(rij)["vastgesteld"]
    toegekend: Decimal = rij.bedrag if vast is None else vast
    naam = rij.partner.naam if rij.partner else rij.omschrijving
    eigen = [Termijn(vervalt=date.fromisoformat(dag), bedrag=Decimal(b)) for dag, b in vars(rij)["delen"]]
    binnen = gehad(stand, vars(rij)["eraf"], vastgesteld=vast is not None)
    termijnen = termijnstanden(eigen, binnen, toegekend, van)
    delen = [(t.termijn.vervalt, t.open) for t in termijnen]
    if not termijnen:
        op = vars(rij)["verzoek_op"]
        delen = [(uiterlijk(op) if op else van + relativedelta(months=1, day=20), toegekend - binnen)]
    return [Verwacht(dag, bedrag, naam, "toekenningen") for dag, bedrag in delen if bedrag > 0]
