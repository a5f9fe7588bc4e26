"""One year of one room: what was logged day by day, and who helped."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from kamers.models import Bijeenkomst, Deelname, Inzet, Persoon
from rapportage.demo.kamers import Kamerplan
from rapportage.demo.mensen import Dienst
from rapportage.demo.passen import Pashouders, deelnames
from rapportage.demo.plan import deel_van_jaar, drukte, kans, reden_van_niet
from rapportage.demo.stand import Stand, Telling

TIJDZONE = ZoneInfo("Europe/Amsterdam")
OPEN_DAGEN = 4  # of the last days some occurrences still wait to be logged
HALF_UUR = Decimal("0.5")
Uren = tuple[Persoon, Decimal]


@dataclass
class Mensen:
    """Whom a room reaches in a year: as numbers, and by name."""

    stand: Stand
    pashouders: Pashouders


def leef_een_jaar(plan: Kamerplan, rooster: list[Dienst], jaar: int, tot: date, mensen: Mensen) -> tuple[int, int]:
    """Log the year up to the day before ``tot``; return how many occurrences and how many hours rows."""
    samen = list(_bijeenkomsten(plan, rooster, jaar, tot, mensen))
    Bijeenkomst.objects.bulk_create([bijeenkomst for bijeenkomst, _uren in samen], batch_size=5000)
    Deelname.objects.bulk_create(deelnames(bijeenkomst for bijeenkomst, _uren in samen), batch_size=5000)
    inzet = [
        melding(Inzet(persoon=persoon, kamer=plan.kamer, bijeenkomst=bijeenkomst, dag=bijeenkomst.dag, uren=uren), tot)
        for bijeenkomst, helpers in samen
        for persoon, uren in helpers
    ]
    Inzet.objects.bulk_create(inzet, batch_size=5000)
    return len(samen), len(inzet)


def _bijeenkomsten(
    plan: Kamerplan, rooster: list[Dienst], jaar: int, tot: date, mensen: Mensen
) -> Iterator[tuple[Bijeenkomst, list[Uren]]]:
    """Yield in the order of day and hour: who came before is known only then."""
    diensten = sorted(rooster, key=lambda dienst: dienst.vast.begin)
    dag = date(jaar, 1, 1)
    while dag < tot and dag.year == jaar:
        for dienst in diensten:
            if dienst.is_op(dag):
                dobbel = kans(plan.kamer.code, dienst.vast.naam, dienst.vast.begin, dag)
                if not _wacht_nog(dag, tot, dobbel.random()):
                    yield _een_keer(plan, dienst, dag, mensen, dobbel)
        dag += timedelta(days=1)


def _wacht_nog(dag: date, tot: date, worp: float) -> bool:
    """Whether an occurrence of the last days is still to be logged, so that the first screen has work."""
    return dag >= tot - timedelta(days=OPEN_DAGEN) and worp < 0.4


def _een_keer(
    plan: Kamerplan, dienst: Dienst, dag: date, mensen: Mensen, dobbel: Random
) -> tuple[Bijeenkomst, list[Uren]]:
    """Log one occurrence, or say why it did not take place."""
    bijeenkomst = _lege_keer(plan, dienst, dag)
    bijeenkomst.reden = reden_van_niet(dag, dienst.vast.soort, dobbel)
    if bijeenkomst.reden:
        bijeenkomst.status = Bijeenkomst.Status.VERVALLEN
        return bijeenkomst, []
    bijeenkomst.status = Bijeenkomst.Status.GENOTEERD
    opkomst = max(1, round(dienst.vast.bezoekers * drukte(dag, dobbel)))
    telling = mensen.stand.tel(dienst.vast.soort, opkomst, deel_van_jaar(dag), dobbel)
    if dienst.vast.manier == "namen":
        bijeenkomst.namen = mensen.pashouders.kwamen(telling, dag, dobbel)
        bijeenkomst.op_naam, telling = len(bijeenkomst.namen), Telling(0, 0, 0)
    bijeenkomst.kwamen_al = telling.kwamen_al
    bijeenkomst.nieuw_soort = telling.nieuw_soort
    bijeenkomst.nieuw_kamer = telling.nieuw_kamer
    if dienst.vast.kinderen:
        bijeenkomst.kinderen = round((telling.kwamen_al + telling.nieuw_soort) * 0.9)
    return bijeenkomst, list(_helpers(dienst, dag, dobbel))


def _lege_keer(plan: Kamerplan, dienst: Dienst, dag: date) -> Bijeenkomst:
    """Copy room, kind, product and times: an occurrence is written as it was."""
    reeks = dienst.activiteit
    return Bijeenkomst(
        activiteit=reeks,
        gepland=dag,
        dag=dag,
        begin=reeks.begin,
        eind=reeks.eind,
        kamer=plan.kamer,
        soort=reeks.soort,
        product=reeks.product,
        naam=reeks.naam,
        genoteerd_door=plan.coordinator,
    )


def _helpers(dienst: Dienst, dag: date, dobbel: Random) -> Iterator[Uren]:
    for plek in dienst.plekken:
        if plek.van <= dag and (plek.tot is None or dag <= plek.tot) and dobbel.random() < 0.9:
            yield plek.persoon, plek.uren - HALF_UUR if dobbel.random() < 0.1 else plek.uren


def melding(inzet: Inzet, tot: date) -> Inzet:
    """Let some volunteers report their own hours: the same, lower, or higher (domain.md §3).

    Lower counts at once. Higher was approved after three days, or still waits when it is younger than ten.
    """
    worp = kans(inzet.persoon.voornaam, inzet.persoon.sinds, inzet.dag).random()
    gemeld_op = _avond(inzet.dag + timedelta(days=1))
    if worp > 0.25 or gemeld_op.date() >= tot:
        return inzet
    inzet.gemeld_op = gemeld_op
    inzet.gemeld_uren = inzet.uren
    if worp < 0.06:
        inzet.gemeld_uren = inzet.uren = inzet.uren - HALF_UUR
    elif worp < 0.12:
        inzet.gemeld_uren += HALF_UUR
        if inzet.dag < tot - timedelta(days=10):
            inzet.uren = inzet.gemeld_uren
            inzet.beoordeeld_op = _avond(inzet.dag + timedelta(days=3))
    return inzet


def _avond(dag: date) -> datetime:
    return datetime.combine(dag, time(19, 30), TIJDZONE)
