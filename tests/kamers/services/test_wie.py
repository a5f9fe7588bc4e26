"""Who stands on the card of an activity that is counted by names."""

import pytest

from kamers.services import wie
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_persoon, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, WEEK, zet_op_rooster

pytestmark = pytest.mark.django_db


@pytest.fixture
def les(casa):
    return maak_activiteit(casa, telwijze="namen")


def kaart(les, *, helpers=(), namen=(), gekozen=(), dag=DINSDAG):
    staat = {"helpers": list(helpers), "namen": frozenset(namen), "gekozen": frozenset(gekozen)}
    return wie.op_de_kaart(les.kamer, les, dag, **staat)


def namen(mensen):
    return [str(persoon) for persoon in mensen]


def mensen(kamer, *wie):
    return [maak_persoon(naam, kamer) for naam in wie]


def test_de_mensen_van_de_laatste_drie_keer_staan_op_de_kaart_op_alfabet(les, casa):
    ali, bea, cor, dik = mensen(casa, "Ali", "Bea", "Cor", "Dik")
    for week, er_waren in enumerate(([cor], [bea], [cor, ali], [dik]), start=1):
        maak_bijeenkomst(les, DINSDAG - week * WEEK, namen=er_waren)

    beeld = kaart(les)

    assert namen(beeld.deelnemers) == ["Ali", "Bea", "Cor"]
    assert [str(p) for p in beeld.deelnemers if p.vorige] == ["Cor"]
    assert namen(beeld.anderen) == ["Dik"]


def test_een_keer_die_niet_doorging_of_later_was_is_geen_vorige_keer(les, casa):
    ali, bea = mensen(casa, "Ali", "Bea")
    maak_bijeenkomst(les, DINSDAG - 2 * WEEK, namen=[ali])
    maak_bijeenkomst(les, DINSDAG - WEEK, status="vervallen", kwamen_al=None, nieuw=None)
    maak_bijeenkomst(les, DINSDAG + WEEK, namen=[bea])

    assert [str(p) for p in kaart(les).deelnemers if p.vorige] == ["Ali"]


def test_iedereen_van_vorige_keer_staat_erop_en_van_de_keren_ervoor_wie_het_vaakst_kwam(les, casa, monkeypatch):
    monkeypatch.setattr(wie, "MEESTAL", 3)
    ali, bea, cor, dik = mensen(casa, "Ali", "Bea", "Cor", "Dik")
    maak_bijeenkomst(les, DINSDAG - 3 * WEEK, namen=[cor, dik])
    maak_bijeenkomst(les, DINSDAG - 2 * WEEK, namen=[dik])
    maak_bijeenkomst(les, DINSDAG - WEEK, namen=[ali, bea])

    beeld = kaart(les)

    assert (namen(beeld.deelnemers), namen(beeld.anderen)) == (["Ali", "Bea", "Dik"], ["Cor"])


def test_bij_iemand_anders_staat_wie_het_laatst_in_de_kamer_was_en_niet_iedereen(les, casa, monkeypatch):
    monkeypatch.setattr(wie, "ANDEREN", 2)
    lang, kort, nooit = mensen(casa, "Aad", "Zus", "Ben")
    anders = maak_activiteit(casa, naam="Inloop", telwijze="namen")
    maak_bijeenkomst(anders, DINSDAG - 9 * WEEK, namen=[lang])
    maak_bijeenkomst(anders, DINSDAG - 2 * WEEK, namen=[kort])

    assert namen(kaart(les).anderen) == ["Aad", "Zus"]
    assert nooit.pk not in [p.pk for p in kaart(les).deelnemers]


def test_wie_samengevoegd_vergeten_of_van_een_andere_kamer_is_staat_er_niet_op(les, casa, multibron):
    ali, bea, cor, vera = *mensen(casa, "Ali", "Bea", "Cor"), maak_persoon("Vera", multibron)
    maak_bijeenkomst(les, DINSDAG - WEEK, namen=[ali, bea, cor, vera])
    ali.opgegaan_in = cor
    ali.save()
    bea.voornaam, bea.vergeten_op = "", DINSDAG
    bea.save()

    assert namen(kaart(les, gekozen=[ali.pk, bea.pk, vera.pk]).deelnemers) == ["Cor"]


def test_wie_er_al_bij_staat_blijft_erbij_ook_als_de_naam_gewist_is(les, casa):
    bea = maak_persoon("", casa, vergeten_op=DINSDAG)
    maak_bijeenkomst(les, DINSDAG, namen=[bea])

    assert namen(kaart(les, namen=[bea.pk]).deelnemers) == ["zonder naam"]


def test_helpers_komen_van_het_rooster_en_een_vrijwilliger_kan_ook_deelnemer_zijn(les, casa):
    gifty, _fatima = (maak_vrijwilliger(naam, casa).persoon for naam in ("Gifty", "Fatima"))
    zet_op_rooster(les, gifty, "1.5")
    maak_persoon("Ali", casa)

    beeld = kaart(les)

    assert [(str(p), p.roosteruren) for p in beeld.helpers] == [("Gifty", 1.5), ("Fatima", None)]
    assert namen(beeld.anderen) == ["Ali", "Fatima", "Gifty"]


def test_de_hele_kaart_is_een_vraag(les, casa, django_assert_num_queries):
    maak_bijeenkomst(les, DINSDAG - WEEK, namen=mensen(casa, *(f"M{n}" for n in range(15))))

    with django_assert_num_queries(1):
        assert len(kaart(les).deelnemers) == 15
