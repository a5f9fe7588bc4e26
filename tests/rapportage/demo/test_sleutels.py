"""The fictional keys: who coordinates has one, and one lies ready."""

from datetime import date

import pytest

from buurtwerkkamer.rollen import Rol
from kamers.models import Sleutel
from rapportage.demo.sleutels import maak_sleutels
from tests.fabriek import maak_gebruiker


@pytest.mark.django_db
def test_elke_kamer_heeft_twee_sleutels_en_een_pas_en_de_cooperatie_een_pas(casa, multibron, amina, bram, chandra):
    maak_gebruiker("Asha", Rol.ASSISTENT, kamer=casa)

    maak_sleutels([casa, multibron], date(2026, 1, 1), chandra)

    assert [(str(rij.kamer or ""), rij.soort, str(rij), rij.bij_naam) for rij in Sleutel.objects.met_stand()] == [
        ("", "bankpas", "eindigt op 0000 (fictief)", "Chandra"),
        ("Casa Jepie Makandra", "bankpas", "eindigt op 0001 (fictief)", "Amina"),
        ("Casa Jepie Makandra", "sleutel", "voordeur 1 (fictief)", "Amina"),
        ("Casa Jepie Makandra", "sleutel", "voordeur 2 (fictief)", None),
        ("MultiBron", "bankpas", "eindigt op 0002 (fictief)", "Bram"),
        ("MultiBron", "sleutel", "voordeur 1 (fictief)", "Bram"),
        ("MultiBron", "sleutel", "voordeur 2 (fictief)", None),
    ]
