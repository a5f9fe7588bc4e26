from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.rollen import Rol
from kamers.models import Inzet
from kamers.services import uren
from tests.fabriek import geef_rol, maak_activiteit, maak_bijeenkomst, maak_inzet, maak_klus, maak_vrijwilliger

VANDAAG = date(2026, 11, 24)
TWEE, DRIE = Decimal("2.00"), Decimal("3.00")


@pytest.fixture
def les(casa):
    return maak_activiteit(casa)


@pytest.fixture
def inzet(les, fatima):
    """Two hours of Fatima at the lesson of today."""
    return maak_inzet(fatima.vrijwilliger.persoon, maak_bijeenkomst(les, VANDAAG))


def meld(inzet, gebruiker, aantal, sleutel=None):
    return uren.meld_uren(inzet_id=inzet.pk, uren=Decimal(aantal), sleutel=sleutel or uuid4(), gebruiker=gebruiker)


def oordeel(kamer, gebruiker, gezien, akkoord=True, sleutel=None):
    return uren.beoordeel(kamer=kamer, gezien=gezien, akkoord=akkoord, sleutel=sleutel or uuid4(), gebruiker=gebruiker)


@pytest.mark.parametrize(
    ("gemeld", "telt", "wacht"), [("2", "2", False), ("1.5", "1.5", False), ("0", "0", False), ("2.5", "2", True)]
)
def test_minder_of_niet_geweest_telt_meteen_en_meer_wacht(inzet, fatima, gemeld, telt, wacht):
    assert meld(inzet, fatima, gemeld) is not None

    inzet.refresh_from_db()
    assert (inzet.gemeld_uren, inzet.uren, inzet.wacht) == (Decimal(gemeld), Decimal(telt), wacht)
    assert Inzet.objects.wacht_op_goedkeuring().count() == int(wacht)
    assert uren.totaal_van(fatima, 2026)[0] == Decimal(telt)


def test_een_melding_maakt_nooit_een_tweede_rij_en_telt_maar_een_keer(inzet, fatima):
    sleutel = uuid4()

    assert meld(inzet, fatima, "1", sleutel) is not None
    assert meld(inzet, fatima, "1", sleutel) is None
    assert meld(inzet, fatima, "3") is None
    assert list(Inzet.objects.values_list("uren", "gemeld_uren")) == [(Decimal("1.00"), Decimal("1.00"))]


def test_de_uren_van_iemand_anders_kun_je_niet_melden(les, inzet, casa, bram):
    geef_rol(bram, Rol.VRIJWILLIGER, kamer=casa)
    maak_vrijwilliger("Bram", casa, gebruiker=bram)

    with pytest.raises(Inzet.DoesNotExist):
        meld(inzet, bram, "0")

    inzet.refresh_from_db()
    assert (inzet.uren, inzet.gemeld_uren) == (TWEE, None)


def test_een_melding_kan_terug_en_dan_is_alles_als_ervoor(inzet, fatima):
    sleutel = uuid4()
    meld(inzet, fatima, "0", sleutel)

    assert uren.neem_melding_terug(inzet_id=inzet.pk, sleutel=sleutel, gebruiker=fatima)
    assert not uren.neem_melding_terug(inzet_id=inzet.pk, sleutel=sleutel, gebruiker=fatima)

    inzet.refresh_from_db()
    assert (inzet.uren, inzet.gemeld_uren, inzet.gemeld_op) == (TWEE, None, None)
    assert uren.te_bevestigen(fatima, VANDAAG) == inzet


def test_een_melding_kan_niet_terug_als_de_coordinator_haar_al_nakeek(inzet, fatima, amina, casa):
    sleutel = uuid4()
    meld(inzet, fatima, "3", sleutel)
    oordeel(casa, amina, {inzet.pk: DRIE})

    with pytest.raises(uren.UrenGewijzigd):
        uren.neem_melding_terug(inzet_id=inzet.pk, sleutel=sleutel, gebruiker=fatima)

    inzet.refresh_from_db()
    assert inzet.uren == DRIE


@pytest.mark.parametrize(("dagen", "gevraagd"), [(0, True), (7, True), (8, False), (-1, False)])
def test_er_wordt_gevraagd_naar_de_laatste_week(les, fatima, dagen, gevraagd):
    maak_inzet(fatima.vrijwilliger.persoon, maak_bijeenkomst(les, VANDAAG - timedelta(days=dagen)))

    assert (uren.te_bevestigen(fatima, VANDAAG) is not None) is gevraagd


def test_er_wordt_gevraagd_naar_de_nieuwste_keer_die_nog_geen_antwoord_heeft(les, fatima, casa):
    persoon = fatima.vrijwilliger.persoon
    klus = maak_klus(casa, status="klaar", gedaan_op=VANDAAG - timedelta(days=3))
    op_de_klus = maak_inzet(persoon, klus=klus)
    in_de_les = maak_inzet(persoon, maak_bijeenkomst(les, VANDAAG))

    assert uren.te_bevestigen(fatima, VANDAAG) == in_de_les
    meld(in_de_les, fatima, "2")
    assert uren.te_bevestigen(fatima, VANDAAG) == op_de_klus
    meld(op_de_klus, fatima, "2")
    assert uren.te_bevestigen(fatima, VANDAAG) is None


