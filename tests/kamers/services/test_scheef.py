"""Figures of a room that cannot stand beside each other."""

from datetime import date

import pytest

from kamers.models import AlGeteld, Klus, Soort
from kamers.services.scheef import scheve_cijfers
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_klus, maak_persoon

pytestmark = pytest.mark.django_db
DAG = date(2026, 1, 6)


@pytest.fixture
def les(aanbod_2018, casa):
    return maak_activiteit(casa, soort=Soort.objects.get(code="taal"))


def test_dertig_vaste_mensen_in_januari_die_niemand_nieuw_in_de_kamer_noemde_worden_gezien(les, casa):
    rij = maak_bijeenkomst(les, DAG, nieuw=30, nieuw_kamer=0)

    assert scheve_cijfers(casa, 2026) == [
        "Bij Taal telden we 30 mensen, in de hele kamer 0. Wie nieuw was, telt ook in de kamer."
    ]
    rij.nieuw_kamer = 30
    rij.save()
    assert scheve_cijfers(casa, 2026) == []
    assert scheve_cijfers(casa, 2025) == []


def test_wie_door_een_klus_al_in_de_kamer_telde_is_geen_fout(les, casa):
    maak_bijeenkomst(les, DAG, nieuw=2, nieuw_kamer=1)
    assert len(scheve_cijfers(casa, 2026)) == 1

    maak_klus(casa, status=Klus.Status.KLAAR, gedaan_op=DAG, eerste_keer="ja")

    assert scheve_cijfers(casa, 2026) == []


def test_meer_passen_al_geteld_dan_er_zonder_naam_geteld_zijn_wordt_gezien(les, casa, multibron):
    mensen = [maak_persoon(naam, casa) for naam in ("Ali", "Bea")]
    maak_bijeenkomst(les, DAG, namen=mensen, nieuw=1)
    for persoon in mensen:
        for soort in (None, les.soort):
            AlGeteld.objects.create(persoon=persoon, kamer=casa, jaar=2026, soort=soort)

    assert scheve_cijfers(casa, 2026) == [
        "Taal: 2 passen staan op ‘al geteld’, maar zonder naam telden we er 1.",
        "De hele kamer: 2 passen staan op ‘al geteld’, maar zonder naam telden we er 1.",
    ]
    assert scheve_cijfers(multibron, 2026) == []
    maak_bijeenkomst(les, date(2026, 1, 13), nieuw=1)
    assert scheve_cijfers(casa, 2026) == []
