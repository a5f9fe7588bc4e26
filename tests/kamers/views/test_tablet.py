"""On the tablet: the door, the tap, the switch and the code."""

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from kamers.tabletsessie import SLEUTEL
from tests.fabriek import maak_klus, maak_vrijwilliger
from tests.kamers.klusfabriek import maak_geplande_klus
from tests.kamers.tabletfabriek import geef_code, tablet_in, tik_op

pytestmark = pytest.mark.django_db
CODE = "5829"


@pytest.fixture
def tablet(client, casa, amina, time_machine):
    time_machine.move_to("2026-11-24 10:30", tick=False)
    cache.clear()
    amina.code = make_password(CODE)
    amina.save(update_fields=["code"])
    return tablet_in(client, casa, amina)


def test_het_eerste_scherm_is_de_deur_met_de_namen(client, tablet, fatima):
    antwoord = client.get("/", follow=True)

    assert antwoord.redirect_chain == [("/tablet/", 302)]
    groepen = [[knop.naam for knop in groep] for groep in antwoord.context["groepen"]]
    assert groepen == [["Amina"], ["Fatima"]]


def test_een_tik_opent_vandaag_en_zegt_wiens_beurt_het_is(client, tablet, amina):
    antwoord = tik_op(client, amina)
    bladzijde = client.get(antwoord.url, follow=True)

    assert antwoord.url == "/"
    assert bladzijde.redirect_chain == [("/kamers/cjm/vandaag/", 302)]
    assert "Nu werkt hier: </span>Amina</b>" in bladzijde.content.decode()
    assert [regel.label for regel in bladzijde.context["menu"]] == [
        "Vandaag",
        "Klussen",
        "Handgeld",
        "Passen",
        "Week invullen",
    ]


def test_meer_staat_er_op_de_tablet_alleen_als_er_iets_in_staat(client, tablet, amina, fatima):
    tik_op(client, amina)
    coordinator = client.get("/kamers/cjm/vandaag/")
    client.post("/tablet/wissel/")
    tik_op(client, fatima)
    vrijwilliger = client.get("/mijn/uren/")

    assert coordinator.context["onder_meer"] == "altijd"  # five in the menu: the fifth stands there on every screen
    assert '<details class="meer" data-los>' in coordinator.text
    assert (len(vrijwilliger.context["menu"]) <= 3, vrijwilliger.context["onder_meer"]) == (True, "")
    assert 'class="meer"' not in vrijwilliger.text


def test_op_een_eigen_apparaat_staat_meer_er_altijd(client, amina):
    client.force_login(amina)

    assert client.get("/kamers/cjm/vandaag/").context["onder_meer"] == "altijd"


def test_een_vrijwilliger_komt_bij_de_eigen_uren_zonder_de_tekst_van_een_klus(client, tablet, fatima):
    klus = maak_klus(fatima.aanstellingen.get().kamer, "Kraan bij mevrouw", status="klaar", gedaan_op="2026-11-23")
    klus.inzet.create(persoon=fatima.vrijwilliger.persoon, kamer=klus.kamer, dag="2026-11-23", uren=2)
    tik_op(client, fatima)

    op_tablet = client.get("/mijn/uren/").content.decode()
    client.cookies.clear()
    client.force_login(fatima)
    thuis = client.get("/mijn/uren/").content.decode()

    assert "Hielp je gisteren bij de klus?" in op_tablet
    assert ("Kraan bij mevrouw" in op_tablet, "Kraan bij mevrouw" in thuis) == (False, True)


def test_bij_elke_beurt_en_bij_de_code_wisselt_de_sleutel_van_de_sessie(client, tablet, amina):
    client.cookies["sessionid"] = "door-een-vreemde-klaargezet"
    sleutels = ["door-een-vreemde-klaargezet"]
    for doe in (lambda: tik_op(client, amina), lambda: geef_code(client, CODE), lambda: tik_op(client, amina)):
        doe()
        sleutels.append(client.cookies["sessionid"].value)

    assert len(set(sleutels)) == 4
    oud = Client()
    oud.cookies["tablet"], oud.cookies["sessionid"] = client.cookies["tablet"].value, sleutels[2]
    assert oud.get("/kamers/cjm/klussen/").url == "/tablet/"


def test_wissel_vergeet_de_code(client, tablet, amina):
    tik_op(client, amina)
    geef_code(client, CODE)

    antwoord = client.post(reverse("kamers:tablet_wissel"))

    assert antwoord.url == "/tablet/"
    assert SLEUTEL not in client.session
    tik_op(client, amina)
    assert client.get("/kamers/cjm/klussen/").url == "/tablet/code/?naar=%2Fkamers%2Fcjm%2Fklussen%2F"


