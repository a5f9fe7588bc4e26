import csv
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, partial
from pathlib import Path

import pikepdf
import pypdf
import pytest

from buurtwerkkamer.bedragen import getal
from buurtwerkkamer.pdf import Pdf, maak_pdf
from kamers.models import Indicator, Kamer
from rapportage.gegevens import laad_aanbod_2018
from rapportage.inhoud import RapportFout, aanbod, jaarverslag
from rapportage.models import Meting
from rapportage.services import drukken
from rapportage.services.opmaak import Editie
from rapportage.tabellen.bouw_prestaties import VOLGEN
from rapportage.tabellen.prestaties import BEOORDEELD, GETELD, Bereikt
from rapportage.tabellen.uitleg import NIET_OPTELBAAR, OP_NAAM
from tests.fabriek import maak_klus
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel

CIJFERS = Path(drukken.__file__).parent.parent / "gegevens" / "2018"
KAMERS = ("cjm", "multibron", "handreiking", "kg")
EDITIE = Editie(2, datetime(2026, 11, 24, 9, 0, tzinfo=UTC), "a1b2c3d4e5f6")


@cache
def gedrukt(html: str) -> Pdf:
    """Print once for all tests; the same HTML gives the same bytes (tests/buurtwerkkamer/test_pdf.py)."""
    return maak_pdf(html, kenmerk="proef")


@cache
def bladen(html: str) -> tuple[str, ...]:
    """The text of each page, read back from the PDF."""
    return tuple(kaal(blad.extract_text()) for blad in pypdf.PdfReader(io.BytesIO(gedrukt(html).inhoud)).pages)


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


def kaal(tekst: str) -> str:
    """Text as it is read: no line ends, and a word that was broken at a slash or hyphen made whole."""
    return re.sub(r"(?<=[/-]) (?=[a-z])", "", " ".join(tekst.split()))


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
    ],
)
def test_de_totalen_aandelen_en_verschillen_van_het_aanbod_staan_er(tekst, regel):
    assert regel in tekst


def test_codes_staan_niet_in_de_pdf(tekst):
    assert not re.search(r"\b[EOPIMF]\d\b", tekst)


def test_een_concept_zegt_op_elke_bladzijde_dat_het_een_concept_is(inhoud, pdf):
    alle = bladen(drukken.maak_html(inhoud))

    assert len(alle) == pdf.bladzijden == 11
    for nummer, blad in enumerate(alle, start=1):
        assert "CONCEPT · Aanbod 2018" in blad
        assert "niet vastgelegd" in blad
        assert f"pagina {nummer} van 11" in blad


def test_een_editie_van_een_aanbod_noemt_zijn_eigen_dag_en_geen_vaststelling(inhoud):
    alle = bladen(drukken.maak_html(inhoud, EDITIE))

    assert len(alle) == 11
    for blad in alle:
        assert "editie 2 · controlecode a1b2c3d4e5f6" in blad
        assert "van 28 september 2017, vastgelegd op 24 november 2026" in blad
        assert "vastgesteld" not in blad
        assert "CONCEPT" not in blad


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


def test_dezelfde_inhoud_geeft_hetzelfde_document(inhoud):
    assert drukken.maak_html(inhoud, EDITIE) == drukken.maak_html(inhoud, EDITIE)


def test_een_pdf_heeft_hoogstens_zestig_kamers(inhoud):
    te_veel = replace(inhoud, kolommen=inhoud.kolommen * 16)

    with pytest.raises(RapportFout, match="Een PDF heeft hoogstens 60 kamers"):
        drukken.druk(te_veel)


