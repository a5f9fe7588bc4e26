"""The weekly rota, as a coordinator changes it."""

from datetime import date, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from kamers.models import Activiteit, Roosterplek
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_soort, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, zet_op_rooster

WEEK = timedelta(days=7)
SLEUTEL = "0f0f0f0f-0000-4000-8000-000000000001"
NIEUW = {
    "sleutel": SLEUTEL,
    "naam": "Kookgroep",
    "weekdag": "3",
    "begin": "17:00",
    "eind": "19.30",
    "van": "1-12-2026",
    "product": "",
}


@pytest.fixture(autouse=True)
def om_half_elf():
    with time_machine.travel(HALF_ELF, tick=True):
        yield


@pytest.fixture
def ingelogd(client, amina):
    client.force_login(amina)
    return client


def test_een_nieuwe_vaste_activiteit_staat_op_haar_dag_en_tijd(ingelogd, casa):
    soort = maak_soort("P1", "Ontmoeting")

    antwoord = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), NIEUW | {"soort": soort.pk})

    rij = Activiteit.objects.get()
    assert (rij.kamer, rij.weekdag, rij.begin, rij.eind) == (casa, 3, time(17), time(19, 30))
    assert rij.van == date(2026, 12, 1)
    assert antwoord.url == reverse("kamers:activiteit", args=["cjm", rij.pk])


def test_twee_keer_tikken_op_opslaan_geeft_een_activiteit(ingelogd, casa):
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk}
    ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    antwoord = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden, follow=True)

    assert "Dit was al opgeslagen." in antwoord.text
    assert Activiteit.objects.count() == 1


def test_twee_keer_tikken_op_een_andere_dag_geeft_een_opvolger(ingelogd, casa):
    les = maak_activiteit(casa)
    velden = andere_dag(les)
    ingelogd.post(reverse("kamers:activiteit", args=["cjm", les.pk]), velden)

    antwoord = ingelogd.post(reverse("kamers:activiteit", args=["cjm", les.pk]), velden, follow=True)

    assert "Dit was al opgeslagen." in antwoord.text
    assert Activiteit.objects.count() == 2


def test_de_sleutel_staat_verborgen_in_het_formulier(ingelogd, casa):
    tekst = ingelogd.get(reverse("kamers:rooster_nieuw", args=["cjm"])).text

    assert 'type="hidden" name="sleutel"' in tekst


def test_een_einde_voor_het_begin_wordt_geweigerd_en_alles_blijft_staan(ingelogd, casa):
    soort = maak_soort("P1", "Ontmoeting")

    antwoord = ingelogd.post(
        reverse("kamers:rooster_nieuw", args=["cjm"]), NIEUW | {"soort": soort.pk, "eind": "16:00"}
    )

    assert antwoord.status_code == 422
    tekst = antwoord.content.decode()
    assert "Het einde is later op de dag dan het begin." in tekst
    assert 'value="Kookgroep"' in tekst
    assert Activiteit.objects.count() == 0


def test_een_andere_dag_begint_een_nieuwe_reeks_en_laat_het_verleden_staan(ingelogd, casa):
    les, fatima = maak_activiteit(casa), maak_vrijwilliger("Fatima", casa).persoon
    zet_op_rooster(les, fatima, "1.5")
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=8)

    ingelogd.post(reverse("kamers:activiteit", args=["cjm", les.pk]), andere_dag(les))

    les.refresh_from_db()
    opvolger = Activiteit.objects.exclude(pk=les.pk).get()
    assert (les.weekdag, les.tot) == (1, date(2026, 11, 23))
    assert (opvolger.weekdag, opvolger.van, opvolger.tot) == (4, DINSDAG, None)
    plek = opvolger.roosterplekken.get()
    assert (plek.persoon, plek.uren, plek.van) == (fatima, Decimal("1.5"), DINSDAG)


def andere_dag(les, weekdag="4"):
    return {
        "sleutel": str(uuid4()),
        "naam": les.naam,
        "soort": les.soort_id,
        "weekdag": weekdag,
        "begin": "10:00",
        "eind": "12:00",
    }


def test_een_activiteit_die_vandaag_begint_verhuist_zelf_naar_een_andere_dag(ingelogd, casa):
    les = maak_activiteit(casa, van=DINSDAG)

    antwoord = ingelogd.post(reverse("kamers:activiteit", args=["cjm", les.pk]), andere_dag(les))

    assert antwoord.status_code == 302
    assert Activiteit.objects.values_list("pk", "weekdag", "van", "tot").get() == (les.pk, 4, DINSDAG, None)


def test_een_les_die_vandaag_begon_en_genoteerd_is_blijft_vandaag_staan(ingelogd, casa):
    les = maak_activiteit(casa, van=DINSDAG)
    maak_bijeenkomst(les, DINSDAG, nieuw=8)

    ingelogd.post(reverse("kamers:activiteit", args=["cjm", les.pk]), andere_dag(les))

    reeksen = Activiteit.objects.order_by("pk").values_list("weekdag", "van", "tot")
    assert list(reeksen) == [(1, DINSDAG, DINSDAG), (4, DINSDAG, None)]


