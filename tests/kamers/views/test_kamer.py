import pytest
from django.http import Http404

from buurtwerkkamer.rollen import Rol
from kamers.views.kamer import kamer_van, terug_naar


@pytest.fixture
def vraag(rf, amina):
    """A request of Amina, working as coordinator."""

    def maak(post=None):
        request = rf.post("/", post or {})
        request.user = amina
        amina.rol = Rol.COORDINATOR
        return request

    return maak


def test_de_kamer_van_het_adres_is_een_kamer_die_je_mag_zien(vraag, casa):
    assert kamer_van(vraag(), "cjm") == casa


@pytest.mark.parametrize("code", ["multibron", "bestaat-niet"])
def test_een_kamer_van_een_ander_is_er_niet(vraag, multibron, code):
    with pytest.raises(Http404):
        kamer_van(vraag(), code)


@pytest.mark.parametrize(
    ("terug", "adres"),
    [
        ("/kamers/cjm/vandaag/", "/kamers/cjm/vandaag/"),
        ("", "/anders/"),
        ("/kamers/multibron/vandaag/", "/anders/"),
        ("https://kwaad.invalid/kamers/cjm/", "/anders/"),
        ("/kamers/cjm//kwaad.invalid/", "/anders/"),
    ],
)
def test_terug_gaat_alleen_naar_een_bladzijde_van_deze_kamer(vraag, casa, terug, adres):
    assert terug_naar(vraag({"terug": terug}), casa, "/anders/") == adres
