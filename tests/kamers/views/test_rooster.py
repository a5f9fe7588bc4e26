"""The weekly rota, as a coordinator changes it."""

from datetime import date, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from kamers.models import Activiteit, Doelgroep, Domein, Openingstijd, Roosterplek, Sluiting, Soort
from kamers.models.activiteit import weekpariteit
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


def test_een_dag_voor_onze_jaartelling_is_geen_dag_op_het_rooster(ingelogd, casa):
    les, fatima = maak_activiteit(casa), maak_vrijwilliger("Fatima", casa).persoon

    antwoord = ingelogd.post(
        reverse("kamers:plek", args=["cjm", les.pk]), {"persoon": fatima.pk, "uren": "2", "van": "1-1-0001"}
    )

    assert antwoord.status_code == 422
    assert "Deze dag bestaat niet. Kijk de datum na." in antwoord.content.decode()
    assert Roosterplek.objects.count() == 0


def stop(les, laatste_dag):
    return {"sleutel": str(uuid4()), "versie": str(les.versie), "laatste_dag": laatste_dag}


def test_stoppen_beeindigt_ook_het_rooster_van_die_activiteit(ingelogd, casa):
    les = maak_activiteit(casa)
    plek = zet_op_rooster(les, maak_vrijwilliger("Fatima", casa).persoon)

    ingelogd.post(reverse("kamers:activiteit_stop", args=["cjm", les.pk]), stop(les, "30-11-2026"))

    les.refresh_from_db()
    plek.refresh_from_db()
    assert les.tot == plek.tot == date(2026, 11, 30)


def test_stoppen_voor_de_eerste_dag_wordt_geweigerd(ingelogd, casa):
    les = maak_activiteit(casa, van=DINSDAG)

    antwoord = ingelogd.post(reverse("kamers:activiteit_stop", args=["cjm", les.pk]), stop(les, "20-11-2026"))

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


def test_om_de_week_begint_op_de_eerste_keer_die_gekozen_is(ingelogd, casa):
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk, "herhaling": "tweeweken", "weekdag": "1"}

    ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden | {"van": "24-11-2026", "eerste": "1-12-2026"})

    rij = Activiteit.objects.get()
    assert [rij.is_op(DINSDAG + n * WEEK) for n in range(4)] == [False, True, False, True]
    assert "Om de week op dinsdag, volgende keer 1 december" in ingelogd.get(rooster_van("cjm")).text


def rooster_van(kamer):
    return reverse("kamers:rooster", args=[kamer])


def test_elke_laatste_vrijdag_staat_zo_op_het_rooster(ingelogd, casa):
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk, "herhaling": "maand", "weekdag": "4", "keer": "5"}

    ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    assert "Elke laatste vrijdag van de maand, volgende keer 25 december" in ingelogd.get(rooster_van("cjm")).text


def test_elke_maand_zonder_welke_keer_wordt_gevraagd(ingelogd, casa):
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk, "herhaling": "maand"}

    antwoord = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    assert antwoord.status_code == 422
    assert "Kies welke keer in de maand het is." in antwoord.text
    assert 'value="Kookgroep"' in antwoord.text
    assert Activiteit.objects.count() == 0


def test_bij_schulden_tellen_we_nooit_met_namen(ingelogd, casa):
    velden = NIEUW | {"soort": maak_schulden().pk, "telwijze": "namen"}

    antwoord = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    assert antwoord.status_code == 422
    assert "Bij schulden tellen we nooit met namen." in antwoord.text
    assert Activiteit.objects.count() == 0


def test_met_kinderen_tellen_we_altijd_zonder_namen(ingelogd, casa):
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk, "telwijze": "namen", "met_kinderen": "on"}

    ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    rij = Activiteit.objects.get()
    assert (rij.met_kinderen, rij.telwijze) == (True, "tellen")


def test_voor_wie_en_waarover_een_activiteit_gaat_staat_bij_haar(ingelogd, casa):
    groep, domein = Doelgroep.objects.create(letter="B", naam="Zorg"), Domein.objects.create(code="zorg", naam="Zorg")
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk, "doelgroepen": [groep.pk], "domeinen": [domein.pk]}

    ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    rij = Activiteit.objects.get()
    assert (list(rij.doelgroepen.all()), list(rij.domeinen.all())) == ([groep], [domein])


def test_dubbel_gebruik_van_de_kamer_is_een_vraag_en_geen_verbod(ingelogd, casa):
    maak_activiteit(casa, naam="Breiclub", weekdag=3, begin=time(19), eind=time(21))
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk}

    vraag = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    assert vraag.status_code == 422
    assert "Op donderdag 17:00–19:30 is er ook Breiclub. Klopt dat?" in vraag.text
    teken = vraag.context["form"]["klopt"].value()
    ja = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden | {"klopt": teken})
    assert ja.status_code == 302
    assert "Tegelijk met Kookgroep" in ingelogd.get(rooster_van("cjm")).text


