from decimal import Decimal

import pytest

from buurtwerkkamer.panelen import vraag_samen
from buurtwerkkamer.rollen import Rol
from tests.fabriek import geef_rol, maak_activiteit, maak_bijeenkomst, maak_gebruiker, maak_inzet, maak_vrijwilliger
from tests.kamers.klusfabriek import DAG
from vrijwilligers.panelen import te_keuren, vraag_uren


@pytest.fixture
def wachtend(casa):
    """Three hours reported by Kofi where two were noted."""
    return maak_inzet(
        maak_vrijwilliger("Kofi", casa).persoon,
        maak_bijeenkomst(maak_activiteit(casa), DAG),
        gemeld_uren=Decimal(3),
    )


def paneel(**plek) -> dict | None:
    return te_keuren(**plek, rijen=vraag_samen(vraag_uren(**plek)))


def test_de_coordinator_ziet_hoeveel_er_wacht(casa, amina, wachtend):
    assert paneel(kamer=casa, gebruiker=amina, dag=DAG) == {"aantal": 1, "kamer": casa}


def test_zonder_iets_dat_wacht_is_er_geen_paneel(casa, multibron, amina, bram, wachtend):
    assert paneel(kamer=multibron, gebruiker=bram) is None


def test_een_assistent_keurt_niet_goed_en_ziet_geen_paneel(casa, wachtend):
    assert paneel(kamer=casa, gebruiker=maak_gebruiker("Dela", Rol.ASSISTENT, kamer=casa)) is None


def test_de_eigen_uren_tellen_niet_mee_in_het_paneel(casa, fatima):
    geef_rol(fatima, Rol.COORDINATOR, kamer=casa)
    maak_inzet(fatima.vrijwilliger.persoon, maak_bijeenkomst(maak_activiteit(casa), DAG), gemeld_uren=Decimal(3))
    fatima.rol = Rol.COORDINATOR

    assert paneel(kamer=casa, gebruiker=fatima) is None
