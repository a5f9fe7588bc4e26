"""The card by names: tick, search, a new pass, and what comes back when it cannot be saved."""

from uuid import uuid4

import pytest
import time_machine

from kamers.models import Bijeenkomst, Persoon
from kamers.services import bijeenkomsten
from kamers.services.keer import Invulling, Keer
from tests.fabriek import maak_persoon, maak_soort
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, chips, maak_les_op_naam, stuur

pytestmark = pytest.mark.django_db
PAD = "/kamers/cjm/vandaag/"


@pytest.fixture
def les(casa, amina, client):
    with time_machine.travel(HALF_ELF, tick=True):
        les = maak_les_op_naam(casa)
        client.force_login(amina)
        yield les


def namen_op(les):
    rij = Bijeenkomst.objects.get(activiteit=les, dag=DINSDAG)
    return sorted(d.persoon.voornaam for d in rij.deelnames.select_related("persoon"))


def test_wie_er_de_laatste_drie_keer_was_staat_op_de_kaart_en_niemand_is_getikt(client, les):
    antwoord = client.get(PAD)
    form = antwoord.context["form"]

    assert chips(form, getikt=False) == ["Ali", "Bea", "Dina", "Kofi"]
    assert chips(form) == []
    assert [str(k.choice_label) for k in form.andere_keuzes()] == ["Eva", "Fatima"]
    assert "Vorige keer: 3" in antwoord.text
    assert antwoord.text.count("data-vorige") == 3
    assert "Voor het eerst dit jaar bij Taal" in antwoord.text


def test_opslaan_op_naam(client, les):
    antwoord = stuur(client, les, "Ali", "Eva", nieuw_soort="1", ook_nieuw="alle")

    assert antwoord.status_code == 302
    assert namen_op(les) == ["Ali", "Eva"]
    rij = Bijeenkomst.objects.get(dag=DINSDAG)
    assert (rij.op_naam, rij.kwamen_al, rij.nieuw_soort, rij.nieuw_kamer) == (2, 0, 1, 1)
    assert "Genoteerd. 3 deelnemers." in client.get(PAD).text


def test_zonder_iemand_zegt_de_kaart_wat_er_moet(client, les):
    antwoord = stuur(client, les)

    assert antwoord.status_code == 422
    assert "Kies wie er waren, of vul in hoeveel mensen er waren." in antwoord.text
    assert "Kies ‘Ging niet door’" in antwoord.text


def test_bij_wijzigen_staat_aangevinkt_wie_er_stond(client, les):
    stuur(client, les, "Ali", "Eva")

    form = client.get(f"{PAD}?noteer={les.pk}:2026-11-24").context["form"]

    assert chips(form) == ["Ali", "Eva"]
    assert form["versie"].value() == 1


def test_vorige_keer_zonder_javascript_tikt_iedereen_en_bewaart_nog_niets(client, les):
    antwoord = stuur(client, les, "Eva", doe="vorige", kwamen_al="4")

    assert antwoord.status_code == 200
    assert chips(antwoord.context["form"]) == ["Ali", "Bea", "Kofi", "Eva"]
    assert 'name="kwamen_al" value="4"' in antwoord.text
    assert "Dit klopt nog niet" not in antwoord.text
    assert not Bijeenkomst.objects.filter(dag=DINSDAG).exists()


def test_wie_al_helpt_wordt_geweigerd_met_de_naam(client, les):
    les.mensen["Fatima"] = Persoon.objects.get(voornaam="Fatima")

    antwoord = stuur(client, les, "Ali", "Fatima")

    assert antwoord.status_code == 422
    assert "Fatima helpt deze keer al. Kies een van de twee." in antwoord.text
    assert chips(antwoord.context["form"]) == ["Ali", "Fatima"]


