"""The fictional odd jobs of one room in one year: asked, planned, done, or off. Texts are neutral."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from kamers.models import Inzet, Klus, Klusplek, Persoon
from kamers.services.wissen import BEWAREN
from rapportage.demo.kamers import Kamerplan
from rapportage.demo.leven import melding
from rapportage.demo.plan import KLUSSEN, kans
from vrijwilligers.models import Vrijwilliger

DEEL_EERSTE_KEER = 0.55
DUUR = [Decimal(uren) for uren in ("1", "1.5", "2", "3")]
Status = Klus.Status
SOORT_VAN = {  # the kind of klus behind a text; all others are small repairs
    "Heg snoeien": Klus.Klussoort.TUIN,
    "Binnentuin opknappen": Klus.Klussoort.BINNENTUIN,
    "Trappenhuis schoonmaken": Klus.Klussoort.SCHOONMAKEN,
    "Berging opruimen": Klus.Klussoort.SCHOONMAKEN,
}
OPEN = (Status.GEVRAAGD, Status.GEPLAND)


def maak_klussen(plan: Kamerplan, ploeg: list[Vrijwilliger], jaar: int, aantal: int, tot: date) -> int:
    """Add the jobs that were asked in a year before ``tot``; return how many."""
    klussen: list[Klus] = []
    plekken: list[Klusplek] = []
    inzet: list[Inzet] = []
    for nummer in range(aantal):
        dobbel = kans(plan.kamer.code, jaar, "klus", nummer)
        gevraagd = date(jaar, 1, 3) + timedelta(days=int((nummer + dobbel.random()) / aantal * 350))
        if gevraagd >= tot:
            continue
        klus = _klus(plan, gevraagd, tot, dobbel)
        _geen_dubbele(plan, klus, klussen)
        klussen.append(klus)
        if klus.status in (Status.KLAAR, Status.GEPLAND):
            _helpers(klus, ploeg, plekken, inzet, tot, dobbel)
    if jaar == tot.year:
        _van_vandaag(plan, ploeg, klussen, plekken, tot)
    Klus.objects.bulk_create(klussen)
    Klusplek.objects.bulk_create(plekken)
    Inzet.objects.bulk_create(inzet)
    return len(klussen)


def _nieuw(plan: Kamerplan, gevraagd: date, dobbel: Random) -> Klus:
    omschrijving, product = dobbel.choice(list(KLUSSEN.items()))
    worp = dobbel.random()
    keer = Klus.EersteKeer
    return Klus(
        kamer=plan.kamer,
        klussoort=SOORT_VAN.get(omschrijving, Klus.Klussoort.REPARATIE),
        omschrijving=omschrijving,
        straat=dobbel.choice(plan.buurten),
        product=plan.producten[product],
        corporatie=dobbel.choice(plan.corporaties) if dobbel.random() < 0.85 else None,
        eerste_keer=keer.JA if worp < DEEL_EERSTE_KEER else keer.NEE if worp < 0.96 else keer.ONBEKEND,
        gevraagd_op=gevraagd,
        gewijzigd_door=plan.coordinator,
    )


def _klus(plan: Kamerplan, gevraagd: date, tot: date, dobbel: Random) -> Klus:
    """Draw one job: an appointment within nine days, and done on that day when it has passed."""
    klus = _nieuw(plan, gevraagd, dobbel)
    dag = gevraagd + timedelta(days=dobbel.randint(1, 9))
    dag += timedelta(days=dag.weekday() == 6)
    gaat_niet = dobbel.random() < 0.06
    if gaat_niet and dag < tot:
        klus.status, klus.reden = Status.VERVALLEN, "niet meer nodig"
    elif dag < tot:
        klus.status, klus.afspraak, klus.gedaan_op = Status.KLAAR, dag, dag
    elif gevraagd < tot - timedelta(days=2):
        klus.status, klus.afspraak = Status.GEPLAND, dag
    if dag < tot:
        klus.afgehandeld_op = dag
    if dag <= tot - BEWAREN:
        klus.omschrijving = klus.straat = klus.reden = ""
        klus.gewist_op = dag + BEWAREN
    return klus


def _geen_dubbele(plan: Kamerplan, klus: Klus, klussen: list[Klus]) -> None:
    """Give an open job another text when an open job has it already, with dice of its own: the rest stays the same."""
    if klus.status not in OPEN:
        return
    bezet = {ander.omschrijving for ander in klussen if ander.status in OPEN}
    vrij = [tekst for tekst in KLUSSEN if tekst not in bezet]
    if klus.omschrijving in bezet and vrij:
        klus.omschrijving = kans(plan.kamer.code, klus.gevraagd_op, "tekst").choice(vrij)
        klus.product = plan.producten[KLUSSEN[klus.omschrijving]]
        klus.klussoort = SOORT_VAN.get(klus.omschrijving, Klus.Klussoort.REPARATIE)


def _helpers(
    klus: Klus, ploeg: list[Vrijwilliger], plekken: list[Klusplek], inzet: list[Inzet], tot: date, dobbel: Random
) -> None:
    """Plan one or two helpers; when the job is done, their hours count."""
    er_al = _er_bij(ploeg, klus.gevraagd_op, klus.afspraak or tot)
    uren = dobbel.choice(DUUR)
    for persoon in dobbel.sample(er_al, min(len(er_al), 1 + (dobbel.random() < 0.4))):
        plekken.append(Klusplek(klus=klus, persoon=persoon, uren=uren))
        if klus.gedaan_op:
            uren_van = Inzet(persoon=persoon, kamer=klus.kamer, klus=klus, dag=klus.gedaan_op, uren=uren)
            inzet.append(melding(uren_van, tot))


def _er_bij(ploeg: list[Vrijwilliger], van: date, tm: date) -> list[Persoon]:
    """Return who was a volunteer from one day to another; the first one always was."""
    return [v.persoon for v in ploeg if v.persoon.sinds <= van and (v.gestopt_op is None or v.gestopt_op >= tm)]


def _van_vandaag(plan: Kamerplan, ploeg: list[Vrijwilliger], klussen: list, plekken: list, tot: date) -> None:
    """Make sure that there are jobs to do today and one that waits for an appointment."""
    for nummer, dagen in enumerate((4, 2, 1)):
        dobbel = kans(plan.kamer.code, "vandaag", nummer)
        klus = _nieuw(plan, tot - timedelta(days=dagen), dobbel)
        _geen_dubbele(plan, klus, klussen)
        klussen.append(klus)
        if dagen > 1:
            klus.status, klus.afspraak = Status.GEPLAND, tot
            plekken.append(
                Klusplek(klus=klus, persoon=dobbel.choice(_er_bij(ploeg, tot, tot)), uren=dobbel.choice(DUUR))
            )
