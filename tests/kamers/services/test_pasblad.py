"""Cards to print: which, with what on them, and how they lie on the paper."""

import re
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
import segno
from pypdf import PdfReader

from kamers.models import Pasnummer
from kamers.services.pasblad import Kaart, druk_kaarten, kaarten_voor, pad_van
from kamers.services.pasnummer import klopt
from tests.fabriek import maak_persoon
from tests.kamers.pasfabriek import maak_pashouder

DAG = date(2026, 3, 10)


def kaarten(kamer, gebruiker, *personen, leeg=0, sleutel=None):
    return kaarten_voor(
        kamer=kamer, personen=list(personen), leeg=leeg, vandaag=DAG, sleutel=sleutel or uuid4(), gebruiker=gebruiker
    )


def test_hetzelfde_formulier_geeft_dezelfde_nummers(casa, amina):
    sleutel = uuid4()

    eerste, tweede = (kaarten(casa, amina, leeg=3, sleutel=sleutel) for _keer in range(2))

    assert eerste == tweede
    assert all(klopt(kaart.nummer) and kaart.naam == "" for kaart in eerste)
    assert Pasnummer.objects.vrij().count() == 3


def test_wie_nog_geen_nummer_heeft_krijgt_er_een(casa, amina):
    kofi, rosa = maak_persoon("Kofi", casa), maak_pashouder("Rosa", casa, nummer="5724")

    eerste, tweede = kaarten(casa, amina, kofi, rosa)

    kofi.refresh_from_db()
    assert (eerste.nummer, tweede.nummer) == (kofi.pasnummer, "5724")
    assert klopt(kofi.pasnummer)
    assert Pasnummer.objects.vrij().count() == 0


def test_een_naam_die_niet_op_papier_kan_wordt_met_de_hand_geschreven(casa, amina):
    ozcan, ali = maak_pashouder("Özcan", casa), maak_pashouder("علي", casa, nummer="5724")

    assert [kaart.naam for kaart in kaarten(casa, amina, ozcan, ali)] == ["Özcan", ""]


def test_de_qr_is_precies_het_nummer():
    getekend = [[0] * 21 for _rij in range(21)]
    for x, y, breed in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", pad_van("5724")):
        getekend[int(y)][int(x) : int(x) + int(breed)] = [1] * int(breed)

    assert getekend == [list(rij) for rij in segno.make_qr("5724", error="q", boost_error=False).matrix]


@pytest.mark.parametrize(("aantal", "vellen"), [(10, 1), (11, 2)])
def test_op_een_vel_staan_tien_kaarten(casa, aantal, vellen):
    pdf = druk_kaarten(casa, [Kaart(f"Mens{n}", f"{n}004") for n in range(aantal)])

    bladen = [blad.extract_text() for blad in PdfReader(BytesIO(pdf.inhoud)).pages]
    assert len(bladen) == pdf.bladzijden == vellen
    assert bladen[0].count("Casa Jepie Makandra") == 10
    assert "Mens9" in bladen[0]
    assert "9004" in bladen[0]


def test_dezelfde_kaarten_geven_dezelfde_bytes(casa):
    pasje = [Kaart("", "5724")]

    assert druk_kaarten(casa, pasje).inhoud == druk_kaarten(casa, pasje).inhoud