def test_een_botsing_noemt_welke_namen_verschillen(client, les, bram):
    m = les.mensen
    daar = Invulling(kwamen_al=0, namen=frozenset({m["Ali"].pk, m["Bea"].pk, m["Eva"].pk}))
    vast = {"versie": 0, "sleutel": uuid4(), "gebruiker": bram, "vandaag": DINSDAG}
    bijeenkomsten.noteer(keer=Keer(les, DINSDAG), invulling=daar, **vast)

    antwoord = stuur(client, les, "Ali", "Kofi")

    assert antwoord.status_code == 422
    assert "Er staat nu: 3 deelnemers" in antwoord.text
    assert "Alleen op de andere plek gekozen: Bea en Eva." in antwoord.text
    assert "Alleen door jou gekozen: Kofi." in antwoord.text
    assert chips(antwoord.context["form"]) == ["Ali", "Kofi"]
    assert namen_op(les) == ["Ali", "Bea", "Eva"]


def test_iemand_van_een_andere_kamer_of_een_verzonnen_nummer_wordt_niet_genoteerd(client, les, multibron):
    les.mensen["Vera"] = maak_persoon("Vera", multibron)

    antwoord = stuur(client, les, "Ali", "Vera")
    onzin = stuur(client, les, namen=["9" * 30, "x", "-1", "²"])

    assert (antwoord.status_code, onzin.status_code) == (422, 422)
    assert "Vera" not in antwoord.text
    assert not Bijeenkomst.objects.filter(dag=DINSDAG).exists()


def test_ongedaan_opent_de_kaart_weer_met_dezelfde_namen(client, les):
    sleutel = str(uuid4())
    stuur(client, les, "Ali", "Eva", sleutel=sleutel)

    antwoord = client.post(f"/kamers/cjm/dag/2026-11-24/ongedaan/{sleutel}/", headers={"HX-Request": "true"})

    assert chips(antwoord.context["form"]) == ["Ali", "Eva"]


def test_een_gesloten_teljaar_is_een_zin_en_geen_storing(client, les, casa, amina):
    sleutel = str(uuid4())
    stuur(client, les, "Ali", sleutel=sleutel)
    casa.teljaren.create(jaar=2026, gesloten_door=amina)
    zin = "Het teljaar 2026 van Casa Jepie Makandra is gesloten. Vraag de projectcoach wat je kunt doen."

    antwoord = stuur(client, les, "Bea", versie="1")
    vervalt = client.post(
        f"/kamers/cjm/dag/2026-11-24/vervalt/{les.pk}/2026-11-24/",
        {"sleutel": str(uuid4()), "versie": "1", "reden": "ziekte"},
    )
    terug = client.post(f"/kamers/cjm/dag/2026-11-24/ongedaan/{sleutel}/", follow=True)

    assert (antwoord.status_code, vervalt.status_code) == (422, 422)
    assert all(zin in a.text for a in (antwoord, vervalt, terug))
    assert namen_op(les) == ["Ali"]


def test_bij_schulden_staan_er_geen_namen_op_de_kaart(client, les):
    soort = maak_soort("P6", "Schulden")
    soort.code = "schulden"
    soort.save()
    les.soort = soort
    les.save()

    form = client.get(f"{PAD}?noteer={les.pk}:2026-11-24").context["form"]

    assert "namen" not in form.fields


def test_met_kinderen_vraagt_de_kaart_zichtbaar_hoeveel_kinderen(client, les):
    les.telwijze, les.met_kinderen = "tellen", True
    les.save()
    assert "Kinderen erbij?" not in client.get(PAD).text

    antwoord = stuur(client, les, nieuw_soort="6", ook_nieuw="alle")
    assert "Vul in hoeveel van hen kinderen waren. Geen kinderen? Vul 0 in." in antwoord.text

    assert stuur(client, les, nieuw_soort="6", ook_nieuw="alle", kinderen="5").status_code == 302
    assert Bijeenkomst.objects.get(dag=DINSDAG).kinderen == 5
