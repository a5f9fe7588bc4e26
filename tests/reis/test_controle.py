"""T11 of ux.md §3 in a real browser: two members of the kascommissie go through a sample of 25, one key a document.

Counted are keys and clicks; the seconds are by the model of ux.md (1,35 to look, 0,5 a key) and by the clock.
"""

from datetime import date
from decimal import Decimal
from time import monotonic
from uuid import uuid4

import pytest
import time_machine
from playwright.sync_api import expect

from buurtwerkkamer.bewijs import bewaar_bewijs, keur_bewijs
from financien.models import Bevinding, Kascontrole
from financien.services.controledaden import oordeel
from financien.services.handgeld.oordeel import keur_goed
from financien.services.handgeld.tellen import tel
from tests.buurtwerkkamer.bewijsfabriek import maak_foto, maak_pdf
from tests.financien.boekfabriek import maak_boekstuk, regel
from tests.financien.controlefabriek import maak_controle, maak_lid, zet_alleen_door
from tests.financien.factuurfabriek import deel, maak_factuur
from tests.financien.handgeldfabriek import maak_bon, vul_potje
from tests.reis.keuring import axe, te_breed, toetsenbord

pytestmark = pytest.mark.django_db(transaction=True)
D = Decimal
DENK, TOETS = 1.35, 0.5  # seconds, ux.md §3
VAN, TOT = date(2026, 2, 1), date(2026, 3, 9)


@pytest.fixture
def boeken(casa, amina, chandra):
    """30 costs with a photo, and what nobody else looked at: an invoice, a difference, a receipt without photo."""
    with time_machine.travel("2026-03-09 10:30 +0100", tick=True):
        vul_potje(chandra, casa, kas="90.00", datum=date(2026, 1, 5))
        for n in range(30):
            foto = bewaar_bewijs(keur_bewijs(maak_foto(maat=(60, 90 + n)), f"bon-{n}.jpg")).bestand
            dag = date(2026, 2, 1 + n % 28)
            maak_boekstuk(chandra, regel("4120", "1500", 10 + n, casa), datum=dag, bewijs=foto, omschrijving=f"Bon {n}")
        zet_alleen_door(maak_factuur(chandra, deel("4120", "50", casa), datum=date(2026, 2, 2)), chandra)
        keur_goed(maak_bon(casa, amina, "5.00", datum=date(2026, 3, 2), zonder_foto="Op de markt"), gebruiker=chandra)
        tel(kamer=casa, geteld=D("84.00"), uitleg="Een euro kwijt", sleutel=uuid4(), gebruiker=amina)
    with time_machine.travel("2026-03-10 10:30 +0100", tick=True):
        yield


@pytest.fixture
def leden(boeken):
    return maak_lid("Kim"), maak_lid("Karel")


@pytest.fixture
def controle(leden):
    return maak_controle(*leden, van=VAN, tot=TOT, grootte=25)


@pytest.fixture
def scherm(page):
    """A laptop that counts keys and clicks."""
    page.set_viewport_size({"width": 1366, "height": 768})
    page.toetsen, page.klikken = 0, 0
    return page


def druk(page, toets, keer=1):
    for _keer in range(keer):
        page.keyboard.press(toets)
        page.toetsen += 1


def druk_door(page, toets):
    """Press a key that goes on to another document."""
    expect(page.locator("[data-stuk]")).to_be_focused()
    with page.expect_navigation():
        druk(page, toets)


def klik(page, waar):
    waar.click()
    page.klikken += 1


def open_(page, live_server, controle, nummer=""):
    deel = f"stukken/{nummer}/" if nummer else ""
    page.goto(f"{live_server.url}/controle/{controle.pk}/{deel}")
    if nummer:
        expect(page.locator("[data-stuk]")).to_be_focused()


