"""What is handed over: all that is open, without words of residents, and without wages for who may not see them."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from financien.services.afsluiten import sluit_maand
from financien.services.controledaden import antwoord, oordeel
from financien.services.handgeld.tellen import tel
from financien.services.overdracht import van_kamer, van_penningmeester
from kamers.models import Klus, Sleutel, Teljaar
from kamers.services import sleutels
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_klus, maak_versie, zet_jaar
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import begin_boeken
from tests.financien.controlefabriek import maak_controle, maak_kosten, maak_lid
from tests.financien.factuurfabriek import deel, maak_betaalbaar, maak_factuur
from tests.financien.factuurfabriek import klaar as zet_klaar
from tests.financien.handgeldfabriek import DAG, vul_potje
from tests.financien.toekenningfabriek import maak_toekenning, toekenningwereld, verleen

D = Decimal


@pytest.fixture(autouse=True)
def dag(db, time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)
    begin_boeken(2026)


def punten(pakket, begin) -> list[tuple]:
    lijst = next(rij for rij in pakket.lijsten if rij.naam.startswith(begin))
    return [(punt.wat, punt.dag, punt.bedrag) for punt in lijst.punten]


def geef_sleutel(kamer, wie, houder, naam, soort="sleutel"):
    rij = Sleutel(kamer=kamer, soort=soort, omschrijving=naam)
    sleutels.voeg_toe(rij=rij, houder=houder, op=date(2026, 3, 2), sleutel=uuid4(), gebruiker=wie)
    return rij


def test_de_kamer_geeft_verzoeken_en_klussen_over_zonder_woorden_van_bewoners(casa, multibron, amina):
    casa.verzoeken.create(tekst="Mevrouw X belde", binnen_op=timezone.now())
    casa.verzoeken.create(tekst="Klaar", werd="niets", afgehandeld_op=DAG)
    maak_klus(casa, "Kraan van mevrouw X", status=Klus.Status.GEPLAND, afspraak=date(2026, 3, 12))
    maak_klus(casa, "Klaar", status=Klus.Status.KLAAR, gedaan_op=DAG)
    maak_klus(multibron, "Van een ander")

    pakket = van_kamer(casa, DAG)

    assert punten(pakket, "Verzoeken") == [("Verzoek", DAG, None)]
    assert punten(pakket, "Klussen") == [("kleine reparatie, gepland", date(2026, 3, 12), None)]
    assert "mevrouw" not in str(pakket).lower()


def test_een_verzoek_van_net_na_middernacht_heeft_de_dag_van_amsterdam(casa, time_machine):
    time_machine.move_to("2026-03-09 23:30+00:00", tick=False)
    casa.verzoeken.create(tekst="Belde laat")

    assert punten(van_kamer(casa, DAG), "Verzoeken") == [("Verzoek", DAG, None)]


def test_de_kamer_geeft_inventaris_en_sleutels_over(casa, multibron, amina, eva):
    casa.inventaris.create(naam="Stoel", aantal=12, herkomst="bewoners", sinds=date(2025, 1, 1))
    casa.inventaris.create(naam="Naaimachine", herkomst="gekocht", sinds=date(2025, 2, 1))
    casa.inventaris.create(naam="Bank", herkomst="gekocht", sinds=date(2025, 2, 1), weg_op=date(2026, 3, 1))
    geef_sleutel(casa, amina, amina, "voordeur 2")
    geef_sleutel(casa, amina, None, "voordeur 3")
    kwijt = geef_sleutel(casa, amina, amina, "eindigt op 4321", "bankpas")
    sleutels.schrijf_op(rij=kwijt, soort="kwijt", houder=None, op=DAG, sleutel=uuid4(), gebruiker=amina)
    geef_sleutel(multibron, eva, eva, "achterdeur")

    pakket = van_kamer(casa, DAG)

    assert punten(pakket, "Inventaris") == [
        ("Stoel, × 12", date(2025, 1, 1), None),
        ("Naaimachine", date(2025, 2, 1), None),
    ]
    assert punten(pakket, "Sleutels") == [
        ("voordeur 2 (sleutel), Amina", date(2026, 3, 2), None),
        ("eindigt op 4321 (bankpas), kwijt", DAG, None),
        ("voordeur 3 (sleutel), niemand heeft hem", None, None),
    ]


def test_teljaren_waarin_geteld_is_en_dit_jaar_tot_de_coach_ze_sluit(casa, eva):
    les = maak_activiteit(casa)
    for jaar in (2024, 2025):
        maak_versie(jaar)
        maak_bijeenkomst(les, date(jaar, 5, 6), nieuw=2)
    maak_versie(2023)
    Teljaar.objects.create(kamer=casa, jaar=2024, gesloten_door=eva)

    assert punten(van_kamer(casa, DAG), "Teljaren") == [("2025", None, None), ("2026", None, None)]


def test_het_potje_noemt_zijn_laatste_telling_ook_als_die_niet_samen_was(casa, amina, chandra):
    vul_potje(chandra, casa, kas="50.00", datum=date(2026, 3, 1))
    tel(kamer=casa, geteld=D("50.00"), sleutel=uuid4(), gebruiker=amina)

    (pot,) = van_kamer(casa, DAG).potten

    assert (pot.telling, pot.laatste.kas_geteld, pot.laatste.datum) == (None, D("50.00"), DAG)


def test_een_coordinator_geeft_geen_factuur_met_loon_over(casa, amina, chandra):
    maak_factuur(chandra, deel("4120", "50", casa), nummer="A1")
    maak_factuur(chandra, deel("4020", "3100", casa), nummer="LOON")

    assert punten(van_kamer(casa, DAG), "Facturen") == [
        ("Stroom BV A1, wacht op akkoord", date(2026, 4, 9), D("50.00"))
    ]


def test_wie_geen_lonen_ziet_krijgt_geen_bankregel_en_geen_opdracht_met_loon(casa, chandra, eva, bestuurslid):
    begin_bank(2026)
    lees_blad(chandra, blad(zin("-3100.00", naam="Loon Bureau", datum=DAG)))
    gewoon = maak_betaalbaar(chandra, eva, deel("4120", "30", casa), nummer="A1")
    loon = maak_betaalbaar(chandra, bestuurslid, deel("4020", "3100", casa), nummer="LOON")
    zet_klaar([gewoon], chandra)
    zet_klaar([loon], chandra)

    ziet, ziet_niet = (van_penningmeester([casa], DAG, loon=loon) for loon in (True, False))

    assert [rij[2] for rij in punten(ziet, "Bankregels")] == [D("-3100.00")]
    assert [rij[2] for rij in punten(ziet, "Betaalopdrachten")] == [D("30.00"), D("3100.00")]
    assert punten(ziet_niet, "Bankregels") == [("1 regel", None, None)]
    assert [rij[2] for rij in punten(ziet_niet, "Betaalopdrachten")] == [D("30.00")]
    assert [rij[2] for rij in punten(ziet_niet, "Facturen")] == [D("30.00")]
    assert "3100" not in str(ziet_niet)
    assert not any(rij.naam.startswith("Wat de bank") for rij in ziet_niet.lijsten)
    assert punten(ziet, "Wat de bank")[0][1:] == (DAG, D("-2100.00"))


def test_van_de_toekenningen_gaan_termijnen_voorwaarden_en_afspraken_mee(casa, chandra, aanbod_2018):
    maak_versie(2026)
    begin_boeken(2026)
    toekenningwereld(chandra, casa, 2026)
    klaar = maak_toekenning(chandra, {casa: 900}, jaar=2026, termijnen=[(date(2026, 6, 1), 900)], omschrijving="Zomer")
    verleen(klaar, chandra, date(2026, 1, 8))
    afgewezen = maak_toekenning(chandra, {casa: 7}, jaar=2026, termijnen=[(date(2026, 6, 1), 7)], omschrijving="Nee")
    verleen(afgewezen, chandra, date(2026, 1, 8), "afgewezen")
    afgewezen.voorwaarden.create(tekst="Hoeft niet", voor=date(2026, 5, 1))
    pakket = van_penningmeester([casa], DAG, loon=True)

    lks = "Bijdrage uitkeringsinstantie 2026"
    assert punten(pakket, "Termijnen") == [
        ("Zomer", date(2026, 6, 1), D("900.00")),
        (f"{lks}, te laat", None, D("4000.00")),
    ]
    assert punten(pakket, "Voorwaarden") == [(f"{lks}: Verslag sturen", date(2026, 2, 1), None)]
    assert punten(pakket, "Samenwerkingsafspraken") == [
        ("Opdracht 2026 Amsterdam Werk en Re-integratie (WPI), getekend: 0 van 2", date(2026, 1, 15), None),
        ("Opdracht 2026 Stadsfonds, getekend: 1 van 2", date(2026, 1, 15), None),  # and one that fell away
        ("Samenwerkingsafspraak 2026, getekend: 0 van 2", date(2026, 1, 15), None),
    ]


def test_boekjaren_die_niet_vastgesteld_zijn_gaan_mee(casa):
    begin_boeken(2018, 2024, 2025)  # nothing was booked in 2018
    zet_jaar("vastgesteld", jaar=2024)
    zet_jaar("voorlopig", jaar=2025)

    assert punten(van_penningmeester([casa], DAG, loon=True), "Boekjaren") == [
        ("2025, voorlopig afgesloten", None, None),
        ("2026, open", None, None),
    ]


def test_een_afgesloten_maand_staat_bij_het_boekjaar(casa, chandra):
    sluit_maand(jaar=2026, maand=1, gebruiker=chandra, sleutel=uuid4(), vandaag=DAG)

    boekjaren = punten(van_penningmeester([casa], DAG, loon=True), "Boekjaren")

    assert boekjaren == [("2026, open, afgesloten tot en met maand 1", None, None)]


def test_een_vraag_van_de_kascommissie_gaat_mee_tot_er_een_antwoord_is(casa, chandra):
    een, ander = maak_lid("Kas"), maak_lid("Ria")
    maak_kosten(chandra, casa, 1)
    controle = maak_controle(een, ander)
    oordeel(controle.posten.get(), soort="vraag", tekst="Waar is de bon?", na=0, gebruiker=een)

    vragen = punten(van_penningmeester([casa], DAG, loon=True), "Vragen")
    antwoord(controle.posten.get(), tekst="In de map.", na=1, gebruiker=chandra)

    assert vragen == [("Vraag bij stuk 1", date(2026, 3, 9), None)]
    assert punten(van_penningmeester([casa], DAG, loon=True), "Vragen") == []


def test_de_penningmeester_geeft_bankpassen_en_wat_van_de_cooperatie_is_over(casa, amina, chandra):
    geef_sleutel(casa, amina, amina, "voordeur 2")
    geef_sleutel(casa, amina, amina, "eindigt op 4321", "bankpas")
    geef_sleutel(None, chandra, chandra, "kantoor")

    assert [rij[0] for rij in punten(van_penningmeester([casa], DAG, loon=True), "Sleutels")] == [
        "Casa Jepie Makandra: eindigt op 4321 (bankpas), Amina",
        "kantoor (sleutel), Chandra",
    ]
