"""Every page of the house in a real browser: for everyone, on every screen, also when something is wrong."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.urls import get_resolver

from tests.databank_plugin import leeg_de_databank
from tests.fabriek import WACHTWOORD
from tests.reis import keuring
from tests.reis.adressen import ALLEEN_POST, BESTANDEN, DELEN, DOORVERWIJZINGEN, HALVERWEGE
from tests.reis.bladzijden import bladzijden
from tests.reis.wereld import maak_wereld
from tests.toegangwereld import adressen

BLADEN = bladzijden()
TELEFOON = {"width": 390, "height": 800}
HOOFD = {
    "kamers:vandaag",
    "vrijwilligers:mijn_uren",
    "financien:begroting",
    "rapportage:rapport",
    "rapportage:verantwoording",
    "kamers:vandaag lege coordinator",
    "vrijwilligers:mijn_uren lege vrijwilliger",
    "rapportage:verantwoording lege financier",
}
TOETSEN = HOOFD | {"kamers:klussen", "kamers:klus_nieuw", "vrijwilligers:kamerlijst", "account_login", "financien:bron"}
BEHEER = {"admin:index", "admin:kamers_kamer_change", "admin:buurtwerkkamer_gebruiker_changelist"}
FORMULIEREN = """() => [...document.querySelectorAll("main form[method=post]")]
  .flatMap((form, n) => form.querySelector("input:not([type=hidden]), select, textarea") ? [n] : [])"""
ZOOM = {"viewport": {"width": 683, "height": 384}, "device_scale_factor": 2}  # a laptop at 200 %


@pytest.fixture(scope="module")
def wereld(site, django_db_blocker):
    """The world with its addresses and session keys, committed for the whole module."""
    with django_db_blocker.unblock():
        leeg_de_databank(None)
        wereld = maak_wereld()
        wereld.koekjes = {wie: wereld.koekjes_van(wie) for wie in {*wereld.mensen, *(blad.wie for blad in BLADEN)}}
        wereld.paden = {blad.naam: blad.pad(wereld) for blad in BLADEN}
    yield wereld
    with django_db_blocker.unblock():
        leeg_de_databank(None)


@pytest.fixture(autouse=True)
def _verse_limieten(wereld, django_db_blocker):
    """Every test asks for a password again and again: the limits of the login start afresh."""
    with django_db_blocker.unblock():
        cache.clear()


@pytest.fixture(scope="module")
def kijk(browser, browser_context_args, site, wereld):
    """Return a function that opens a page as someone; every person keeps one tab."""
    tabs = {}

    def open_(blad, **opties):
        sleutel = (blad.wie, *sorted(map(str, opties.items())))
        if sleutel not in tabs:
            context = browser.new_context(**{**browser_context_args, "viewport": TELEFOON, **opties})
            koekjes = wereld.koekjes[blad.wie].items()
            context.add_cookies([{"name": naam, "value": koekje, "url": site} for naam, koekje in koekjes])
            tabs[sleutel] = context.new_page()
            tabs[sleutel].gevraagd = set()
            context.on("request", lambda vraag, tab=tabs[sleutel]: tab.gevraagd.add(vraag.url))
        tab = tabs[sleutel]
        tab.code = tab.goto(site + wereld.paden[blad.naam]).status
        open_.formulieren[blad.naam] = tab.evaluate(FORMULIEREN)
        return tab

    open_.formulieren = {}  # of every page that was opened: the forms in which something can be wrong

    yield open_
    for tab in tabs.values():
        tab.context.close()


def keur(page, blad, breedte=TELEFOON["width"], schermen=(320, 390, 800, 1366)) -> list[str]:
    """Return what is wrong with what stands on the screen now."""
    mis = keuring.axe(page) + keuring.te_breed(page, *schermen)
    mis += keuring.kleine_doelen(page, 44 if blad.taak and breedte == TELEFOON["width"] else 24)
    return mis if blad.naam.startswith("admin:") else mis + keuring.woorden(page)


def gevallen(bladen, in_het_kort) -> list:
    """Return test cases; those that are not asked for in short run with the long proofs."""
    proef = pytest.mark.proef
    return [pytest.param(b, id=b.naam, marks=[] if in_het_kort(b) else proef) for b in bladen]


@pytest.mark.parametrize("blad", gevallen(BLADEN, lambda b: not b.naam.startswith("admin:") or b.naam in BEHEER))
def test_de_bladzijde_is_goed(kijk, site, blad):
    page = kijk(blad)
    mis = [] if page.code == blad.status else [f"status {page.code}"]
    mis += keur(page, blad)
    mis += [adres for adres in page.gevraagd if not adres.startswith((site, "data:", "blob:"))]
    assert not mis, "\n" + "\n".join(mis)


@pytest.mark.parametrize("breedte", [800, 1366])
@pytest.mark.parametrize("blad", gevallen(BLADEN, lambda b: b.naam in HOOFD))
def test_de_bladzijde_is_goed_op_een_breed_scherm(kijk, blad, breedte):
    mis = keur(kijk(blad, viewport={"width": breedte, "height": 800}), blad, breedte)
    assert not mis, "\n" + "\n".join(mis)


@pytest.mark.proef
@pytest.mark.parametrize("blad", gevallen(BLADEN, lambda b: False))
def test_de_bladzijde_is_goed_op_het_kleinste_scherm(kijk, blad):
    mis = keuring.axe(kijk(blad, viewport={"width": 320, "height": 640}))
    assert not mis, "\n" + "\n".join(mis)


@pytest.mark.parametrize("blad", gevallen([b for b in BLADEN if not b.naam.startswith("admin:")], lambda b: False))
def test_de_bladzijde_is_goed_in_het_engels(kijk, site, blad):
    page = kijk(blad, locale="en-GB")
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": site}])
    page.reload()
    mis = keuring.axe(page) + keuring.te_breed(page, 320, 390, 800, 1366)
    mis += [] if page.locator("html").get_attribute("lang") == "en" else ["niet in het Engels"]
    assert not mis, "\n" + "\n".join(mis)


VUL_FOUT = """([nummer, tekst]) => {
  const form = document.querySelectorAll("main form[method=post]")[nummer];
  for (const veld of form.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (/radio|checkbox/.test(veld.type)) veld.checked = false;
    else veld.value = tekst;
  }
  HTMLFormElement.prototype.submit.call(form);
}"""
ONZIN = {  # an empty cell is a good answer here, half an amount is not
    "financien:begroting": "12.50x",
    "financien:begroting 2018": "12.50x",
    "financien:versie": "12.50x",
    "kamers:afspraken": "12.50x",
    "financien:basis": "12.50x",
}
MAG_LEEG = {
    "financien:vastleggen",  # and then it lies fixed: not for a shared world
    "financien:spreiding",  # an empty choice leaves rooms that differ as they are
    "kamers:pas",  # nothing ticked: this person was not counted before
}
MET_FORMULIER = [blad for blad in BLADEN if blad.naam not in MAG_LEEG and not blad.naam.startswith("admin:")]


@pytest.mark.parametrize(
    ("blad", "breedte"),
    [
        pytest.param(
            b, breed, id=f"{b.naam}-{breed}", marks=[] if breed == 390 or b.naam in HOOFD else pytest.mark.proef
        )
        for b in MET_FORMULIER
        for breed in (390, 800, 1366)
    ],
)
def test_wie_iets_verkeerd_invult_leest_wat_er_moet_gebeuren(kijk, blad, breedte):
    scherm = {"viewport": {"width": breedte, "height": 800}}
    if blad.naam not in kijk.formulieren:
        kijk(blad, **scherm)
    mis = []
    for nummer in kijk.formulieren[blad.naam]:
        page = kijk(blad, **scherm)
        with page.expect_navigation():
            page.evaluate(VUL_FOUT, [nummer, ONZIN.get(blad.naam, "")])
        gezegd = page.locator(".foutlijst").count() == 1 and page.title().startswith("Fout: ")
        mis += [] if gezegd else [f"form {nummer}: titel {page.title()}, {page.url}"]
        mis += [f"form {nummer}: {regel}" for regel in keur(page, blad, breedte, (320, breedte))]
    assert not mis, "\n" + "\n".join(mis)


@pytest.mark.parametrize("blad", gevallen(BLADEN, lambda b: b.naam in TOETSEN))
def test_op_tweehonderd_procent_en_zonder_javascript_staat_alles_er(kijk, blad):
    page = kijk(blad, **ZOOM, java_script_enabled=False)

    assert page.code == blad.status
    assert page.locator("h1").count() == 1
    assert page.evaluate(keuring.TE_BREED) == 0


MET_TAB = [b for b in BLADEN if not b.naam.endswith("_changelist")]  # the admin's tables scroll under their own focus


@pytest.mark.parametrize("blad", gevallen(MET_TAB, lambda b: b.naam in TOETSEN))
def test_met_het_toetsenbord_is_alles_te_bereiken_en_te_zien(kijk, blad):
    mis = keuring.toetsenbord(kijk(blad))
    assert not mis, "\n" + "\n".join(mis)


def test_de_eerste_tab_slaat_het_menu_over(kijk):
    page = kijk(next(blad for blad in BLADEN if blad.naam == "kamers:vandaag"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "inhoud"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_inloggen_in_stappen_is_goed_ook_als_het_misgaat(browser, browser_context_args, site, wereld):
    page = browser.new_page(**{**browser_context_args, "viewport": TELEFOON})
    deur = next(blad for blad in BLADEN if blad.naam == "account_login")
    mis = {}
    for naam, wachtwoord in (("fout", "klopt niet"), ("tweede stap", WACHTWOORD)):
        page.goto(site + wereld.paden[deur.naam])
        page.locator("[name=login]").fill(wereld.mensen["met app"].aanmeldnaam)
        page.locator("[name=password]").fill(wachtwoord)
        with page.expect_navigation():
            page.get_by_role("button", name="Inloggen").click()
        mis[naam] = keur(page, deur)
    page.locator("[name=code]").fill("000000")
    page.locator("[name=code]").press("Enter")
    page.locator(".foutlijst").wait_for()
    mis["verkeerde code"] = keur(page, deur)
    page.close()

    assert mis == {"fout": [], "tweede stap": [], "verkeerde code": []}


def test_een_formulier_zonder_geheim_krijgt_een_bladzijde_die_zegt_wat_je_doet(kijk):
    deur = next(blad for blad in BLADEN if blad.naam == "account_login")
    page = kijk(deur)
    page.context.clear_cookies()
    with page.expect_navigation() as antwoord:
        page.evaluate("document.querySelector('main form').submit()")

    assert antwoord.value.status == 403
    assert keur(page, deur) == []


def test_elk_adres_is_een_bladzijde_of_staat_bij_wat_geen_bladzijde_is():
    van_ons = {naam: view for naam, _route, view in adressen()}
    van_anderen = {naam for naam in get_resolver().reverse_dict if str(naam).startswith(("account_", "mfa_"))}
    geen_bladzijde = ALLEEN_POST | BESTANDEN | DELEN | DOORVERWIJZINGEN | HALVERWEGE
    vraag = RequestFactory().get("/")

    assert {*van_ons, *van_anderen} - {blad.naam.split(" ")[0] for blad in BLADEN} == geen_bladzijde
    assert {naam for naam in ALLEEN_POST if van_ons[naam](vraag).status_code != 405} == set()
