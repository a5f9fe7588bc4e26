"""The workbook read back: raw numbers, printed labels, and nothing that runs."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from rapportage.gegevens import laad_aanbod_2018
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.tabellen import Bereikt
from rapportage.uitvoer.xlsx import naar_xlsx
from tests.rapportage import goud

pytestmark = pytest.mark.django_db
KOLOMMEN = {"Casa Jepie Makandra": "cjm", "MultiBron": "multibron", "De Handreiking": "handreiking"}
KOLOMMEN |= {"K- en G-buurt": "kg", "Totaal": "totaal"}
NAMEN = {code: naam for naam, code in KOLOMMEN.items() if code != "totaal"}


@pytest.fixture(autouse=True)
def aanbod_2018(db):
    return laad_aanbod_2018()


@pytest.fixture
def boek():
    return lees(aanbod(2018))


def lees(inhoud):
    return openpyxl.load_workbook(io.BytesIO(naar_xlsx(inhoud)))


def tabel(blad):
    """Return the rows under the header as dictionaries by header."""
    nr = int(blad.print_title_rows.strip("$").split(":")[0])
    rijen = list(blad.iter_rows(min_row=nr, values_only=True))
    return [dict(zip(rijen[0], rij, strict=True)) for rij in rijen[1:]]


def bedragen(rij):
    return {code: rij[naam] for naam, code in KOLOMMEN.items()}


def regel(boek, blad, kolom, tekst, **velden):
    gevonden = [r for r in tabel(boek[blad]) if r[kolom] == tekst and all(r[n] == w for n, w in velden.items())]
    assert len(gevonden) == 1, (blad, tekst)
    return bedragen(gevonden[0])


def test_een_blad_per_tabel_en_een_toelichting(boek):
    assert boek.sheetnames == ["Prestaties", "Begroting", "Financiering", "Uren", "Kamers", "Toelichting"]


def test_alle_96_doelen_staan_er_als_getal_dat_zich_toont_zoals_gedrukt(boek):
    blad = boek["Prestaties"]
    gevonden = {}
    for rij in tabel(blad):
        if rij["Prestatie"] and rij["Code"]:
            for kamer, naam in NAMEN.items():
                gevonden[rij["Code"], kamer] = (rij[f"{naam} afspraak"], rij[f"{naam} op aangemeld"])

    assert gevonden == {
        plek: (tekst if waarde is None else waarde, op) for plek, (waarde, op, tekst) in goud.doelen().items()
    }
    formaten = {cel.number_format for rij in blad.iter_rows() for cel in rij if isinstance(cel.value, int)}
    assert formaten == {
        '"Min. "#,##0"%"',
        '"Min. "#,##0',
        '"> "#,##0',
        '#,##0" tekort"',
        "#,##0",
    }


def test_de_begroting_staat_er_met_subtotalen_totaal_en_gemiddelde(boek):
    for code, verwacht in goud.bedragen("begroting-2018", "code").items():
        assert regel(boek, "Begroting", "Code", code) == verwacht
    assert regel(boek, "Begroting", "Post", "Subtotaal inzet mensen") == {**goud.MENSEN, "totaal": 342864}
    assert regel(boek, "Begroting", "Post", "Subtotaal fysieke middelen") == {**goud.FYSIEK, "totaal": 90180}
    assert regel(boek, "Begroting", "Post", "Totaal formele begroting") == {**goud.KOSTEN, "totaal": 433044}
    assert regel(boek, "Begroting", "Post", "Gemiddeld per kamer")["totaal"] == 108261


def test_een_basis_met_een_komma_toont_zich_zoals_in_de_andere_bestanden():
    rapport = aanbod(2018)
    groep = rapport.begroting.groepen[0]
    halve = replace(groep, rijen=(replace(groep.rijen[0], basis=Decimal("18.50")), *groep.rijen[1:]))
    rapport = replace(rapport, begroting=replace(rapport.begroting, groepen=(halve,)))

    cellen = [rij[3] for rij in lees(rapport)["Begroting"].iter_rows() if isinstance(rij[3].value, int | float)]

    assert (cellen[0].value, cellen[0].number_format) == (18.5, "#,##0.00")
    assert {cel.number_format for cel in cellen[1:]} == {"#,##0"}


def test_de_financiering_staat_er_met_het_dekkingsverschil_naast_0_tekort(boek):
    for tekst, verwacht in goud.bedragen("financiering-2018", "tekst").items():
        assert regel(boek, "Financiering", "Financier", tekst) == verwacht
    verschil = regel(boek, "Financiering", "Financier", "Dekkingsverschil (financiering min kosten)")
    assert verschil == {**goud.VERSCHIL, "totaal": -44}
    norm = regel(boek, "Financiering", "Financier", "Afspraak: goede besteding budget")
    assert norm == dict.fromkeys(goud.KAMERS, "0 tekort") | {"totaal": None}
    assert tabel(boek["Financiering"])[0]["Deel"] == 59.1


def test_de_uren_staan_er_met_tarief_waarde_en_populaire_begroting(boek):
    for bron in goud.lees("tijdsinvestering-2018"):
        uren = {k: int(bron[f"uren_{k}"]) for k in (*goud.KAMERS, "totaal") if k != "totaal"}
        assert regel(boek, "Uren", "Wie", bron["tekst"], Maat="uren") == uren | {"totaal": int(bron["uren_totaal"])}
        waarde = regel(boek, "Uren", "Wie", bron["tekst"], Maat="waarde in euro")
        assert waarde == {k: float(bron[f"euro_{k}"]) for k in goud.KAMERS} | {"totaal": float(bron["euro_totaal"])}
        tarief = regel(boek, "Uren", "Wie", bron["tekst"], Maat="euro per uur")
        assert set(tarief.values()) == {float(bron["tarief"])}
    vrijwilligers = "Totaal investering vrijwilligers"
    assert regel(boek, "Uren", "Wie", vrijwilligers, Maat="uren")["totaal"] == 32000
    assert regel(boek, "Uren", "Wie", vrijwilligers, Maat="euro") == {**goud.WAARDE_UREN, "totaal": 375200}
    assert regel(boek, "Uren", "Wie", "Totaal populaire begroting") == {**goud.POPULAIR, "totaal": 808200}
    aandelen = regel(boek, "Uren", "Wie", "Formele begroting in de populaire begroting")
    assert aandelen == {**goud.AANDEEL, "totaal": 54}


def test_het_jaarverslag_zegt_in_woorden_wat_er_niet_is_en_nooit_nul():
    boek = lees(jaarverslag(2018))
    prestaties = {rij["Code"]: rij for rij in tabel(boek["Prestaties"])}

    assert prestaties["P1"]["Casa Jepie Makandra bereikt"] == "niet geregistreerd"
    assert prestaties["I1"]["K- en G-buurt bereikt"] == "volgt"
    uren = [rij for rij in tabel(boek["Uren"]) if rij["Maat"] == "gedane uren"]
    assert {waarde for rij in uren for waarde in bedragen(rij).values()} == {"niet geregistreerd"}


def test_een_bereikt_getal_staat_er_ruw_met_zijn_delen():
    rapport = jaarverslag(2018)
    rij = rapport.prestaties.rij("P4")
    bereikt = Bereikt("geteld", "1.547", Decimal(1547), op_naam=0, geteld=1547)
    cellen = (replace(rij.cellen[0], bereikt=bereikt), *rij.cellen[1:])
    groep = replace(rapport.prestaties.groepen[2], rijen=(replace(rij, cellen=cellen),))
    rapport = replace(rapport, prestaties=replace(rapport.prestaties, groepen=(groep,)))

    gevonden = next(rij for rij in tabel(lees(rapport)["Prestaties"]) if rij["Code"] == "P4")

    assert [gevonden[f"Casa Jepie Makandra {maat}"] for maat in ("bereikt", "op naam", "geteld")] == [1547, 0, 1547]


def test_de_toelichting_heeft_een_uitleg_bij_elke_prestatie(boek):
    uitleg = {rij["Code"]: rij["Uitleg"] for rij in tabel(boek["Toelichting"])}

    assert all(uitleg[rij["code"]] for rij in goud.lees("prestaties-2018"))


def test_tekst_die_op_een_formule_lijkt_blijft_tekst():
    boek = lees(replace(aanbod(2018), organisatie="=1+1", titel='=HYPERLINK("http://kwaad.invalid")'))
    cellen = [cel for blad in boek for rij in blad.iter_rows() for cel in rij if cel.value is not None]

    assert {cel.data_type for cel in cellen} == {"s", "n"}
    verdacht = [cel for cel in cellen if isinstance(cel.value, str) and cel.value.startswith("=")]
    assert len(verdacht) == 14
    assert all(cel.quotePrefix for cel in verdacht)


def test_een_fictief_jaar_staat_op_elk_blad_en_in_de_voet():
    boek = lees(replace(aanbod(2018), fictief=True))

    assert {blad["A4"].value for blad in boek} == {"Dit zijn fictieve cijfers, om mee te oefenen."}
    assert {blad.oddFooter.left.text.split(" · ")[0] for blad in boek} == {"Aanbod 2018 (fictief)"}


def test_de_kop_blijft_staan_op_scherm_en_papier(boek):
    for blad in boek:
        kop = int(blad.print_title_rows.strip("$").split(":")[0])
        assert blad.freeze_panes == f"C{kop + 1}"
        assert blad.cell(kop, 1).font.bold
        assert blad.page_setup.orientation == "landscape"
        assert all(blad.column_dimensions[cel.column_letter].width >= 8 for cel in blad[kop])


def test_dezelfde_inhoud_geeft_op_een_ander_uur_dezelfde_bytes(time_machine):
    rapport = aanbod(2018)
    time_machine.move_to("2026-03-01 10:00")
    eerst = naar_xlsx(rapport)
    time_machine.move_to("2027-08-09 11:12")

    assert naar_xlsx(rapport) == eerst
    with zipfile.ZipFile(io.BytesIO(eerst)) as zip_:
        assert {deel.date_time for deel in zip_.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_een_stuurteken_in_een_oude_naam_houdt_het_boek_niet_tegen():
    boek = lees(replace(aanbod(2018), organisatie="Co\x0böp\x01eratie", titel="Aan\x02bod"))

    assert boek.properties.creator == "Coöperatie"
    assert boek["Begroting"]["A1"].value.startswith("Aanbod: ")
