"""What the database itself refuses in the books, also to the owner of the tables."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from buurtwerkkamer.models import Jaar
from financien.models import Boeking, Boekstuk, Grootboekrekening
from tests.financien.boekfabriek import DAG, begin_boeken, kas_van, maak_boekstuk, regel, rekening


@pytest.fixture(autouse=True)
def boeken(casa):
    begin_boeken(2026)


def rauw(gebruiker, **velden) -> Boekstuk:
    """Write a document past the service."""
    vast = {"dagboek": "memoriaal", "jaar": Jaar.objects.get(jaar=2026), "datum": DAG, "omschrijving": "x"}
    vast |= {"aantal": 1, "totaal": Decimal(5), "sleutel": uuid4(), "geboekt_door": gebruiker}
    return Boekstuk.objects.create(**{**vast, **velden})


def boeking(stuk, **velden) -> Boeking:
    vast = {"volgnummer": 1, "debet": rekening("4110"), "credit": rekening("1000"), "bedrag": Decimal(5)}
    return Boeking.objects.create(boekstuk=stuk, **{**vast, "kamer": kas_van_kamer(), **velden})


def kas_van_kamer():
    return Grootboekrekening.objects.filter(soort="kas").first().kamer


def test_het_nummer_komt_van_de_databank_en_niet_van_wie_schrijft(chandra):
    stuk = rauw(chandra, nummer=77)
    boeking(stuk)

    assert Boekstuk.objects.get(pk=stuk.pk).nummer == 1


def test_een_datum_buiten_het_boekjaar_past_niet(chandra):
    with pytest.raises(IntegrityError, match="De datum valt niet in het boekjaar"), transaction.atomic():
        rauw(chandra, datum=date(2027, 1, 1))


@pytest.mark.parametrize(
    "maak",
    [lambda stuk: None, lambda stuk: boeking(stuk, bedrag=Decimal("4.99"))],
    ids=["zonder boeking", "een cent te weinig"],
)
def test_een_stuk_dat_niet_compleet_is_komt_er_niet(chandra, maak):
    def schrijf_en_keur():
        maak(rauw(chandra))
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="Dit boekstuk is niet compleet"), transaction.atomic():
        schrijf_en_keur()


def test_bij_een_stuk_komt_later_geen_boeking_meer(chandra, casa):
    stuk = maak_boekstuk(chandra, regel("4110", "1000", 5, casa))

    with pytest.raises(IntegrityError, match="Bij een boekstuk komt geen boeking meer"), transaction.atomic():
        boeking(stuk, volgnummer=2)
    with pytest.raises(IntegrityError, match="boeking_regel_uniek"), transaction.atomic():
        boeking(stuk)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"kamer": None}, "Kosten en baten zijn van een kamer"),
        ({"bedrag": Decimal(0)}, "boeking_meer_dan_nul"),
    ],
)
def test_een_boeking_die_niet_past_komt_er_niet(chandra, velden, zin):
    with pytest.raises(IntegrityError, match=zin), transaction.atomic():
        boeking(rauw(chandra), **velden)


def test_de_kas_van_een_andere_kamer_past_niet(chandra, multibron):
    begin_boeken(2026)
    with pytest.raises(IntegrityError, match="Deze kas is van een andere kamer"), transaction.atomic():
        boeking(rauw(chandra), credit=kas_van(multibron))


def test_twee_keer_dezelfde_rekening_past_niet(chandra):
    with pytest.raises(IntegrityError, match="boeking_twee_rekeningen"), transaction.atomic():
        boeking(rauw(chandra), debet=rekening("1000"))


def test_op_een_gesloten_rekening_past_niets(chandra):
    Grootboekrekening.objects.filter(nummer="4110").update(gesloten=True)
    with pytest.raises(IntegrityError, match="Deze rekening is gesloten"), transaction.atomic():
        boeking(rauw(chandra))


@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
@pytest.mark.parametrize("rol", ["default", "eigenaar"])
@pytest.mark.parametrize("tabel", ["financien_boekstuk", "financien_boeking"])
def test_de_boeken_zijn_niet_te_wijzigen_te_wissen_of_te_legen(casa, chandra, rol, tabel):
    begin_boeken(2026)
    maak_boekstuk(chandra, regel("4110", "1000", 5, casa))

    for opdracht in (f"UPDATE {tabel} SET omschrijving = 'x'", f"DELETE FROM {tabel}", f"TRUNCATE {tabel} CASCADE"):
        with pytest.raises(DatabaseError), transaction.atomic(rol), connections[rol].cursor() as cursor:
            cursor.execute(opdracht)

    assert list(Boeking.objects.values_list("bedrag", "boekstuk__omschrijving")) == [(Decimal(5), "Huur maart")]
