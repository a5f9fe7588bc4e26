"""Coverage: what rooms cost against what is granted for them, at a day; and each source beside its line of the plan."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from buurtwerkkamer.models import Versie
from financien.models import (
    Begrotingsregel,
    Boeking,
    Financieringsbron,
    Financieringsregel,
    Toekenning,
    Toekenningstatus,
    Verdeling,
)
from financien.services.dekking import is_tekort
from financien.services.naar_rato import verdeel
from financien.services.saldi import NUL
from financien.services.toekenningen import besloten
from kamers.models import Kamer

PERSPECTIEFBANEN = "M3"  # the line of the budget for the jobs that a wage subsidy pays for
_STATUS = Toekenningstatus.Status
KOLOMMEN = ("kosten", "plan", "toegekend", "raming", "lopend", "natura", "banen", "banen_kosten", "lks")


@dataclass
class Kamerdekking:
    """One room (or all together) in one year, in euros. In kind stands apart: it pays no bill."""

    naam: str
    kosten: Decimal = NUL
    plan: Decimal = NUL
    toegekend: Decimal = NUL
    raming: Decimal = NUL  # own income and the refund of the tax office: expected, nobody decided
    lopend: Decimal = NUL  # asked for or promised, not decided
    natura: Decimal = NUL
    banen: Decimal = NUL  # budget of the perspectiefbanen
    banen_kosten: Decimal = NUL  # what they cost so far
    lks: Decimal = NUL  # wage subsidy granted

    @property
    def verschil(self) -> Decimal:
        """Return what is granted minus what is budgeted: what is covered for sure."""
        return self.toegekend - self.kosten

    @property
    def verwacht(self) -> Decimal:
        """Return the same when everything that is asked for and estimated comes."""
        return self.toegekend + self.raming + self.lopend - self.kosten

    @property
    def tekort(self) -> bool:
        return is_tekort(self.verwacht)

    @property
    def naast_plan(self) -> Decimal:
        return self.toegekend + self.raming + self.lopend - self.plan

    @property
    def banen_netto(self) -> Decimal:
        return self.banen - self.lks


@dataclass
class Brondekking:
    """One line of the financing plan and what its source granted; ``plan`` is None where the plan has no line."""

    naam: str
    plan: Decimal | None
    toegekend: Decimal = NUL
    verwacht: Decimal = NUL

    @property
    def verschil(self) -> Decimal:
        return self.toegekend + self.verwacht - (self.plan or NUL)


@dataclass
class Dekking:
    """Rooms and sources of a year, as they stand at the end of a day."""

    jaar: int
    dag: date
    versie: Versie | None
    kamers: list[Kamerdekking] = field(default_factory=list)
    bronnen: list[Brondekking] = field(default_factory=list)

    @property
    def totaal(self) -> Kamerdekking:
        return Kamerdekking("", *(sum((getattr(k, veld) for k in self.kamers), NUL) for veld in KOLOMMEN))


def dekking(jaar: int, dag: date) -> Dekking:
    """Return the coverage of a year as it stood at the end of a day. Six queries, whatever the number of rooms."""
    versie = Versie.objects.om_mee_te_vergelijken(jaar)
    uit = Dekking(jaar, dag, versie)
    per_kamer = {kamer.pk: Kamerdekking(kamer.naam) for kamer in Kamer.objects.tellend().in_volgorde()}
    _kosten(per_kamer, versie, jaar, dag)
    bronnen = _plan(per_kamer, versie)
    for deel in _delen(jaar, dag):
        _tel(per_kamer, bronnen, deel)
    uit.kamers, uit.bronnen = list(per_kamer.values()), bronnen.regels
    return uit


def _kosten(per_kamer: dict[int, Kamerdekking], versie: Versie | None, jaar: int, dag: date) -> None:
    begroot = Begrotingsregel.objects.filter(versie=versie).values_list("kamer", "post__code", "bedrag")
    for kamer, post, bedrag in begroot if versie else ():
        if kamer in per_kamer:
            per_kamer[kamer].kosten += bedrag
            per_kamer[kamer].banen += bedrag if post == PERSPECTIEFBANEN else NUL
    geboekt = Boeking.objects.tussen(date(jaar, 1, 1), min(dag, date(jaar, 12, 31))).order_by()
    debet = geboekt.filter(debet__post__code=PERSPECTIEFBANEN).values_list("kamer").annotate(som=Sum("bedrag"))
    credit = geboekt.filter(credit__post__code=PERSPECTIEFBANEN).values_list("kamer").annotate(som=-Sum("bedrag"))
    for kamer, som in debet.union(credit, all=True):
        if kamer in per_kamer:
            per_kamer[kamer].banen_kosten += som


class _Bronnen:
    """The lines of the plan, found by kind and partner; without a partner by the label."""

    def __init__(self):
        self.regels: list[Brondekking] = []
        self.op: dict[tuple, Brondekking] = {}

    def voeg_toe(self, soort: str, partner: int | None, naam: str, bedrag: Decimal) -> None:
        regel = self.op.get((soort, naam))
        if regel is None:
            regel = Brondekking(naam, NUL)
            self.regels.append(regel)
            self.op[soort, naam] = regel
            self.op.setdefault((soort, partner), regel) if partner else None
        regel.plan = (regel.plan or NUL) + bedrag

    def van(self, rij: Toekenning) -> Brondekking:
        """Return the line of a grant: its label when the plan still has it, otherwise that of its partner."""
        gevonden = self.op.get((rij.soort, rij.bronnaam)) if rij.bronnaam else None
        gevonden = gevonden or (self.op.get((rij.soort, rij.partner_id)) if rij.partner_id else None)
        if gevonden is None:
            gevonden = Brondekking(rij.partner.naam if rij.partner else rij.omschrijving, None)
            self.regels.append(gevonden)
            self.op[rij.soort, rij.partner_id or rij.bronnaam] = gevonden
        return gevonden


def _plan(per_kamer: dict[int, Kamerdekking], versie: Versie | None) -> _Bronnen:
    uit = _Bronnen()
    regels = Financieringsregel.objects.filter(bron__versie=versie).order_by("bron__volgorde")
    velden = ("bron__soort", "bron__partner", "bron__naam", "kamer", "bedrag")
    for soort, partner, naam, kamer, bedrag in regels.values_list(*velden) if versie else ():
        uit.voeg_toe(soort, partner, naam, bedrag)
        if kamer in per_kamer:
            per_kamer[kamer].plan += bedrag
    return uit


def _delen(jaar: int, dag: date) -> QuerySet[Verdeling]:
    """Return the parts of the year with the status of their grant at the end of the day."""
    stappen = (
        Toekenningstatus.objects.geldig().filter(toekenning=OuterRef("toekenning"), datum__lte=dag).order_by("-pk")
    )
    delen = Verdeling.objects.filter(jaar=jaar).select_related("toekenning__partner")
    return delen.annotate(nu=Subquery(stappen.values("status")[:1]), vast=Subquery(stappen.values("bedrag")[:1]))


def _tel(per_kamer: dict[int, Kamerdekking], bronnen: _Bronnen, deel) -> None:
    rij, kamer = deel.toekenning, per_kamer.get(deel.kamer_id)
    if kamer is None or deel.nu in (None, _STATUS.AFGEWEZEN):
        return
    if rij.in_natura:
        kamer.natura += deel.bedrag if besloten(deel.nu) else NUL
        return
    bedrag, bron = _bedrag(deel), bronnen.van(rij)
    if besloten(deel.nu):
        kamer.toegekend += bedrag
        bron.toegekend += bedrag
        kamer.lks += bedrag if rij.aard == Toekenning.Aard.LKS else NUL
        return
    bron.verwacht += bedrag
    if rij.soort in (Financieringsbron.Soort.EIGEN, Financieringsbron.Soort.BELASTINGDIENST):
        kamer.raming += bedrag
    else:
        kamer.lopend += bedrag


def _bedrag(deel) -> Decimal:
    """Return the part; after a lower final decision in the same proportion."""
    if deel.vast is None or deel.vast == deel.toekenning.bedrag:
        return deel.bedrag
    return verdeel(deel.vast, {"deel": deel.bedrag, "rest": deel.toekenning.bedrag - deel.bedrag})["deel"]
