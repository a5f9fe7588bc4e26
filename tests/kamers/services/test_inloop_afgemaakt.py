"""A drop-in whose taps were never finished: what stands, what is asked, and how it is put right."""

from datetime import timedelta
from uuid import uuid4

import pytest

from kamers.services import bijeenkomsten, inloop
from kamers.services.dag import dagbeeld
from kamers.services.inloop import NIEUW, inlopen
from kamers.services.keer import Invulling, Keer
from tests.fabriek import maak_activiteit, maak_bijeenkomst
from tests.kamers.dagfabriek import DINSDAG, WEEK
from tests.kamers.inloopfabriek import antwoord, kaart, rond_af, stand, tik


@pytest.fixture
def inloop_van(casa):
    les = maak_activiteit(casa, "Inloop", hele_dag=True)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=40)
    return les


@pytest.mark.django_db
class TestMetDeHand:
    """Somebody corrects the card by hand while others tap."""

    def met_de_hand(self, les, gebruiker, nieuw, nieuw_kamer):
        rij = les.bijeenkomsten.get(gepland=DINSDAG)
        invulling = Invulling(kwamen_al=0, nieuw_soort=nieuw, nieuw_kamer=nieuw_kamer)
        vast = {"keer": Keer(les, DINSDAG), "versie": rij.versie, "gebruiker": gebruiker, "vandaag": DINSDAG}
        return bijeenkomsten.noteer(invulling=invulling, sleutel=uuid4(), klopt=nieuw, **vast)

    def test_een_tik_terug_na_een_correctie_komt_nooit_onder_nul(self, inloop_van, amina, casa):
        sleutel = tik(inloop_van, amina, NIEUW)
        tik(inloop_van, amina, NIEUW)
        antwoord(inloop_van, amina, ook_nieuw=True)
        self.met_de_hand(inloop_van, amina, nieuw=2, nieuw_kamer=0)

        inloop.neem_tik_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)

        assert stand(inloop_van) == (0, 1, 0)

    def test_wie_de_kaart_met_de_hand_invult_gaf_daarmee_alle_antwoorden(self, inloop_van, amina, casa):
        tik(inloop_van, amina, NIEUW)
        self.met_de_hand(inloop_van, amina, nieuw=1, nieuw_kamer=1)

        assert kaart(casa).vragen == 0
        antwoord(inloop_van, amina, ook_nieuw=True)
        assert stand(inloop_van) == (0, 1, 1)
        rond_af(inloop_van, amina)
        assert kaart(casa) is None

    def test_een_nieuwe_tik_daarna_is_weer_een_vraag(self, inloop_van, amina, casa):
        tik(inloop_van, amina, NIEUW)
        self.met_de_hand(inloop_van, amina, nieuw=1, nieuw_kamer=1)
        tik(inloop_van, amina, NIEUW)

        assert kaart(casa).vragen == 1
        antwoord(inloop_van, amina, ook_nieuw=True)
        assert (kaart(casa).vragen, stand(inloop_van)) == (0, (0, 2, 2))


@pytest.mark.django_db
class TestNietAfgemaakt:
    """The evening comes and nobody said to be done: hours and answers lack, and nobody would see it."""

    def half(self, casa, dag):
        return [rij.activiteit for rij in dagbeeld(casa, dag).half]

    def test_de_dagen_erna_staat_hij_bij_vergeten_en_op_de_dag_zelf_staat_de_kaart_er_nog(
        self, inloop_van, amina, casa
    ):
        tik(inloop_van, amina, NIEUW)
        woensdag = DINSDAG + timedelta(days=1)

        assert [self.half(casa, DINSDAG), self.half(casa, woensdag)] == [[], [inloop_van]]
        assert [self.half(casa, DINSDAG + WEEK), self.half(casa, DINSDAG + WEEK + timedelta(days=1))] == [
            [inloop_van],
            [],
        ]
        [open_] = inlopen(dagbeeld(casa, DINSDAG), woensdag)
        assert open_.vragen == 1

    def test_afgemaakt_of_met_de_hand_ingevuld_is_klaar(self, inloop_van, amina, casa):
        tik(inloop_van, amina)
        sleutel = uuid4()
        rond_af(inloop_van, amina, sleutel)
        woensdag = DINSDAG + timedelta(days=1)

        assert (self.half(casa, woensdag), inlopen(dagbeeld(casa, DINSDAG), woensdag)) == ([], [])
        bijeenkomsten.maak_ongedaan(kamer=casa, sleutel=sleutel, gebruiker=amina)
        assert self.half(casa, woensdag) == [inloop_van]
        TestMetDeHand().met_de_hand(inloop_van, amina, nieuw=1, nieuw_kamer=0)
        assert (self.half(casa, woensdag), inlopen(dagbeeld(casa, DINSDAG), woensdag)) == ([], [])

    def test_de_andere_kamer_ziet_hem_niet(self, inloop_van, amina, multibron):
        tik(inloop_van, amina)

        assert self.half(multibron, DINSDAG + timedelta(days=1)) == []
