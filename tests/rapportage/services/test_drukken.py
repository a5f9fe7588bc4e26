import csv
import io
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest

from buurtwerkkamer.bedragen import getal
from buurtwerkkamer.pdf import Pdf
from rapportage.gegevens import laad_aanbod_2018
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.services import drukken
from tests.rapportage.drukfabriek import bladen, gedrukt, kaal

CIJFERS = Path(drukken.__file__).parent.parent / "gegevens" / "2018"
KAMERS = ("cjm", "multibron", "handreiking", "kg")


@pytest.fixture
def inhoud(db):
    laad_aanbod_2018()
    return aanbod(2018)


@pytest.fixture
def pdf(inhoud) -> Pdf:
    return gedrukt(drukken.maak_html(inhoud))


@pytest.fixture
def tekst(inhoud) -> str:
    return " ".join(bladen(drukken.maak_html(inhoud)))


def lees(naam: str) -> list[dict]:
    return list(csv.DictReader((CIJFERS / f"{naam}-2018.csv").open(encoding="utf-8")))


def bedragen(rij: dict, velden) -> str:
    return " ".join(getal(Decimal(rij[veld])) for veld in velden)


def test_elke_post_van_de_begroting_staat_er_met_zijn_label_basis_en_bedragen(tekst):
    rijen = lees("begroting")

    assert len(rijen) == 11
    for rij in rijen:
        assert kaal(f"{rij['tekst']} {bedragen(rij, (*KAMERS, 'totaal'))}") in tekst


def test_elke_financier_staat_er_met_zijn_label_en_bedragen(tekst):
    rijen = lees("financiering")

    assert len(rijen) == 10
    for rij in rijen:
        assert kaal(f"{rij['tekst']} {bedragen(rij, (*KAMERS, 'totaal'))}") in tekst


def test_elke_prestatie_staat_er_met_het_hele_label_en_met_het_korte(tekst):
    rijen = lees("prestaties")

    assert len(rijen) == 24
    for rij in rijen:
        assert kaal(rij["tekst"]) in tekst
        assert kaal(rij["prestatie"]) in tekst


def test_elke_afspraak_staat_in_de_rij_van_haar_label(tekst):
    vormen = {
        ("min", "aandeel"): "Min. {}%",
        ("min", "aantal"): "Min. {}",
        ("streef", "aantal"): "{}",
        ("gelijk", "tekort"): "{} tekort",
        ("meer dan", "cijfer"): "> {}",
    }
    for rij in lees("prestaties"):
        vorm = vormen.get((rij["norm"], rij["eenheid"]), "{}")
        cellen = [vorm.format(rij[kamer].capitalize()) for kamer in KAMERS if rij[kamer]]
        for i, kamer in enumerate(KAMERS[: len(cellen)]):
            if rij[f"op_aangemeld_{kamer}"]:
                cellen[i] += f" op {rij[f'op_aangemeld_{kamer}']}"
        assert kaal(f"{rij['prestatie']} {' '.join(cellen)}") in tekst
        assert kaal(f"{rij['tekst']} {rij['indicator']} {' '.join(cellen)}") in tekst


def test_waar_geen_afspraak_is_staat_dat_en_geen_nul(tekst):
    assert "Betalende leden bewonersvereniging Min. 400 Min. 200 Min. 200 Nog niet (geen afspraak)" in tekst


def test_de_uren_en_hun_waarde_staan_er_met_hun_label(tekst):
    for rij in lees("tijdsinvestering"):
        assert kaal(rij["tekst"]) in tekst
        assert bedragen(rij, [f"uren_{kamer}" for kamer in KAMERS] + ["uren_totaal"]) in tekst
        assert bedragen(rij, [f"euro_{kamer}" for kamer in KAMERS] + ["euro_totaal"]) in tekst


@pytest.mark.parametrize(
    "regel",
    [
        "Subtotaal inzet mensen 86.640 87.204 85.716 83.304 342.864",
        "Subtotaal fysieke middelen 20.040 23.880 14.940 31.320 90.180",
        "Totaal formele begroting 106.680 111.084 100.656 114.624 433.044",
        "Totaal financiering 106.000 111.500 100.500 115.000 433.000 100%",
        "−680 +416 −156 +376 −44",
        "0 tekort 0 tekort 0 tekort 0 tekort",
        "118.900 93.800 93.800 68.700 375.200",
        "Totaal populaire begroting 224.900 205.300 194.300 183.700 808.200",
        "47% 54% 52% 63% 54%",
        "Van de gemeente komt 256.000, gemiddeld 64.000 per kamer. Van de kosten blijft dan 177.044 over voor anderen.",
    ],
)
def test_de_totalen_aandelen_en_verschillen_van_het_aanbod_staan_er(tekst, regel):
    assert regel in tekst


