"""How often a visitor may look up a check code, and that it takes nothing from the limits of others."""

from django.core.cache import cache
from django.test import RequestFactory

from rapportage.services.controleren import HOOGSTENS, mag_zoeken


def test_wie_van_driehonderd_adressen_zoekt_wist_de_grens_van_de_tabletcodes_niet(db):
    cache.clear()
    cache.set("allauth:rl:tabletcode_persoon:7", [1.0] * 5, 900)  # sorts before ours: the first to go

    vragen = [RequestFactory().get("/controleer/", REMOTE_ADDR=f"192.0.{n // 256}.{n % 256}") for n in range(310)]

    assert all(mag_zoeken(vraag) for vraag in vragen)
    assert cache.get("allauth:rl:tabletcode_persoon:7") == [1.0] * 5


def test_een_huis_met_een_ipv6_reeks_is_een_bezoeker(db):
    cache.clear()
    adressen = [f"2001:db8:1:2::{n:x}" for n in range(HOOGSTENS + 1)]

    uit = [mag_zoeken(RequestFactory().get("/controleer/", REMOTE_ADDR=adres)) for adres in adressen]

    assert uit == [True] * HOOGSTENS + [False]
    assert mag_zoeken(RequestFactory().get("/controleer/", REMOTE_ADDR="2001:db8:1:3::1"))
