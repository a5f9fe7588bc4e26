"""What a kind had reached before an occurrence, with exact values."""

from datetime import date, time

import pytest

from kamers.models import AlGeteld, Bijeenkomst
from kamers.services.bereikt import bereikt_voor, bereikt_voor_elk, te_veel_bekend
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_persoon, maak_soort
from tests.kamers.dagfabriek import DINSDAG, WEEK

pytestmark = pytest.mark.django_db


@pytest.fixture
def les(casa):
    return maak_activiteit(casa, telwijze="namen")


def test_eerdere_namen_tellen_een_keer_en_wie_er_nu_op_naam_is_niet(les, casa):
    ali, bea, kofi = (maak_persoon(naam, casa) for naam in ("Ali", "Bea", "Kofi"))
    maak_bijeenkomst(les, DINSDAG - 3 * WEEK, namen=[ali, bea], nieuw=2)
    maak_bijeenkomst(les, DINSDAG - 2 * WEEK, namen=[ali, bea])
    nu = maak_bijeenkomst(les, DINSDAG, namen=[ali, kofi])

    assert bereikt_voor(nu) == 3
    assert list(Bijeenkomst.objects.annotate(n=bereikt_voor_elk(casa.pk, 2026)).values_list("n", flat=True)) == [
        0,
        2,
        3,
    ]


def test_wie_al_geteld_was_telt_nergens_dubbel(les, casa):
    ali, bea = (maak_persoon(naam, casa) for naam in ("Ali", "Bea"))
    for persoon in (ali, bea):
        AlGeteld.objects.create(persoon=persoon, kamer=casa, jaar=2026, soort=les.soort)
    maak_bijeenkomst(les, DINSDAG - 2 * WEEK, nieuw=5)
    maak_bijeenkomst(les, DINSDAG - WEEK, namen=[ali, bea])

    assert bereikt_voor(maak_bijeenkomst(les, DINSDAG, namen=[ali])) == 4
    assert bereikt_voor(maak_bijeenkomst(les, DINSDAG + WEEK)) == 5


@pytest.mark.parametrize(("jaar", "bij", "bereikt"), [(2025, True, 2), (2026, False, 2), (2026, True, 1)])
def test_al_geteld_geldt_voor_dat_jaar_en_die_soort(les, casa, jaar, bij, bereikt):
    ali = maak_persoon("Ali", casa)
    soort = les.soort if bij else maak_soort("P1", "Ontmoeting")
    AlGeteld.objects.create(persoon=ali, kamer=casa, jaar=jaar, soort=soort)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=1, namen=[ali])

    assert bereikt_voor(maak_bijeenkomst(les, DINSDAG)) == bereikt


def test_een_ander_jaar_een_andere_soort_en_een_andere_kamer_tellen_niet_mee(les, casa, multibron):
    ali = maak_persoon("Ali", casa, multibron)
    maak_bijeenkomst(les, date(2025, 12, 31), nieuw=5, namen=[ali])
    maak_bijeenkomst(maak_activiteit(casa, soort=maak_soort("P1", "Ontmoeting")), DINSDAG - WEEK, nieuw=5, namen=[ali])
    maak_bijeenkomst(maak_activiteit(multibron), DINSDAG - WEEK, nieuw=5, namen=[ali])

    assert bereikt_voor(maak_bijeenkomst(les, DINSDAG)) == 0


def test_twee_op_hetzelfde_uur_gaan_niet_voor_elkaar(les, casa):
    ali, ander = maak_persoon("Ali", casa), maak_activiteit(casa, naam="Leesclub")
    een = maak_bijeenkomst(les, DINSDAG, nieuw=3, namen=[ali])
    twee = maak_bijeenkomst(ander, DINSDAG, nieuw=4, namen=[ali])
    later = maak_activiteit(casa, naam="Avondles", begin=time(19), eind=time(20))

    assert (bereikt_voor(een), bereikt_voor(twee)) == (0, 0)
    assert bereikt_voor(maak_bijeenkomst(later, DINSDAG)) == 8


def test_te_veel_is_alleen_meer_dan_er_kunnen_zijn(les, casa):
    maak_bijeenkomst(les, DINSDAG - 2 * WEEK, nieuw=3)
    net = maak_bijeenkomst(les, DINSDAG - WEEK, kwamen_al=3)
    veel = maak_bijeenkomst(les, DINSDAG, kwamen_al=4)

    gevonden = Bijeenkomst.objects.filter(pk__in=te_veel_bekend(casa.pk, 2026))
    assert list(gevonden) == [veel]
    assert net not in gevonden
