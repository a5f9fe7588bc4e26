from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from kamers.models import Bijeenkomst, Teljaar
from kamers.services import inloop
from kamers.services.dag import dagbeeld
from kamers.services.inloop import AL, NIEUW, EerstAntwoorden, inlopen
from kamers.services.regels import Botsing, DagMoetNogKomen, Telfout
from kamers.services.teljaar import TeljaarGesloten
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, WEEK, zet_op_rooster
from tests.kamers.inloopfabriek import antwoord, kaart, rond_af, stand, tik


@pytest.fixture
def inloop_van(casa):
    les = maak_activiteit(casa, "Inloop", hele_dag=True)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=40)
    return les


@pytest.mark.django_db
class TestTikken:
    def test_elke_tik_is_een_mens_en_dezelfde_tik_telt_een_keer(self, inloop_van, amina):
        sleutel = tik(inloop_van, amina)
        tik(inloop_van, amina, sleutel=sleutel)
        tik(inloop_van, amina)
        tik(inloop_van, amina, NIEUW)

        assert stand(inloop_van) == (2, 1, 0)

    def test_de_laatste_tik_gaat_terug_ook_als_een_ander_daarna_tikte(self, inloop_van, amina, dubbelrol, casa):
        sleutel = tik(inloop_van, amina, NIEUW)
        tik(inloop_van, dubbelrol)

        inloop.neem_tik_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)

        assert stand(inloop_van) == (1, 0, 0)
        assert inloop.neem_tik_terug(kamer=casa, sleutel=sleutel, gebruiker=amina) is None
        assert stand(inloop_van) == (1, 0, 0)

    def test_niemand_haalt_de_tik_van_een_ander_terug(self, inloop_van, amina, dubbelrol, casa):
        sleutel = tik(inloop_van, amina)

        assert inloop.neem_tik_terug(kamer=casa, sleutel=sleutel, gebruiker=dubbelrol) is None
        assert stand(inloop_van) == (1, 0, 0)

    def test_de_enige_tik_terug_maakt_de_dag_weer_leeg_en_de_volgende_telt_gewoon(self, inloop_van, amina, casa):
        sleutel = tik(inloop_van, amina)
        inloop.neem_tik_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)

        assert stand(inloop_van) is None
        tik(inloop_van, amina)
        assert stand(inloop_van) == (1, 0, 0)
        assert Bijeenkomst.objects.get(gepland=DINSDAG).versie == 2

    def test_meer_mensen_die_al_kwamen_dan_ooit_geteld_kan_niet(self, casa, amina):
        les = maak_activiteit(casa, "Inloop", hele_dag=True)
        tik(les, amina, NIEUW)

        with pytest.raises(Telfout, match="Dit jaar telden we bij Taal nog niemand"):
            tik(les, amina)
        assert stand(les) == (0, 1, 0)

    def test_op_een_dag_die_moet_komen_een_vervallen_dag_en_in_een_gesloten_jaar_telt_niets(
        self, inloop_van, amina, eva, casa
    ):
        with pytest.raises(DagMoetNogKomen):
            tik(inloop_van, amina, vandaag=DINSDAG - timedelta(days=1))
        leeg = {"kwamen_al": None, "nieuw": None, "status": "vervallen"}
        weg = maak_activiteit(casa, "Weg", hele_dag=True)
        rij = maak_bijeenkomst(weg, DINSDAG)
        Bijeenkomst.objects.filter(pk=rij.pk).update(
            status=leeg["status"], kwamen_al=None, nieuw_soort=None, nieuw_kamer=None
        )
        with pytest.raises(Botsing):
            tik(weg, amina)
        sleutel = tik(inloop_van, amina)
        Teljaar.objects.create(kamer=casa, jaar=2026, gesloten_door=eva)
        with pytest.raises(TeljaarGesloten):
            tik(inloop_van, amina)
        with pytest.raises(TeljaarGesloten):
            inloop.neem_tik_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)
        with pytest.raises(TeljaarGesloten):
            rond_af(inloop_van, amina)
        assert stand(inloop_van) == (1, 0, 0)