@pytest.mark.parametrize("naam", ["tablet_kies", "tablet_wissel", "tablet_code"])
def test_zonder_het_geheim_van_het_formulier_gebeurt_er_niets(tablet, client, amina, naam):
    streng = Client(enforce_csrf_checks=True)
    streng.cookies["tablet"] = client.cookies["tablet"].value

    assert streng.post(reverse(f"kamers:{naam}"), {"wie": amina.pk, "code": CODE}).status_code == 403
    assert not streng.session.keys()


@pytest.mark.parametrize("wie", ["", "abc", "-1", "9" * 30, "０", "\x00"])
def test_een_onzinnige_naam_is_er_niet(client, tablet, wie):
    assert client.post(reverse("kamers:tablet_kies"), {"wie": wie}).status_code in (400, 404)
    assert SLEUTEL not in client.session


def test_de_code_opent_de_bladzijde_die_erom_vroeg(client, tablet, amina, casa):
    maak_geplande_klus(casa, maak_vrijwilliger("Ronald", casa), straat="Reigersbos")
    tik_op(client, amina)
    vandaag = client.get("/kamers/cjm/vandaag/").content.decode()
    vraag = client.get("/kamers/cjm/klussen/")

    antwoord = geef_code(client, CODE, client.get(vraag.url).context["naar"])

    assert antwoord.url == "/kamers/cjm/klussen/"
    assert ("1 klus vandaag" in vandaag, "Reigersbos" in vandaag) == (True, False)
    assert "Reigersbos" in client.get(antwoord.url).content.decode()


@pytest.mark.parametrize(
    "naar", ["https://kwaad.invalid/", "//kwaad.invalid/", "/\\kwaad.invalid", "/beheer/", "/wachtwoord/", "/weg/"]
)
def test_na_de_code_gaat_het_nooit_naar_een_andere_site_of_een_dichte_bladzijde(client, tablet, amina, naar):
    tik_op(client, amina)

    assert geef_code(client, CODE, naar).url == "/kamers/cjm/vandaag/"


def test_een_foute_code_zegt_het_en_na_te_vaak_zegt_de_tablet_wat_je_doet(client, tablet, amina):
    tik_op(client, amina)
    antwoorden = [geef_code(client, "0000") for _keer in range(6)]

    assert [a.status_code for a in antwoorden] == [422] * 5 + [429]
    assert "Deze code klopt niet. Probeer het opnieuw." in antwoorden[0].content.decode()
    assert "Wacht een kwartier. Tellen kan gewoon zonder code." in antwoorden[5].content.decode()
    assert 'value="0000"' not in antwoorden[0].content.decode()
    assert geef_code(client, CODE).status_code == 429
    assert client.get("/kamers/cjm/vandaag/").status_code == 200


def test_wie_nog_geen_code_heeft_leest_waar_die_te_kiezen_is(client, tablet, amina):
    type(amina).objects.filter(pk=amina.pk).update(code="")
    tik_op(client, amina)

    assert "Je hebt nog geen code voor de tablet." in client.get("/tablet/code/").content.decode()


def test_een_andere_code_elders_gekozen_sluit_wat_open_stond(client, tablet, amina):
    tik_op(client, amina)
    geef_code(client, CODE)
    type(amina).objects.filter(pk=amina.pk).update(code=make_password("4071"))

    assert client.get("/kamers/cjm/klussen/").url.startswith("/tablet/code/")


def test_wat_bewaard_was_kan_ook_weg(client, tablet, amina, casa):
    tik_op(client, amina)
    client.post("/kamers/cjm/verzoeken/", {"tekst": "Belt terug"})
    geef_code(client, CODE)

    bewaard = client.get("/tablet/verder/").context["concept"]
    weg = client.post("/tablet/verder/")

    assert bewaard == {"pad": "/kamers/cjm/verzoeken/", "velden": [("tekst", ["Belt terug"])]}
    assert (weg.url, client.get("/tablet/verder/").url) == ("/", "/")
    assert not casa.verzoeken.exists()


def test_een_andere_taal_kiezen_verandert_de_tablet_en_niet_het_profiel(client, tablet, amina):
    tik_op(client, amina)
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    amina.refresh_from_db()

    assert client.cookies["django_language"].value == "en"
    assert amina.taal == "nl"


def test_op_een_eigen_apparaat_vraagt_niets_een_code(client, amina):
    client.force_login(amina)

    assert client.get("/tablet/code/").url == "/"
    assert client.get("/tablet/").url == "/inloggen/"
