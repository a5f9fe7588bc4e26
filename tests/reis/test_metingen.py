"""The journeys of a coordinator, measured: taps, keys, an estimate of the seconds (KLM), page loads, and the record.

The estimate of ux.md §3: 1.1 s for a tap, 0.5 s for a key, 1.35 s for each moment of thought. `-s` prints the table of
docs/metingen.md.
"""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import time_machine
from playwright.sync_api import expect

from kamers.models import Bijeenkomst, Inzet
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_persoon, maak_soort, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK, maak_lesdag, zet_op_rooster

pytestmark = pytest.mark.django_db(transaction=True)
TIK, TOETS, DENKEN = 1.1, 0.5, 1.35
ACHT = ("Ali", "Bea", "Chris", "Dina", "Els", "Fons", "Gita", "Hans")


@dataclass
class Reis:
    """Does things on the page and counts what they cost."""

    page: object
    tikken: int = 0
    toetsen: int = 0
    gedacht: int = 0
    geladen: list = field(default_factory=list)

    def __post_init__(self):
        self.page.on("domcontentloaded", lambda page: self.geladen.append(page))  # a new address is no new page

    def tik(self, plek):
        plek.click()
        self.tikken += 1

    def toets(self, *toetsen):
        for toets in toetsen:
            self.page.keyboard.press(toets)
        self.toetsen += len(toetsen)

    def denk(self):
        self.gedacht += 1

    @property
    def seconden(self) -> float:
        return round(self.tikken * TIK + self.toetsen * TOETS + self.gedacht * DENKEN, 1)


def knop(page, naam):
    return page.get_by_role("button", name=naam)


def t1(reis):
    page = reis.page
    reis.denk()
    reis.tik(knop(page, "Vorige keer: 8"))
    reis.tik(knop(page, "Kwamen dit jaar al bij Taal: meer"))
    reis.denk()
    for _keer in range(3):
        reis.tik(knop(page, "Voor het eerst dit jaar bij Taal: meer"))
    reis.denk()
    reis.tik(page.locator("label.chip", has_text="Allemaal"))
    reis.tik(knop(page, "Opslaan: 12 deelnemers"))
    page.get_by_text("Genoteerd. 12 deelnemers.").wait_for()


def t1b(reis):
    reis.denk()
    reis.tik(knop(reis.page, "Vorige keer: 8"))
    reis.denk()
    reis.tik(knop(reis.page, "Opslaan: 8 deelnemers"))
    reis.page.get_by_text("Genoteerd. 8 deelnemers.").wait_for()


def t1k(reis):
    reis.page.get_by_label("Kwamen dit jaar al bij Taal").focus()
    reis.denk()
    reis.toets("9", "Tab", "Tab", "3")
    reis.denk()
    reis.toets("Tab", "Space", "Enter")
    reis.page.get_by_text("Genoteerd. 12 deelnemers.").wait_for()


def t3(reis):
    t1b(Reis(reis.page))
    reis.geladen.clear()
    reis.denk()
    reis.tik(knop(reis.page, "Ongedaan maken"))
    reis.page.get_by_text("Ongedaan gemaakt.").wait_for()


def t12(reis):
    page = reis.page
    reis.denk()
    reis.tik(page.locator("#vergeten").get_by_role("link", name="Noteer Les van gisteren"))
    reis.denk()
    reis.tik(knop(page, "Vorige keer: 6"))
    reis.tik(knop(page, "Opslaan: 6 deelnemers"))
    page.get_by_text("Genoteerd. 6 deelnemers.").wait_for()


def namen(reis):
    page = reis.page
    reis.denk()
    reis.tik(knop(page, "Vorige keer: 8"))
    reis.denk()
    reis.tik(knop(page, "Opslaan: 8 deelnemers"))
    page.get_by_text("Genoteerd. 8 deelnemers.").wait_for()


def namen_nieuw(reis):
    page = reis.page
    reis.denk()
    reis.tik(knop(page, "Vorige keer: 8"))
    reis.denk()
    reis.tik(page.locator("#iemand-anders > summary"))
    reis.tik(page.get_by_label("Voornaam of pasnummer"))
    reis.toets("Z", "o", "l", "a")
    reis.denk()
    reis.tik(knop(page, "Nieuwe pas: Nee"))
    expect(page.get_by_text("Zola staat erbij, met pas")).to_be_focused()
    reis.tik(knop(page, "Opslaan: 9 deelnemers"))
    page.get_by_text("Genoteerd. 9 deelnemers.").wait_for()


