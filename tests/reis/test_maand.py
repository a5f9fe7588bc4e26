"""A month of four rooms in a real browser, from the bank file to the closing, all from the keyboard; keys are counted.

The whole month (42 bank lines, 62 receipts) is a trial of some minutes; a small one of the same shape runs always.
What is measured stands in docs/metingen-maand.md.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from time import monotonic
from uuid import uuid4

import pytest
from django.test import Client
from playwright.sync_api import expect

from buurtwerkkamer.rollen import Rol
from financien.models import Bankboeking, Bankregel, Bon, Handgeldbetaling, Inkoopfactuur, Kastelling, Maandafsluiting
from financien.services.akkoorden import zeg_gezien
from financien.services.bank.herkenning import onthoud
from financien.services.bank.voorstellen import Deel
from financien.services.handgeld.potje import standen
from tests.fabriek import WACHTWOORD, maak_gebruiker
from tests.financien.bankfabriek import begin_bank, blad, camt, lees_blad, zin
from tests.financien.boekfabriek import rekening
from tests.financien.factuurfabriek import deel, maak_factuur
from tests.financien.handgeldfabriek import maak_bon, rekening_van, vul_potje
from tests.financien.maandfabriek import EIND, FEBRUARI, boek_bank, sluit, telling
from tests.reis.keuring import axe, te_breed

pytestmark = pytest.mark.django_db(transaction=True)
D = Decimal
MAAND, MAART = "/financien/maand/2026-02/", "/financien/maand/2026-03/"
TOETS, DENK = 0.5, 1.35  # seconds, as ux.md §3 counts them
T9 = 15  # seconds that closing may take once all steps are done
IBANS = ("NL69INGB0123456789", "NL37TRIO0320564487", "NL02ABNA0123456789", "NL44RABO0123456789")
HIER = "(s) => document.activeElement?.matches(s) ?? false"


@dataclass(frozen=True)
class Omvang:
    """How large a month is: bank lines, which of them nothing is known about, receipts per room."""

    regels: int
    onbekend: frozenset[int]
    bonnen: tuple[int, int, int, int]
    zonder_soort: int = 2  # receipts of which the room did not know what they were for


HEEL = Omvang(42, frozenset({5, 11, 20, 33, 41}), (14, 19, 7, 22))
KLEIN = Omvang(5, frozenset({2}), (2, 2, 1, 1), zonder_soort=1)


@dataclass
class Toetsen:
    """Presses keys and counts them per part of the month, with the moments someone has to think."""

    page: object
    per: dict[str, list[int]] = field(default_factory=dict)  # keys, thoughts
    deel: str = ""

    def begin(self, deel: str) -> None:
        self.deel, self.per[deel] = deel, self.per.get(deel, [0, 0])

    def druk(self, toets: str, keer: int = 1) -> None:
        for _keer in range(keer):
            self.per[self.deel][0] += 1
            self.page.keyboard.press(toets)

    def typ(self, tekst: str) -> None:
        self.per[self.deel][0] += len(tekst)
        self.page.keyboard.type(tekst)

    def denk(self) -> None:
        self.per[self.deel][1] += 1

    def ga(self, toets: str = "Enter") -> None:
        """Press a key that opens a page."""
        with self.page.expect_navigation():
            self.druk(toets)

    def naar(self, waar: str) -> None:
        """Press Tab until something has the focus."""
        for _keer in range(60):
            if self.page.evaluate(HIER, waar):
                return
            self.druk("Tab")
        pytest.fail(f"geen {waar} met Tab")

    def terug_naar_de_maand(self) -> None:
        self.naar('a[href="/financien/maand/"]')
        self.ga()
        self.page.wait_for_url(f"**{MAAND}")

    @property
    def uitslag(self) -> dict:
        return {deel: {"toetsen": t, "seconden": round(t * TOETS + d * DENK, 1)} for deel, (t, d) in self.per.items()}


@pytest.fixture
def kamers(casa, multibron, handreiking, kg, time_machine):
    time_machine.move_to("2026-03-10 12:00")
    return [casa, multibron, handreiking, kg]


@pytest.fixture
def ploeg(kamers):
    return [maak_gebruiker(f"Ploeg {k.code}", Rol.COORDINATOR, kamer=k, wachtwoord=WACHTWOORD) for k in kamers]


def maak_maand(omvang: Omvang, kamers, ploeg, chandra, eva) -> bytes:
    """Make the month as it lies there on 10 March; return the bank file that is still to be read."""
    begin_bank(2026)
    lees_blad(chandra, blad(zin("-10.00", datum=date(2026, 1, 5), wat="Huur")))
    huur = Bankregel.objects.get()
    boek_bank(chandra, kamers[0])
    delen = [Deel(rekening("4110"), huur.bedrag, kamers[0])]
    onthoud(regel=huur, delen=delen, omschrijving="Huur CJM", woorden="", vandaag=date(2026, 1, 5))
    sluit(chandra, 1)
    for kamer, iban in zip(kamers, IBANS, strict=True):
        vul_potje(chandra, kamer, kas="120.00", rekening="130.00", datum=date(2026, 2, 2))
        pot = rekening_van(kamer)
        pot.iban = iban
        pot.save()
    maak_bonnen(omvang, kamers, ploeg)
    for nummer in ("F-1", "F-2"):
        factuur = maak_factuur(chandra, deel("4120", "30", kamers[1]), nummer=nummer, datum=date(2026, 2, 20))
        zeg_gezien(factuur, ronde=1, gebruiker=eva)
    zinnen = [
        zin(f"-{n + 1}.50", iban="", naam=f"Onbekend {n}", wat=f"Betaling {n}", datum=date(2026, 2, 3 + n // 2))
        if n in omvang.onbekend
        else zin(f"-{n + 1}.00", wat=f"Huur {n}", datum=date(2026, 2, 3 + n // 2))
        for n in range(omvang.regels)
    ]
    return camt(blad(*zinnen, begin="990.00", van=FEBRUARI, tot=EIND))


def maak_bonnen(omvang: Omvang, kamers, ploeg) -> None:
    zonder = omvang.zonder_soort
    for kamer, wie, aantal in zip(kamers, ploeg, omvang.bonnen, strict=True):
        for n in range(aantal):
            soort = {"categorie": ""} if n == 0 and zonder > 0 else {"categorie": "ABCDEF"[n % 6]}
            zonder -= not soort["categorie"]
            maak_bon(kamer, wie, f"{2 + n * D('0.25')}", datum=date(2026, 2, 3 + n), **soort)


def lees_het_bestand(toetsen, inhoud):
    toetsen.begin("bank inlezen")
    toetsen.ga()  # the next step of the month has the focus
    toetsen.naar("input[type=file]")
    toetsen.per[toetsen.deel][0] += 2  # Enter opens the window of the system, Enter takes the newest file in it
    bestand = {"name": "februari.xml", "mimeType": "text/xml", "buffer": inhoud}
    toetsen.page.locator("input[type=file]").set_input_files(bestand)
    toetsen.denk()
    toetsen.naar(".inleesvak button")
    toetsen.ga()


def geef_elke_regel_een_post(toetsen, omvang):
    page = toetsen.page
    toetsen.begin("bankregels")
    toetsen.druk("ArrowDown")
    for over in range(omvang.regels, 0, -1):
        regel = page.locator("li.bankregel:focus-within")
        if regel.get_by_role("button", name="Klopt").count():
            nummer = regel.get_attribute("id")
            toetsen.druk("Enter")
            expect(page.locator(f"#{nummer}.klaar")).to_be_visible()
            continue
        toetsen.denk()
        toetsen.ga()
        toetsen.typ("4120")
        toetsen.druk("Tab")
        toetsen.typ("Mul")
        toetsen.druk("Tab")
        toetsen.ga()
        if over > 1:
            expect(page.locator("#bankteller")).to_contain_text(f"nog {over - 1} regel")
            toetsen.druk("ArrowDown")
    expect(page.get_by_role("link", name="Terug naar de maand")).to_be_focused()
    toetsen.ga()


def boek_de_facturen(toetsen):
    toetsen.begin("facturen")
    while page_zegt(toetsen.page, "nog te boeken"):
        toetsen.denk()
        toetsen.ga()
        expect(toetsen.page.get_by_role("button", name="Akkoord en boek")).to_be_focused()
        toetsen.ga()
        toetsen.terug_naar_de_maand()


def page_zegt(page, tekst) -> bool:
    return tekst in page.locator("li[aria-current=step]").inner_text()


def keur_de_bonnen(toetsen, omvang):
    toetsen.begin("bonnetjes")
    toetsen.ga()
    for _bon in range(sum(omvang.bonnen)):
        toetsen.denk()
        if toetsen.page.evaluate(HIER, "select"):
            toetsen.typ("B")
            toetsen.druk("Tab")
        toetsen.ga()
    expect(toetsen.page.get_by_text("Alle bonnetjes zijn goedgekeurd.")).to_be_visible()
    toetsen.ga()


def laat_de_kamers_tellen(toetsen, kamers, ploeg, browser, adres):
    """Each coordinator types what is in the tin, on an own screen."""
    verwacht = standen(kamers)
    for kamer, wie in zip(kamers, ploeg, strict=True):
        context, client = browser.new_context(locale="nl-NL"), Client()
        client.force_login(wie)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": adres}])
        page = context.new_page()
        page.goto(f"{adres}/kamers/{kamer.code}/handgeld/tellen/")
        eigen = Toetsen(page, toetsen.per)
        eigen.begin("tellen, vier kamers")
        eigen.denk()
        eigen.naar("#id_geteld")
        eigen.typ(f"{verwacht[kamer.pk].kas:.2f}".replace(".", ","))
        eigen.ga()
        expect(page.locator("#meldingen")).to_contain_text("Geteld. De kas klopt.")
        context.close()


def vul_de_potjes_aan(toetsen):
    toetsen.begin("aanvullen")
    toetsen.per[toetsen.deel][0] += 1  # F5, which a browser without a window does not know
    toetsen.page.reload()
    expect(toetsen.page.locator("li[aria-current=step]")).to_contain_text("4 kamers, samen")
    toetsen.ga()
    toetsen.denk()
    expect(toetsen.page.locator("#betaallijst:target")).to_be_in_viewport()
    toetsen.naar("#id_uitvoeren_op")  # one Tab from where the link led
    toetsen.ga()
    expect(toetsen.page.locator("#meldingen")).to_contain_text("De betaalopdracht staat klaar.")
    toetsen.terug_naar_de_maand()


def sluit_af(toetsen) -> float:
    toetsen.begin("afsluiten")
    begin = monotonic()
    expect(toetsen.page.get_by_role("link", name="Sluit februari af")).to_be_focused()
    toetsen.denk()
    toetsen.ga()
    expect(toetsen.page.get_by_role("button", name="Sluit februari af")).to_be_focused()
    toetsen.denk()
    toetsen.ga()
    expect(toetsen.page.locator("#meldingen")).to_contain_text("De afsluiting van februari 2026 staat vast.")
    return monotonic() - begin


def doe_de_maand(omvang, kamers, ploeg, chandra, eva, page, log_in, browser, adres) -> Toetsen:
    inhoud = maak_maand(omvang, kamers, ploeg, chandra, eva)
    log_in(chandra)
    page.set_viewport_size({"width": 1366, "height": 800})
    page.goto(adres)  # leads to the first open month
    assert page.url.endswith(MAAND)
    toetsen, begin = Toetsen(page), monotonic()
    lees_het_bestand(toetsen, inhoud)
    geef_elke_regel_een_post(toetsen, omvang)
    boek_de_facturen(toetsen)
    keur_de_bonnen(toetsen, omvang)
    expect(page.locator("li[aria-current=step]")).to_contain_text("0 van 4 kamers geteld")
    laat_de_kamers_tellen(toetsen, kamers, ploeg, browser, adres)
    vul_de_potjes_aan(toetsen)
    gesloten = sluit_af(toetsen)
    expect(page.get_by_role("link", name="Ga naar maart 2026")).to_be_focused()
    assert toetsen.uitslag["afsluiten"]["seconden"] < T9
    gemeten = {"sluiten met de machine": round(gesloten), "met de machine": round(monotonic() - begin)}
    print(json.dumps({**toetsen.uitslag, **gemeten}, ensure_ascii=False))
    return toetsen


def keur_de_boeken(omvang, kamers):
    """Look whether the month stands in the books as it was pressed."""
    assert Bankboeking.objects.count() == omvang.regels + 1
    assert not Bankregel.objects.open().exists()
    assert Inkoopfactuur.objects.met_stand().filter(geboekt=True).count() == 2
    assert Bon.objects.met_stand().filter(stand="goedgekeurd").count() == sum(omvang.bonnen)
    assert Kastelling.objects.filter(maand=FEBRUARI, uitleg="").count() == 4
    besteed = [sum((2 + n * D("0.25") for n in range(aantal)), D(0)) for aantal in omvang.bonnen]
    klaar = {rij.kamer_id: rij.bedrag for rij in Handgeldbetaling.objects.all()}
    assert [klaar[kamer.pk] for kamer in kamers] == besteed  # fills up to 250 again
    assert Maandafsluiting.objects.get(maand=2).reden == ""


@pytest.mark.proef
def test_een_maand_van_vier_kamers_met_42_regels_en_62_bonnen_met_het_toetsenbord(
    kamers, ploeg, chandra, eva, page, log_in, browser, live_server
):
    toetsen = doe_de_maand(HEEL, kamers, ploeg, chandra, eva, page, log_in, browser, live_server.url)

    keur_de_boeken(HEEL, kamers)
    per = {deel: toetsen_ for deel, (toetsen_, _denk) in toetsen.per.items()}
    assert per == {  # as docs/metingen-maand.md says
        "bank inlezen": 5,
        "bankregels": 1 + 37 + 5 * 11 + 4 + 1,  # the first, right, to choose, on to the next line, back
        "facturen": 2 * 5,
        "bonnetjes": 1 + 62 + 2 * 2 + 1,  # to the first, one each, the kind of two, back
        "tellen, vier kamers": 25,
        "aanvullen": 7,
        "afsluiten": 2,
    }


def test_een_kleine_maand_loopt_helemaal_met_het_toetsenbord(
    kamers, ploeg, chandra, eva, page, log_in, browser, live_server
):
    toetsen = doe_de_maand(KLEIN, kamers, ploeg, chandra, eva, page, log_in, browser, live_server.url)

    keur_de_boeken(KLEIN, kamers)
    per = {deel: toetsen_ for deel, (toetsen_, _denk) in toetsen.per.items()}
    assert per["bonnetjes"] == 1 + 6 + 2 + 1
    assert per["bankregels"] == 1 + 4 + 12 + 1  # arrow, four right, one to choose with its arrow, back
    assert per["afsluiten"] == 2


def test_t9_afsluiten_in_drie_tikken_en_zonder_javascript(kamers, ploeg, chandra, eva, browser, log_in, live_server):
    begin_bank(2026)
    sluit(chandra, 1)
    vul_potje(chandra, kamers[0], kas="50.00", datum=date(2026, 2, 2))
    telling(kamers[0], ploeg[0], "50.00")
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    log_in(chandra, context)
    page, tikken = context.new_page(), 0
    begin = monotonic()
    page.goto(f"{live_server.url}/financien/begroting/")
    for rol, naam in (("link", "Maand"), ("link", "Sluit februari af"), ("button", "Sluit februari af")):
        page.get_by_role(rol, name=naam).first.click()
        tikken += 1
    expect(page.get_by_text("De afsluiting van februari 2026 staat vast.")).to_be_visible()
    duur = monotonic() - begin
    context.close()

    assert tikken == 3
    assert tikken * 1.1 + 2 * DENK < 8
    print(f"T9: {duur:.1f} s met de machine")
    assert Maandafsluiting.objects.get(maand=2).door == chandra


def test_de_maand_past_op_elk_scherm_en_axe_vindt_niets(kamers, ploeg, chandra, eva, page, log_in, live_server):
    maak_maand(KLEIN, kamers, ploeg, chandra, eva)
    telling(kamers[0], ploeg[0], "100.00", uitleg="Er is iets kwijt, we weten niet wat")
    log_in(chandra)
    for adres in (MAAND, MAART, f"{MAAND}afsluiten/", f"{MAART}afsluiten/", "/financien/maand/2026-09/"):
        page.goto(live_server.url + adres)
        assert te_breed(page, 320, 390, 800, 1366) == [], adres
        assert axe(page) == [], adres


def test_sla_een_bonnetje_over_of_stuur_het_terug_met_een_toets(kamers, ploeg, chandra, page, log_in, live_server):
    begin_bank(2026)
    vul_potje(chandra, kamers[0], kas="50.00", datum=date(2026, 2, 2))
    een, twee = (maak_bon(kamers[0], ploeg[0], bedrag, datum=date(2026, 2, 3), sleutel=uuid4()) for bedrag in "12")
    log_in(chandra)
    page.goto(f"{live_server.url}/financien/bonnen/{een.pk}/")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**/bonnen/{twee.pk}/")
    expect(page.get_by_role("button", name="Keur goed")).to_be_focused()
    page.keyboard.press("g")
    page.wait_for_url(f"**/bonnen/{een.pk}/")
    page.keyboard.press("v")
    page.wait_for_url("**/terugsturen/")

    assert [vars(b)["stand"] for b in Bon.objects.met_stand().order_by("pk")] == ["ingediend", "goedgekeurd"]
