"""How a report is laid out: parts of at most five rooms, the facts on top, a page for each room.

The figures come from the frozen tables; nothing is counted here.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import ceil

from django.utils.formats import date_format

from buurtwerkkamer.bedragen import euro_heel, getal, procent, rond, uren
from rapportage.tabellen import JAARVERSLAG, Kamerrij, Kolom, Rapportinhoud, Urencel
from rapportage.tabellen.prestaties import NIET_GEREGISTREERD
from rapportage.zinnen import opsomming

KAMERS_NAAST_ELKAAR = 5
NUL = Decimal(0)
STREPEN = 150  # b-150 in balken.css is the whole width
SEGMENTEN = (
    (1, "Gemeente", {"gemeente"}),
    (2, "Uitkeringsinstantie", {"uitkeringsinstantie"}),
    (3, "Woningcorporaties", {"woningcorporatie"}),
    (4, "Fondsen en zorgverzekeraars", {"fonds", "zorgverzekeraar"}),
    (5, "Eigen inkomsten, Belastingdienst en overig", {"eigen inkomsten", "belastingdienst", "overig"}),
)
UREN = (6, "Uren van bewoners en medewerkers")


@dataclass(frozen=True)
class Feit:
    """A figure on top of a page; in an annual report ``plan`` says what was planned beside what became of it."""

    label: str
    cijfer: str
    plan: str = ""


@dataclass(frozen=True)
class Deel:
    """The rooms that stand beside each other in one table: from ``begin`` up to ``eind``."""

    begin: int
    eind: int
    aantal: int

    @property
    def snede(self) -> str:
        return f"{self.begin}:{self.eind}"

    @property
    def breedte(self) -> int:
        return self.eind - self.begin

    @property
    def laatste(self) -> bool:
        """Only the last part shows the totals over all rooms."""
        return self.eind == self.aantal

    @property
    def enige(self) -> bool:
        return self.breedte == self.aantal


@dataclass(frozen=True)
class Segment:
    """A piece of the bar of money and hours: its colour, its width (class b-…) and the percentage in it."""

    kleur: int
    naam: str
    breedte: int
    tekst: str


@dataclass(frozen=True)
class Kamerblad:
    """One room on one page: where it stands in every table, and what it says about itself."""

    kolom: Kolom
    deel: Deel
    feiten: tuple[Feit, ...]
    rij: Kamerrij


def verdeel(aantal: int, hoogstens: int = KAMERS_NAAST_ELKAAR) -> list[Deel]:
    """Split rooms into parts that are as even as can be: 4 is one part, 6 is 3 and 3."""
    stukken = max(1, ceil(aantal / hoogstens))
    grenzen = [round(aantal * i / stukken) for i in range(stukken + 1)]
    return [Deel(begin, eind, aantal) for begin, eind in pairwise(grenzen)]


def feiten(inhoud: Rapportinhoud) -> list[Feit]:
    """Return the four facts on the first page."""
    if inhoud.soort == JAARVERSLAG:
        return [Feit("Verschillende deelnemers", _deelnemers(inhoud)), _gedane_uren(inhoud), *_geld(inhoud)]
    return [
        Feit("Begroting", euro_heel(inhoud.begroting.totaal.totaal)),
        Feit("Financiering", euro_heel(inhoud.financiering.totaal.totaal)),
        Feit("Uren, omgerekend in geld", euro_heel(inhoud.uren.waarde.totaal)),
        Feit("Populaire begroting: geld en uren", euro_heel(inhoud.uren.populair.totaal)),
    ]


def kamerfeiten(inhoud: Rapportinhoud, i: int) -> list[Feit]:
    """Return the facts in figures of the room in this column."""
    if inhoud.soort == JAARVERSLAG:
        return [*_geld(inhoud, i), *_uren_van(inhoud, i)]
    return [
        Feit("Begroting", euro_heel(inhoud.begroting.totaal.bedragen[i])),
        Feit("Uren", getal(inhoud.uren.uren[i])),
        Feit("Geld en uren samen", euro_heel(inhoud.uren.populair.bedragen[i])),
    ]


def _geld(inhoud: Rapportinhoud, i: int | None = None) -> list[Feit]:
    """Return costs and income of an annual report: from the books beside the plan, without books the plan by name."""
    tabel, plannen = inhoud.werkelijk, (inhoud.begroting.totaal, inhoud.financiering.totaal)
    begroot = [euro_heel(rij.totaal if i is None else rij.bedragen[i]) for rij in plannen]
    if tabel is None:
        return [Feit("Begrote kosten", begroot[0]), Feit("Begrote financiering", begroot[1])]
    echt = [rij.werkelijk_totaal if i is None else rij.werkelijk[i] for rij in (tabel.totaal, tabel.baten)]
    tot = f" t/m {date_format(tabel.geboekt_tot, 'j b')}" if tabel.loopt else ""
    labels = (f"Uitgegeven{tot}", f"Baten{tot}")
    return [Feit(wat, euro_heel(is_), f"begroot {was}") for wat, is_, was in zip(labels, echt, begroot, strict=True)]


def _uren_van(inhoud: Rapportinhoud, i: int) -> list[Feit]:
    """Return the hours a room logged, each group beside its own plan; the plan by name when nothing was logged."""
    gedaan = [
        Feit(f"Uren van {rij.naam.lower()}", uren(echt), _gepland(rij.cellen[i]))
        for rij in inhoud.uren.rijen
        if rij.gedane_uren is not None and (echt := rij.gedane_uren[i]) is not None
    ]
    return gedaan or [Feit("Uren, gepland", getal(inhoud.uren.uren[i]))]


def _gepland(cel: Urencel | None) -> str:
    return f"gepland {getal(cel.uren)}" if cel else ""


def _deelnemers(inhoud: Rapportinhoud) -> str:
    """Return the people of all rooms, or of the one room of this report."""
    rij = inhoud.prestaties.rij("P7")
    if rij and len(rij.cellen) == 1 and rij.cellen[0].bereikt:
        return rij.cellen[0].bereikt.tekst
    return rij.cooperatie if rij and rij.cooperatie else NIET_GEREGISTREERD


def _gedane_uren(inhoud: Rapportinhoud) -> Feit:
    """Return the hours given beside those planned; the label names only who registered them."""
    gedaan = [rij for rij in inhoud.uren.rijen if rij.gedane_uren_totaal is not None]
    wie = opsomming([rij.naam.lower() for rij in gedaan or inhoud.uren.rijen])
    plan = f"gepland {getal(sum(rij.uren for rij in gedaan or inhoud.uren.rijen))}"
    echt = uren(sum((rij.gedane_uren_totaal or NUL for rij in gedaan), NUL)) if gedaan else NIET_GEREGISTREERD
    return Feit(f"Uren van {wie}", echt, plan)


def stapel(inhoud: Rapportinhoud, i: int | None) -> tuple[Segment, ...]:
    """Return the bar of money and hours of one room (by its column), or of all rooms."""
    geld: dict[str, Decimal] = defaultdict(Decimal)
    for rij in inhoud.financiering.rijen:
        geld[rij.soort] += rij.totaal if i is None else rij.bedragen[i] or NUL
    tijd = inhoud.uren.waarde.totaal if i is None else inhoud.uren.waarde.bedragen[i]
    bedragen = [(nr, naam, sum((geld[s] for s in soorten), NUL)) for nr, naam, soorten in SEGMENTEN]
    return _segmenten([*bedragen, (*UREN, tijd)])


def stapels(inhoud: Rapportinhoud) -> list[tuple[Kolom, tuple[Segment, ...]]]:
    """Return each room with its bar."""
    return [(kolom, stapel(inhoud, i)) for i, kolom in enumerate(inhoud.kolommen)]


def _segmenten(bedragen: list[tuple[int, str, Decimal]]) -> tuple[Segment, ...]:
    """Give each amount its share of the width; the widths add up to the whole exactly."""
    geheel = sum(bedrag for _nr, _naam, bedrag in bedragen)
    segmenten, tot_nu, streep = [], Decimal(0), 0
    for nr, naam, bedrag in bedragen:
        if not bedrag:
            continue
        tot_nu += bedrag
        eind = int(rond(tot_nu * STREPEN / geheel, Decimal(1)))
        tekst = procent(bedrag, geheel)
        segmenten.append(Segment(nr, naam, eind - streep, tekst if eind - streep >= 8 else ""))
        streep = eind
    return tuple(segmenten)


def legenda(inhoud: Rapportinhoud) -> list[tuple[int, str]]:
    """Return colour and name of the segments that occur."""
    return [(segment.kleur, segment.naam) for segment in stapel(inhoud, None)]


def kamerbladen(inhoud: Rapportinhoud) -> list[Kamerblad]:
    """Return a page for each room of the report, in order. No query: all of it is in the tables."""
    return [
        Kamerblad(kolom, Deel(i, i + 1, len(inhoud.kolommen)), tuple(kamerfeiten(inhoud, i)), rij)
        for i, (kolom, rij) in enumerate(zip(inhoud.kolommen, inhoud.kamers, strict=True))
    ]


def aantal_kamers(inhoud: Rapportinhoud) -> str:
    """Return "1 buurtwerkkamer" or "4 buurtwerkkamers"."""
    aantal = len(inhoud.kolommen)
    return f"{getal(aantal)} buurtwerkkamer{'' if aantal == 1 else 's'}"
