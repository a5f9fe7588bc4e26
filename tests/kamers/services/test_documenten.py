"""Documents: a newer version replaces the older from its day on, and the older one stays to be read."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from kamers.services import documenten as dienst
from kamers.services.feiten import FeitGewijzigd, stand_van
from tests.kamers.feitenfabriek import VANDAAG, maak_document

pytestmark = pytest.mark.django_db
GISTEREN, MORGEN = date(2026, 11, 23), date(2026, 11, 25)


def nieuwe(document, gebruiker, vanaf=MORGEN, **anders):
    vast = {"gezien": stand_van(dienst.versies_van(document)[0]), "sleutel": uuid4(), "tekst": "Nieuw."}
    return dienst.nieuwe_versie(document=document, geldig_vanaf=vanaf, gebruiker=gebruiker, **{**vast, **anders})


def test_een_nieuwe_versie_geldt_vanaf_haar_dag_en_de_oude_blijft_te_lezen(amina, casa):
    oud = maak_document(casa)
    nieuwe(oud, amina)

    (tot_dan,), (vanaf_dan,) = (dienst.reeksen(casa, dag) for dag in (VANDAAG, MORGEN))

    assert (tot_dan.geldend, [d.tekst for d in tot_dan.komend], tot_dan.oud) == (oud, ["Nieuw."], [])
    assert (vanaf_dan.geldend.tekst, vanaf_dan.komend, vanaf_dan.oud) == ("Nieuw.", [], [oud])
    assert dienst.geldt_tot(oud) == MORGEN
    oud.refresh_from_db()
    assert oud.tekst == "Iedereen is welkom."


@pytest.mark.parametrize("vanaf", [date(2024, 12, 31), date(2025, 1, 1)])
def test_een_nieuwe_versie_begint_na_de_vorige(amina, casa, vanaf):
    oud = maak_document(casa)

    with pytest.raises(ValidationError, match=r"De vorige versie begon op 1 januari 2025\."):
        nieuwe(oud, amina, vanaf)
    nieuwe(oud, amina, date(2025, 1, 2))
    assert dienst.versies_van(oud).count() == 2


def test_van_twee_mensen_die_een_versie_schrijven_merkt_de_tweede_het(amina, casa):
    oud = maak_document(casa)
    gezien = stand_van(oud)
    nieuwe(oud, amina)

    with pytest.raises(FeitGewijzigd) as fout:
        nieuwe(oud, amina, date(2026, 12, 1), gezien=gezien, tekst="Ook nieuw.")

    assert fout.value.nu.tekst == "Nieuw."
    assert dienst.versies_van(oud).count() == 2


def test_dezelfde_versie_twee_keer_gestuurd_is_een_versie(amina, casa):
    oud, sleutel = maak_document(casa), uuid4()

    assert [nieuwe(oud, amina, sleutel=sleutel), nieuwe(oud, amina, sleutel=sleutel)] == [True, False]
    assert dienst.versies_van(oud).count() == 2


def test_wat_vervallen_is_geldt_niet_meer_vanaf_die_dag(casa):
    document = maak_document(casa, vervallen_op=VANDAAG)

    geldend = [dienst.reeksen(casa, dag)[0].geldend for dag in (GISTEREN, VANDAAG)]

    assert geldend == [document, None]
    with pytest.raises(IntegrityError, match="kamerdocument_vervalt_na_begin"), transaction.atomic():
        maak_document(casa, "Ander", vervallen_op=date(2024, 12, 31))


def test_een_kamer_ziet_haar_eigen_documenten_en_die_van_alle_kamers(amina, eva, casa, multibron):
    eigen, samen, ander = maak_document(casa), maak_document(None, "Protocol"), maak_document(multibron)

    assert set(dienst.voor_kamer(casa)) == {eigen, samen}
    amina.rol = "coordinator"
    assert set(dienst.wijzigbaar(casa, amina)) == {eigen}
    assert set(dienst.wijzigbaar(casa, eva)) == {eigen, samen}
    assert ander not in dienst.voor_kamer(casa)


def test_op_papier_staat_de_tekst_met_haar_dag(casa):
    document = maak_document(casa, tekst="Iedereen is welkom.\n\nRoken doen we buiten.")

    pdf = dienst.druk(document, casa)

    tekst = PdfReader(BytesIO(pdf.inhoud)).pages[0].extract_text()
    assert pdf.bladzijden == 1
    for deel in ("Huisregels", "Casa Jepie Makandra", "geldt vanaf 1 januari 2025", "Roken doen we buiten."):
        assert deel in tekst
