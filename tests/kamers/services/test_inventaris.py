"""Things in a room: counted by where they came from, and written off without being forgotten."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from kamers.services import inventaris as dienst
from kamers.services.feiten import FeitGewijzigd, stand_van
from tests.kamers.feitenfabriek import VANDAAG

pytestmark = pytest.mark.django_db
BEGIN = date(2025, 1, 1)


@pytest.fixture
def stoelen(casa):
    return casa.inventaris.create(naam="Stoel", aantal=20, herkomst="bewoners", sinds=BEGIN)


def haal_weg(stuk, gebruiker, aantal, weg_op=VANDAAG, **anders):
    vast = {"gezien": stand_van(stuk), "sleutel": uuid4(), **anders}
    return dienst.haal_weg(stuk=stuk, aantal=aantal, weg_op=weg_op, gebruiker=gebruiker, **vast)


def test_we_tellen_wat_er_nu_is_naar_waar_het_vandaan_kwam(casa, multibron, stoelen):
    casa.inventaris.create(naam="Tafel", aantal=4, herkomst="kringloop", sinds=BEGIN)
    casa.inventaris.create(naam="Bank", aantal=1, herkomst="bewoners", sinds=BEGIN, weg_op=VANDAAG)
    casa.inventaris.create(naam="Later", aantal=9, herkomst="gekocht", sinds=date(2026, 11, 25))
    multibron.inventaris.create(naam="Stoel", aantal=50, herkomst="bewoners", sinds=BEGIN)

    nu, gisteren = dienst.telling(casa, VANDAAG), dienst.telling(casa, date(2026, 11, 23))

    assert nu.per_herkomst == [("van bewoners", 20), ("kringloop", 4)]
    assert (nu.van_bewoners, nu.totaal) == (20, 24)
    assert (gisteren.van_bewoners, gisteren.totaal) == (21, 25)


def test_een_deel_afschrijven_laat_de_rest_staan_en_houdt_wat_weg_is(amina, casa, stoelen):
    haal_weg(stoelen, amina, 3)

    rijen = casa.inventaris.order_by("pk").values_list("aantal", "weg_op", "sinds")
    assert list(rijen) == [(17, None, BEGIN), (3, VANDAAG, BEGIN)]


def test_alles_afschrijven_maakt_geen_tweede_rij(amina, casa, stoelen):
    haal_weg(stoelen, amina, 20)

    assert list(casa.inventaris.values_list("aantal", "weg_op")) == [(20, VANDAAG)]


@pytest.mark.parametrize(
    ("aantal", "dag", "zin"),
    [(21, VANDAAG, "Er zijn er 20"), (1, date(2024, 12, 31), "Toen was het er nog niet")],
)
def test_wat_er_niet_was_kan_niet_weg(amina, casa, stoelen, aantal, dag, zin):
    with pytest.raises(ValidationError, match=zin):
        haal_weg(stoelen, amina, aantal, dag)
    assert list(casa.inventaris.values_list("aantal", "weg_op")) == [(20, None)]


def test_twee_keer_hetzelfde_formulier_schrijft_een_keer_af(amina, casa, stoelen):
    sleutel, gezien = uuid4(), stand_van(stoelen)

    haal_weg(stoelen, amina, 3, sleutel=sleutel, gezien=gezien)

    assert haal_weg(stoelen, amina, 3, sleutel=sleutel, gezien=gezien) is False
    with pytest.raises(FeitGewijzigd):
        haal_weg(stoelen, amina, 3, gezien=gezien)
    assert sorted(casa.inventaris.values_list("aantal", flat=True)) == [3, 17]
