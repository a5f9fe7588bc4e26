"""Every address of the house, and two rooms with one of everything that an address may name."""

import re
import uuid
from datetime import date, timedelta
from hashlib import sha256

from django.urls import URLPattern, get_resolver

from buurtwerkkamer.models import Bestand, Versie
from buurtwerkkamer.rollen import Rol
from financien.models import Overdrachtscan
from financien.services.versies import kopieer_versie
from kamers.models import Agendalink, Buurtcijfer, Kamer, Klus, Sluiting
from rapportage.gegevens import laad_aanbod_2018
from rapportage.inhoud import jaarverslag
from rapportage.models import Rapport
from rapportage.services.momentopname import Momentopname, schrijf
from tests.fabriek import (
    maak_activiteit,
    maak_bijeenkomst,
    maak_gebruiker,
    maak_inzet,
    maak_klus,
    maak_persoon,
    maak_tablet,
    maak_vrijwilliger,
)
from tests.financien.geldwereld import geldwereld, kamerbon, kamerfactuur, kameroverdracht

ADRESSEN_VAN_ANDEREN = ("admin", "mfa", "account")  # libraries: their rights stand in toegang.py
DAG = date(2026, 3, 10)  # a Tuesday
KERST = date(2026, 12, 25)


def adressen(patronen=None, voor="", ruimte=""):
    """Yield (view name, route, view) of every address of the house itself."""
    for patroon in get_resolver().url_patterns if patronen is None else patronen:
        naam = getattr(patroon, "namespace", None) or ruimte
        if isinstance(patroon, URLPattern):
            volledig = f"{ruimte}:{patroon.name}" if ruimte else str(patroon.name)
            if ruimte not in ADRESSEN_VAN_ANDEREN and not volledig.startswith(ADRESSEN_VAN_ANDEREN):
                yield volledig, voor + str(patroon.pattern), patroon.callback
        else:
            yield from adressen(patroon.url_patterns, voor + str(patroon.pattern), naam)


def bouw_wereld() -> dict[str, dict]:
    """Make two rooms with one of everything, an open version of 2018, and an edition of its annual report."""
    aanbod_2018 = laad_aanbod_2018()
    casa, multibron = (Kamer.objects.get(code=code) for code in ("cjm", "multibron"))
    afspraak = kopieer_versie(versie=aanbod_2018, soort=Versie.Soort.AFSPRAAK, datum=DAG)
    rijen = {kamer.code: _inrichting(kamer, afspraak) for kamer in (casa, multibron)}
    Agendalink.objects.create(kamer=casa, geheim=VAST["geheim"])
    _editie(aanbod_2018, rijen["cjm"]["gebruiker"])
    geld = geldwereld(rijen["cjm"]["gebruiker"], casa)
    return {code: rij | geld | _geld_van(code) for code, rij in rijen.items()}


def _geld_van(code: str) -> dict:
    over = kameroverdracht(code)
    geld = {"facturen": kamerfactuur(code), "bonnen": kamerbon(code), "overdrachten": over}
    return geld | {"scan": Overdrachtscan.objects.get(overdracht=over).pk}


def _inrichting(kamer, versie) -> dict:
    gebruiker = maak_gebruiker(f"Vrijwilliger-{kamer.code}", Rol.VRIJWILLIGER, kamer=kamer)
    vrijwilliger = maak_vrijwilliger("Kofi", kamer, gebruiker=gebruiker)
    activiteit = maak_activiteit(kamer, telwijze="namen")
    pashouder = maak_persoon("Rosa", kamer).pk
    plek = activiteit.roosterplekken.create(persoon=vrijwilliger.persoon, uren=2, van=date(2026, 1, 1))
    bijeenkomst = maak_bijeenkomst(activiteit, DAG, nieuw=3)
    inzet = maak_inzet(vrijwilliger.persoon, bijeenkomst)
    return {
        "kamer": kamer.code,
        "klussen": maak_klus(kamer, status=Klus.Status.GEVRAAGD).pk,
        "verzoeken": kamer.verzoeken.create(tekst="Belde").pk,
        "vrijwilligers": vrijwilliger.pk,
        "rooster": activiteit.pk,
        "sluitingen": Sluiting.objects.create(kamer=kamer, soort="dicht", naam="Kerst", van=KERST, tot=KERST).pk,
        "activiteit": activiteit.pk,
        "bronnen": versie.financieringsbronnen.get(volgorde=1).pk,
        "plek": plek.pk,
        "uren": inzet.pk,
        "gebruiker": gebruiker,
        "passen": pashouder,
        "persoon": pashouder,
        "tablets": maak_tablet(kamer, gebruiker)[0].pk,
        **_feiten(kamer),
    }


