"""The list of passes, searching, and a new pass."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kamers.models import AlGeteld, Persoon
from kamers.services.pasnummer import nieuwe_nummers, nummer_van
from tests.fabriek import maak_kamer, maak_persoon, maak_soort, maak_vrijwilliger
from tests.kamers.pasfabriek import DINSDAG, maak_les, maak_pashouder, was_bij

PAGINA = "/kamers/cjm/passen/"
NIEUW = f"{PAGINA}nieuw/"
HOOGSTENS = 10  # with session and user


@pytest.fixture(autouse=True)
def _dinsdag():
    with time_machine.travel("2026-03-10 13:00 +0100"):
        yield


@pytest.fixture
def aan(client, amina):
    client.force_login(amina)
    return client


def namen(antwoord):
    return [persoon.voornaam for persoon in antwoord.context["lijst"].mensen]


def pas(**velden):
    return {"sleutel": str(uuid4()), "voornaam": "Rosa", "al": "nee", **velden}


def test_wie_het_laatst_kwam_staat_voorop_en_daarna_op_naam(aan, casa, multibron):
    ozcan, ali, zeeman = (
        maak_pashouder(naam, casa, nummer=nr) for naam, nr in (("Özcan", "1"), ("Ali", "2"), ("Zeeman", "3"))
    )
    maak_pashouder("Bo", multibron, nummer="4")
    maak_vrijwilliger("Kofi", casa)
    was_bij(maak_les(casa), DINSDAG - timedelta(days=7), zeeman, ozcan)

    assert namen(aan.get(PAGINA)) == ["Özcan", "Zeeman", "Ali"]
    assert ali.pasnummer == "2"


def test_een_blad_heeft_vijftig_namen_en_een_blad_te_ver_is_het_laatste(aan, casa):
    for nummer in range(51):
        maak_pashouder(f"Mens{nummer:02}", casa, nummer=str(nummer))

    assert len(namen(aan.get(PAGINA))) == 50
    assert namen(aan.get(PAGINA, {"blad": "2"})) == namen(aan.get(PAGINA, {"blad": "99"})) == ["Mens50"]
    assert len(namen(aan.get(PAGINA, {"blad": "x"}))) == 50


def test_zoeken_op_naam_zet_de_naam_niet_in_het_adres(aan, casa):
    maak_persoon("Émile", casa)

    antwoord = aan.post(PAGINA, {"zoek": "EM"})

    assert antwoord.status_code == 200
    assert [persoon.voornaam for persoon in antwoord.context["gevonden"]] == ["Émile"]
    assert "gevonden" not in aan.get(PAGINA, {"zoek": "EM"}).context


def test_zoeken_op_nummer_gaat_naar_de_pas(aan, casa):
    rosa = maak_pashouder("Rosa", casa, nummer="5724")

    antwoord = aan.post(PAGINA, {"zoek": "57 24"})

    assert (antwoord.status_code, antwoord.headers["Location"]) == (302, f"{PAGINA}{rosa.pk}/")


@pytest.mark.parametrize(("zoek", "zin"), [("5723", "Dit nummer klopt niet."), ("5724", "Deze pas kennen we niet.")])
def test_een_verkeerd_nummer_zegt_wat_er_mis_is(aan, casa, zoek, zin):
    assert zin in aan.post(PAGINA, {"zoek": zoek}).content.decode()


def test_een_vrije_kaart_wordt_uitgegeven_met_haar_eigen_nummer(aan, casa):
    nummer = nummer_van(nieuwe_nummers(kamer=casa, aantal=1, vandaag=DINSDAG)[0])

    assert f"{NIEUW}?pas={nummer}" in aan.post(PAGINA, {"zoek": nummer}).content.decode()
    aan.post(NIEUW, pas(nummer=nummer))

    assert Persoon.objects.get().pasnummer == nummer


def test_een_pas_van_een_andere_kamer_laat_pas_na_toestemming_de_naam_zien(aan, casa, multibron):
    bo = maak_pashouder("Bobelien", multibron, nummer="5724")

    gevonden = aan.post(PAGINA, {"zoek": "5724"}).content.decode()
    assert "Deze pas is van een andere kamer." in gevonden
    assert "Bobelien" not in gevonden

    antwoord = aan.post(f"{PAGINA}kamer/", {"sleutel": str(uuid4()), "nummer": "5724"}, follow=True)
    assert "Bobelien hoort nu ook bij deze kamer." in antwoord.content.decode()
    assert set(bo.kamers.all()) == {casa, multibron}


def test_een_onbekend_nummer_komt_niet_in_deze_kamer(aan, casa):
    antwoord = aan.post(f"{PAGINA}kamer/", {"sleutel": str(uuid4()), "nummer": "5724"}, follow=True)

    assert "Deze pas kennen we niet." in antwoord.content.decode()


def test_een_nieuwe_pas_staat_er_met_wat_al_geteld_is(aan, casa):
    taal = maak_soort("P4")

    antwoord = aan.post(NIEUW, pas(al="ja", soorten=[str(taal.pk)]), follow=True)

    rosa = Persoon.objects.get()
    assert f"Rosa heeft pas {rosa.pasnummer}." in antwoord.content.decode()
    assert set(AlGeteld.objects.values_list("soort__code", "jaar")) == {("P4", 2026), (None, 2026)}


def test_wie_nee_kiest_telt_niet_als_al_geteld(aan, casa):
    aan.post(NIEUW, pas(soorten=["kamer"]))

    assert Persoon.objects.get().al_geteld.count() == 0


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"voornaam": ""}, "Vul een voornaam in."),
        ({"voornaam": "Rosa 1"}, "Vul alleen een voornaam in, zonder cijfers en tekens."),
        ({"al": ""}, "Is deze persoon dit jaar al geteld? Kies Nee of Ja."),
        ({"al": "ja"}, "Bij welke soort is deze persoon al geteld? Kies er minstens één."),
        ({"voornaam": "111222333"}, "Dit lijkt op een BSN."),
        ({"nummer": "5724"}, "Dit is geen vrije pas van deze kamer."),
    ],
)
def test_een_fout_zegt_wat_er_moet_en_laat_staan_wat_er_stond(aan, casa, velden, zin):
    antwoord = aan.post(NIEUW, pas(**velden))

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert antwoord.context["form"]["voornaam"].value() == velden.get("voornaam", "Rosa")
    assert Persoon.objects.count() == 0


def test_bij_een_naamgenoot_vragen_we_een_keer_of_het_iemand_anders_is(aan, casa):
    maak_pashouder("Rosa", casa, nummer="5724")

    antwoord = aan.post(NIEUW, pas(voornaam="rosa"))
    assert antwoord.status_code == 422
    assert "Er is al een Rosa, pas 5724." in antwoord.content.decode()

    aan.post(NIEUW, pas(voornaam="rosa", gezien=antwoord.context["form"]["gezien"].value()))
    assert Persoon.objects.count() == 2


def test_een_nieuwe_pas_in_een_gesloten_teljaar_kan_zonder_al_geteld(aan, casa, amina):
    casa.teljaren.create(jaar=2026, gesloten_door=amina)

    antwoord = aan.post(NIEUW, pas(al="ja", soorten=["kamer"]))
    assert antwoord.status_code == 422
    assert "Het teljaar 2026 van Casa Jepie Makandra is gesloten." in antwoord.content.decode()
    assert Persoon.objects.count() == 0
    assert aan.post(NIEUW, pas()).status_code == 302


def _vragen(client, pad):
    client.get(pad)
    with CaptureQueriesContext(connection) as gevangen:
        assert client.get(pad).status_code == 200
    return sum("SAVEPOINT" not in vraag["sql"] for vraag in gevangen.captured_queries)


def test_elke_bladzijde_stelt_evenveel_vragen_bij_veertig_kamers(aan, casa):
    les, rosa = maak_les(casa), maak_pashouder("Rosa", casa)
    was_bij(les, DINSDAG, rosa)
    delen = ("", "nieuw/", "kaarten/", f"{rosa.pk}/", f"{rosa.pk}/inzage/", f"{rosa.pk}/samen/", f"{rosa.pk}/vergeet/")
    paden = [f"{PAGINA}{deel}" for deel in delen] + [f"/kamers/cjm/dag/2026-03-10/scan/{les.pk}/2026-03-10/"]
    eerst = {pad: _vragen(aan, pad) for pad in paden}

    for nummer in range(40):
        kamer = maak_kamer(f"kamer-{nummer}")
        was_bij(maak_les(kamer), DINSDAG, maak_pashouder(f"Mens{nummer}", kamer, casa, nummer=f"9{nummer}"))
    assert {pad: _vragen(aan, pad) for pad in paden} == eerst
    assert {pad: aantal for pad, aantal in eerst.items() if aantal > HOOGSTENS} == {}
