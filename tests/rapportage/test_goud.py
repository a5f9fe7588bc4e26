"""The offer of 2018 as built by the house against the tables of the source document, cell by cell."""

from decimal import Decimal

import pytest

from rapportage.gegevens import laad_aanbod_2018
from rapportage.inhoud import aanbod
from tests.rapportage import goud

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def aanbod_2018(db):
    return laad_aanbod_2018()


def per_kamer(tabel, waarden):
    return {kolom.code: waarde for kolom, waarde in zip(tabel.kolommen, waarden, strict=True)}


def test_alle_96_doelen_staan_er_zoals_gedrukt():
    tabel = aanbod(2018).prestaties

    gevonden = {
        (rij.code, kolom.code): (cel.doel.waarde, cel.doel.op_aangemeld, cel.doel.tekst)
        for rij in tabel.rijen
        for kolom, cel in zip(tabel.kolommen, rij.cellen, strict=True)
    }

    assert gevonden == goud.doelen()
    assert len(gevonden) == 96


def test_de_prestaties_staan_in_vier_groepen_in_de_volgorde_van_het_document():
    tabel = aanbod(2018).prestaties

    assert [(groep.naam, len(groep.rijen)) for groep in tabel.groepen] == [
        ("Effect", 5),
        ("Output", 8),
        ("Proces", 7),
        ("Input", 4),
    ]
    assert [rij.tekst for rij in tabel.rijen] == [rij["tekst"] for rij in goud.lees("prestaties-2018")]


def test_elke_kostenpost_elk_subtotaal_en_het_totaal_komen_terug():
    tabel = aanbod(2018).begroting

    gevonden = {rij.code: {**per_kamer(tabel, rij.bedragen), "totaal": rij.totaal} for rij in tabel.rijen}

    assert gevonden == goud.bedragen("begroting-2018", "code")
    assert [per_kamer(tabel, groep.subtotaal.bedragen) for groep in tabel.groepen] == [goud.MENSEN, goud.FYSIEK]
    assert [groep.subtotaal.totaal for groep in tabel.groepen] == [342864, 90180]
    assert per_kamer(tabel, tabel.totaal.bedragen) == goud.KOSTEN
    assert (tabel.totaal.totaal, tabel.gemiddelde) == (433044, 108261)


def test_de_basis_van_elke_post_staat_erbij():
    tabel = aanbod(2018).begroting

    gevonden = [(rij.tekst, rij.basis, rij.basis_eenheid) for rij in tabel.rijen]

    assert gevonden == [
        (rij["tekst"], Decimal(rij["basis"]) if rij["basis"] else None, rij["basis_eenheid"])
        for rij in goud.lees("begroting-2018")
    ]


def test_elke_financier_en_het_dekkingsverschil_naast_0_tekort_komen_terug():
    tabel = aanbod(2018).financiering

    gevonden = {rij.tekst: {**per_kamer(tabel, rij.bedragen), "totaal": rij.totaal} for rij in tabel.rijen}

    assert gevonden == goud.bedragen("financiering-2018", "tekst")
    assert (per_kamer(tabel, tabel.totaal.bedragen), tabel.totaal.totaal) == (goud.FINANCIERING, 433000)
    assert (per_kamer(tabel, tabel.verschil.bedragen), tabel.verschil.totaal) == (goud.VERSCHIL, -44)
    assert (per_kamer(tabel, tabel.kosten.bedragen), tabel.kosten.totaal) == (goud.KOSTEN, 433044)
    assert tabel.norm == ("0 tekort",) * 4
    assert (tabel.tekort, tabel.tekort_totaal) == ((False,) * 4, False)
    assert [rij.tekst for rij in tabel.rijen if rij.raming] == ["Belastingdienst raming teruggaaf"]


def test_wat_de_gemeente_gemiddeld_geeft_en_wat_er_voor_anderen_overblijft_is_uitgerekend():
    tabel = aanbod(2018).financiering

    assert (tabel.gemeente, tabel.gemeente_gemiddeld, tabel.van_anderen) == (256000, 64000, 177044)  # 102, 115


def test_het_aandeel_van_elke_financier_telt_op_tot_honderd():
    aandelen = [rij.aandeel for rij in aanbod(2018).financiering.rijen]

    assert aandelen == [Decimal(a) for a in ("59.1", "6.2", "6.7", "11.5", "2.3", "4.6", "0.5", "0.5", "7.4", "1.2")]
    assert sum(aandelen) == 100


def test_uren_waarde_en_populaire_begroting_komen_terug():
    tabel = aanbod(2018).uren

    for rij, bron in zip(tabel.rijen, goud.lees("tijdsinvestering-2018"), strict=True):
        assert rij.tekst == bron["tekst"]
        assert rij.tarief == Decimal(bron["tarief"])
        assert (rij.uren, rij.waarde) == (int(bron["uren_totaal"]), Decimal(bron["euro_totaal"]))
        for kolom, cel in zip(tabel.kolommen, rij.cellen, strict=True):
            assert cel.personen == int(bron[f"personen_{kolom.code}"])
            assert cel.uren == int(bron[f"uren_{kolom.code}"])
            assert cel.waarde == Decimal(bron[f"euro_{kolom.code}"])
    assert (tabel.uren_totaal, tabel.waarde.totaal, tabel.populair.totaal) == (32000, 375200, 808200)
    assert per_kamer(tabel, tabel.waarde.bedragen) == goud.WAARDE_UREN
    assert per_kamer(tabel, tabel.populair.bedragen) == goud.POPULAIR
    assert (per_kamer(tabel, tabel.aandelen), tabel.aandeel_totaal) == (goud.AANDEEL, 54)


def test_het_tarief_van_bewoners_noemt_zijn_bron():
    bewoners, _medewerkers = aanbod(2018).uren.rijen

    assert "minimumloon" in bewoners.bron
