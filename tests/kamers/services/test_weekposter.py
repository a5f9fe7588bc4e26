"""The week of a room on paper: read back from the PDF, and without a name of anyone."""

import io
from datetime import date, time
from html import unescape

import pytest
from django.conf import settings
from django.utils.html import strip_tags
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from kamers.models import Bijeenkomst, Openingstijd, Sluiting
from kamers.services.weekposter import eerste_maat, maak_html, posterdagen, week_in_woorden, weekposter
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, zet_op_rooster

MAANDAG = date(2026, 11, 23)
DAGEN = ("Maandag", "Dinsdag", "Woensdag", "Donderdag", "Vrijdag", "Zaterdag", "Zondag")
LEEG = {"kwamen_al": None, "nieuw": None}


def lees(pdf) -> str:
    tekst = "\n".join(blad.extract_text() for blad in PdfReader(io.BytesIO(pdf.inhoud)).pages)
    return " ".join(tekst.split())


def druk(kamer) -> str:
    """Return the words of the poster before they go to the printer, which takes seconds."""
    html = maak_html(kamer, MAANDAG, posterdagen(kamer, MAANDAG), "a4-staand", 1)
    return " ".join(unescape(strip_tags(html[html.index("<body") :].replace("<", " <"))).split())


def test_de_poster_zegt_wat_er_is_wanneer_en_waar_en_noemt_niemand(casa):
    casa.adres = "Voorbeeldplein 1"
    les = maak_activiteit(casa)
    zet_op_rooster(les, maak_vrijwilliger("Fatima", casa).persoon)
    Openingstijd.objects.create(kamer=casa, weekdag=1, begin=time(9), eind=time(17), van=date(2026, 1, 1))

    pdf = weekposter(casa, MAANDAG)

    tekst = lees(pdf)
    assert "Casa Jepie Makandra" in tekst
    assert "Week van 23 tot en met 29 november" in tekst
    assert "24 november open 09:00–17:00 10:00–12:00 Conversatieles Nederlands" in tekst
    assert "Voorbeeldplein 1" in tekst
    assert "Fatima" not in tekst
    assert pdf.bladzijden == 1