def test_t11_een_steekproef_van_25_met_een_toets_per_stuk(leden, scherm, live_server, log_in, chandra):
    kim, karel = leden
    log_in(kim)
    scherm.goto(live_server.url)  # the first screen of the kascommissie
    begin = monotonic()
    klik(scherm, scherm.get_by_role("link", name="Begin een controle"))
    scherm.locator("#id_van").fill("1-2-2026")
    scherm.locator("#id_tot").fill("9-3-2026")
    scherm.locator("#id_tweede").select_option(label="Karel")
    klik(scherm, scherm.get_by_role("button", name="Trek de steekproef"))
    expect(scherm.get_by_role("link", name="Bekijk het volgende stuk")).to_be_visible()
    controle = Kascontrole.objects.get()
    stukken = controle.posten.count()
    assert (controle.posten.filter(steekproef=True).count(), controle.posten.exclude(bron="").count()) == (25, 3)
    klik(scherm, scherm.get_by_role("link", name="Bekijk het volgende stuk"))
    assert scherm.klikken == 3

    bekijk = monotonic()
    for nummer in range(1, stukken):
        expect(scherm.get_by_role("heading", level=1)).to_have_text(f"Stuk {nummer} van {stukken}")
        druk_door(scherm, "2" if nummer == 3 else "g")  # one question, also by one key
    druk_door(scherm, "g")
    op_de_klok, geschat = monotonic() - bekijk, stukken * (DENK + TOETS)
    print(f"T11: {stukken} stukken, {scherm.toetsen} toetsen, {op_de_klok:.1f} s gemeten, {geschat:.0f} s geschat")

    assert scherm.toetsen == stukken  # one key each
    assert geschat < 5 * 60
    assert Bevinding.objects.filter(soort="goed").count() == stukken - 1
    vraag = Bevinding.objects.get(soort="vraag")
    assert (vraag.tekst, vraag.post.volgnummer) == ("Waarvoor was dit?", 3)
    expect(scherm.get_by_text("1 vraag wacht op antwoord")).to_be_visible()

    log_in(chandra)  # the treasurer answers by one key
    open_(scherm, live_server, controle)
    klik(scherm, scherm.get_by_role("link", name="Beantwoord 1 vraag"))
    expect(scherm.locator("[data-stuk]")).to_be_focused()
    with scherm.expect_navigation():
        druk(scherm, "2")
    assert Bevinding.objects.get(soort="antwoord").tekst == "Het klopt. De omschrijving zegt waarvoor het was."

    for lid in (kim, karel):
        log_in(lid)
        open_(scherm, live_server, controle)
        klik(scherm, scherm.get_by_role("link", name="Geef je oordeel"))
        scherm.get_by_label("goed", exact=True).focus()
        druk(scherm, "Space")
        druk(scherm, "Enter")
        expect(scherm.locator("#meldingen")).to_contain_text("Je oordeel staat vast.")
    expect(scherm.locator("dl.kenmerken").first).to_contain_text("goed")
    assert list(controle.verklaringen.values_list("wie__naam", "oordeel")) == [("Kim", "goed"), ("Karel", "goed")]
    assert scherm.toetsen == stukken + 1 + 4
    print(f"T11: {monotonic() - begin:.1f} s met beginnen, antwoord en oordelen")


def foto_en_feiten(page) -> tuple[dict, dict]:
    return page.locator(".bewijs").bounding_box(), page.locator(".feiten").bounding_box()


@pytest.mark.parametrize("breedte", [800, 1366])
def test_de_foto_staat_naast_de_boeking(controle, leden, scherm, live_server, log_in, breedte):
    log_in(leden[0])
    scherm.set_viewport_size({"width": breedte, "height": 768})
    open_(scherm, live_server, controle, 1)

    foto, feiten = foto_en_feiten(scherm)
    assert foto["x"] + foto["width"] <= feiten["x"]
    assert abs(foto["y"] - feiten["y"]) < 2
    knop = scherm.get_by_role("button", name="Goed, volgende").bounding_box()
    assert breedte == 800 or knop["y"] + knop["height"] <= 768  # judging needs no scrolling


def test_op_een_telefoon_staat_de_foto_eronder_en_blijft_goed_onder_de_duim(
    controle, leden, scherm, live_server, log_in
):
    log_in(leden[0])
    scherm.set_viewport_size({"width": 390, "height": 844})
    open_(scherm, live_server, controle, 1)

    foto, feiten = foto_en_feiten(scherm)
    assert foto["y"] >= feiten["y"] + feiten["height"]
    assert axe(scherm) == []
    assert te_breed(scherm, 320, 390, 800, 1366) == []


