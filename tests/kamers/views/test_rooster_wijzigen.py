"""An activity on another day: a new series from then on, and what was logged stays."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from kamers.models import Activiteit, Doelgroep
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK, zet_op_rooster


@pytest.fixture(autouse=True)
def om_half_elf():
    with time_machine.travel(HALF_ELF, tick=True):
        yield


@pytest.fixture
def ingelogd(client, amina):
    client.force_login(amina)
    return client


def test_twee_keer_tikken_op_een_andere_dag_geeft_een_opvolger(ingelogd, casa):
    les = maak_activiteit(casa)
    velden = andere_dag(les)
    ingelogd.post(reverse("kamers:activiteit", args=["cjm", les.pk]), velden)

    antwoord = ingelogd.post(reverse("kamers:activiteit", args=["cjm", les.pk]), velden, follow=True)

    assert "Dit was al opgeslagen." in antwoord.text
    assert Activiteit.objects.count() == 2


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
        "versie": str(les.versie),
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
    morgen = DINSDAG + timedelta(days=1)
    assert list(reeksen) == [(1, DINSDAG, DINSDAG), (4, morgen, None)]


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


def test_van_twee_mensen_die_tegelijk_wijzigen_gaat_niets_stil_verloren(ingelogd, casa):
    les = maak_activiteit(casa)
    adres, oud = reverse("kamers:activiteit", args=["cjm", les.pk]), andere_dag(les, weekdag="1")
    ingelogd.post(adres, andere_dag(les, weekdag="1") | {"naam": "Taalcafé"})

    antwoord = ingelogd.post(adres, oud | {"naam": "Praatgroep"})

    assert antwoord.status_code == 422
    assert "Iemand anders paste deze activiteit net aan." in antwoord.text
    assert "Nu staat er: Taalcafé. Elke dinsdag, 10:00–12:00." in antwoord.text
    assert 'value="Praatgroep"' in antwoord.text
    assert Activiteit.objects.get().naam == "Taalcafé"
    opnieuw = {naam: antwoord.context["form"][naam].value() for naam in ("versie", "sleutel")}
    assert ingelogd.post(adres, oud | {"naam": "Praatgroep"} | opnieuw).status_code == 302
    assert Activiteit.objects.get().naam == "Praatgroep"


def test_een_wijziging_vanaf_een_dag_die_voorbij_is_wordt_geweigerd(ingelogd, casa):
    les = maak_activiteit(casa)

    antwoord = ingelogd.post(
        reverse("kamers:activiteit", args=["cjm", les.pk]), andere_dag(les) | {"ingang": "17-11-2026"}
    )

    assert antwoord.status_code == 422
    assert "Kies vandaag of een dag erna." in antwoord.text
    assert Activiteit.objects.get().weekdag == 1


def test_een_wijziging_vanaf_december_zegt_vanaf_wanneer_en_kan_terug(ingelogd, casa):
    les = maak_activiteit(casa)
    velden = andere_dag(les) | {"ingang": "1-12-2026"}

    antwoord = ingelogd.post(reverse("kamers:activiteit", args=["cjm", les.pk]), velden, follow=True)

    assert "Conversatieles Nederlands is anders vanaf 1 december. Wat genoteerd is, blijft staan." in antwoord.text
    terug = reverse("kamers:activiteit_ongedaan", args=["cjm", les.pk, velden["sleutel"]])
    assert terug in antwoord.text
    assert "Ongedaan gemaakt." in ingelogd.post(terug, follow=True).text
    assert Activiteit.objects.get().tot is None


def test_wat_er_over_de_doelgroep_stond_staat_weer_aangevinkt_en_gaat_mee_met_een_opvolger(ingelogd, casa):
    groep, ander = (Doelgroep.objects.create(letter=letter, naam=letter) for letter in "AB")
    les = maak_activiteit(casa)
    les.doelgroepen.add(groep)
    adres = reverse("kamers:activiteit", args=["cjm", les.pk])

    assert ingelogd.get(adres).context["form"]["doelgroepen"].value() == [groep.pk]
    ingelogd.post(adres, andere_dag(les) | {"doelgroepen": [groep.pk, ander.pk]})

    opvolger = Activiteit.objects.exclude(pk=les.pk).get()
    assert list(opvolger.doelgroepen.all()) == [groep, ander]
    assert list(les.doelgroepen.all()) == [groep]