def test_een_bereikt_cijfer_onder_de_norm_krijgt_een_getekend_merkteken_met_woorden(aanbod_2018, eva):
    indicator, kamer = Indicator.objects.get(code="O1"), Kamer.objects.get(code="cjm")
    Meting.objects.create(
        jaar=aanbod_2018.jaar,
        indicator=indicator,
        kamer=kamer,
        waarde=9,
        bron="sleutellijst",
        auteur=eva,
        datum=date(2018, 11, 1),
    )
    html = drukken.maak_html(jaarverslag(2018))

    assert html.count("<title>onder de norm</title>") == 4  # the legend, the overview, the table, the room's own page
    with pikepdf.open(io.BytesIO(gedrukt(html).inhoud)) as gelezen:
        figuren = [o for o in gelezen.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        assert {str(figuur.Alt) for figuur in figuren} == {"onder de norm"}
    assert any("Sleutelbeheerders aantal 9 van 10" in blad for blad in bladen(html))


def test_het_jaarverslag_zegt_een_keer_waarmee_het_vergelijkt(inhoud):
    html = drukken.maak_html(replace(jaarverslag(2018), fictief=True))

    assert "aanbod 2018, versie 1 van 28 september 2017. Er is geen afspraak vastgelegd; " in html
    assert "we vergelijken met het aanbod. Dit zijn fictieve cijfers.</dd>" in html
    assert "vergeleken met" not in html


def test_in_het_verslag_van_een_kamer_staat_niets_over_alle_kamers(aanbod_2018):
    maak_klus(Kamer.objects.get(code="kg"), status="klaar", gedaan_op=date(2018, 6, 1))

    samen, alleen = (drukken.maak_html(jaarverslag(2018, code)) for code in (None, "kg"))

    assert "Alle kamers samen: 1" in samen
    assert "Alle kamers" not in alleen


def test_rood_en_een_merkteken_zijn_er_alleen_bij_een_tekort(inhoud):
    tekort = replace(inhoud.financiering, tekort=(False, True, False, False), tekort_totaal=True)

    genoeg, te_weinig = (
        drukken.maak_html(replace(inhoud, financiering=tabel)) for tabel in (inhoud.financiering, tekort)
    )

    assert 'class="n min"' not in genoeg  # −680 is within the margin of 0 tekort
    assert "onder de norm" not in genoeg
    assert te_weinig.count('<td class="n min"><svg class="driehoek"') == 3  # the table twice, and the page of MultiBron


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


def test_een_oordeel_over_de_hele_cooperatie_staat_er_een_keer_en_het_overzicht_blijft_op_het_eerste_blad(inhoud):
    """Two words of a verdict in every column once pushed the last rows of the first page to a page of their own."""
    verslag = jaarverslag(2018)
    bereikt = Bereikt(BEOORDEELD, "positief, met opmerkingen", bij="kascommissie: goed, met opmerkingen")
    groepen = tuple(
        replace(g, rijen=tuple(_met(rij, "I2", bereikt) for rij in g.rijen)) for g in verslag.prestaties.groepen
    )
    zin = "De boeken van 2018 zijn voorlopig afgesloten en nog niet vastgesteld."
    eerste, tweede, *rest = bladen(
        drukken.maak_html(replace(verslag, prestaties=replace(verslag.prestaties, groepen=groepen), jaarstand=zin))
    )

    assert (zin in eerste, eerste.count("positief, met opmerkingen norm: positief")) == (True, 1)
    assert "Goed overleg met alle partners en financiers" in eerste
    assert "Resultaten 2018" in tweede
    kamers = [blad for blad in rest if "positief, met opmerkingen" in blad and "direct begin 2018" in blad]
    assert ["Goed overleg met alle partners en financiers" in blad for blad in kamers] == [True]  # a room stays whole


def _met(rij, code: str, bereikt: Bereikt):
    """Give all rooms of the row with this code the same result."""
    return replace(rij, cellen=tuple(replace(cel, bereikt=bereikt) for cel in rij.cellen)) if rij.code == code else rij


@pytest.fixture
def met_boeken(inhoud, chandra):
    """A year that is over with its books: each line of each room within a tenth of its budget, and two outside."""
    begin_boeken(2018)
    for kamer in Kamer.objects.filter(code__in=KAMERS):
        betaal = partial(maak_boekstuk, chandra, datum=date(2018, 12, 20))
        betaal(regel("4110", "1000", "9514.25", kamer))
        betaal(regel("4220", "1000", "12.50", kamer))
        betaal(regel("1000", "8010", "62000", kamer))
    return jaarverslag(2018)


def test_een_kamer_met_boeken_ziet_op_haar_bladzijde_wat_het_werkelijk_werd(met_boeken):
    alle = bladen(drukken.maak_html(met_boeken))
    casa = next(blad for blad in alle if "Start maart 2011" in blad)

    assert "Uitgegeven € 9.527 begroot € 106.680" in casa.replace("\u00a0", " ")
    assert "Baten € 62.000 begroot € 106.000" in casa.replace("\u00a0", " ")
    assert "Post, in euro Begroot Werkelijk" in casa
    assert "Huur van de ruimte 8.700 9.514" in casa
    assert "Buiten de begroting – 13" in casa
    assert "Totaal kosten 106.680 9.527 Totaal baten 106.000 62.000 Resultaat: baten min kosten −680 52.473" in casa
    assert "Financiering (gepland)" in casa
    assert "ekkingsverschil" not in casa  # the plan of it is in the result, beside what became of it


def test_waardoor_het_verschilt_staat_op_de_bladzijde_van_de_financiering_en_niet_alleen(met_boeken):
    """Three lines under a table that filled its page once had a landscape page of their own."""
    alle = bladen(drukken.maak_html(met_boeken))

    assert [("Wie betaalt wat" in blad) for blad in alle if "Waardoor komen de verschillen?" in blad] == [True]
    assert len(alle) == 12
    assert min(len(blad.split()) for blad in alle) >= 200


def vol(inhoud):
    """Fill the results as a year that is over fills them: bars, small print, a note and a sentence of three lines."""
    tabel = inhoud.prestaties

    def rij(oud):
        bij = "50 op naam + 420 geteld" if oud.code in ("P3", "P7") else "" if oud.streef else "n = 38"
        bereikt = Bereikt(GETELD, "470", Decimal(470), bij=bij)
        cellen = tuple(replace(cel, bereikt=bereikt, balk=80) if oud.code not in VOLGEN else cel for cel in oud.cellen)
        return replace(oud, cellen=cellen, cooperatie="ten hoogste 1.215" if oud.code in ("P2", "P7") else "")

    groepen = tuple(replace(groep, rijen=tuple(map(rij, groep.rijen))) for groep in tabel.groepen)
    samen = "De coöperatie bereikte ten hoogste 1.215 mensen. Wie zonder pas in twee kamers kwam, is twee keer geteld."
    noot = f"{NIET_OPTELBAAR} {OP_NAAM}"
    zinnen = replace(inhoud.zinnen, prestaties="Van de 59 gemeten normen zijn er 43 gehaald. " * 5)
    vol = replace(tabel, groepen=groepen, niet_optelbaar=noot, cooperatie_zin=samen)
    return replace(inhoud, prestaties=vol, zinnen=zinnen)


@pytest.mark.parametrize("kamer", [None, "cjm"])
def test_geen_bladzijde_van_een_vol_jaarverslag_is_bijna_leeg(aanbod_2018, kamer):
    """The note under the results once ran over, and left a page of two lines."""
    inhoud = vol(jaarverslag(2018, kamer))
    langs = sum(len(tekst.split()) for tekst in drukken._lopend(inhoud, None).values()) + len(
        ("pagina", "1", "van", "9")
    )

    alle = bladen(drukken.maak_html(inhoud))
    woorden = [len(blad.split()) - langs for blad in alle]

    assert min(woorden) >= 130, woorden  # the note alone is 126
    assert [nr for nr, blad in enumerate(alle, start=1) if OP_NAAM in blad and "Goed overleg met alle" in blad] == [3]
