"""Help: every role reads about its own pages, and about no other."""

import pytest

from buurtwerkkamer.hulp import ONDERWERPEN, onderwerpen_van, wie_helpt
from buurtwerkkamer.rollen import BIJ_KAMER, BIJ_PARTNER, RECHTEN, Rol
from tests.fabriek import maak_gebruiker

pytestmark = pytest.mark.django_db


def koppen(gebruiker) -> list[str]:
    return [str(onderwerp.kop) for onderwerp in onderwerpen_van(gebruiker)]


def test_elk_onderwerp_hoort_bij_een_recht_dat_bestaat():
    assert {onderwerp.recht for onderwerp in ONDERWERPEN} - set(RECHTEN) == set()


@pytest.mark.parametrize("rol", sorted(set(Rol) - BIJ_PARTNER))
def test_iedere_rol_leest_iets_en_niemand_te_veel(casa, rol):
    mens = maak_gebruiker("Iemand", rol, kamer=casa if rol in BIJ_KAMER else None)

    assert 1 <= len(koppen(mens)) <= 8


def test_een_penningmeester_leest_over_de_boeken_en_niet_over_vandaag(client, chandra):
    client.force_login(chandra)

    tekst = client.get("/hulp/").text

    assert "Keer dit stuk om" in tekst
    assert "Open Vandaag" not in tekst
    assert "streepje" not in tekst


def test_een_vrijwilliger_leest_over_de_eigen_uren_en_de_tablet(fatima):
    assert koppen(fatima) == ["Mijn uren", "Mijn rooster", "De tablet van de kamer"]


def test_een_coordinator_wordt_niet_naar_zichzelf_gestuurd(amina, fatima):
    assert wie_helpt(amina) == "Vraag de projectcoach of de beheerder."
    assert wie_helpt(fatima) == "Vraag je coördinator of de beheerder."


def test_wie_niet_is_ingelogd_leest_hoe_we_tellen(client):
    tekst = client.get("/hulp/").text

    assert "Hoe we mensen tellen" in tekst
    assert "Open Vandaag" not in tekst
