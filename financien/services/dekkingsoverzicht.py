"""Coverage: what rooms cost against what is granted for them, at a day; and each source beside its line of the plan."""

from datetime import date
from decimal import Decimal

from django.db.models import F, Sum

from buurtwerkkamer.models import Versie
from financien.models import (
    Begrotingsregel,
    Boeking,
    Financieringsbron,
    Financieringsregel,
    Rekeningsoort,
    Toekenning,
    Toekenningstatus,
    Verdeling,
)
from financien.services.dekking import Brondekking, Dekking, Kamerdekking
from financien.services.saldi import NUL
from financien.services.toegekend import met_stand, per_toekenning, toegekend
from financien.services.toekenningen import besloten
from kamers.models import Kamer

PERSPECTIEFBANEN = "M3"  # the line of the budget for the jobs that a wage subsidy pays for
GERAAMD = (Financieringsbron.Soort.EIGEN, Financieringsbron.Soort.BELASTINGDIENST)  # nobody decides about these
_STATUS = Toekenningstatus.Status


def dekking(jaar: int, dag: date, *, loon: bool = True) -> Dekking:
    """Return the coverage of a year as it stood at the end of a day. Seven queries, whatever the number of rooms.

    Without ``loon`` what jobs cost is of the whole year, whatever the day: two days could tell one wage (§5.6).
    """
    versie = Versie.objects.om_mee_te_vergelijken(jaar)
    uit = Dekking(jaar, dag, versie)
    per_kamer = {kamer.pk: Kamerdekking(kamer.naam) for kamer in Kamer.objects.tellend().in_volgorde()}
    _kosten(per_kamer, versie, jaar, dag if loon else date(jaar, 12, 31))
    bronnen = _plan(per_kamer, versie)
    delen = _delen(jaar, dag)
    for deel in delen:
        _tel(per_kamer, bronnen, deel)
    _baten(per_kamer, bronnen, jaar, dag, {deel.toekenning_id for deel in delen if besloten(vars(deel)["nu"])})
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


def _baten(per_kamer: dict[int, Kamerdekking], bronnen: "_Bronnen", jaar: int, dag: date, besloten_: set[int]) -> None:
    """Add the income in the books; what belongs to no decision stands at a line of its kind."""
    geboekt = Boeking.objects.tussen(date(jaar, 1, 1), min(dag, date(jaar, 12, 31))).order_by()
    kanten = [
        geboekt.filter(**{f"{kant}__soort": Rekeningsoort.BATEN})
        .annotate(bron=F(f"{kant}__bronsoort"))
        .values("kamer", "toekenning", "bron")
        .annotate(som=teken * Sum("bedrag"))
        .values_list("kamer", "toekenning", "bron", "som")
        for kant, teken in (("credit", 1), ("debet", -1))
    ]
    for kamer, toekenning, soort, som in kanten[0].union(kanten[1], all=True):
        if kamer in per_kamer:
            per_kamer[kamer].baten += som
            if toekenning in besloten_:
                continue
            if soort not in GERAAMD:
                per_kamer[kamer].los += som
                continue
            per_kamer[kamer].zonder_besluit += som
            bronnen.van_soort(soort).geboekt += som


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

    def van_soort(self, soort: str) -> Brondekking:
        """Return the line of a kind that expects most, otherwise the first; a new one when there is none."""
        van_soort = [regel for (welke, _wie), regel in self.op.items() if welke == soort]
        gevonden = max(van_soort, key=lambda regel: regel.verwacht, default=None)
        if gevonden is None:
            gevonden = Brondekking(str(Financieringsbron.Soort(soort).label).capitalize(), None)
            self.regels.append(gevonden)
            self.op[soort, None] = gevonden
        return gevonden

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


def _delen(jaar: int, dag: date) -> list[Verdeling]:
    """Return the parts of the year with the status of their grant at the end of the day, and what is left of them."""
    in_jaar = Verdeling.objects.filter(jaar=jaar).values("toekenning")
    uit = []
    for delen in per_toekenning(met_stand(Verdeling.objects.filter(toekenning__in=in_jaar), dag)):
        for deel, bedrag in toegekend(delen).items():
            deel.bedrag = bedrag
            uit += [deel] if deel.jaar == jaar else []
    return uit


def _tel(per_kamer: dict[int, Kamerdekking], bronnen: _Bronnen, deel) -> None:
    rij, kamer = deel.toekenning, per_kamer.get(deel.kamer_id)
    if kamer is None or deel.nu in (None, _STATUS.AFGEWEZEN):
        return
    if rij.in_natura:
        kamer.natura += deel.bedrag if besloten(deel.nu) else NUL
        return
    bedrag, bron = deel.bedrag, bronnen.van(rij)
    if besloten(deel.nu):
        kamer.toegekend += bedrag
        bron.toegekend += bedrag
        kamer.lks += bedrag if rij.aard == Toekenning.Aard.LKS else NUL
        return
    bron.verwacht += bedrag
    if rij.soort in GERAAMD:
        kamer.raming += bedrag
    else:
        kamer.lopend += bedrag