def test_de_inloop_is_de_hele_dag_open_en_botst_met_niets(ingelogd, casa):
    maak_activiteit(casa, naam="Inloop", weekdag=3, begin=time(9), eind=time(21), hele_dag=True)

    antwoord = ingelogd.post(
        reverse("kamers:rooster_nieuw", args=["cjm"]), NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk}
    )

    assert antwoord.status_code == 302


def test_wie_om_de_beurt_de_kamer_heeft_botst_niet(ingelogd, casa):
    vast = {"weekdag": 3, "begin": time(17), "eind": time(19), "herhaling": "tweeweken"}
    maak_activiteit(casa, naam="Even weken", weekpariteit=weekpariteit(date(2026, 12, 3)), **vast)
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk, "herhaling": "tweeweken", "eerste": "10-12-2026"}

    antwoord = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden)

    assert antwoord.status_code == 302


def test_buiten_de_openingstijd_staat_er_een_hint(ingelogd, casa):
    Openingstijd.objects.create(kamer=casa, weekdag=3, begin=time(9), eind=time(17), van=date(2026, 1, 1))
    velden = NIEUW | {"soort": maak_soort("P1", "Ontmoeting").pk}

    antwoord = ingelogd.post(reverse("kamers:rooster_nieuw", args=["cjm"]), velden, follow=True)

    assert "Op donderdag is de kamer open van 09:00–17:00." in antwoord.text
    assert Activiteit.objects.count() == 1


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


def test_drie_weken_niet_staat_bij_de_activiteit_en_kan_terug(ingelogd, casa):
    les, sleutel = maak_activiteit(casa), str(uuid4())
    ziek = {"sleutel": sleutel, "versie": "1", "van": "1-12-2026", "tot": "15-12-2026", "reden": "ziekte"}

    antwoord = ingelogd.post(reverse("kamers:even_niet", args=["cjm", les.pk]), ziek, follow=True)

    assert "Conversatieles Nederlands gaat 3 keer niet door." in antwoord.text
    assert antwoord.text.count("Gaat niet door: ziekte") == 3
    ingelogd.post(reverse("kamers:even_ongedaan", args=["cjm", les.pk, sleutel]))
    assert les.bijeenkomsten.count() == 0


def test_een_tijdje_niet_zonder_reden_wordt_gevraagd_en_de_dagen_blijven_staan(ingelogd, casa):
    les = maak_activiteit(casa)
    ziek = {"sleutel": str(uuid4()), "versie": "1", "van": "1-12-2026", "tot": "15-12-2026", "reden": ""}

    antwoord = ingelogd.post(reverse("kamers:even_niet", args=["cjm", les.pk]), ziek)

    assert antwoord.status_code == 422
    assert "Schrijf kort op waarom het niet doorgaat." in antwoord.text
    assert 'value="15-12-2026"' in antwoord.text
    assert les.bijeenkomsten.count() == 0


def test_het_rooster_zegt_wat_er_in_een_vrije_week_niet_doorgaat(ingelogd, casa):
    maak_activiteit(casa, in_vakantie=False)
    Sluiting.objects.create(
        soort="vakantie", naam="Fictieve vakantie", van=date(2026, 12, 7), tot=date(2026, 12, 13), kamer=casa
    )

    assert "8 december, Fictieve vakantie: gaat niet door" in ingelogd.get(rooster_van("cjm")).text


@pytest.mark.parametrize("aantal", [1, 12])
def test_het_rooster_vraagt_even_vaak_voor_een_als_voor_twaalf_activiteiten(
    ingelogd, casa, django_assert_max_num_queries, aantal
):
    for n in range(aantal):
        zet_op_rooster(maak_activiteit(casa, naam=f"Les {n}"), maak_vrijwilliger(f"Wie{n}", casa).persoon)
    ingelogd.get(rooster_van("cjm"))

    with django_assert_max_num_queries(10):
        ingelogd.get(rooster_van("cjm"))


def maak_schulden():
    return Soort.objects.create(code="schulden", naam="Schuldhulp", kort="Schulden", volgorde=6)


def test_een_vraag_zonder_antwoorden_wordt_niet_gesteld(ingelogd, casa):
    adres = reverse("kamers:rooster_nieuw", args=["cjm"])
    assert "Voor wie is het vooral?" not in ingelogd.get(adres).text

    Doelgroep.objects.create(letter="B", naam="Zorg")

    assert "Voor wie is het vooral?" in ingelogd.get(adres).text


@pytest.mark.parametrize("aantal", [1, 9])
def test_de_bladzijde_van_een_activiteit_vraagt_even_vaak_voor_een_als_voor_negen(
    ingelogd, casa, django_assert_max_num_queries, aantal
):
    les = maak_activiteit(casa)
    for n in range(aantal):
        zet_op_rooster(les, maak_vrijwilliger(f"Wie{n}", casa).persoon)
        les.doelgroepen.add(Doelgroep.objects.create(letter="ABCDEFGHI"[n], naam=f"Groep {n}"))
        les.domeinen.add(Domein.objects.create(code=f"d{n}", naam=f"Domein {n}"))
    adres = reverse("kamers:activiteit", args=["cjm", les.pk])
    ingelogd.get(adres)

    with django_assert_max_num_queries(10):
        ingelogd.get(adres)


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