@pytest.mark.django_db
class TestNieuwInDeKamer:
    def test_na_een_nieuwe_staat_de_vraag_open_tot_het_antwoord(self, inloop_van, amina, casa):
        tik(inloop_van, amina, NIEUW)
        tik(inloop_van, amina, NIEUW)
        assert kaart(casa).vragen == 2

        antwoord(inloop_van, amina, True)
        assert (kaart(casa).vragen, stand(inloop_van)) == (1, (0, 2, 1))
        antwoord(inloop_van, amina, False)
        assert (kaart(casa).vragen, stand(inloop_van)) == (0, (0, 2, 1))
        antwoord(inloop_van, amina, True)
        assert stand(inloop_van) == (0, 2, 1)

    def test_een_tik_met_antwoord_neemt_bij_het_terughalen_ook_de_kamer_mee(self, inloop_van, amina, casa):
        tik(inloop_van, amina)
        sleutel = tik(inloop_van, amina, NIEUW)
        antwoord(inloop_van, amina, True)

        inloop.neem_tik_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)

        assert (stand(inloop_van), kaart(casa).vragen) == ((1, 0, 0), 0)


@pytest.mark.django_db
class TestKlaar:
    def test_klaar_schrijft_wie_op_het_rooster_staat_met_de_uren_en_haalt_de_kaart_weg(self, inloop_van, amina, casa):
        fatima = maak_vrijwilliger("Fatima", casa).persoon
        zet_op_rooster(inloop_van, fatima, "3")
        tik(inloop_van, amina)
        sleutel = uuid4()

        rij = rond_af(inloop_van, amina, sleutel)
        rond_af(inloop_van, amina, sleutel)

        assert [(i.persoon, i.uren) for i in rij.inzet.all()] == [(fatima, 3)]
        assert kaart(casa) is None

    def test_klaar_kan_pas_als_elke_nieuwe_beantwoord_is(self, inloop_van, amina, casa):
        tik(inloop_van, amina, NIEUW)

        with pytest.raises(EerstAntwoorden):
            rond_af(inloop_van, amina)
        assert kaart(casa).vragen == 1

    def test_een_dag_die_met_de_gewone_kaart_is_genoteerd_heeft_geen_tikkaart_meer(self, inloop_van, casa):
        maak_bijeenkomst(inloop_van, DINSDAG, kwamen_al=3)

        assert kaart(casa) is None

    def test_op_een_andere_dag_en_zonder_inloop_is_er_geen_kaart_en_geen_vraag(self, casa, django_assert_num_queries):
        maak_activiteit(casa)
        beeld = dagbeeld(casa, DINSDAG)

        with django_assert_num_queries(0):
            assert inlopen(beeld, DINSDAG) == []
            assert inlopen(beeld, DINSDAG + WEEK) == []


@pytest.mark.django_db
@pytest.mark.parametrize("velden", [{"met_kinderen": True}, {"telwijze": "namen"}])
def test_waar_een_tik_niet_alles_zegt_is_de_gewone_kaart(casa, velden):
    maak_activiteit(casa, "Inloop", hele_dag=True, **velden)

    assert kaart(casa) is None


@pytest.mark.django_db(transaction=True)
def test_twintig_tikken_op_twee_tablets_tegelijk_zijn_twintig_mensen(inloop_van, amina, dubbelrol):
    """Negative control: without een_tegelijk in tik the first taps make two rows, and others overwrite each other."""
    start = Barrier(20)

    def doe(n):
        start.wait()
        try:
            tik(inloop_van, dubbelrol if n % 2 else amina, NIEUW if n % 4 == 0 else AL)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as ploeg:
        list(ploeg.map(doe, range(20)))

    assert stand(inloop_van) == (15, 5, 0)
