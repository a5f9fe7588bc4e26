"""Bank lines and late instalments wait for the treasurer: on the first screen, and as a number in the menu."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from buurtwerkkamer.panelen import vraag_samen
from financien.models import Bankregel
from financien.services.bank.boeken import Deel, boek_zelf
from financien.services.financiers import financiers
from financien.services.wachtend_geld import Wachtgeld, te_laat, uit_rijen, vragen
from tests.fabriek import maak_versie
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import rekening
from tests.financien.toekenningfabriek import kom_binnen, maak_toekenning, verleen

pytestmark = pytest.mark.django_db
DAG = date(2026, 3, 20)
D = Decimal


@pytest.fixture(autouse=True)
def dag(casa, multibron, time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)
    begin_bank(2026)


def wacht(gebruiker) -> Wachtgeld:
    return uit_rijen(vraag_samen(vragen(gebruiker, DAG)))


@pytest.fixture
def bijdrage(casa, chandra):
    """100,00, of which 25,00 was due on 15 January and 75,00 is due today."""
    termijnen = [(date(2026, 1, 15), 25), (DAG, 75)]
    return verleen(maak_toekenning(chandra, {casa: 100}, jaar=2026, termijnen=termijnen), chandra, date(2026, 1, 2))


@pytest.mark.parametrize(("binnen", "laat"), [("0", True), ("24.99", True), ("25.00", False), ("100.00", False)])
def test_een_termijn_wacht_de_dag_na_haar_dag_en_niet_meer_als_ze_binnen_is(bijdrage, chandra, binnen, laat):
    if D(binnen):
        kom_binnen(bijdrage, chandra, date(2026, 2, 1), binnen)

    assert list(te_laat(DAG)) == ([bijdrage] if laat else [])
    assert bool(financiers(2026, DAG)[0].te_laat) == laat  # the page of the financiers says the same
    assert wacht(chandra).toekenningen == ((bijdrage.pk,) if laat else ())


def test_zonder_besluit_wacht_er_niets(casa, chandra):
    maak_toekenning(chandra, {casa: 100}, jaar=2026, termijnen=[(date(2026, 1, 15), 100)])

    assert list(te_laat(DAG)) == []


def test_bankregels_wachten_tot_ze_geboekt_zijn_en_alleen_op_wie_boekt(chandra, bestuurslid, casa):
    lees_blad(chandra, blad(zin("-10.00"), zin("-20.00", naam="Ander")))
    assert (wacht(chandra).bankregels, wacht(bestuurslid).bankregels) == (2, 0)

    regel = Bankregel.objects.order_by("pk")[0]
    boek_zelf(regel=regel, delen=[Deel(rekening("4110"), regel.bedrag, casa)], omschrijving="Huur", gebruiker=chandra)

    assert wacht(chandra).bankregels == 1


def test_het_eerste_scherm_en_het_menu_zeggen_hetzelfde_aantal(client, bijdrage, chandra):
    maak_versie(2026)
    lees_blad(chandra, blad(zin("-10.00"), zin("-20.00", naam="Ander")))
    client.force_login(chandra)

    eerste = client.get(reverse("financien:nieuwste_begroting"), follow=True)
    assert "<b>2</b> bankregels om te boeken" in eerste.text
    assert "<b>1</b> termijn te laat" in eerste.text
    assert reverse("financien:toekenning", args=[bijdrage.pk]) in eerste.text
    for antwoord in (eerste, client.get(reverse("financien:rekeningen", args=[2026]))):
        assert {r.label: r.aantal for r in antwoord.context["menu"]}["Maand"] == 2
