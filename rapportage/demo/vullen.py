"""Fills an empty database with the demonstration, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from time import perf_counter

from django.db import connection, transaction

from buurtwerkkamer.models import Gebruiker, Jaar, Versie
from financien.services.rekeningschema import maak_kamerrekeningen
from kamers.models import Kamer, Streefwaarde
from rapportage.demo.afsluiten import sluit_af
from rapportage.demo.afwijkingen import leg_verschillen_uit
from rapportage.demo.bank import maak_bank
from rapportage.demo.binnen import maak_doorverwijzingen, maak_verzoeken
from rapportage.demo.boeken import MET_BONNEN, maak_boeken
from rapportage.demo.controle import maak_controles
from rapportage.demo.feiten import maak_feiten
from rapportage.demo.handgeld import maak_handgeld
from rapportage.demo.kamers import Kamerplan, kamerplannen, maak_kamers
from rapportage.demo.klussen import DEEL_EERSTE_KEER, maak_klussen
from rapportage.demo.leven import Mensen, leef_een_jaar
from rapportage.demo.logins import geef_login, maak_logins
from rapportage.demo.mensen import maak_ploeg, maak_rooster
from rapportage.demo.passen import Pashouders
from rapportage.demo.plan import kans
from rapportage.demo.sleutels import maak_sleutels
from rapportage.demo.stand import nieuwe_stand
from rapportage.demo.tijden import maak_feestdagen, maak_openingstijden
from rapportage.demo.versies import maak_jaren, maak_metingen
from rapportage.gegevens import laad_aanbod_2018, laad_basis
from rapportage.gegevens.aanbod_2018 import JAAR as BRONJAAR
from rapportage.gegevens.lezen import KAMERS

SLOT = 20180928  # advisory lock: two runs at once make one demonstration
Melder = Callable[[str], None]


class DemoFout(ValueError):
    """The demonstration cannot be made; the text is a Dutch sentence for whoever asked."""


@dataclass
class Vulling:
    """How much was added, and how long it took in seconds."""

    kamers: int = 0
    vrijwilligers: int = 0
    bijeenkomsten: int = 0
    klussen: int = 0
    inzet: int = 0
    metingen: int = 0
    boekstukken: int = 0
    seconden: float = 0.0


def vul_demo(*, kamers: int = 4, jaren: int = 2, tot: date, meld: Melder = lambda regel: None) -> Vulling | None:
    """Fill an empty database with ``jaren`` years up to the day before ``tot``.

    None when the demonstration is there already: then nothing changes. DemoFout when the database holds something
    else, or when the question cannot be answered.
    """
    begonnen = perf_counter()
    _controleer_vraag(kamers, jaren, tot)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SLOT])
        if Jaar.objects.filter(fictief=True).exists():
            return None
        if Kamer.objects.exists() or Jaar.objects.exists():
            raise DemoFout("Deze database is niet leeg. Voorbeeldgegevens komen alleen in een lege database.")
        vulling = _vul(kamers, range(tot.year - jaren + 1, tot.year + 1), tot, meld)
    vulling.seconden = perf_counter() - begonnen
    return vulling


def _controleer_vraag(kamers: int, jaren: int, tot: date) -> None:
    if not len(KAMERS) <= kamers <= 999:
        raise DemoFout("Kies 4 tot en met 999 kamers.")
    if jaren < 1 or tot.year - jaren < BRONJAAR:
        raise DemoFout(f"Kies 1 of meer jaren, alle na {BRONJAAR}.")


def _vul(aantal: int, jaren: range, tot: date, meld: Melder) -> Vulling:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # otherwise millions of checks wait for the commit
    laad_basis()
    laad_aanbod_2018()
    begin = date(jaren[0], 1, 1)
    kamers = maak_kamers(aantal)
    maak_kamerrekeningen(kamers)
    coordinatoren = maak_logins(kamers, begin)
    maak_jaren(jaren, tot)
    maak_feestdagen(tot)
    vulling = Vulling(kamers=len(kamers))
    streef = {jaar: _streefwaarden(jaar) for jaar in jaren}
    for nummer, plan in enumerate(kamerplannen(kamers, coordinatoren), start=1):
        _vul_kamer(plan, jaren, tot, streef, vulling)
        if nummer % 20 == 0 or nummer == len(kamers):
            meld(f"{nummer} van {len(kamers)} kamers gevuld")
    maak_feiten(kamers, begin, tot)
    coach = Gebruiker.objects.get(aanstellingen__rol="projectcoach")
    vulling.metingen = maak_metingen(jaren, tot, coach)
    penningmeester = Gebruiker.objects.get(aanstellingen__rol="penningmeester")
    maak_sleutels(kamers, begin, penningmeester)
    vulling.boekstukken = maak_boeken(kamers, jaren, tot, penningmeester)
    maak_handgeld(kamers[:MET_BONNEN], jaren, tot, penningmeester)
    maak_bank(kamers, jaren, tot, penningmeester)
    leg_verschillen_uit(jaren, tot, kamers[: len(KAMERS)], penningmeester)
    sluit_af(kamers, jaren, tot, penningmeester)
    maak_controles(jaren, tot, penningmeester)
    return vulling


def _streefwaarden(jaar: int) -> dict[int, dict[str, int]]:
    """Return the targets of P1–P7 of a year: by room, then by the code of the indicator."""
    per_kamer: dict[int, dict[str, int]] = {}
    doelen = Streefwaarde.objects.filter(versie=Versie.objects.laatste(jaar), indicator__groep="proces")
    for kamer, code, waarde in doelen.values_list("kamer", "indicator__code", "waarde"):
        per_kamer.setdefault(kamer, {})[code] = int(waarde or 0)
    return per_kamer


def _vul_kamer(plan: Kamerplan, jaren: range, tot: date, streef: dict, vulling: Vulling) -> None:
    """Let one room live through all years."""
    ploeg = maak_ploeg(plan, date(jaren[0], 1, 1), tot)
    er_bij = [vrijwilliger for vrijwilliger in ploeg if vrijwilliger]
    if plan.kamer.code == KAMERS[0]:
        geef_login(er_bij[0])
    rooster = maak_rooster(plan, ploeg, jaren, tot)
    maak_openingstijden(plan.kamer, date(jaren[0], 1, 1), tot)
    vulling.vrijwilligers += len(er_bij)
    pashouders = Pashouders(plan.kamer)
    for jaar in jaren:
        dobbel = kans(plan.kamer.code, jaar)
        doel = streef[jaar][plan.kamer.pk]
        klussen = round(doel["P2"] * dobbel.uniform(0.85, 1.2))
        per_soort = {code: doel[soort.indicator.code] for code, soort in plan.soorten.items() if soort.telt == "uniek"}
        stand = nieuwe_stand(per_soort, doel["P7"], round(klussen * DEEL_EERSTE_KEER), dobbel)
        bijeenkomsten, inzet = leef_een_jaar(plan, rooster, jaar, tot, Mensen(stand, pashouders))
        vulling.bijeenkomsten += bijeenkomsten
        vulling.inzet += inzet
        vulling.klussen += maak_klussen(plan, er_bij, jaar, klussen, tot)
        maak_doorverwijzingen(plan, jaar, tot)
    maak_verzoeken(plan, tot)
