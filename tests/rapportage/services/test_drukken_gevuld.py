"""The printed report in other shapes than the offer: judged, filled, with books, as an edition."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial

import pikepdf
import pytest

from kamers.models import Indicator, Kamer
from rapportage.gegevens import laad_aanbod_2018
from rapportage.inhoud import RapportFout, aanbod, jaarverslag
from rapportage.models import Meting
from rapportage.services import drukken
from rapportage.staat import Editie
from rapportage.tabellen.bouw_prestaties import VOLGEN
from rapportage.tabellen.prestaties import BEOORDEELD, GETELD, Bereikt
from rapportage.tabellen.uitleg import NIET_OPTELBAAR, OP_NAAM
from tests.fabriek import maak_klus
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.rapportage.drukfabriek import bladen, gedrukt

KAMERS = ("cjm", "multibron", "handreiking", "kg")
EDITIE = Editie(2, datetime(2026, 11, 24, 9, 0, tzinfo=UTC), "a1b2c3d4e5f6")


@pytest.fixture
def inhoud(db):
    laad_aanbod_2018()
    return aanbod(2018)


def test_een_editie_van_een_aanbod_noemt_zijn_eigen_dag_en_geen_vaststelling(inhoud):
    alle = bladen(drukken.maak_html(inhoud, EDITIE))

    assert len(alle) == 11
    for blad in alle:
        assert "editie 2 · controlecode a1b2c3d4e5f6" in blad
        assert "van 28 september 2017, vastgelegd op 24 november 2026" in blad
        assert "vastgesteld" not in blad
        assert "CONCEPT" not in blad


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