def test_de_poster_is_voor_te_lezen_en_gebruikt_eigen_letters(casa):
    maak_activiteit(casa)

    lezer = PdfReader(io.BytesIO(weekposter(casa, MAANDAG).inhoud))

    wortel = lezer.trailer["/Root"]
    assert wortel["/Lang"] == "nl"
    assert wortel["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in lezer.xmp_metadata.stream.get_data()
    letters = {font["/BaseFont"].split("+")[-1] for font in _letters(lezer)}
    assert letters
    assert all(naam.startswith(("Figtree", "Bricolage")) for naam in letters)


def _letters(lezer):
    return [f.get_object() for blad in lezer.pages for f in blad["/Resources"]["/Font"].values()]


@pytest.mark.parametrize(
    ("formaat", "stand", "breed", "hoog"),
    [("a4", "liggend", 297, 210), ("a3", "staand", 297, 420)],
)
def test_het_papier_is_zo_groot_als_gevraagd(casa, formaat, stand, breed, hoog):
    maak_activiteit(casa)

    blad = PdfReader(io.BytesIO(weekposter(casa, MAANDAG, formaat, stand).inhoud)).pages[0]

    assert [round(float(maat) / 72 * 25.4) for maat in blad.mediabox[2:]] == [breed, hoog]


def test_wat_verplaatst_is_of_niet_doorgaat_staat_er_eerlijk_bij(casa):
    maak_bijeenkomst(maak_activiteit(casa, naam="Taalles"), DINSDAG, status="vervallen", **LEEG)
    ander = maak_bijeenkomst(maak_activiteit(casa, naam="Breiclub"), DINSDAG, status="verplaatst", **LEEG)
    Bijeenkomst.objects.filter(pk=ander.pk).update(dag=date(2026, 11, 26))

    tekst = druk(casa)

    assert "Taalles gaat niet door" in tekst
    assert "Donderdag 26 november 10:00–12:00 Breiclub deze keer op deze dag" in tekst


def test_een_dichte_dag_zegt_waarom_en_heeft_geen_openingstijd(casa):
    maak_activiteit(casa)
    Openingstijd.objects.create(kamer=casa, weekdag=1, begin=time(9), eind=time(17), van=date(2026, 1, 1))
    Sluiting.objects.create(soort="dicht", naam="Schoonmaak", van=DINSDAG, tot=DINSDAG)

    [dag] = posterdagen(casa, MAANDAG)

    assert (dag.dicht.naam, dag.open, dag.keren) == ("Schoonmaak", [], [])


def test_in_de_schoolvakantie_staat_er_bij_wat_niet_doorgaat(casa):
    maak_activiteit(casa, naam="Taalles", in_vakantie=False)
    Sluiting.objects.create(soort="vakantie", naam="Fictieve vakantie", van=MAANDAG, tot=date(2026, 11, 29))

    tekst = druk(casa)

    assert "Fictieve vakantie 10:00–12:00 Taalles gaat niet door" in tekst


def test_een_volle_week_past_nog_op_een_blad(casa):
    for weekdag in range(6):
        for uur in range(9, 15):
            maak_activiteit(casa, naam=f"Les {uur} uur", weekdag=weekdag, begin=time(uur), eind=time(uur + 1))

    pdf = weekposter(casa, MAANDAG)

    assert pdf.bladzijden == 1
    assert lees(pdf).count("Les 14 uur") == 6


def test_een_lege_week_zegt_dat(casa):
    assert "Deze week staat er niets op het rooster." in druk(casa)


def test_een_naam_die_niet_op_papier_kan_houdt_de_poster_niet_tegen(casa):
    maak_activiteit(casa, naam="Koffie \N{HOT BEVERAGE} en taal")

    assert "Koffie en taal" in druk(casa)


def test_een_week_over_twee_maanden_noemt_ze_allebei():
    assert week_in_woorden(date(2026, 11, 30)) == "Week van 30 november tot en met 6 december"


def test_een_lege_week_krijgt_de_grootste_letters():
    assert (eerste_maat([], "staand"), eerste_maat([], "liggend")) == (1, 1)


def test_nieuwe_openingstijden_midden_in_de_week_gelden_op_de_poster_vanaf_hun_dag(casa):
    vast = {"kamer": casa, "begin": time(9)}
    Openingstijd.objects.create(**vast, weekdag=1, eind=time(12), van=date(2026, 1, 1), tot=date(2026, 11, 24))
    Openingstijd.objects.create(**vast, weekdag=3, eind=time(12), van=date(2026, 1, 1), tot=date(2026, 11, 24))
    Openingstijd.objects.create(**vast, weekdag=3, eind=time(17), van=date(2026, 11, 25))
    Openingstijd.objects.create(**vast, weekdag=1, eind=time(17), van=date(2026, 11, 25))

    assert {dag.dag.day: dag.open for dag in posterdagen(casa, MAANDAG)} == {24: ["09:00–12:00"], 26: ["09:00–17:00"]}


@pytest.mark.proef  # half a minute of fitting letters
def test_van_zestig_lange_namen_valt_er_geen_van_de_poster(casa):
    lang = "Spreekuurzorgverzekeringsvragen en inschrijvingsformulieren nummer"
    for n in range(60):
        maak_activiteit(casa, naam=f"{lang} {n}", weekdag=n % 7, begin=time(9 + n // 7), eind=time(10 + n // 7))

    for stand, bladen in (("staand", 2), ("liggend", 3)):
        pdf = weekposter(casa, MAANDAG, "a4", stand)

        tekst = lees(pdf)
        assert [n for n in range(60) if f"nummer {n} " not in f"{tekst} "] == [], stand
        assert pdf.bladzijden == tekst.count("Je bent welkom.") == bladen, stand


def test_liggend_blijft_elk_woord_in_zijn_kolom(casa):
    for weekdag in range(7):
        maak_activiteit(casa, naam="Wandelgroepje, Computerlessen, Ontbijtcafés, Koffietafels", weekdag=weekdag)

    regels = regels_van(weekposter(casa, MAANDAG, "a4", "liggend"))

    kolommen = [links for tekst, links, *_rest in regels if tekst in DAGEN]
    breedte = kolommen[1] - kolommen[0]
    uit = [tekst for tekst, links, breed, *_rest in regels if links in kolommen and breed > breedte - 6]
    assert len(kolommen) == 7
    assert uit == []


@pytest.mark.parametrize(
    "naam", ["MultiBron", "K- en G-buurt", "Casa Jepie Makandra", "De huiskamer van de hele buurt"]
)
def test_liggend_blijft_de_naam_van_de_kamer_in_de_gekleurde_band(casa, naam):
    casa.naam = naam
    maak_activiteit(casa)

    regels = regels_van(weekposter(casa, MAANDAG, "a4", "liggend"))

    boven, letter = next((hoog, letter) for tekst, _links, _breed, hoog, letter in regels if tekst == naam)
    assert boven - 0.75 * letter >= 15, "no printer cuts off the tops of the capitals"


def regels_van(pdf) -> list[tuple[str, float, float, float, float]]:
    """Return each line on the page: text, left side, width, distance to the top, and size of the letters, in pixels."""
    breedten, gevonden = _breedten(), []

    def lees_regel(tekst, cm, tm, _letter, maat):
        if tekst.strip():
            schoon = tekst.strip()
            breed = sum(breedten.get(teken, 600) for teken in schoon) * maat / 1000
            gevonden.append((schoon, tm[4], breed, tm[5], maat))

    PdfReader(io.BytesIO(pdf.inhoud)).pages[0].extract_text(visitor_text=lees_regel)
    return gevonden


def _breedten() -> dict[str, int]:
    letter = TTFont(settings.BASE_DIR / "static/fonts/figtree-400.woff2")
    maten = letter["hmtx"]
    return {chr(code): maten[naam][0] for code, naam in letter.getBestCmap().items()}
