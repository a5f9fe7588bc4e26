"""Who gets in where: every address × every role × {own, other room, mixed, other partner, non-existing}.

The list is made from the URLconf, so a new page is tested the moment it exists.
"""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from buurtwerkkamer import urls
from buurtwerkkamer.models import Versie
from buurtwerkkamer.rollen import BIJ_KAMER, BIJ_PARTNER, RECHTEN, Rol
from financien.models import Boekstuk, Bon, Bonstap, Kascontrole, Voorwaarde
from kamers.models import Kamer
from rapportage.models import Rapport
from tests.fabriek import maak_gebruiker, maak_partner
from tests.financien.handgeldfabriek import maak_bon
from tests.toegangwereld import DAG, adressen, bouw_wereld, gevallen

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def wereld(blijvend):
    """The world, built once: every request is rolled back."""
    return bouw_wereld()


@pytest.fixture
def client(client):
    """Let a fault be the answer 500, so that the list names every address that has one."""
    client.raise_request_exception = False
    return client


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


@pytest.mark.usefixtures("kort_gedrukt")
@pytest.mark.parametrize("rol", [Rol.PENNINGMEESTER, Rol.KASCOMMISSIE])
def test_wie_meer_regels_vraagt_waar_die_niet_zijn_krijgt_geen_storing(client, wereld, mensen, rol, time_machine):
    """A form without that button judges what it gets; and nothing empty is stored."""
    time_machine.move_to("2026-03-10 13:00", tick=False)
    client.force_login(mensen[rol])
    fouten = {}
    for naam, route, view in adressen():
        if view.recht is None or rol in RECHTEN[view.recht]:
            with transaction.atomic():
                code = client.post(reverse(naam, kwargs=gevallen(route, wereld)["eigen"]), {"meer": "1"}).status_code
                leeg = code != 500 and Voorwaarde.objects.filter(tekst="").exists()  # after 500 it may answer nothing
                transaction.set_rollback(True)
            if code == 500 or leeg:
                fouten[naam] = code
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
    assert open_ == {"hulp", "toegankelijkheid", "stijl", "set_language", "rapportage:controleer"} | open_in_de_kamers


def test_een_financier_ziet_geen_jaar_van_een_ander(client, wereld, mensen):
    vreemd = maak_gebruiker("vreemd", Rol.FINANCIER, partner=maak_partner("vreemd", "Vreemd fonds"))
    zichtbaar = {
        gebruiker.naam: Rapport.objects.zichtbaar_voor(gebruiker).count()
        for gebruiker in (mensen[Rol.FINANCIER], vreemd)
    }

    assert zichtbaar == {"financier-toegang": 1, "vreemd": 0}
    assert Versie.objects.vast().count() == 1
