"""A grid without rooms is no empty table: the page says who sets the rooms up."""

import pytest
from django.urls import reverse

from tests.fabriek import maak_kamer, maak_versie

pytestmark = pytest.mark.django_db
ZIN = "<p>Er zijn nog geen kamers. De projectcoach of de beheerder zet die eerst klaar.</p>"


@pytest.mark.parametrize(("wie", "naam"), [("chandra", "financien:begroting"), ("eva", "kamers:afspraken")])
def test_zonder_kamers_staat_er_wie_ze_klaarzet_en_geen_leeg_raster(client, request, wie, naam):
    maak_versie(2026)
    client.force_login(request.getfixturevalue(wie))
    adres = reverse(naam, args=[2026])

    zonder = client.get(adres).text
    maak_kamer("nieuw")
    met = client.get(adres).text

    assert [(ZIN in tekst, "<table" in tekst, "data-raster" in tekst) for tekst in (zonder, met)] == [
        (True, False, False),
        (False, True, True),
    ]
