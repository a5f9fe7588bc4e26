"""The week of a room on paper: read back from the PDF, and without a name of anyone."""

import io
from datetime import date, time
from html import unescape

import pytest
from django.utils.html import strip_tags
from pypdf import PdfReader

from kamers.models import Bijeenkomst, Openingstijd, Sluiting
from kamers.services.weekposter import eerste_maat, maak_html, posterdagen, week_in_woorden, weekposter
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, zet_op_rooster

MAANDAG = date(2026, 11, 23)
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