def inloop_al(reis):
    reis.denk()
    reis.tik(knop(reis.page, "+1 kwam dit jaar al"))
    reis.page.get_by_text("1 mens vandaag").wait_for()


def inloop_nieuw(reis):
    reis.denk()
    reis.tik(knop(reis.page, "+1 voor het eerst dit jaar"))
    reis.page.get_by_text("Ook nieuw in de kamer?").wait_for()
    reis.denk()
    reis.tik(knop(reis.page, "Ja ook nieuw in de kamer"))
    reis.page.get_by_text("Ook nieuw in de kamer?").wait_for(state="detached")


def lesdag(casa):
    return maak_lesdag(casa).les


def lesdag_en_gisteren(casa):
    maandag = DINSDAG - timedelta(days=1)
    les = maak_activiteit(casa, "Les van gisteren", soort=maak_soort("P3", "Computer"), weekdag=maandag.weekday())
    zet_op_rooster(les, maak_vrijwilliger("Nel", casa).persoon)
    maak_bijeenkomst(les, maandag - WEEK, nieuw=6)
    return les


def les_met_namen(casa):
    les = maak_activiteit(casa, telwijze="namen")
    for naam in ("Fatima", "Wouter"):
        zet_op_rooster(les, maak_vrijwilliger(naam, casa).persoon)
    maak_bijeenkomst(les, DINSDAG - WEEK, namen=[maak_persoon(naam, casa, pasnummer=naam) for naam in ACHT])
    return les


def inloop(casa):
    les = maak_activiteit(casa, "Inloop", hele_dag=True)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=40)
    return les


METINGEN = [  # journey, what there is, most taps, most keys, most seconds, page loads, (12, 3 new, 2 helpers, 4 hours)
    pytest.param(t1, lesdag, 7, 0, 20, 0, (12, 3, 2, 4), id="T1"),
    pytest.param(t1b, lesdag, 2, 0, 8, 0, (8, 0, 2, 4), id="T1b"),
    pytest.param(t1k, lesdag, 0, 7, 20, 0, (12, 3, 2, 4), id="T1k"),
    pytest.param(t3, lesdag, 1, 0, 8, 0, None, id="T3"),
    pytest.param(t12, lesdag_en_gisteren, 3, 0, 25, 1, (6, 0, 1, 2), id="T12"),
    pytest.param(namen, les_met_namen, 2, 0, 8, 0, (8, 0, 2, 4), id="namen"),
    pytest.param(namen_nieuw, les_met_namen, 5, 4, 20, 0, (9, 0, 2, 4), id="namen-en-een-nieuwe-pas"),
    pytest.param(inloop_al, inloop, 1, 0, 8, 0, (1, 0, 0, 0), id="inloop"),
    pytest.param(inloop_nieuw, inloop, 2, 0, 8, 0, (1, 1, 0, 0), id="inloop-voor-het-eerst"),
]


@pytest.mark.parametrize(("doe", "maak", "tikken", "toetsen", "seconden", "geladen", "rij"), METINGEN)
def test_de_reizen_van_een_coordinator_blijven_binnen_hun_maat(
    casa, amina, log_in, page, live_server, request, doe, maak, tikken, toetsen, seconden, geladen, rij
):
    with time_machine.travel(HALF_ELF, tick=True):
        les = maak(casa)
        log_in(amina)
        page.set_viewport_size({"width": 800, "height": 1100})
        page.goto(f"{live_server.url}/kamers/cjm/vandaag/")
        reis = Reis(page)

        doe(reis)

        print(f"\n{request.node.callspec.id}: {reis.tikken} tikken, {reis.toetsen} toetsen, {reis.seconden} s")
        assert (reis.tikken, reis.toetsen) == (tikken, toetsen)
        assert reis.seconden <= seconden
        assert len(reis.geladen) == geladen
        assert genoteerd(les) == rij


def genoteerd(les):
    """Return the record of the last week: people, new ones, helpers, hours; None when nothing stands there."""
    rij = Bijeenkomst.objects.filter(activiteit=les, dag__gt=DINSDAG - WEEK).first()
    if rij is None:
        return None
    uren = list(Inzet.objects.filter(bijeenkomst=rij).values_list("uren", flat=True))
    return rij.deelnemers, rij.nieuw_soort, len(uren), int(sum(uren))