def test_het_totaal_is_dat_van_het_kalenderjaar_en_van_jezelf(les, fatima, casa):
    for dag, aantal in [(date(2026, 1, 1), "2"), (date(2026, 12, 31), "1.5"), (date(2025, 12, 31), "8")]:
        maak_inzet(fatima.vrijwilliger.persoon, maak_bijeenkomst(les, dag), uren=aantal)
    maak_inzet(maak_vrijwilliger("Kofi", casa).persoon, maak_bijeenkomst(les, VANDAAG), uren="4")

    assert uren.totaal_van(fatima, 2026)[0] == Decimal("3.50")


def test_wat_nog_niet_bevestigd_is_staat_apart(les, inzet, fatima, casa, amina):
    """Two hours confirmed, three reported where two were noted, and 1,5 that nobody said anything about."""
    persoon = fatima.vrijwilliger.persoon
    meer, _stil = (
        maak_inzet(persoon, maak_bijeenkomst(les, date(2026, 2, dag)), uren=n) for dag, n in ((2, "2"), (3, "1.5"))
    )
    meld(inzet, fatima, "2")
    meld(meer, fatima, "3")

    assert uren.totaal_van(fatima, 2026) == (Decimal("5.50"), Decimal("1.50"))


def test_laatste_keren_beginnen_bij_de_nieuwste_zonder_die_waarnaar_gevraagd_wordt(les, fatima):
    keren = [
        maak_inzet(fatima.vrijwilliger.persoon, maak_bijeenkomst(les, VANDAAG - timedelta(weeks=week)))
        for week in range(12)
    ]

    assert list(uren.laatste_keren(fatima)) == keren[:10]
    assert list(uren.laatste_keren(fatima, zonder=keren[0])) == keren[1:11]


def test_goedkeuren_laat_de_gemelde_uren_tellen_en_afwijzen_de_genoteerde(les, inzet, fatima, amina, casa):
    kofi = maak_inzet(maak_vrijwilliger("Kofi", casa).persoon, inzet.bijeenkomst, gemeld_uren=DRIE)
    meld(inzet, fatima, "3")

    assert list(uren.wachtend(casa)) == [inzet, kofi]
    assert oordeel(casa, amina, {inzet.pk: DRIE}) == [inzet]
    assert oordeel(casa, amina, {kofi.pk: DRIE}, akkoord=False) == [kofi]

    inzet.refresh_from_db()
    kofi.refresh_from_db()
    assert (inzet.uren, inzet.beoordeeld_door, inzet.wacht) == (DRIE, amina, False)
    assert (kofi.uren, kofi.gemeld_uren, kofi.beoordeeld_door, kofi.wacht) == (TWEE, DRIE, amina, False)
    assert list(uren.wachtend(casa)) == []


def test_alles_goedkeuren_is_alles_of_niets(inzet, fatima, amina, casa):
    kofi = maak_inzet(maak_vrijwilliger("Kofi", casa).persoon, inzet.bijeenkomst, gemeld_uren=DRIE)
    meld(inzet, fatima, "3")

    with pytest.raises(uren.UrenGewijzigd):
        oordeel(casa, amina, {inzet.pk: DRIE, kofi.pk: Decimal("4.00")})

    assert [rij.uren for rij in uren.wachtend(casa)] == [TWEE, TWEE]


def test_je_eigen_uren_keurt_iemand_anders_goed(inzet, fatima, casa):
    geef_rol(fatima, Rol.COORDINATOR, kamer=casa)
    meld(inzet, fatima, "3")

    with pytest.raises(uren.EigenUren):
        oordeel(casa, fatima, {inzet.pk: DRIE})

    inzet.refresh_from_db()
    assert (inzet.uren, inzet.beoordeeld_op) == (TWEE, None)


def test_uren_van_een_andere_kamer_worden_hier_niet_goedgekeurd(inzet, fatima, bram, multibron):
    meld(inzet, fatima, "3")

    with pytest.raises(uren.UrenGewijzigd):
        oordeel(multibron, bram, {inzet.pk: DRIE})

    inzet.refresh_from_db()
    assert inzet.uren == TWEE


def test_een_oordeel_telt_een_keer_en_kan_terug(inzet, fatima, amina, casa):
    sleutel = uuid4()
    meld(inzet, fatima, "3")

    assert oordeel(casa, amina, {inzet.pk: DRIE}, sleutel=sleutel) == [inzet]
    assert oordeel(casa, amina, {inzet.pk: DRIE}, sleutel=sleutel) == []
    assert uren.neem_oordeel_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)
    assert not uren.neem_oordeel_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)

    inzet.refresh_from_db()
    assert (inzet.uren, inzet.wacht, inzet.beoordeeld_door) == (TWEE, True, None)


def test_een_oordeel_kan_niet_terug_als_de_uren_daarna_wijzigden(inzet, fatima, amina, casa):
    sleutel = uuid4()
    meld(inzet, fatima, "3")
    oordeel(casa, amina, {inzet.pk: DRIE}, sleutel=sleutel)
    Inzet.objects.update(uren=1)

    with pytest.raises(uren.UrenGewijzigd):
        uren.neem_oordeel_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)

    inzet.refresh_from_db()
    assert inzet.uren == 1
