"""Who gets the proofs of a check: its two members, not the rest of the kascommissie."""

from datetime import date

import pytest
from django.urls import reverse

from buurtwerkkamer.bewijs import bewaar_bewijs, keur_bewijs
from buurtwerkkamer.rollen import Rol
from tests.buurtwerkkamer.bewijsfabriek import maak_foto
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.controlefabriek import maak_controle, maak_lid


@pytest.fixture
def controle(db, chandra, casa, time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)
    begin_boeken(2026)
    foto = bewaar_bewijs(keur_bewijs(maak_foto(), "bon.jpg")).bestand
    maak_boekstuk(chandra, regel("4120", "1500", 99, casa), datum=date(2026, 2, 1), bewijs=foto)
    return maak_controle(maak_lid("Kim"), maak_lid("Karel"), grootte=1)


@pytest.mark.parametrize("rol", [Rol.KASCOMMISSIE, Rol.BESTUUR, Rol.ACCOUNTANT, Rol.PENNINGMEESTER])
def test_een_ander_lid_van_de_kascommissie_ziet_de_rij_en_niet_het_bewijs(client, controle, rol):
    client.force_login(maak_gebruiker("Ander", rol))
    ziet = rol != Rol.KASCOMMISSIE

    pagina = client.get(reverse("financien:controlestuk", args=[controle.pk, 1])).text
    bewijs = client.get(reverse("financien:controlestuk_bewijs", args=[controle.pk, 1]))

    assert ("€\xa099,00" in pagina, "bewijsfoto" in pagina, "data-bewijs" in pagina) == (True, ziet, ziet)
    assert ("Het bewijs is voor de twee leden van deze controle." in pagina) is not ziet
    assert bewijs.status_code == (200 if ziet else 404)


def test_beide_leden_zien_het_bewijs(client, controle):
    for lid in (controle.eerste, controle.tweede):
        client.force_login(lid)
        assert client.get(reverse("financien:controlestuk_bewijs", args=[controle.pk, 1])).status_code == 200
