"""The JSON read back: stable keys, rooms by code, amounts as text."""

import json
from dataclasses import replace
from datetime import date

import pytest

from rapportage.gegevens import laad_aanbod_2018
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.uitvoer.json import naar_json
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.rapportage import goud

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def aanbod_2018(db):
    return laad_aanbod_2018()


@pytest.fixture
def boom():
    return json.loads(naar_json(aanbod(2018)))


def euros(getallen):
    return {kamer: f"{waarde}.00" for kamer, waarde in getallen.items()}


def test_de_sleutels_liggen_vast(boom):
    assert list(boom) == [
        "schema",
        "staat",
        "editie",
        "soort",
        "jaar",
        "titel",
        "organisatie",
        "versie",
        "versie_datum",
        "vergeleken_met",
        "fictief",
        "kolommen",
        "kamer",
        "prestaties",
        "begroting",
        "financiering",
        "uren",
        "zinnen",
        "realisatie",
        "toelichting",
        "werkelijk",
        "toezicht",
        "jaarstand",
        "vastgesteld_op",
        "kamers",
    ]
    assert (boom["schema"], boom["jaar"], boom["versie_datum"]) == ("buurtwerkkamer-rapport-1", 2018, "2017-09-28")
    assert [kolom["code"] for kolom in boom["kolommen"]] == list(goud.KAMERS)


def test_alle_96_doelen_staan_erin(boom):
    gevonden = {
        (rij["code"], kamer): (cel["doel"]["waarde"], cel["doel"]["op_aangemeld"], cel["doel"]["tekst"])
        for groep in boom["prestaties"]["groepen"]
        for rij in groep["rijen"]
        for kamer, cel in rij["cellen"].items()
    }

    assert gevonden == {
        plek: (None if waarde is None else f"{waarde}.00", op, tekst)
        for plek, (waarde, op, tekst) in goud.doelen().items()
    }


def test_elke_kostenpost_elke_financier_en_elk_totaal_staat_erin(boom):
    posten = {
        r["code"]: {**r["bedragen"], "totaal": r["totaal"]} for g in boom["begroting"]["groepen"] for r in g["rijen"]
    }
    bronnen = {r["tekst"]: {**r["bedragen"], "totaal": r["totaal"]} for r in boom["financiering"]["rijen"]}

    assert posten == {naam: euros(b) for naam, b in goud.bedragen("begroting-2018", "code").items()}
    assert bronnen == {naam: euros(b) for naam, b in goud.bedragen("financiering-2018", "tekst").items()}
    assert [g["subtotaal"]["bedragen"] for g in boom["begroting"]["groepen"]] == [
        euros(goud.MENSEN),
        euros(goud.FYSIEK),
    ]
    assert boom["begroting"]["totaal"]["totaal"] == "433044.00"
    assert boom["begroting"]["gemiddelde"] == "108261"
    assert boom["financiering"]["totaal"]["bedragen"] == euros(goud.FINANCIERING)
    assert boom["financiering"]["verschil"]["bedragen"] == euros(goud.VERSCHIL)
    assert boom["financiering"]["verschil"]["totaal"] == "-44.00"
    assert boom["financiering"]["norm"] == dict.fromkeys(goud.KAMERS, "0 tekort")


def test_uren_en_populaire_begroting_staan_erin(boom):
    uren = boom["uren"]

    for rij, bron in zip(uren["rijen"], goud.lees("tijdsinvestering-2018"), strict=True):
        assert (rij["tekst"], rij["tarief"], rij["waarde"]) == (bron["tekst"], bron["tarief"], bron["euro_totaal"])
        for kamer, cel in rij["cellen"].items():
            assert (cel["personen"], cel["uren"]) == (int(bron[f"personen_{kamer}"]), int(bron[f"uren_{kamer}"]))
            assert cel["waarde"] == bron[f"euro_{kamer}"]
    assert (uren["uren_totaal"], uren["waarde"]["totaal"], uren["populair"]["totaal"]) == (
        32000,
        "375200.00",
        "808200.00",
    )
    assert uren["populair"]["bedragen"] == euros(goud.POPULAIR)
    assert (uren["aandelen"], uren["aandeel_totaal"]) == (goud.AANDEEL, 54)


def test_zinnen_en_toelichting_staan_erin():
    boom = json.loads(naar_json(jaarverslag(2018)))

    assert boom["vergeleken_met"] == "Er is geen afspraak vastgelegd; we vergelijken met het aanbod."
    assert boom["realisatie"] == "De boekhouding is er nog niet; daarom staat er geen realisatie."
    assert "Niet optelbaar" in [uitleg["kop"] for uitleg in boom["toelichting"]]
    cel = boom["prestaties"]["groepen"][2]["rijen"][0]["cellen"]["cjm"]
    assert (cel["bereikt"]["tekst"], cel["bereikt"]["waarde"]) == ("niet geregistreerd", None)


def test_met_alleen_een_overboeking_zegt_de_json_waar_de_werkelijke_kosten_staan(chandra):
    begin_boeken(2018)
    maak_boekstuk(chandra, regel("1490", "1000", "850.00"), datum=date(2018, 3, 14))
    boom = json.loads(naar_json(jaarverslag(2018)))

    zin = "In dit verslag staat alleen de begroting. De werkelijke kosten staan in de boeken."
    assert boom["realisatie"] == zin
    assert {"kop": "Volgt", "tekst": zin} in boom["toelichting"]


def test_sleutels_van_de_databank_en_opmaak_staan_er_niet_in(boom):
    ruw = json.dumps(boom)

    assert [naam for naam in ("versie_id", "tinten", "balk") if f'"{naam}"' in ruw] == []


def test_een_kamer_meer_is_een_sleutel_meer():
    boom = json.loads(naar_json(aanbod(2018, "kg")))

    assert boom["kamer"]["code"] == "kg"
    assert boom["begroting"]["totaal"]["bedragen"] == {"kg": "114624.00"}


def test_dezelfde_inhoud_geeft_dezelfde_bytes_ook_uit_een_andere_databank():
    rapport = aanbod(2018)

    assert naar_json(rapport) == naar_json(replace(rapport, versie_id=rapport.versie_id + 1))
    assert naar_json(rapport).endswith(b"}\n")
