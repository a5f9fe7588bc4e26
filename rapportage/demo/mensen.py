"""The fictional volunteers of a room and the rota they stand on. First names only."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice

from kamers.models import Activiteit, Persoon, Roosterplek
from rapportage.demo.kamers import Kamerplan
from rapportage.demo.plan import VOORNAMEN, Vast, kans, rooster
from vrijwilligers.models import Vrijwilliger

BETAALD = 1  # this one of each room is paid staff, and helps here beside the contract
TALENTEN = ("koken voor veel mensen", "fietsen maken", "luisteren en praten", "naaien", "formulieren uitleggen")
PLOEG = {"cjm": 46, "multibron": 35, "handreiking": 36, "kg": 23}  # a little more than the target of O2


@dataclass(frozen=True)
class Dienst:
    """One series of the rota with who stands on it."""

    vast: Vast
    activiteit: Activiteit
    plekken: tuple[Roosterplek, ...]

    def is_op(self, dag: date) -> bool:
        reeks = self.activiteit
        return reeks.weekdag == dag.weekday() and reeks.van <= dag and (reeks.tot is None or dag <= reeks.tot)


def maak_ploeg(plan: Kamerplan, begin: date, tot: date) -> list[Vrijwilliger | None]:
    """Add the volunteers who joined before ``tot``; who joins later is None and keeps the place in the rota."""
    ploeg = [_vrijwilliger(plan, nummer, begin, tot) for nummer in range(PLOEG[plan.sjabloon])]
    er_bij = [vrijwilliger for vrijwilliger in ploeg if vrijwilliger]
    personen = Persoon.objects.bulk_create([vrijwilliger.persoon for vrijwilliger in er_bij])
    Persoon.kamers.through.objects.bulk_create(
        Persoon.kamers.through(persoon=persoon, kamer=plan.kamer) for persoon in personen
    )
    Vrijwilliger.objects.bulk_create(er_bij)
    return ploeg


def _vrijwilliger(plan: Kamerplan, nummer: int, begin: date, tot: date) -> Vrijwilliger | None:
    """Draw one volunteer: most were there before the first year, the others join in its course."""
    dobbel = kans(plan.kamer.code, "vrijwilliger", nummer)
    ervoor = nummer == 0 or dobbel.random() < 0.72
    sinds = begin + timedelta(days=-dobbel.randint(40, 1000) if ervoor else dobbel.randint(5, 420))
    overeenkomst = sinds + timedelta(days=14) if nummer == 0 or dobbel.random() < 0.9 else None
    gestopt = begin + timedelta(days=dobbel.randint(150, 700)) if nummer and dobbel.random() < 0.08 else None
    if sinds >= tot:
        return None
    naam = VOORNAMEN[(nummer * 7 + plan.kamer.volgorde * 11 - 11) % len(VOORNAMEN)]
    return Vrijwilliger(
        persoon=Persoon(voornaam=naam, sinds=sinds, betaald_vanaf=sinds if nummer == BETAALD else None),
        talenten=TALENTEN[nummer // 4 % len(TALENTEN)] if nummer % 4 == 0 and not gestopt else "",
        overeenkomst_op=overeenkomst if overeenkomst and overeenkomst < tot else None,
        gestopt_op=gestopt if gestopt and sinds + timedelta(days=14) < gestopt < tot else None,
    )


def maak_rooster(plan: Kamerplan, ploeg: list[Vrijwilliger | None], jaren: range, tot: date) -> list[Dienst]:
    """Add the weekly activities and their rota places; a seasonal one is a series of its own every year."""
    volgorde = [0, *kans(plan.kamer.code, "rooster").sample(range(1, len(ploeg)), len(ploeg) - 1)]
    beurt = cycle(volgorde)
    reeksen = []
    for vast in rooster(plan.sjabloon):
        helpers = list(islice(beurt, vast.helpers))
        if vast.naam == "Conversatieles Nederlands":
            helpers = [0, *(nummer for nummer in helpers if nummer)]  # the one with a login has a lesson to report
        reeksen += [(vast, _activiteit(plan, vast, *periode), helpers) for periode in _perioden(vast, jaren, tot)]
    Activiteit.objects.bulk_create([activiteit for _vast, activiteit, _helpers in reeksen])
    diensten = [
        Dienst(vast, activiteit, tuple(_plekken(vast, activiteit, [ploeg[nummer] for nummer in helpers])))
        for vast, activiteit, helpers in reeksen
    ]
    Roosterplek.objects.bulk_create([plek for dienst in diensten for plek in dienst.plekken])
    return diensten


def _perioden(vast: Vast, jaren: range, tot: date) -> list[tuple[date, date | None]]:
    """Return first and last day of the series of an activity that began by ``tot``."""
    if vast.maanden is None:
        return [(date(jaren[0], 1, 1), None)]
    van, tm = vast.maanden
    return [
        (date(jaar, van, 1), date(jaar, tm, monthrange(jaar, tm)[1])) for jaar in jaren if date(jaar, van, 1) <= tot
    ]


def _activiteit(plan: Kamerplan, vast: Vast, van: date, tot: date | None) -> Activiteit:
    return Activiteit(
        kamer=plan.kamer,
        naam=vast.naam,
        soort=plan.soorten[vast.soort],
        product=plan.producten.get(vast.product),
        weekdag=vast.weekdag,
        begin=vast.begin,
        eind=vast.eind,
        van=van,
        tot=tot,
        hele_dag=vast.manier == "inloop",
        telwijze="namen" if vast.manier == "namen" else "tellen",
        met_kinderen=vast.kinderen,
    )


def _plekken(vast: Vast, activiteit: Activiteit, helpers: list[Vrijwilliger | None]) -> list[Roosterplek]:
    plekken = []
    for helper in filter(None, helpers):
        van = max(activiteit.van, helper.persoon.sinds)
        tot = min(filter(None, (activiteit.tot, helper.gestopt_op)), default=None)
        if tot is None or van <= tot:
            plekken.append(Roosterplek(activiteit=activiteit, persoon=helper.persoon, uren=vast.uren, van=van, tot=tot))
    return plekken
