"""What comes in at the gate is a proper request, and what goes out stays in no cache."""

import pytest

from tests.fabriek import maak_vrijwilliger

WOORDEN = "Je browser stuurde iets wat we niet begrijpen. Er is niets opgeslagen."
PAGINAS = ["/", "/inloggen/", "/hulp/", "/kamers/cjm/vandaag/", "/beheer/", "/bestaat-niet/"]


@pytest.fixture
def thuis(client, amina):
    client.raise_request_exception = False
    client.force_login(amina)
    return client


@pytest.mark.parametrize("methode", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "FOO"])
@pytest.mark.parametrize("pagina", PAGINAS)
def test_een_vreemde_methode_wordt_met_woorden_geweigerd(thuis, methode, pagina):
    antwoord = thuis.generic(methode, pagina)

    assert (antwoord.status_code, antwoord["Allow"]) == (405, "GET, HEAD, POST")
    assert WOORDEN in antwoord.text
    assert "default-src 'none'" in antwoord["Content-Security-Policy"]


def test_wie_opvraagt_wat_alleen_bewaart_krijgt_ook_woorden(thuis):
    antwoord = thuis.get("/rol/")

    assert antwoord.status_code == 405
    assert WOORDEN in antwoord.text


@pytest.mark.parametrize("zoek", ["?status__exact=%00", "?q=a%00b", "?%00=1"])
@pytest.mark.parametrize("pagina", ["/beheer/kamers/kamer/", "/kamers/", "/inloggen/"])
def test_een_nulteken_in_het_adres_is_een_woord_van_400(client, beheerder, pagina, zoek):
    client.force_login(beheerder)

    antwoord = client.get(pagina + zoek)

    assert antwoord.status_code == 400
    assert WOORDEN in antwoord.text


def test_een_nulteken_in_een_koekje_is_een_woord_van_400(client, db):
    antwoord = client.get("/inloggen/", HTTP_COOKIE='sessionid="aaaaaaaaaa\\000"')

    assert antwoord.status_code == 400


@pytest.mark.parametrize("tekens", ["hex", "utf-16", "bestaat-niet", "idna"])
def test_een_formulier_in_vreemde_tekens_is_een_woord_van_400(thuis, tekens):
    lijf = b'--x\r\nContent-Disposition: form-data; name="omschrijving"\r\n\r\nkraan\r\n--x--\r\n'
    soort = f"multipart/form-data; boundary=x; charset={tekens}"

    antwoord = thuis.generic("POST", "/kamers/cjm/klussen/nieuw/", lijf, content_type=soort)

    assert antwoord.status_code == 400
    assert WOORDEN in antwoord.text


def test_een_gewoon_formulier_komt_erdoor(thuis):
    assert thuis.post("/kamers/cjm/klussen/nieuw/", {"omschrijving": "kraan"}).status_code == 422


@pytest.mark.parametrize("pagina", PAGINAS)
def test_geen_bladzijde_blijft_in_een_browser_of_tussenstation_staan(thuis, casa, pagina):
    maak_vrijwilliger("Fatima", casa)

    assert "no-store" in thuis.get(pagina)["Cache-Control"]
