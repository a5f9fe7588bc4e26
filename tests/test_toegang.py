"""Who gets in where: every address × every role × {own, other room, mixed, other partner, non-existing}.

The list is made from the URLconf, so a new page is tested the moment it exists.
"""

import re
import uuid
from contextlib import contextmanager
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, get_resolver, reverse

from buurtwerkkamer import urls
from buurtwerkkamer.models import Bestand, Versie
from buurtwerkkamer.rollen import BIJ_KAMER, BIJ_PARTNER, RECHTEN, Rol
from financien.models import Boekstuk, Bon, Bonstap, Kascontrole, Overdrachtscan
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
    maak_partner,
    maak_persoon,
    maak_tablet,
    maak_vrijwilliger,
)
from tests.financien.geldwereld import geldwereld, kamerbon, kamerfactuur, kameroverdracht
from tests.financien.handgeldfabriek import maak_bon

pytestmark = pytest.mark.django_db
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


@pytest.fixture(scope="module")
def wereld(blijvend):
    """The world, built once: every request is rolled back."""
    return bouw_wereld()


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


def vraag(client, adres: str) -> int:
    """Ask for a page, or send an empty form where that is the only way; roll back what it did."""
    with transaction.atomic():
        code = client.get(adres).status_code
        if code == 405:
            code = client.post(adres, {}).status_code
        transaction.set_rollback(True)
    return code


@contextmanager
def kale_404(waar: bool):
    """Leave out the page that says so, with its menu; every role sees whole refusals at its own addresses."""
    with pytest.MonkeyPatch.context() as tijdelijk:
        if waar:
            tijdelijk.setattr(urls, "handler404", lambda *args, **kwargs: HttpResponse(status=404), raising=False)
        yield


def verwacht(recht, rol: Rol, geval: str) -> set[int] | None:
    """Return the only right answers, or None for: anything but a refusal or a crash."""
    if recht is not None and rol not in RECHTEN[recht]:
        return {403}
    if geval == "bestaat niet" or (geval == "gemengd" and rol in BIJ_KAMER):
        return {404}
    if rol in BIJ_KAMER | BIJ_PARTNER and geval == "andere":
        return {404}
    return None


@pytest.fixture(scope="module")
def mensen(wereld):
    """One user per role; those at a room are at Casa Jepie Makandra."""
    casa = Kamer.objects.get(code="cjm")
    mensen = {
        rol: maak_gebruiker(f"{rol}-toegang", rol, kamer=casa if rol in BIJ_KAMER else None)
        for rol in Rol
        if rol not in BIJ_PARTNER | {Rol.VRIJWILLIGER}
    }
    mensen[Rol.KASCOMMISSIE] = Kascontrole.objects.get().eerste  # others of that role see no photo: below
    mensen[Rol.FINANCIER] = maak_gebruiker("financier-toegang", Rol.FINANCIER, partner=maak_partner())
    return mensen | {Rol.VRIJWILLIGER: wereld["cjm"]["gebruiker"]}


def _mag_ontbreken(naam: str, route: str) -> bool:
    """An unknown key has nothing to undo; an empty form names no role."""
    return "sleutel" in route or naam == "wissel_rol"


@pytest.mark.usefixtures("kort_gedrukt")
@pytest.mark.parametrize("rol", list(Rol))
def test_elke_rol_ziet_wat_mag_en_verder_niets(client, wereld, mensen, rol, time_machine):
    time_machine.move_to("2026-03-10 13:00", tick=False)
    client.force_login(mensen[rol])
    fouten = {}
    for naam, route, view in adressen():
        for geval, waarden in gevallen(route, wereld).items():
            goed = verwacht(view.recht, rol, geval)
            if goed == {403} and geval != "eigen":
                continue
            with kale_404(geval != "eigen"):
                code = vraag(client, reverse(naam, kwargs=waarden))
            mislukt = {403, 500} | ({404} if geval == "eigen" and not _mag_ontbreken(naam, route) else set())
            if code not in goed if goed else code in mislukt:
                fouten[f"{naam} {geval}"] = f"{code}, verwacht {goed or 'toegang'}"
    assert fouten == {}


def _fotos(client, gebruiker, bonnen) -> list[int]:
    client.force_login(gebruiker)
    return [client.get(reverse("financien:bon_foto", args=[bon.pk])).status_code for bon in bonnen]


@pytest.mark.parametrize("rol", sorted(RECHTEN["financien.handgeld_zien"]))
def test_de_kascommissie_ziet_alleen_de_foto_van_een_bonnetje_uit_de_eigen_controle(client, wereld, mensen, rol):
    """The check is of 1 February 2018: inside by the own day, by the day of a booking, and not at all."""
    binnen = Bon.objects.get(pk=wereld["cjm"]["bonnen"])
    vreemd = maak_gebruiker(f"{rol}-vreemd", rol, kamer=binnen.kamer if rol in BIJ_KAMER else None)
    vast = {"datum": DAG, "betaald_uit": "eigen", "voorschieter": binnen.voorschieter}
    laat, buiten = (maak_bon(binnen.kamer, binnen.gemaakt_door, bedrag, **vast) for bedrag in ("8", "9"))
    toen = Boekstuk.objects.filter(datum=date(2018, 2, 1)).latest("pk")
    stap = {"reden": "Datum?", "wie": mensen[Rol.PENNINGMEESTER], "boekstuk": toen}
    Bonstap.objects.create(bon=laat, soort="teruggestuurd", **stap)
    bonnen = (binnen, laat, buiten)

    gezien = [_fotos(client, wie, bonnen) for wie in (mensen[rol], vreemd)]

    kas = rol == Rol.KASCOMMISSIE
    assert gezien == ([[200, 200, 404], [404, 404, 404]] if kas else [[200, 200, 200]] * 2)


def test_zonder_inloggen_is_er_niets_dan_de_open_bladzijden(client, wereld):
    naar_inloggen = reverse("account_login")
    open_ = set()
    for naam, route, _view in adressen():
        antwoord = client.get(reverse(naam, kwargs=gevallen(route, wereld)["eigen"]))
        if not antwoord.headers.get("Location", "").startswith(naar_inloggen):
            open_.add(naam)

    open_in_de_kamers = {"kamers:agenda_ics", "kamers:geen_internet", "kamers:dienstwerker"}
    open_in_de_kamers |= {"kamers:tablet_kies", "kamers:tablet_wissel"}  # nothing without the cookie of a tablet
    assert open_ == {"hulp", "toegankelijkheid", "stijl", "set_language"} | open_in_de_kamers


def test_een_financier_ziet_geen_jaar_van_een_ander(client, wereld, mensen):
    vreemd = maak_gebruiker("vreemd", Rol.FINANCIER, partner=maak_partner("vreemd", "Vreemd fonds"))
    zichtbaar = {
        gebruiker.naam: Rapport.objects.zichtbaar_voor(gebruiker).count()
        for gebruiker in (mensen[Rol.FINANCIER], vreemd)
    }

    assert zichtbaar == {"financier-toegang": 1, "vreemd": 0}
    assert Versie.objects.vast().count() == 1