@pytest.mark.parametrize("kosten", [0, 256000])
def test_waar_de_gemeente_alle_kosten_geeft_blijft_er_niets_over_voor_anderen(inhoud, kosten):
    tabel = replace(inhoud.financiering, kosten=replace(inhoud.financiering.kosten, totaal=Decimal(kosten)))

    html = drukken.maak_html(replace(inhoud, financiering=tabel))

    assert "Van de gemeente komt 256.000, gemiddeld 64.000 per kamer." in html
    assert "over voor anderen" not in html


def test_codes_staan_niet_in_de_pdf(tekst):
    assert not re.search(r"\b[EOPIMF]\d\b", tekst)


def test_een_concept_zegt_op_elke_bladzijde_dat_het_een_concept_is(inhoud, pdf):
    alle = bladen(drukken.maak_html(inhoud))

    assert len(alle) == pdf.bladzijden == 11
    for nummer, blad in enumerate(alle, start=1):
        assert "CONCEPT · Aanbod 2018" in blad
        assert "niet vastgelegd" in blad
        assert f"pagina {nummer} van 11" in blad


def test_fictieve_cijfers_zijn_op_elke_bladzijde_fictief(inhoud):
    echt, fictief = (drukken.maak_html(replace(inhoud, fictief=keuze)) for keuze in (False, True))

    assert all("fictieve cijfers" in blad for blad in bladen(fictief))
    assert not any("fictief" in blad for blad in bladen(echt))


def test_elke_kop_staat_in_de_inhoudsopgave_van_de_pdf(pdf):
    with pikepdf.open(io.BytesIO(pdf.inhoud)) as gelezen, gelezen.open_outline() as inhoudsopgave:
        koppen = [regel.title for regel in inhoudsopgave.root]

    assert koppen == [
        "Aanbod 2018",
        "Resultaten 2018",
        "Begroting 2018",
        "Wie betaalt wat",
        "Geld en uren samen",
        "Casa Jepie Makandra",
        "MultiBron",
        "De Handreiking",
        "K- en G-buurt",
        "Hoe tellen we?",
    ]


def test_alleen_onze_eigen_lettertypen_zitten_in_de_pdf(pdf):
    namen = set()
    with pikepdf.open(io.BytesIO(pdf.inhoud)) as gelezen:
        for blad in gelezen.pages:
            for letter in blad.Resources.Font.values():
                namen.add(str(letter.DescendantFonts[0].FontDescriptor.FontName).split("+")[-1].split("-")[0])

    assert namen == {"Figtree", "Bricolage"}


def test_elke_cel_weet_bij_welke_rij_en_kolom_ze_hoort(pdf):
    with pikepdf.open(io.BytesIO(pdf.inhoud)) as gelezen:
        cellen = [o for o in gelezen.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TD"]
        koppen = [len(list(cel.A.Headers)) for cel in cellen]

    assert len(koppen) > 400
    assert min(koppen) == 2  # the head of its row and the head of its column


def test_zonder_afspraak_staat_er_waarom_en_niet_dat_er_nog_gemeten_moet_worden(inhoud):
    tekst = " ".join(bladen(drukken.maak_html(jaarverslag(2018))))

    gemeten = "nog niet gemeten " * 3
    assert f"Betalende leden bewonersvereniging {gemeten}Nog niet (geen afspraak) Doorverwezen" in tekst


def test_elke_kamer_past_op_een_bladzijde_met_haar_resultaten_en_haar_geld(inhoud):
    verslag = bladen(drukken.maak_html(jaarverslag(2018)))

    assert len(verslag) == 11
    for blad, kamer in zip(
        verslag[6:10], ("Casa Jepie Makandra", "MultiBron", "De Handreiking", "K-en G-buurt"), strict=True
    ):
        assert kamer in blad
        assert all(
            deel in blad for deel in ("Uren", "Resultaten", "Totaal formele begroting (kosten)", "dekkingsverschil")
        )


def test_een_jaarverslag_noemt_elk_blok_met_gepland_geld_gepland_en_het_aanbod_niet(inhoud):
    verslag, offerte = (" ".join(bladen(drukken.maak_html(i))) for i in (jaarverslag(2018), inhoud))

    for kop in ("Begroting 2018", "Wie betaalt wat", "Geld en uren samen", "Waar het vandaan komt"):
        assert f"{kop} (gepland)" in verslag
        assert kop in offerte
    assert verslag.count("Begroting (gepland)") == verslag.count("Financiering (gepland)") == 4  # each room's own page
    assert "Totaal formele begroting (kosten) 106.680 111.084 100.656 114.624 433.044" in verslag
    assert "Totaal formele begroting (financiering) 106.000 111.500 100.500 115.000 433.000" in verslag
    assert "Begroot dekkingsverschil" in verslag
    assert "De begrote financiering is" in verslag
    for woord in ("gepland", "(kosten)", "(financiering)", "Begroot"):
        assert woord not in offerte.replace("Begroot is", "")
