"""What a month asks of the treasurer, in numbers: bank, invoices, wages and receipts. One question."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, QuerySet, Value, When

from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.panelen import vraag_samen
from financien.models import Bankregel, Bon, Bonstap
from financien.services.bank.gelezen import TOT, gelezen
from financien.services.beginbalans import BEGIN
from financien.services.hindernissen import BANK, FACTUUR, einde, open_rijen
from financien.services.loonwerk import LONEN, VAKANTIE
from financien.services.wachtend import Daad

VAN_PENNINGMEESTER = {Daad.BOEKEN, Daad.VERBETEREN, Daad.DOORZETTEN}  # what the treasurer can do with an invoice now


@dataclass(frozen=True)
class Werk:
    """What there is up to the end of a month. ``zelf``: what waits for the treasurer; the rest is for someone else."""

    regels: int  # bank lines with a day in this month
    open_regels: int
    gelezen_tot: date | None  # up to which day the files of all bank accounts go
    facturen: int
    facturen_zelf: tuple[int, ...]  # keys, the oldest first
    lonen_missen: bool  # whether a month just before has wages and this one not
    vakantiegeld_mist: bool  # whether what was reserved up to May is not paid
    begin_mist: bool  # whether the first year has no opening balance yet
    bonnen: tuple[int, ...]  # keys, the oldest first
    bonnen_eigen: int  # of the treasurer, who does not approve those
    bonnen_terug: int

    @property
    def open_aantal(self) -> Mapping[str, int]:
        """Return what ``hindernissen`` counts."""
        loon = {LONEN: int(self.lonen_missen), VAKANTIE: int(self.vakantiegeld_mist)}
        return {BANK: self.open_regels, FACTUUR: self.facturen, BEGIN: int(self.begin_mist)} | loon


def werk_van(maand: date, gebruiker: Gebruiker, wachtend: Mapping[int, Daad]) -> Werk:
    """Return what a month asks. ``wachtend``: what this user can do with which invoice."""
    per: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for wat, dag, pk in vraag_samen([*open_rijen(maand.year, maand.month), *_rijen(maand, gebruiker)]):
        per[wat].append((dag, pk))
    return Werk(
        regels=len(per["regel"]),
        open_regels=len(per[BANK]),
        gelezen_tot=min((dag for dag, _pk in per[TOT]), default=None),
        facturen=len(per[FACTUUR]),
        facturen_zelf=tuple(pk for _dag, pk in sorted(per[FACTUUR]) if wachtend.get(pk) in VAN_PENNINGMEESTER),
        lonen_missen=bool(per[LONEN]),
        vakantiegeld_mist=bool(per[VAKANTIE]),
        begin_mist=bool(per[BEGIN]),
        bonnen=tuple(pk for _dag, pk in sorted(per["bon"])),
        bonnen_eigen=len(per["eigen bon"]),
        bonnen_terug=len(per["bon terug"]),
    )


def _rijen(maand: date, gebruiker: Gebruiker) -> list[QuerySet]:
    tot = einde(maand.year, maand.month)
    regels = Bankregel.objects.filter(datum__range=(maand, tot))
    bonnen = Bon.objects.met_stand().filter(datum__lte=tot)
    te_keuren = Case(When(gemaakt_door=gebruiker, then=Value("eigen bon")), default=Value("bon"))
    terug = bonnen.filter(stand=Bonstap.Soort.TERUGGESTUURD)
    return [
        _rij(regels, Value("regel"), "datum"),
        _rij(bonnen.te_keuren(), te_keuren, "datum"),
        _rij(terug, Value("bon terug"), "datum"),
        gelezen(maand),
    ]


def _rij(rijen: QuerySet, wat, dag: str) -> QuerySet:
    return rijen.order_by().annotate(wat=wat).values_list("wat", dag, "pk")
