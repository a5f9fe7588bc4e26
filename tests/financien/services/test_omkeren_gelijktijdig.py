"""Someone undoes a document while another acts on its grant or invoice: nobody is killed, and both hold.

The controls leave the locks beforehand out, and show that PostgreSQL then has to kill one of the two.
"""

from datetime import date
from decimal import Decimal
from threading import Event, Thread
from time import sleep
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, transaction

from financien.models import Boekstuk, Inkoopfactuur, Toekenningstatus
from financien.services import boeken
from financien.services.boeken import BoekFout, keer_om
from financien.services.factuurstand import Stand, een
from financien.services.opdrachten import zet_klaar
from financien.services.openposten import Openpost, zet_erbij, zonder_factuur
from financien.services.toekenningboek import vergrendel
from financien.services.toekenningstand import samen, standen
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.factuurfabriek import leverancier
from tests.financien.toekenningfabriek import kom_binnen, maak_toekenning, stap, verleen

D = Decimal
DE_EERSTE, DAG = date(2018, 2, 1), date(2018, 3, 1)


def keer_om_terwijl(gebruiker, stuk, houdt_vast, doet) -> list:
    """Undo a document while another holds what it is about, and books just then; return what came of both."""
    vast, uitslag = Event(), {}

    def ander():
        with transaction.atomic():
            houdt_vast()
            vast.set()
            _tot_er_gewacht_wordt(draden["om"])
            return doet()

    def om():
        vast.wait(60)
        return keer_om(stuk, datum=DAG, reden="Vergissing", sleutel=uuid4(), gebruiker=gebruiker)

    def neem_op(naam, taak):
        try:
            uitslag[naam] = taak()
        except (BoekFout, OperationalError) as fout:
            uitslag[naam] = fout
        finally:
            connection.close()

    draden = {naam: Thread(target=neem_op, args=[naam, taak]) for naam, taak in (("om", om), ("ander", ander))}
    for draad in draden.values():
        draad.start()
    for draad in draden.values():
        draad.join()
    return [uitslag["om"], uitslag["ander"]]


def _tot_er_gewacht_wordt(wie: Thread) -> None:
    for _keer in range(400):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
                " WHERE NOT granted AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
        assert wie.is_alive(), "who undoes it did not wait"
        sleep(0.05)
    raise AssertionError("nobody waits")


def gedood(uitslag) -> bool:
    return any("deadlock detected" in str(deel) for deel in uitslag if isinstance(deel, OperationalError))


class TestToekenning:
    @pytest.fixture
    def rij(self, transactional_db, casa, chandra):
        begin_boeken(2018)
        rij = verleen(maak_toekenning(chandra, {casa: 1000}), chandra, date(2018, 1, 5))
        kom_binnen(rij, chandra, DE_EERSTE, 400)
        kom_binnen(rij, chandra, date(2018, 2, 10), 500)
        return rij

    def race(self, rij, chandra):
        """Undo the 400,00 while 700,00 is the final decision: what is too much then moves in the memoriaal."""
        stuk = Boekstuk.objects.get(dagboek="bank", datum=DE_EERSTE)
        return keer_om_terwijl(
            chandra, stuk, lambda: vergrendel(rij), lambda: stap(rij, chandra, DAG, "vastgesteld", bedrag=D(700))
        )

    def test_een_ontvangst_terugdraaien_wacht_op_wie_net_een_stap_zet(self, rij, chandra):
        om, vast = self.race(rij, chandra)

        assert (str(om), type(vast)) == ("M2018-0002", Toekenningstatus)
        nu = samen(standen(date.max, [rij.pk])[rij.pk])
        assert (nu.ontvangen, nu.baten, nu.vordering, nu.vooruit, nu.terug) == (500, 700, 200, 0, 0)

    def test_zonder_het_slot_vooraf_wordt_er_een_gedood(self, rij, chandra, monkeypatch):
        monkeypatch.setattr(boeken, "_vooraf", [])

        assert gedood(self.race(rij, chandra))


class TestOpenstaandePost:
    @pytest.fixture
    def posten(self, transactional_db, chandra, casa, time_machine):
        """An invoice of 1.000,00 and a credit note of 1.000,00, both open when the books began."""
        time_machine.move_to("2018-03-01 10:00", tick=False)
        begin_boeken(2018)
        maak_boekstuk(chandra, regel("4110", "1500", "5000", casa), datum=DE_EERSTE)
        vast = {"leverancier": leverancier(), "datum": date(2017, 12, 1), "vervaldatum": date(2017, 12, 31)}
        vast |= {"omschrijving": "Stroom", "bedrag": D(1000)}
        soorten = (("OUD-1", False), ("OUD-C", True))
        rijen = [Openpost(nummer=nummer, credit=credit, **vast) for nummer, credit in soorten]
        return [zet_erbij(rij, sleutel=uuid4(), gebruiker=chandra) for rij in rijen]

    def race(self, posten, chandra):
        """Undo the invoice while the credit note is set off against it."""
        pks = [rij.pk for rij in posten]
        stuk = Boekstuk.objects.get(factuurakkoord__factuur=posten[0])
        return keer_om_terwijl(
            chandra,
            stuk,
            lambda: list(Inkoopfactuur.objects.select_for_update().filter(pk__in=pks).order_by("pk")),
            lambda: zet_klaar(facturen=pks, uitvoeren_op=date(2018, 3, 5), sleutel=uuid4(), gebruiker=chandra),
        )

    def test_een_post_terugdraaien_wacht_op_wie_haar_net_verrekent(self, posten, chandra):
        om, verrekend = self.race(posten, chandra)

        assert (str(verrekend), str(om)) == ("M2018-0004", "M2018-0005")
        assert [(een(rij).stand, een(rij).open) for rij in posten] == [(Stand.TEGOED, -1000), (Stand.BETAALD, 0)]
        assert zonder_factuur() == 6000  # of 5.000,00 in the books

    def test_zonder_het_slot_vooraf_wordt_er_een_gedood(self, posten, chandra, monkeypatch):
        monkeypatch.setattr(boeken, "_vooraf", [])

        assert gedood(self.race(posten, chandra))