@pytest.mark.parametrize("breedte", [390, 1366])
def test_met_het_toetsenbord_is_alles_te_bereiken_en_te_zien(controle, leden, scherm, live_server, log_in, breedte):
    log_in(leden[0])
    scherm.set_viewport_size({"width": breedte, "height": 800})
    open_(scherm, live_server, controle, 1)

    assert toetsenbord(scherm) == []


def test_een_eigen_vraag_gaat_met_v_en_ctrl_enter(controle, leden, scherm, live_server, log_in):
    log_in(leden[0])
    open_(scherm, live_server, controle, 1)
    druk(scherm, "v")
    scherm.keyboard.type("Waarom 2 g per keer?")  # a letter in the words does nothing else
    with scherm.expect_navigation():
        scherm.keyboard.press("Control+Enter")

    assert list(Bevinding.objects.values_list("post__volgnummer", "soort", "tekst")) == [
        (1, "vraag", "Waarom 2 g per keer?")
    ]


def test_een_toets_die_blijft_hangen_keurt_een_stuk(controle, leden, scherm, live_server, log_in):
    log_in(leden[0])
    open_(scherm, live_server, controle, 1)
    with scherm.expect_navigation():
        for _keer in range(6):
            scherm.keyboard.down("g")  # the second and later ones are repeats
    scherm.wait_for_timeout(500)
    scherm.keyboard.up("g")

    assert Bevinding.objects.count() == 1


def test_zonder_javascript_kan_alles_ook(controle, leden, browser, live_server, log_in):
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    log_in(leden[0], context)
    page = context.new_page()
    page.goto(f"{live_server.url}/controle/{controle.pk}/stukken/1/")
    page.get_by_role("button", name="Goed, volgende").click()
    page.get_by_role("button", name="Klopt dit bedrag?").click()
    page.get_by_text("In eigen woorden").click()
    page.get_by_label("Wat wil je vragen of opmerken?").fill("Wie was hierbij?")
    page.get_by_role("button", name="Stel deze vraag").click()
    context.close()

    assert list(Bevinding.objects.order_by("pk").values_list("soort", "tekst")) == [
        ("goed", ""),
        ("vraag", "Klopt dit bedrag?"),
        ("vraag", "Wie was hierbij?"),
    ]


def test_wie_intussen_te_laat_is_ziet_wat_de_ander_schreef(controle, leden, scherm, live_server, log_in):
    log_in(leden[0])
    open_(scherm, live_server, controle, 1)
    oordeel(controle.posten.get(volgnummer=1), soort="vraag", tekst="Hoezo?", na=0, gebruiker=leden[1])
    with scherm.expect_navigation():
        druk(scherm, "g")

    expect(scherm.get_by_role("alert")).to_contain_text("Iemand anders schreef net iets bij dit stuk.")
    expect(scherm.locator(".daad")).to_contain_text("Hoezo?")
    assert Bevinding.objects.count() == 1


def test_de_toets_b_haalt_een_pdf_en_de_kaart_laat_geen_leeg_vlak(leden, scherm, live_server, log_in, chandra, casa):
    pdf = bewaar_bewijs(keur_bewijs(maak_pdf(), "nota.pdf")).bestand
    maak_boekstuk(chandra, regel("4120", "1500", 12, casa), datum=date(2026, 1, 15), bewijs=pdf)
    controle = maak_controle(*leden, van=date(2026, 1, 1), tot=date(2026, 1, 31), grootte=1)
    log_in(leden[0])
    open_(scherm, live_server, controle, 1)

    with scherm.expect_download() as gehaald:
        druk(scherm, "b")
    assert gehaald.value.suggested_filename == "nota.pdf"
    bewijs, feiten = (scherm.locator(waar).bounding_box() for waar in (".bewijs", ".feiten"))
    assert bewijs["height"] < 200
    assert (feiten["x"], feiten["width"]) == (bewijs["x"], bewijs["width"])
    assert feiten["y"] - (bewijs["y"] + bewijs["height"]) < 40
    scherm.set_viewport_size({"width": 390, "height": 844})
    assert scherm.locator(".stukbalk .terug").bounding_box()["height"] <= 72  # two lines, not five
    assert te_breed(scherm, 320, 390, 1366) == []