def test_wie_later_andere_uren_krijgt_krijgt_die_ook_op_de_nieuwe_dag(ingelogd, casa):
    les, fatima = maak_activiteit(casa, tot=DINSDAG + 4 * WEEK), maak_vrijwilliger("Fatima", casa).persoon
    zet_op_rooster(les, fatima)
    ingelogd.post(reverse("kamers:plek", args=["cjm", les.pk]), {"persoon": fatima.pk, "uren": "3", "van": "8-12-2026"})

    antwoord = ingelogd.post(reverse("kamers:activiteit", args=["cjm", les.pk]), andere_dag(les))

    assert antwoord.status_code == 302
    opvolger = Activiteit.objects.exclude(pk=les.pk).get()
    assert opvolger.tot == DINSDAG + 4 * WEEK
    plekken = opvolger.roosterplekken.order_by("van").values_list("uren", "van", "tot")
    later = date(2026, 12, 8)
    assert list(plekken) == [(2, DINSDAG, later - timedelta(days=1)), (3, later, None)]


def test_een_dag_voor_onze_jaartelling_is_geen_dag_op_het_rooster(ingelogd, casa):
    les, fatima = maak_activiteit(casa), maak_vrijwilliger("Fatima", casa).persoon

    antwoord = ingelogd.post(
        reverse("kamers:plek", args=["cjm", les.pk]), {"persoon": fatima.pk, "uren": "2", "van": "1-1-0001"}
    )

    assert antwoord.status_code == 422
    assert "Deze dag bestaat niet. Kijk de datum na." in antwoord.content.decode()
    assert Roosterplek.objects.count() == 0


def test_stoppen_beeindigt_ook_het_rooster_van_die_activiteit(ingelogd, casa):
    les = maak_activiteit(casa)
    plek = zet_op_rooster(les, maak_vrijwilliger("Fatima", casa).persoon)

    ingelogd.post(reverse("kamers:activiteit_stop", args=["cjm", les.pk]), {"laatste_dag": "30-11-2026"})

    les.refresh_from_db()
    plek.refresh_from_db()
    assert les.tot == plek.tot == date(2026, 11, 30)


def test_stoppen_voor_de_eerste_dag_wordt_geweigerd(ingelogd, casa):
    les = maak_activiteit(casa, van=DINSDAG)

    antwoord = ingelogd.post(reverse("kamers:activiteit_stop", args=["cjm", les.pk]), {"laatste_dag": "20-11-2026"})

    assert antwoord.status_code == 422
    assert "De laatste dag ligt voor de eerste dag." in antwoord.content.decode()
    les.refresh_from_db()
    assert les.tot is None


def test_andere_uren_gelden_vanaf_die_dag_en_niet_ervoor(ingelogd, casa):
    les, fatima = maak_activiteit(casa), maak_vrijwilliger("Fatima", casa).persoon
    zet_op_rooster(les, fatima)

    ingelogd.post(
        reverse("kamers:plek", args=["cjm", les.pk]), {"persoon": fatima.pk, "uren": "3", "van": "24-11-2026"}
    )

    assert Roosterplek.objects.op(DINSDAG - WEEK).get().uren == Decimal(2)
    assert Roosterplek.objects.op(DINSDAG).get().uren == Decimal(3)


def test_wie_van_het_rooster_gaat_blijft_op_het_rooster_van_vroeger(ingelogd, casa):
    les = maak_activiteit(casa)
    plek = zet_op_rooster(les, maak_vrijwilliger("Fatima", casa).persoon)

    ingelogd.post(reverse("kamers:plek_weg", args=["cjm", les.pk, plek.pk]))

    assert Roosterplek.objects.op(DINSDAG).count() == 0
    assert Roosterplek.objects.op(DINSDAG - WEEK).get() == plek


def test_iemand_van_een_andere_kamer_komt_niet_op_het_rooster(ingelogd, casa, multibron):
    les, vreemd = maak_activiteit(casa), maak_vrijwilliger("Kofi", multibron).persoon

    antwoord = ingelogd.post(
        reverse("kamers:plek", args=["cjm", les.pk]), {"persoon": vreemd.pk, "uren": "2", "van": "24-11-2026"}
    )

    assert antwoord.status_code == 422
    assert Roosterplek.objects.count() == 0


def test_het_rooster_van_een_andere_kamer_bestaat_niet(ingelogd, multibron):
    les = maak_activiteit(multibron)

    assert ingelogd.get(reverse("kamers:activiteit", args=["cjm", les.pk])).status_code == 404
    assert ingelogd.get(reverse("kamers:rooster", args=["multibron"])).status_code == 404
