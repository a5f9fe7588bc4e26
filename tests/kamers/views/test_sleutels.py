"""The page with keys and cards: giving out and taking in, per room and of the cooperative."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from kamers.models import Sleutel, Sleuteldaad
from kamers.services.sleutels import schrijf_op, voeg_toe

DAG = date(2026, 3, 10)
LIJST = reverse("kamers:sleutels", args=["cjm"])


@pytest.fixture(autouse=True)
def dag(time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)


def maak(kamer, door, houder=None, naam="voordeur 2"):
    rij = Sleutel(kamer=kamer, soort="sleutel", omschrijving=naam)
    voeg_toe(rij=rij, houder=houder, op=date(2026, 3, 1), sleutel=uuid4(), gebruiker=door)
    return rij


def een(rij):
    return reverse("kamers:sleutel", args=["cjm", rij.pk])


def test_een_nieuwe_sleutel_staat_met_zijn_houder_op_de_lijst(client, casa, amina):
    client.force_login(amina)
    nieuw = reverse("kamers:sleutel_nieuw", args=["cjm"])
    velden = {"soort": "bankpas", "omschrijving": "eindigt op 4321", "houder": amina.pk, "op": "3 maart"}

    antwoord = client.post(nieuw, {**velden, "sleutel": uuid4()}, follow=True)

    assert antwoord.redirect_chain == [(LIJST, 302)]
    assert "De sleutel of pas staat op de lijst." in antwoord.text
    daad = Sleuteldaad.objects.get()
    assert (daad.sleutel.soort, daad.houder, daad.op, daad.door) == ("bankpas", amina, date(2026, 3, 3), amina)
    assert "sinds 3 maart 2026" in antwoord.text


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"omschrijving": "kaart 1234 5678"}, "Schrijf alleen de laatste vier cijfers op"),
        ({"omschrijving": ""}, "Schrijf op welke het is"),
        ({"soort": ""}, "Kies wat het is."),
        ({"op": "11-3-2026"}, "Deze dag moet nog komen."),
        ({"houder": "999999"}, "Kies iemand uit de lijst."),
    ],
)
def test_wat_niet_kan_wordt_gezegd_en_wat_getypt_is_blijft(client, casa, amina, velden, zin):
    client.force_login(amina)
    goed = {"soort": "pas", "omschrijving": "tag 7", "op": "9-3-2026", "sleutel": uuid4()}

    antwoord = client.post(reverse("kamers:sleutel_nieuw", args=["cjm"]), {**goed, **velden})

    assert antwoord.status_code == 422
    assert zin in antwoord.text
    assert not Sleutel.objects.exists()
    if "omschrijving" not in velden:
        assert "tag 7" in antwoord.text


def test_doorgeven_en_innemen_op_de_bladzijde_van_een_sleutel(client, casa, amina, eva):
    rij = maak(casa, amina, amina)
    client.force_login(amina)
    assert "Nu bij Amina, sinds 01-03-2026." in client.get(een(rij)).text

    zonder = client.post(een(rij), {"soort": "gegeven", "op": "10-3-2026", "sleutel": uuid4()})
    client.post(een(rij), {"soort": "gegeven", "houder": eva.pk, "op": "10-3-2026", "sleutel": uuid4()})
    client.post(een(rij), {"soort": "kwijt", "op": "10-3-2026", "sleutel": uuid4()})

    assert (zonder.status_code, "Kies aan wie je de sleutel of pas geeft." in zonder.text) == (422, True)
    assert [daad.soort for daad in rij.daden.all()] == ["gegeven", "gegeven", "kwijt"]
    assert 'kwijt</span> <span class="klein zacht">sinds 10 maart 2026' in client.get(LIJST).text
    assert "Kwijt sinds 10-03-2026." in client.get(een(rij)).text


def test_wat_niet_meer_bestaat_is_klaar(client, casa, amina):
    rij = maak(casa, amina)
    schrijf_op(rij=rij, soort="vervallen", houder=None, op=DAG, sleutel=uuid4(), gebruiker=amina)
    client.force_login(amina)

    assert client.get(een(rij)).status_code == 404
    assert "voordeur 2: bestaat niet meer" in " ".join(client.get(LIJST).text.split())


def test_een_sleutel_van_een_andere_kamer_bestaat_niet(client, casa, multibron, amina, bram, chandra):
    vreemd, kantoor = maak(multibron, bram, bram), maak(None, chandra, chandra, "kantoor")
    client.force_login(amina)

    for rij in (vreemd, kantoor):
        assert client.get(een(rij)).status_code == 404
    assert client.get(reverse("kamers:sleutels", args=["multibron"])).status_code == 404
    assert client.get(reverse("kamers:alle_sleutels")).status_code == 403
    assert "voordeur 2" not in client.get(LIJST).text


def test_de_penningmeester_ziet_die_van_alle_kamers_en_geeft_een_bankpas_van_de_cooperatie_uit(
    client, casa, amina, chandra
):
    maak(casa, amina, amina)
    kantoor = maak(None, chandra, None, "kantoor")
    client.force_login(chandra)
    velden = {"soort": "gegeven", "houder": chandra.pk, "op": "10-3-2026", "sleutel": uuid4()}

    antwoord = client.post(reverse("kamers:alle_sleutel", args=[kantoor.pk]), velden, follow=True)

    assert antwoord.redirect_chain == [(reverse("kamers:alle_sleutels"), 302)]
    assert [str(rij) for rij, _adres in antwoord.context["rijen"]] == ["kantoor", "voordeur 2"]


def test_de_bladzijde_van_de_kamer_zegt_hoeveel_er_uitgegeven_zijn(
    client, casa, multibron, amina, bram, django_assert_max_num_queries
):
    maak(casa, amina, amina)
    maak(casa, amina, None, "voordeur 3")
    maak(multibron, bram, bram)
    client.force_login(amina)

    client.get(reverse("kamers:feiten", args=["cjm"]))
    with django_assert_max_num_queries(10):
        pagina = client.get(reverse("kamers:feiten", args=["cjm"])).text

    assert "1 sleutel of pas is uitgegeven." in " ".join(pagina.split())


def test_de_lijst_vraagt_evenveel_voor_een_als_voor_drie(client, casa, amina, django_assert_num_queries):
    maak(casa, amina, amina)
    client.force_login(amina)
    client.get(LIJST)
    with django_assert_num_queries(5):
        client.get(LIJST)
    for nummer in (3, 4):
        maak(casa, amina, amina, f"voordeur {nummer}")

    with django_assert_num_queries(5):
        client.get(LIJST)


def test_alle_sleutels_staan_met_vijftig_op_een_blad(client, casa, chandra):
    rijen = [Sleutel(kamer=casa, soort="sleutel", omschrijving=f"deur {n:02}", gemaakt_door=chandra) for n in range(51)]
    Sleutel.objects.bulk_create(rijen)
    client.force_login(chandra)
    lijst = reverse("kamers:alle_sleutels")

    een, twee = client.get(lijst), client.get(lijst, {"blad": "2"})

    assert ("deur 49" in een.text, "deur 50" in een.text, "Blad 1 van 2" in een.text) == (True, False, True)
    assert 'href="?blad=2"' in een.text
    assert ("deur 49" in twee.text, "deur 50" in twee.text, 'href="?blad=1"' in twee.text) == (False, True, True)
    for gek in ("0", "99", "x", "1" * 40):
        assert client.get(lijst, {"blad": gek}).status_code == 200
