"""How often a visitor may look up a check code, and that it takes nothing from the limits of others."""

from django.core.cache import cache
from django.test import RequestFactory

from rapportage.services.controleren import mag_zoeken


def test_wie_van_driehonderd_adressen_zoekt_wist_de_grens_van_de_tabletcodes_niet(db):
    cache.clear()
    cache.set("allauth:rl:tabletcode_persoon:7", [1.0] * 5, 900)  # sorts before ours: the first to go

    vragen = [RequestFactory().get("/controleer/", REMOTE_ADDR=f"192.0.{n // 256}.{n % 256}") for n in range(310)]

    assert all(mag_zoeken(vraag) for vraag in vragen)
    assert cache.get("allauth:rl:tabletcode_persoon:7") == [1.0] * 5
