"""What a coordinator says once about a volunteer: talents, and from which day on somebody is paid staff."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.contrib.messages import get_messages

from buurtwerkkamer.rollen import Rol
from kamers.models import Inzet, Persoon
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_gebruiker, maak_inzet, maak_vrijwilliger
from vrijwilligers.models import Vrijwilliger

NIEUW = "/kamers/cjm/vrijwilligers/nieuw/"
LIJST = "/kamers/cjm/vrijwilligers/"
GRAAG = "Koken voor veel mensen, en praten met wie nieuw is"


@pytest.fixture(autouse=True)
def _vandaag():
    with time_machine.travel("2026-11-24 13:00 +0100"):
        yield


@pytest.fixture
def aan(client, amina):
    client.force_login(amina)
    return client


@pytest.fixture
def gifty(casa):
    return maak_vrijwilliger("Gifty", casa)


def verander(client, vrijwilliger, **anders):
    """Send the form as it stands, with these fields changed."""
    form = client.get(f"{LIJST}{vrijwilliger.pk}/").context["form"]
    staat = {naam: form[naam].value() or "" for naam in form.fields}
    antwoord = client.post(f"{LIJST}{vrijwilliger.pk}/", staat | anders)
    vrijwilliger = Vrijwilliger.objects.select_related("persoon").get(pk=vrijwilliger.pk)
    return antwoord, vrijwilliger


def test_talenten_komen_erin_bij_een_nieuwe_en_staan_in_de_lijst(aan):
    aan.post(NIEUW, {"sleutel": str(uuid4()), "voornaam": "Gifty", "talenten": GRAAG})

    assert Vrijwilliger.objects.get().talenten == GRAAG
    assert GRAAG in aan.get(LIJST).text


def test_talenten_zijn_te_wijzigen_en_leeg_te_maken(aan, gifty):
    assert verander(aan, gifty, talenten=GRAAG)[1].talenten == GRAAG
    assert verander(aan, gifty, talenten="")[1].talenten == ""


def test_wie_een_ander_voor_was_ziet_wat_er_bij_talenten_staat(aan, gifty):
    form = aan.get(f"{LIJST}{gifty.pk}/").context["form"]
    ouder = {naam: form[naam].value() or "" for naam in form.fields}
    verander(aan, gifty, talenten=GRAAG)

    antwoord = aan.post(f"{LIJST}{gifty.pk}/", ouder | {"talenten": "Zingen"})

    assert antwoord.status_code == 422
    assert f"en wat is leuk om te doen? {GRAAG}" in antwoord.text
    assert ">\nZingen</textarea>" in antwoord.text
    gifty.refresh_from_db()
    assert gifty.talenten == GRAAG


def test_wie_stopt_laat_geen_talenten_achter(aan, gifty):
    verander(aan, gifty, talenten=GRAAG)

    _antwoord, gestopt = verander(aan, gifty, gestopt_op="20-11-2026")

    assert (gestopt.gestopt_op, gestopt.talenten) == (date(2026, 11, 20), "")


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [("Bel 111222333", "Dit lijkt op een BSN. Haal dat nummer weg."), ("x" * 301, "300")],
)
def test_een_bsn_of_een_heel_verhaal_komt_er_niet_in(aan, gifty, tekst, zin):
    antwoord, na = verander(aan, gifty, talenten=tekst)

    assert (antwoord.status_code, na.talenten) == (422, "")
    assert zin in antwoord.text


def test_vanaf_de_dag_zijn_de_uren_die_van_een_medewerker_ook_die_er_al_staan(aan, gifty, casa):
    les = maak_activiteit(casa)
    for dag in (date(2026, 11, 10), date(2026, 11, 17)):
        maak_inzet(gifty.persoon, maak_bijeenkomst(les, dag), uren="3")

    antwoord, na = verander(aan, gifty, betaald_vanaf="17-11-2026")

    assert antwoord.status_code == 302
    assert na.persoon.betaald_vanaf == date(2026, 11, 17)
    assert "betaalde kracht vanaf 17 november 2026" in aan.get(LIJST).text
    assert list(Inzet.objects.order_by("dag").values_list("tariefsoort", "uren")) == [
        ("bewoner", Decimal("3.00")),
        ("medewerker", Decimal("3.00")),
    ]
    _antwoord, na = verander(aan, gifty, betaald_vanaf="")  # a mistake is taken back the same way
    assert (na.persoon.betaald_vanaf, set(Inzet.objects.values_list("tariefsoort", flat=True))) == (None, {"bewoner"})


def test_de_balk_zegt_hoeveel_keren_verschoven_ook_in_een_andere_kamer(aan, gifty, casa, multibron):
    for kamer in (casa, multibron):
        maak_inzet(gifty.persoon, maak_bijeenkomst(maak_activiteit(kamer), date(2026, 11, 17)), uren="3")

    antwoord, _na = verander(aan, gifty, betaald_vanaf="17-11-2026")
    zelfde, _na = verander(aan, gifty, betaald_vanaf="16-11-2026")

    zin = "2 keren tellen nu bij andere uren (bewoners of medewerkers), ook uit andere kamers."
    assert [str(melding) for melding in get_messages(antwoord.wsgi_request)] == [f"Gifty is gewijzigd. {zin}"]
    assert [str(melding) for melding in get_messages(zelfde.wsgi_request)][-1] == "Gifty is gewijzigd."


def test_wie_geen_uren_goedkeurt_verandert_ook_niet_wie_betaald_wordt(client, casa, gifty):
    Persoon.objects.filter(pk=gifty.persoon_id).update(betaald_vanaf=date(2026, 11, 17))
    client.force_login(maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa))

    antwoord, na = verander(client, gifty, talenten=GRAAG, betaald_vanaf="", betaald_tot="18-11-2026")

    assert (antwoord.status_code, na.talenten) == (302, GRAAG)
    assert (na.persoon.betaald_vanaf, na.persoon.betaald_tot) == (date(2026, 11, 17), None)
    assert "Betaalde kracht" not in client.get(f"{LIJST}{gifty.pk}/").text


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"betaald_tot": "1-11-2026"}, "Vul in vanaf welke dag deze helper betaald wordt."),
        (
            {"betaald_vanaf": "2-11-2026", "betaald_tot": "1-11-2026"},
            "De laatste dag als betaalde kracht ligt voor de eerste.",
        ),
    ],
)
def test_een_laatste_dag_hoort_na_een_eerste(aan, gifty, velden, zin):
    antwoord, na = verander(aan, gifty, **velden)

    assert antwoord.status_code == 422
    assert zin in antwoord.text
    assert (na.persoon.betaald_vanaf, na.persoon.betaald_tot) == (None, None)


def test_de_projectcoach_leest_de_talenten_ook(client, eva, gifty):
    Vrijwilliger.objects.update(talenten=GRAAG)
    client.force_login(eva)

    assert GRAAG in client.get(LIJST).text
