"""What was asked stays beside what was granted, and is never an amount that nobody asked."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from financien.models import Toekenning, Toekenningstatus
from financien.services.controleren import controleer
from financien.services.financierreeks import reeks
from financien.services.financiers import financiers
from financien.services.financierstotaal import totalen
from financien.services.stapgevolg import neem_terug
from financien.services.toekenningen import ToekenningFout, bewaar
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import adres, laatste, maak_toekenning, stap, verleen

D = Decimal


@pytest.fixture(autouse=True)
def boeken(vier, time_machine):
    time_machine.move_to("2018-03-10 12:00", tick=False)
    begin_boeken(2017, 2018, 2019)


def wordt(rij, chandra, *bedragen):
    """Change the grant to what the source wants to give: a room and its amount."""
    delen = {(rij.van.year + nr, rij.verdeling.first().kamer): D(bedrag) for nr, bedrag in enumerate(bedragen)}
    rij = Toekenning.objects.get(pk=rij.pk)
    rij.bedrag = sum(delen.values())
    return bewaar(toekenning=rij, delen=delen, termijnen=[], gebruiker=chandra, datum=date(2018, 1, 3))


def regel():
    (financier,) = financiers(2018, date(2018, 3, 10))
    (regel,) = financier.regels
    assert financier.gevraagd == totalen([financier]).samen.gevraagd == regel.gevraagd
    return regel.gevraagd, regel.toekenning.bedrag, regel.toegekend


def test_gevraagd_blijft_wat_er_gevraagd_is_als_er_minder_wordt_verleend(vier, chandra):
    rij = maak_toekenning(chandra, {vier[0]: 300000})
    stap(rij, chandra, date(2018, 1, 2), "aangevraagd")
    rij = wordt(rij, chandra, 256000)
    assert regel() == (300000, 256000, 0)

    verleen(rij, chandra, date(2018, 1, 5))

    assert regel() == (300000, 256000, 256000)
    assert [(r.gevraagd, r.toegekend) for r in reeks(rij.partner)] == [(300000, 256000)]
    assert [(s.status, s.bedrag) for s in rij.stappen.all()] == [
        ("voorstel", None),
        ("aangevraagd", D(300000)),
        ("verleend", None),
    ]


def test_wat_er_gevraagd_is_kan_getypt_worden_en_een_vergissing_gaat_terug(vier, chandra):
    rij = maak_toekenning(chandra, {vier[0]: 1000})
    stap(rij, chandra, date(2018, 1, 2), "aangevraagd", bedrag=D("12000.50"))
    assert regel()[0] == D("12000.50")

    neem_terug(toekenning=rij, stap=laatste(rij).pk, reden="Typefout", gebruiker=chandra)
    assert regel()[0] == 1000
    stap(rij, chandra, date(2018, 1, 2), "aangevraagd", bedrag=D("1200.50"))

    assert regel() == (D("1200.50"), 1000, 0)


@pytest.mark.parametrize("bedrag", [0, "-0.01"])
def test_niets_vragen_kan_niet(vier, chandra, bedrag):
    rij = maak_toekenning(chandra, {vier[0]: 1000})

    with pytest.raises(ToekenningFout, match="Vul een bedrag in dat meer is dan € 0"):
        stap(rij, chandra, date(2018, 1, 2), "aangevraagd", bedrag=D(bedrag))


@pytest.mark.parametrize(("aangifte", "gevraagd"), [(None, 8000), ("8412.00", D("8412.00"))])
def test_van_een_teruggaaf_blijft_de_raming_of_de_aangifte_staan(vier, chandra, aangifte, gevraagd):
    rij = maak_toekenning(chandra, {vier[0]: 8000}, soort="belastingdienst", partner=None)
    if aangifte:
        stap(rij, chandra, date(2018, 2, 1), "aangifte", bedrag=D(aangifte))
    rij = wordt(rij, chandra, 7500)
    verleen(rij, chandra, date(2018, 3, 1), "beschikking")

    assert regel() == (gevraagd, 7500, 7500)


@pytest.mark.parametrize("soort", ["eigen inkomsten", "belastingdienst"])
def test_een_raming_die_nog_een_raming_is_mag_anders_worden(vier, chandra, soort):
    rij = maak_toekenning(chandra, {vier[0]: 80000}, soort=soort, partner=None)
    wordt(rij, chandra, 8000)

    assert regel() == (8000, 8000, 0)


def test_zonder_stap_die_het_zegt_is_gevraagd_wat_er_staat(vier, chandra):
    rij = maak_toekenning(chandra, {vier[0]: 1000})
    rij.stappen.create(status="aangevraagd", datum=date(2018, 1, 2), door=chandra)  # of before it was kept
    verleen(wordt(rij, chandra, 900), chandra, date(2018, 1, 5))

    assert regel() == (900, 900, 900)
    assert [(r.gevraagd, r.naar_rato) for r in reeks(rij.partner)] == [(900, False)]


def test_over_meer_jaren_staat_gevraagd_naar_rato_en_dat_staat_erbij(client, vier, chandra):
    delen = {(jaar, vier[0]): 150000 for jaar in (2018, 2019)}
    rij = maak_toekenning(chandra, delen, tot=date(2019, 12, 31))
    stap(rij, chandra, date(2018, 1, 2), "aangevraagd")
    verleen(wordt(rij, chandra, 100000, 156000), chandra, date(2018, 1, 5))

    assert [(r.jaar, r.gevraagd, r.toegekend, r.naar_rato) for r in reeks(rij.partner)] == [
        (2019, D("182812.50"), 156000, True),
        (2018, D("117187.50"), 100000, True),
    ]
    client.force_login(chandra)
    assert (
        "is over die jaren verdeeld zoals de toekenning zelf"
        in client.get(adres("financier", rij.partner_id)).content.decode()
    )


def test_in_natura_wordt_geen_bedrag_gevraagd(client, vier, chandra):
    rij = maak_toekenning(chandra, {vier[0]: 3000}, aard="natura")
    client.force_login(chandra)
    assert "Gevraagd bedrag" not in client.get(adres("toekenning_stap", rij.pk)).content.decode()

    client.post(adres("toekenning_stap", rij.pk), {"status": "aangevraagd", "datum": "9-3-2018", "bedrag": "5"})

    assert laatste(rij).bedrag is None


def test_de_stap_vraagt_het_bedrag_en_de_bladen_tonen_het(client, vier, chandra):
    rij = maak_toekenning(chandra, {vier[0]: 300000})
    client.force_login(chandra)
    blad = client.get(adres("toekenning_stap", rij.pk)).content.decode()
    assert "Gevraagd bedrag" in blad
    assert "Alleen bij aangevraagd." in blad
    assert 'value="300.000"' in blad

    antwoord = client.post(
        adres("toekenning_stap", rij.pk), {"status": "aangevraagd", "datum": "9-3-2018", "bedrag": "310.000"}
    )
    assert antwoord.url == adres("toekenning", rij.pk)

    tekst = client.get(adres("toekenning", rij.pk)).content.decode()
    assert tekst.count("€\xa0310.000,00") == 2  # asked, and in what happened
    assert 'Verwacht</dt><dd class="num">€\xa0300.000,00' in tekst
    assert "310.000,00" in client.get(adres("financiers")).content.decode()
    zin = "Gevraagd is €\xa0310.000,00. Dat blijft staan, ook als je het bedrag wijzigt."
    assert zin in client.get(adres("toekenning_wijzig", rij.pk)).content.decode()
    assert "Gevraagd bedrag" not in client.get(adres("toekenning_stap", rij.pk)).content.decode()


@pytest.mark.parametrize(
    "velden",
    [
        {"status": "verleend", "bedrag": D(1), "zonder_brief": "x"},
        {"status": "aangevraagd", "bedrag": D(0)},
        {"status": "aangevraagd", "bedrag": D(1), "boekdatum": date(2018, 1, 1)},
        {"status": "vastgesteld", "bedrag": None, "boekdatum": date(2018, 1, 1), "zonder_brief": "x"},
    ],
)
def test_de_databank_laat_geen_ander_bedrag_bij_een_stap_toe(vier, chandra, velden):
    rij = maak_toekenning(chandra, {vier[0]: 1000})

    with pytest.raises(IntegrityError, match="toekenningstatus_bedrag_bij_stap"), transaction.atomic():
        rij.stappen.create(datum=date(2018, 1, 2), door=chandra, **velden)
    assert Toekenningstatus.objects.count() == 1


def test_de_vingerafdrukken_van_wat_er_al_stond_kloppen_nog(vier, chandra):
    rij = maak_toekenning(chandra, {vier[0]: 1000})
    stap(rij, chandra, date(2018, 1, 2), "aangevraagd")

    assert controleer() == []
