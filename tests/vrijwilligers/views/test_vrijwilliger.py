from datetime import date
from uuid import uuid4

import pytest
import time_machine

from tests.fabriek import maak_vrijwilliger
from vrijwilligers.models import Vrijwilliger

NIEUW = "/kamers/cjm/vrijwilligers/nieuw/"


@pytest.fixture(autouse=True)
def _vandaag():
    with time_machine.travel("2026-11-24 13:00 +0100"):
        yield


@pytest.fixture
def aan(client, amina):
    client.force_login(amina)
    return client


def invul(**velden):
    return {"sleutel": str(uuid4()), "voornaam": "Gifty", **velden}


def test_een_nieuwe_vrijwilliger_staat_daarna_in_de_lijst(aan, casa):
    velden = {"achternaam": "Testnaam", "telefoon": "06 12345678", "email": "gifty@voorbeeld.invalid"}

    response = aan.post(NIEUW, invul(**velden, overeenkomst_op="1 nov"), follow=True)

    regel = f"vrijwilliger-{Vrijwilliger.objects.get().pk}"
    assert response.redirect_chain[-1][0] == f"/kamers/cjm/vrijwilligers/#{regel}"
    assert f'<li class="regel" id="{regel}" tabindex="-1"><div class="midden"><b>Gifty Testnaam</b>' in response.text
    assert "Gifty staat erbij." in response.text
    assert "overeenkomst van 1 november 2026" in response.text
    gifty = Vrijwilliger.objects.get()
    assert (gifty.achternaam, gifty.telefoon, gifty.email) == tuple(velden.values())
    assert list(gifty.persoon.kamers.all()) == [casa]


def test_hetzelfde_formulier_twee_keer_maakt_een_vrijwilliger(aan):
    velden = invul()

    aan.post(NIEUW, velden)
    nog_eens = aan.post(NIEUW, velden, follow=True)

    assert "Dit was al opgeslagen." in nog_eens.text
    assert Vrijwilliger.objects.count() == 1


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"voornaam": ""}, "Vul de voornaam in."),
        ({"telefoon": "111222333"}, "Dit lijkt op een BSN. Haal dat nummer weg. We bewaren nooit een BSN."),
        ({"overeenkomst_op": "1-12-2026"}, "Deze dag moet nog komen. Kies vandaag of een dag ervoor."),
        ({"email": "gifty@"}, "Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl."),
    ],
)
def test_wat_niet_klopt_wordt_geweigerd_en_wat_je_typte_staat_er_nog(aan, velden, zin):
    getypt = {"voornaam": "Gifty", "achternaam": "Testnaam", **velden}

    response = aan.post(NIEUW, invul(**getypt))

    assert response.status_code == 422
    assert zin in response.text
    for naam, waarde in getypt.items():
        assert not waarde or f'name="{naam}" value="{waarde}"' in response.text
    assert Vrijwilliger.objects.count() == 0


def test_wie_in_meer_kamers_werkt_kiest_de_kamers(client, dubbelrol, casa, multibron):
    client.force_login(dubbelrol)
    pagina = client.get(NIEUW)

    response = client.post(NIEUW, invul(kamers=[casa.pk]), follow=True)

    assert "In welke kamers?" not in pagina.text  # coordinator here, assistant there: one role at a time
    assert "Gifty staat erbij." in response.text


def test_wijzigen_en_stoppen(aan, casa):
    gifty = maak_vrijwilliger("Gifty", casa, overeenkomst_op=date(2026, 1, 5), telefoon="0612345678")
    adres = f"/kamers/cjm/vrijwilligers/{gifty.pk}/"
    pagina = aan.get(adres)

    gezien = pagina.context["form"]["gezien"].value()
    response = aan.post(adres, invul(overeenkomst_op="5-1-2026", gestopt_op="20 nov", gezien=gezien), follow=True)

    assert 'value="05-01-2026"' in pagina.text
    assert 'value="0612345678"' in pagina.text
    assert "Gifty is gewijzigd." in response.text
    assert "gestopt op 20 november 2026" in response.text
    gifty.refresh_from_db()
    assert (gifty.gestopt_op, gifty.telefoon) == (date(2026, 11, 20), "")


def test_een_vrijwilliger_van_een_andere_kamer_bestaat_niet(aan, multibron):
    elders = maak_vrijwilliger("Elders", multibron)

    eigen = aan.post(f"/kamers/cjm/vrijwilligers/{elders.pk}/", invul())
    ander = aan.post(f"/kamers/multibron/vrijwilligers/{elders.pk}/", invul())

    assert (eigen.status_code, ander.status_code) == (404, 404)
    elders.persoon.refresh_from_db()
    assert elders.persoon.voornaam == "Elders"


def test_de_projectcoach_voegt_geen_vrijwilligers_toe(client, eva, casa):
    client.force_login(eva)

    assert client.post(NIEUW, invul()).status_code == 403
    assert Vrijwilliger.objects.count() == 0
