"""The CSV read back: every value of the source document, empty stays empty, nothing runs as a formula."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from rapportage.gegevens import laad_aanbod_2018
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.uitvoer.csv import getal, naar_csv, veld
from tests.rapportage import goud

pytestmark = pytest.mark.django_db
NAMEN = {
    "cjm": "Casa Jepie Makandra",
    "multibron": "MultiBron",
    "handreiking": "De Handreiking",
    "kg": "K- en G-buurt",
}


@pytest.fixture(autouse=True)
def aanbod_2018(db):
    return laad_aanbod_2018()


def lees(inhoud):
    return list(csv.DictReader(io.StringIO(naar_csv(inhoud).decode("utf-8-sig"), newline=""), delimiter=";"))


def zoek(rijen, **velden):
    """Return by room (or "totaal") the value of the rows that match."""
    return {
        rij["kamercode"] or "totaal": rij["waarde"]
        for rij in rijen
        if all(rij[naam] == waarde for naam, waarde in velden.items())
    }


def tekst(getallen):
    return {naam: str(waarde) for naam, waarde in getallen.items()}


def test_het_bestand_is_utf8_met_merk_en_puntkommas():
    ruw = naar_csv(aanbod(2018))

    assert ruw.startswith("\ufefftabel;groep;code;regel;kamercode;kamer;maat;waarde;tekst\r\n".encode())


def test_alle_96_doelen_staan_erin():
    rijen = [rij for rij in lees(aanbod(2018)) if rij["tabel"] == "prestaties"]
    op = {(r["code"], r["kamercode"]): int(r["waarde"]) for r in rijen if r["maat"] == "afspraak: op aangemeld"}

    gevonden = {
        (r["code"], r["kamercode"]): (
            Decimal(r["waarde"]) if r["waarde"] else None,
            op.get((r["code"], r["kamercode"])),
            r["tekst"],
        )
        for r in rijen
        if r["maat"] == "afspraak"
    }

    assert gevonden == goud.doelen()
    assert {r["kamercode"]: r["kamer"] for r in rijen if r["kamercode"]} == NAMEN


def test_elke_kostenpost_en_elk_totaal_staat_erin():
    rijen = lees(aanbod(2018))

    for code, bedragen in goud.bedragen("begroting-2018", "code").items():
        assert zoek(rijen, tabel="begroting", code=code, maat="bedrag") == tekst(bedragen)
    for regel, bedragen in (
        ("Subtotaal inzet mensen", {**goud.MENSEN, "totaal": 342864}),
        ("Subtotaal fysieke middelen", {**goud.FYSIEK, "totaal": 90180}),
        ("Totaal formele begroting", {**goud.KOSTEN, "totaal": 433044}),
        ("Gemiddeld per kamer", {"totaal": 108261}),
    ):
        assert zoek(rijen, tabel="begroting", regel=regel, maat="bedrag") == tekst(bedragen)
    assert zoek(rijen, tabel="begroting", code="F3", maat="basis") == {"totaal": "250"}


def test_elke_financier_en_het_dekkingsverschil_staat_erin():
    rijen = lees(aanbod(2018))

    for regel, bedragen in goud.bedragen("financiering-2018", "tekst").items():
        assert zoek(rijen, tabel="financiering", regel=regel, maat="bedrag") == tekst(bedragen)
    verschil = "Dekkingsverschil (financiering min kosten)"
    assert zoek(rijen, regel=verschil, maat="bedrag") == tekst({**goud.VERSCHIL, "totaal": -44})
    assert {r["tekst"] for r in rijen if r["regel"] == verschil and r["maat"] == "afspraak"} == {"0 tekort"}
    assert zoek(rijen, tabel="financiering", regel="Totaal financiering", maat="bedrag")["totaal"] == "433000"
    gemeente = "Stadsdeel A'dam Zuidoost en gemeente A'dam"
    assert zoek(rijen, regel=gemeente, maat="procent van de financiering") == {"totaal": "59,1"}


def test_uren_tarief_waarde_en_populaire_begroting_staan_erin():
    rijen = [rij for rij in lees(aanbod(2018)) if rij["tabel"] == "uren"]

    for bron in goud.lees("tijdsinvestering-2018"):
        tarief = bron["tarief"].replace(".", ",").removesuffix(",00")
        verwacht = {
            "personen": {kamer: bron[f"personen_{kamer}"] for kamer in goud.KAMERS}
            | {"totaal": str(sum(int(bron[f"personen_{kamer}"]) for kamer in goud.KAMERS))},
            "uren per persoon": dict.fromkeys(goud.KAMERS, "250"),
            "uren": {kamer: bron[f"uren_{kamer}"] for kamer in goud.KAMERS} | {"totaal": bron["uren_totaal"]},
            "tarief": dict.fromkeys(goud.KAMERS, tarief) | {"totaal": tarief},
            "waarde": {k: bron[f"euro_{k}"].removesuffix(".00") for k in goud.KAMERS}
            | {"totaal": bron["euro_totaal"].removesuffix(".00")},
        }
        for maat, waarden in verwacht.items():
            assert zoek(rijen, regel=bron["tekst"], maat=maat) == waarden
    assert zoek(rijen, regel="Totaal investering vrijwilligers", maat="uren")["totaal"] == "32000"
    assert zoek(rijen, regel="Totaal investering vrijwilligers", maat="bedrag") == tekst(
        {**goud.WAARDE_UREN, "totaal": 375200}
    )
    assert zoek(rijen, regel="Totaal populaire begroting") == tekst({**goud.POPULAIR, "totaal": 808200})
    assert zoek(rijen, maat="procent van de populaire begroting") == tekst({**goud.AANDEEL, "totaal": 54})


def test_leeg_blijft_leeg_en_een_woord_zegt_waarom():
    rijen = [r for r in lees(jaarverslag(2018)) if r["maat"] == "bereikt"]

    assert {r["waarde"] for r in rijen} == {""}
    assert {r["tekst"] for r in rijen} == {"niet geregistreerd", "nog niet gemeten", "volgt"}


def test_een_getal_heeft_een_komma_en_geen_duizendtallen():
    getallen = [Decimal("35460.00"), Decimal("10.04"), Decimal("-680.00"), Decimal("2.50"), Decimal(0), 1250]

    assert [getal(waarde) for waarde in getallen] == ["35460", "10,04", "-680", "2,5", "0", "1250"]


@pytest.mark.parametrize("eerste", list("=+-@\t\r"))
def test_tekst_die_op_een_formule_lijkt_krijgt_een_apostrof(eerste):
    assert veld(f"{eerste}cmd|' /C calc'!A0") == f"'{eerste}cmd|' /C calc'!A0"
    assert veld("K- en G-buurt") == "K- en G-buurt"


def test_een_formule_als_naam_van_een_organisatie_komt_onschadelijk_in_het_bestand():
    rapport = replace(aanbod(2018), organisatie='=HYPERLINK("http://kwaad.invalid";"klik")')

    gevonden = next(rij for rij in lees(rapport) if rij["regel"] == "Organisatie")

    assert gevonden["tekst"] == '\'=HYPERLINK("http://kwaad.invalid";"klik")'


def test_een_fictief_jaar_zegt_dat_in_het_bestand():
    assert not [r for r in lees(aanbod(2018)) if r["regel"] == "Fictief"]
    assert [r["tekst"] for r in lees(replace(aanbod(2018), fictief=True)) if r["regel"] == "Fictief"] == [
        "Dit zijn fictieve cijfers, om mee te oefenen."
    ]


def test_dezelfde_inhoud_geeft_dezelfde_bytes():
    assert naar_csv(aanbod(2018)) == naar_csv(aanbod(2018))
