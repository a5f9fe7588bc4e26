"""Indicator I2 and the check in the annual report: the same words on the page, in the PDF, in XLSX, CSV and JSON."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from buurtwerkkamer.bewijs import keur_bewijs
from buurtwerkkamer.models import Jaar
from financien.models import Kastelling
from financien.services import controledaden as daden
from financien.services.accountant import leg_verklaring_vast
from kamers.models import Kamer
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.services.momentopname import Momentopname, lees, schrijf
from rapportage.toezicht import oordeel_van
from rapportage.uitvoer.csv import naar_csv
from rapportage.uitvoer.json import naar_json
from rapportage.uitvoer.xlsx import naar_xlsx
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.financien.boekfabriek import begin_boeken
from tests.financien.controlefabriek import keur_alles_goed, maak_controle, maak_kosten, maak_lid, zet_alleen_door
from tests.financien.factuurfabriek import deel, maak_factuur
from tests.financien.toekenningfabriek import maak_toekenning, verleen

JAAR = {"van": date(2018, 1, 1), "tot": date(2018, 12, 31)}


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2019-03-10 12:00", tick=False)


@pytest.fixture
def leden(aanbod_2018):
    van = date(2018, 1, 1)
    return maak_lid("Kim", van), maak_lid("Karel", van)


@pytest.fixture
def boeken(leden, chandra):
    """Two costs, and an invoice that the treasurer put through alone."""
    begin_boeken(2018)
    kamer = Kamer.objects.get(code="cjm")
    maak_kosten(chandra, kamer, 2, jaar=2018)
    factuur = maak_factuur(chandra, deel("4120", "50", kamer), nummer="A", datum=date(2018, 2, 2))
    zet_alleen_door(factuur, chandra)
    return kamer


def teken(controle, leden, een="goed", ander="goed"):
    keur_alles_goed(controle, leden[0])
    for wie, uitspraak in zip(leden, (een, ander), strict=True):
        daden.teken(controle, uitspraak=uitspraak, tekst="" if uitspraak == "goed" else "Omdat.", gebruiker=wie)


def verklaar(chandra, oordeel="goedkeurend", soort="controle"):
    vast = {"bestand": keur_bewijs(maak_pdf()), "sleutel": uuid4(), "gebruiker": chandra}
    jaar = Jaar.objects.get(jaar=2018)
    return leg_verklaring_vast(jaar=jaar, soort=soort, oordeel=oordeel, datum=date(2019, 3, 1), **vast)


def i2(verslag):
    return [(cel.bereikt.tekst, cel.bereikt.bij, cel.gemist) for cel in verslag.prestaties.rij("I2").cellen]


@pytest.mark.parametrize(
    ("kas", "accountant", "nodig", "wordt"),
    [
        (None, None, False, ""),
        (None, "goedkeurend", False, ""),
        ("goed", None, False, "positief"),
        ("goed", None, True, ""),
        ("goed", "nvt", False, "positief"),
        ("goed", "nvt", True, ""),
        ("goed", "goedkeurend", True, "positief"),
        ("opmerkingen", "goedkeurend", False, "positief, met opmerkingen"),
        ("opmerkingen", "beperking", True, "positief, met beperking"),
        ("goed", "onthouding", False, "niet positief"),
        ("goed", "afkeurend", True, "niet positief"),
        ("niet", "goedkeurend", True, "niet positief"),
        ("niet", None, False, "niet positief"),
    ],
)
def test_het_oordeel_volgt_uit_kascommissie_en_accountant(kas, accountant, nodig, wordt):
    assert oordeel_van(kas, accountant, nodig=nodig) == wordt


def test_zonder_controle_volgt_het_en_staat_er_geen_controle_in_het_verslag(boeken):
    verslag = jaarverslag(2018)

    assert {tekst for tekst, _bij, _gemist in i2(verslag)} == {"volgt"}
    assert (verslag.toezicht.gecontroleerd, verslag.toezicht.zin) == (False, "")
    assert "Controle" not in load_workbook(BytesIO(naar_xlsx(verslag))).sheetnames


def test_een_aanbod_heeft_geen_toezicht(boeken, leden):
    teken(maak_controle(*leden, **JAAR), leden)

    assert aanbod(2018).toezicht is None


def test_na_beide_handtekeningen_staat_het_oordeel_bij_elke_kamer_met_zijn_bron(boeken, leden):
    controle = maak_controle(*leden, **JAAR)
    keur_alles_goed(controle, leden[0])
    daden.teken(controle, uitspraak="goed", gebruiker=leden[0])
    assert {tekst for tekst, *_rest in i2(jaarverslag(2018))} == {"volgt"}
    daden.teken(controle, uitspraak="opmerkingen", tekst="Bewaar bonnen.", gebruiker=leden[1])

    verslag = jaarverslag(2018)

    bij = "kascommissie: goed, met opmerkingen; geen verklaring van de accountant"
    assert i2(verslag) == [("positief, met opmerkingen", bij, False)] * 4
    cel = verslag.prestaties.rij("I2").cellen[0]
    assert (cel.bereikt.bron, cel.bereikt.datum) == ("kascontrole 01-01-2018 – 31-12-2018", date(2019, 3, 10))
    uitleg = {deel.kop: deel.tekst for deel in verslag.toelichting}
    assert uitleg["Verantwoorde besteding budget"].endswith(f"Dit jaar: {bij}.")


def test_twee_halve_jaren_zijn_samen_een_jaar_en_het_strengste_telt(boeken, leden, chandra):
    maak_kosten(chandra, boeken, 1, jaar=2018, maand=8)
    eerste = maak_controle(*leden, van=date(2018, 1, 1), tot=date(2018, 6, 30))
    teken(eerste, leden, "opmerkingen", "goed")
    assert {tekst for tekst, *_rest in i2(jaarverslag(2018))} == {"volgt"}
    teken(maak_controle(*leden, van=date(2018, 7, 1), tot=date(2018, 12, 31)), leden)

    assert {tekst for tekst, *_rest in i2(jaarverslag(2018))} == {"positief, met opmerkingen"}


def test_een_gat_van_een_dag_is_geen_heel_jaar(boeken, leden):
    teken(maak_controle(*leden, van=date(2018, 1, 2), tot=date(2018, 12, 31)), leden)

    assert {tekst for tekst, *_rest in i2(jaarverslag(2018))} == {"volgt"}


def test_een_ingetrokken_controle_telt_niet(boeken, leden):
    daden.trek_in(maak_controle(*leden, **JAAR), reden="Verkeerd", gebruiker=leden[0])

    assert not jaarverslag(2018).toezicht.gecontroleerd


def test_wat_zonder_vier_ogen_ging_is_geteld_in_het_verslag(boeken, leden, chandra):
    Kastelling.objects.create(
        kamer=boeken, maand=date(2018, 3, 1), datum=date(2018, 3, 5), kas_boek=0, kas_geteld=0, rekening_boek=0,
        te_keuren=0, soort="maand", sleutel=uuid4(), geteld_door=chandra,
    )  # fmt: skip
    controle = maak_controle(*leden, grootte=1, **JAAR)
    voor = jaarverslag(2018).toezicht
    teken(controle, leden)
    verklaar(chandra)

    na = jaarverslag(2018).toezicht

    assert [(z.woorden, z.aantal, z.bekeken) for z in voor.zonder] == [("doorgezet zonder tweede paar ogen", 1, 0)]
    assert [(z.aantal, z.bekeken) for z in na.zonder] == [(1, 1)]
    stukken = controle.posten.count()
    assert na.zin == (
        f"De kascommissie bekeek {stukken} van {stukken} boekstukken. Daarvan ging er 1 zonder tweede paar ogen."
    )
    assert [(r.stukken, r.bekeken, r.vragen, r.oordeel) for r in na.controles] == [(stukken, stukken, 0, "goed")]
    assert [(v.soort, v.oordeel) for v in na.verklaringen] == [("controleverklaring", "goedkeurend")]
    assert (na.tellingen, na.alleen_geteld) == (1, 1)


def test_overal_staan_dezelfde_woorden(boeken, leden, chandra, client):
    teken(maak_controle(*leden, **JAAR), leden)
    verklaar(chandra, "beperking")
    verslag = jaarverslag(2018)

    boek = load_workbook(BytesIO(naar_xlsx(verslag)))
    i2_rij = next(rij for rij in boek["Prestaties"].iter_rows(values_only=True) if rij[0] == "I2")
    assert i2_rij.count("positief, met beperking") == 4
    assert "kascommissie: goed; accountant: met beperking; kascontrole 01-01-2018 – 31-12-2018" in i2_rij
    controle = [rij for rij in boek["Controle"].iter_rows(values_only=True) if rij[0] == "Accountant"]
    assert controle[0][1] == "controleverklaring"
    assert controle[0][5] == "met beperking, 01-03-2019"
    tekst = naar_csv(verslag).decode("utf-8-sig")
    assert "positief, met beperking" in tekst
    assert "met beperking, 01-03-2019" in tekst
    boom = json.loads(naar_json(verslag))
    assert "met beperking" in json.dumps(boom, ensure_ascii=False)
    client.force_login(chandra)
    pagina = client.get("/rapporten/2018/jaarverslag/").content.decode()
    assert "<b>positief, met beperking</b>" in pagina
    assert 'id="toezicht"' in pagina


def test_een_momentopname_houdt_het_toezicht_en_een_oude_heeft_er_geen(boeken, leden):
    teken(maak_controle(*leden, **JAAR), leden)
    opname = Momentopname(jaarverslag(2018), {})
    boom = json.loads(schrijf(opname))
    terug = lees(schrijf(opname))
    del boom["inhoud"]["toezicht"]

    assert terug.inhoud.toezicht == opname.inhoud.toezicht
    assert lees(json.dumps(boom).encode()).inhoud.toezicht is None


def test_het_verslag_kost_geen_vraag_meer(boeken, leden, django_assert_max_num_queries):
    teken(maak_controle(*leden, **JAAR), leden)

    with django_assert_max_num_queries(10):
        assert jaarverslag(2018).toezicht.controles[0].oordeel == "goed"


def test_een_subsidie_die_een_verklaring_vraagt_laat_het_oordeel_wachten(boeken, leden, chandra):
    rij = maak_toekenning(chandra, {boeken: Decimal(1000)}, jaar=2018, accountantsverklaring=True)
    verleen(rij, chandra, date(2018, 1, 8))
    teken(maak_controle(*leden, **JAAR), leden)

    assert {tekst for tekst, *_rest in i2(jaarverslag(2018))} == {"volgt"}
    uitleg = {deel.kop: deel.tekst for deel in jaarverslag(2018).toelichting}
    assert "de verklaring van de accountant is er nog niet" in uitleg["Volgt"]
    verklaar(chandra)
    assert {tekst for tekst, *_rest in i2(jaarverslag(2018))} == {"positief"}
