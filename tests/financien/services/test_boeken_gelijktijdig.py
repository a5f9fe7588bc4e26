"""Many at once: twenty equal submits are one document, numbers stay without a gap, a close lets nothing in."""

from dataclasses import replace
from datetime import date
from threading import Barrier, Thread
from time import sleep
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections, transaction

from buurtwerkkamer.models import Jaar
from financien.models import Boekstuk
from financien.services.boeken import BoekFout, boek
from tests.financien.boekfabriek import begin_boeken, regel, stuk
from tests.samen import GEDULD


def tegelijk(taken) -> list:
    """Do all at the same moment on connections of their own; return what came of it, refusals included."""
    start, uitslag = Barrier(len(taken), timeout=GEDULD), []

    def doe(taak):
        connections["default"].ensure_connection()  # to connect takes longer than to do it
        start.wait()
        try:
            uitslag.append(taak())
        except (DatabaseError, BoekFout) as fout:
            uitslag.append(fout)
        finally:
            connections.close_all()

    draden = [Thread(target=doe, args=[taak]) for taak in taken]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    return uitslag


@pytest.fixture
def inhoud(transactional_db, casa):
    begin_boeken(2026)
    return stuk(regel("4110", "1000", "12.50", casa))


def test_twintig_keer_hetzelfde_formulier_is_een_boekstuk(inhoud, chandra):
    sleutel = uuid4()

    uitslag = tegelijk([lambda: boek(inhoud, sleutel=sleutel, gebruiker=chandra)] * 20)

    assert {getattr(stuk, "pk", stuk) for stuk in uitslag} == {Boekstuk.objects.get().pk}


def test_twintig_stukken_tegelijk_krijgen_twintig_nummers_op_rij(inhoud, chandra):
    uitslag = tegelijk([lambda: boek(inhoud, sleutel=uuid4(), gebruiker=chandra)] * 20)

    assert sorted(stuk.nummer for stuk in uitslag) == list(range(1, 21))


def test_een_jaar_dat_sluit_wacht_op_wie_boekt_en_laat_daarna_niemand_door(inhoud, chandra):
    """While a booking is open the close waits; whoever books after it finds the year closed."""
    boekt, mag_klaar = Barrier(2, timeout=GEDULD), Barrier(2, timeout=GEDULD)

    def langzaam():
        with transaction.atomic():
            geboekt = boek(inhoud, sleutel=uuid4(), gebruiker=chandra)
            boekt.wait()
            mag_klaar.wait()
            gezien = Jaar.objects.get(jaar=2026).status
        return geboekt, gezien

    def sluit():
        boekt.wait()
        mag_klaar.wait()
        Jaar.objects.filter(jaar=2026).update(status="voorlopig")
        return "dicht"

    uitslag = tegelijk([langzaam, sluit])

    assert "dicht" in uitslag
    assert [gezien for _stuk, gezien in (deel for deel in uitslag if deel != "dicht")] == ["open"]
    with pytest.raises(BoekFout, match=r"Dit boekjaar is voorlopig afgesloten\."):
        boek(inhoud, sleutel=uuid4(), gebruiker=chandra)
    assert Boekstuk.objects.count() == 1


def _tot_iemand_slaapt():
    """Wait until a booking looked at the year and is not done yet: the weak trigger sleeps just then."""
    for _keer in range(500):
        with connections["default"].cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
        sleep(0.005)


def _race_van_de_sluiting(inhoud, chandra, rondes: int, eerst=lambda: None) -> int:
    """Close a year while eight are booking, every round another; return how many were written after it was closed.

    ``eerst``: what the one who closes waits for.
    """
    te_laat = 0
    for jaar in range(2030, 2030 + rondes):
        Jaar.objects.create(jaar=jaar)
        stuk_ = replace(inhoud, datum=date(jaar, 3, 10))

        def sluit(jaar=jaar):
            eerst()
            Jaar.objects.filter(jaar=jaar).update(status="voorlopig")
            return Boekstuk.objects.filter(jaar__jaar=jaar).count()

        def boekt(stuk_=stuk_):
            return boek(stuk_, sleutel=uuid4(), gebruiker=chandra)

        uitslag = tegelijk([*[boekt] * 8, sluit])
        bij_sluiting = next(deel for deel in uitslag if isinstance(deel, int))
        te_laat += Boekstuk.objects.filter(jaar__jaar=jaar).count() - bij_sluiting
    return te_laat


def test_na_het_sluiten_komt_er_niets_meer_bij(inhoud, chandra):
    assert _race_van_de_sluiting(inhoud, chandra, 5) == 0


@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
def test_zonder_het_slot_op_het_jaar_zou_er_wel_iets_bijkomen(inhoud, chandra):
    """The negative control: with a trigger that looks but does not lock, bookings slip in after the close."""
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'pgtrigger_boekstuk_nummer_%'")
        naam, bron = cursor.fetchone()
        zwak = bron.replace("PERFORM pg_advisory_xact_lock_shared(7401, j.jaar);", "").replace(
            "RETURN NEW;", "PERFORM pg_sleep(0.05); RETURN NEW;"
        )
        assert zwak.count("pg_sleep") >= 1
        hersteld = "CREATE OR REPLACE FUNCTION {}() RETURNS TRIGGER AS $wacht${}$wacht$ LANGUAGE plpgsql"
        cursor.execute(hersteld.format(naam, zwak))
        try:
            te_laat = _race_van_de_sluiting(inhoud, chandra, 2, _tot_iemand_slaapt)
        finally:
            cursor.execute(hersteld.format(naam, bron))

    assert te_laat > 0
