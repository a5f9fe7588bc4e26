"""Who may see the proof of a document: whoever may see it where it comes from, and no wage through it."""

from datetime import date
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Bestand
from buurtwerkkamer.rollen import Rol
from financien.services.boeken import keer_om
from financien.services.controledaden import trek_in
from financien.services.handgeld.oordeel import keur_goed
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import adres, begin_boeken, maak_boekstuk, regel
from tests.financien.controlefabriek import maak_controle, maak_lid
from tests.financien.handgeldfabriek import maak_bon, vul_potje
from tests.financien.stukblad import GEEN, bewijs, pagina
from tests.financien.toekenningfabriek import kom_binnen, maak_toekenning, verleen
from tests.financien.uitvoerfabriek import maak_bewijs

D = Decimal
FEB = date(2026, 2, 2)


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def boeken(casa, multibron):
    begin_boeken(2026)


@pytest.mark.usefixtures("boeken")
class TestRechten:
    """The kascommissie gets a proof as where it comes from: a photo of the own check, a scan as at its invoice."""

    def test_een_los_bewijs_is_voor_de_leden_van_een_controle_die_niet_is_ingetrokken(self, client, chandra, casa):
        stuk = maak_boekstuk(
            chandra, regel("4120", "1500", "9", casa), datum=FEB, bewijs=maak_bewijs(b"nota", "nota.pdf")
        )
        kim, karel, ander = maak_lid("Kim"), maak_lid("Karel"), maak_lid("Ander")
        ervoor = bewijs(client, kim, stuk)
        controle = maak_controle(kim, karel, grootte=1)

        assert (ervoor, bewijs(client, ander, stuk)) == ((404, b""), (404, b""))
        assert [bewijs(client, lid, stuk) for lid in (kim, karel, chandra)] == [(200, b"nota")] * 3
        assert "Dit bewijs is voor de twee leden van een controle" in pagina(client, ander, stuk)

        trek_in(controle, reden="Opnieuw", gebruiker=kim)

        assert [bewijs(client, lid, stuk)[0] for lid in (kim, karel, chandra)] == [404, 404, 200]

    def test_de_foto_van_een_bonnetje_houdt_haar_eigen_regel_ook_onder_een_ander_stuk(
        self, client, chandra, amina, casa
    ):
        vul_potje(chandra, casa, kas="90.00", datum=date(2026, 1, 1))
        bon = maak_bon(casa, amina, "5.00", datum=date(2026, 1, 2))
        stuk = keur_goed(bon, gebruiker=chandra)
        kim, karel = maak_lid("Kim"), maak_lid("Karel")
        ander = maak_boekstuk(chandra, regel("4120", "1500", "9", casa), datum=FEB, bewijs=bon.foto)
        maak_controle(kim, karel, van=FEB, tot=FEB, grootte=5)

        assert bewijs(client, chandra, stuk)[0] == 200
        assert [bewijs(client, kim, s)[0] for s in (stuk, ander)] == [404, 404]

    def test_niemand_ziet_loon_door_hetzelfde_bewijs_bij_een_ander_stuk(self, client, chandra, casa):
        strook = maak_bewijs(b"strook", "strook.pdf")
        stuk = maak_boekstuk(chandra, regel("4120", "1500", "9", casa), datum=FEB, bewijs=strook)
        kim, karel = maak_lid("Kim"), maak_lid("Karel")
        controle = maak_controle(kim, karel, grootte=1)
        client.force_login(kim)
        pad = adres("controlestuk_bewijs", controle.pk, 1)
        ervoor = bewijs(client, kim, stuk)[0], client.get(pad).status_code

        maak_boekstuk(chandra, regel("4010", "1520", "2955.17", casa), datum=FEB, bewijs=strook)

        assert ervoor == (200, 200)
        assert (bewijs(client, kim, stuk)[0], client.get(pad).status_code) == (404, 404)
        zin_ = "In dit bewijs staat ook loon."
        assert zin_ in pagina(client, kim, stuk)
        assert zin_ in client.get(adres("controlestuk", controle.pk, 1)).text
        assert bewijs(client, chandra, stuk)[0] == 200

    def test_in_een_controle_staat_de_brief_van_de_toekenning_en_het_blijft_bij_tien_vragen(
        self, client, chandra, casa, django_assert_max_num_queries
    ):
        rij = verleen(maak_toekenning(chandra, {casa: 1000}, jaar=2026), chandra, date(2026, 1, 5))
        geld = kom_binnen(rij, chandra, FEB, 400)
        terug = keer_om(geld, datum=FEB, reden="Van een ander", sleutel=uuid4(), gebruiker=chandra)
        maak_boekstuk(chandra, regel("4120", "1500", "9", casa), datum=FEB)
        kim, karel = maak_lid("Kim"), maak_lid("Karel")
        controle = maak_controle(kim, karel, grootte=5)
        pad = adres("controlestuk", controle.pk, controle.posten.get(boekstuk=terug).volgnummer)
        client.force_login(kim)
        ervoor = unescape(client.get(pad).text)
        bestand = maak_bewijs(b"brief", "b.pdf")
        stap_ = rij.stappen.get(status="verleend")
        brief = rij.brieven.create(omschrijving="Beschikking", datum=FEB, bestand=bestand, stap=stap_)

        with django_assert_max_num_queries(10):
            erna = unescape(client.get(pad).text)

        assert f"{GEEN} Dit stuk keert {geld} om. Het bewijs staat daar." in ervoor
        assert f'href="{adres("brief", brief.pk)}" download data-bewijs' in erna
        assert (GEEN in erna, client.get(adres("brief", brief.pk)).status_code) == (False, 200)

    def test_een_coach_of_coordinator_krijgt_het_niet_en_zonder_bewijs_is_er_niets(self, client, chandra, amina, casa):
        stuk = maak_boekstuk(chandra, regel("4120", "1500", "9", casa), bewijs=maak_bewijs(b"nota", "nota.pdf"))
        leeg = maak_boekstuk(chandra, regel("4120", "1500", "9", casa))

        mag = [bewijs(client, wie, stuk)[0] for wie in (amina, maak_gebruiker("Coach", Rol.PROJECTCOACH))]

        assert (mag, bewijs(client, chandra, leeg)[0]) == ([403, 403], 404)
        assert Bestand.objects.count() == 1