def _feiten(kamer) -> dict:
    wie = maak_gebruiker(f"sleutel-{kamer.code}", Rol.COORDINATOR, kamer=kamer)
    sleutel = kamer.sleutels.create(soort="sleutel", omschrijving="voordeur 2", gemaakt_door=wie)
    ding = kamer.inventaris.create(naam="Tafel", herkomst="bewoners", sinds=DAG)
    document = kamer.documenten.create(soort="huisregels", titel="Huisregels", geldig_vanaf=DAG, tekst="Welkom.")
    moment = kamer.gebeurtenissen.create(dag=DAG, soort="pers", titel="In de krant")
    cijfer = Buurtcijfer.objects.order_by("pk").first()
    return {
        "inventaris": ding.pk,
        "sleutels": sleutel.pk,
        "documenten": document.pk,
        "tijdlijn": moment.pk,
        "buurten": cijfer.buurt_id,
        "buurtcijfers": cijfer.pk,
    }


def _editie(versie, gebruiker) -> None:
    inhoud = schrijf(Momentopname(jaarverslag(2018), {"Eigen Haard": "eigen-haard"}))
    som = sha256(inhoud).hexdigest()
    bestand = Bestand.objects.create(naam="x.csv", type="text/csv", sha256=som, omvang=len(inhoud), inhoud=inhoud)
    vast = dict.fromkeys(("momentopname", "pdf", "xlsx", "csv", "json"), bestand)
    vast |= {"jaar": versie.jaar, "versie": versie, "vastgelegd_door": gebruiker}
    Rapport.objects.create(soort="jaarverslag", editie=1, bladzijden=1, **vast)


VAST = {  # values of address parts that are not a row of a room
    "dag": DAG,
    "gepland": DAG,
    "geheim": "voor-de-test-van-deze-bladzijden",
    "maandag": DAG - timedelta(days=1),
    "jaar": 2018,
    "maand": 2,
    "blad": "balans",
    "volgnummer": 2,
    "betaling": 1,
    "soort": "jaarverslag",
    "vorm": "csv",
    "indicator": "e1",
    "soortcode": "p7",
    "gegevens": "klussen",
    "sleutel": uuid.UUID(int=7),
    "editie": 1,
    "stap": "locatie",
    "naar": "gesloten",
    "nummer": "1000",
    "kosten": "4210",
    "post": "f1",
}


def vul(route: str, eigen: dict, rijen: dict, kamercode: str) -> dict:
    """Return the values for an address: the room, and rows that belong to the given room."""
    waarden = {}
    for deel in re.finditer(r"(?:(?P<map>[a-z-]+)/)?<(?:\w+:)?(?P<naam>\w+)>", route):
        naam = deel["naam"]
        if naam == "kamer":
            waarden[naam] = kamercode
        elif naam in VAST:
            waarden[naam] = VAST[naam]
        else:
            waarden[naam] = rijen[naam if naam in rijen else deel["map"]]
    return waarden


GEEN = {"kamer": "bestaat-niet"} | dict.fromkeys(
    (
        "klussen",
        "verzoeken",
        "vrijwilligers",
        "rooster",
        "sluitingen",
        "activiteit",
        "plek",
        "uren",
        "bronnen",
        "boekstukken",
        "facturen",
        "bonnen",
        "betalingen",
        "leveranciers",
        "overlopend",
        "koppeling",
    ),
    99_999_999,
)
GEEN |= dict.fromkeys(
    (
        "toekenningen",
        "termijnen",
        "voorwaarden",
        "brieven",
        "betaalverzoeken",
        "ondertekeningen",
        "samenwerking",
        "opdrachten",
        "partners",
    ),
    99_999_999,
)
GEEN |= dict.fromkeys(("bankregels", "herkenning", "controle", "verklaringen"), 99_999_999)
GEEN |= dict.fromkeys(("passen", "persoon", "tablets"), 99_999_999)
GEEN |= dict.fromkeys(("sleutels", "overdrachten", "scan"), 99_999_999)
GEEN |= dict.fromkeys(("inventaris", "documenten", "tijdlijn", "buurten", "buurtcijfers"), 99_999_999)


def gevallen(route: str, wereld: dict) -> dict[str, dict]:
    """Return the values of an address per case; only those cases that differ from the own one."""
    casa, ander = wereld["cjm"], wereld["multibron"]
    alle = {
        "eigen": vul(route, casa, casa, "cjm"),
        "andere": vul(route, casa, ander, "multibron"),
        "gemengd": vul(route, casa, ander, "cjm"),
        "bestaat niet": vul(route, casa, GEEN, "bestaat-niet" if "<slug:kamer>" in route else "cjm"),
    }
    return {naam: waarden for naam, waarden in alle.items() if naam == "eigen" or waarden != alle["eigen"]}
