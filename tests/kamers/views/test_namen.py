"""The card by names: tick, search, a new pass, and what comes back when it cannot be saved."""

from uuid import uuid4

import pytest
import time_machine

from kamers.models import AlGeteld, Bijeenkomst, Persoon
from kamers.services import bijeenkomsten
from kamers.services.keer import Invulling, Keer
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_persoon, maak_soort, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK, zet_op_rooster

pytestmark = pytest.mark.django_db
PAD = "/kamers/cjm/vandaag/"


@pytest.fixture
def les(casa, amina, client):
    """A lesson by names: Ali, Bea and Kofi were there last week, Dina the week before; Eva never came."""
    with time_machine.travel(HALF_ELF, tick=True):
        les = maak_activiteit(casa, telwijze="namen")
        zet_op_rooster(les, maak_vrijwilliger("Fatima", casa).persoon)
        mensen = {naam: maak_persoon(naam, casa, pasnummer=f"10{n}") for n, naam in enumerate(NAMEN)}
        maak_bijeenkomst(les, DINSDAG - 2 * WEEK, namen=[mensen["Dina"], mensen["Ali"]])
        maak_bijeenkomst(les, DINSDAG - WEEK, namen=[mensen[naam] for naam in ("Ali", "Bea", "Kofi")])
        client.force_login(amina)
        les.mensen = mensen
        yield les


NAMEN = ("Ali", "Bea", "Kofi", "Dina", "Eva")


def stuur(client, les, *namen, **velden):
    fatima = Persoon.objects.get(voornaam="Fatima").pk
    vast = {"sleutel": str(uuid4()), "versie": "0", "uren_was": "2", "uren": "2", "personen": [fatima]}
    vast |= {"kwamen_al": "", "nieuw_soort": "0", "pas_sleutel": str(uuid4())}
    data = {**vast, "namen": [les.mensen[naam].pk for naam in namen], **velden}
    return client.post(f"/kamers/cjm/dag/2026-11-24/noteer/{les.pk}/2026-11-24/", data)


def chips(form, getikt=True):
    return [str(k.choice_label) for k, _v in form.naamkeuzes() if k.data["selected"] or not getikt]


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


def test_zoeken_op_nummer_tikt_die_ene_en_houdt_wat_er_stond(client, les):
    antwoord = stuur(client, les, "Bea", doe="zoek", zoek="10 4", nieuw_soort="2")

    form = antwoord.context["form"]
    assert chips(form) == ["Bea", "Eva"]
    assert form.uitleg == "Eva staat erbij."
    assert 'name="nieuw_soort" value="2"' in antwoord.text
    assert 'name="zoek" maxlength="40" autocomplete="off" value=""' in antwoord.text


def test_zoeken_op_naam_met_meer_uitkomsten_laat_kiezen_met_het_nummer_erbij(client, les, casa):
    maak_persoon("Eva", casa, pasnummer="777")

    form = stuur(client, les, doe="zoek", zoek="éva").context["form"]

    assert [str(k.choice_label) for k in form.gevonden_keuzes()] == ["Eva 104", "Eva 777"]
    assert chips(form) == []
    assert form.uitleg == "Kies wie je bedoelt met ‘éva’."


def test_opslaan_met_nog_iets_in_het_zoekveld_zoekt_eerst_en_bewaart_niets(client, les):
    antwoord = stuur(client, les, "Ali", zoek="Dina")

    assert chips(antwoord.context["form"]) == ["Ali", "Dina"]
    assert not Bijeenkomst.objects.filter(dag=DINSDAG).exists()


def test_wie_niet_gevonden_is_krijgt_met_een_tik_een_pas_en_staat_erbij(client, les, casa):
    niet = stuur(client, les, "Ali", doe="zoek", zoek="Zola").context["form"]
    assert niet.uitleg == "Niemand gevonden met ‘Zola’. Zoek anders, of geef een nieuwe pas."
    assert niet["gezocht"].value() == "Zola"

    form = stuur(client, les, "Ali", doe="pas", gezocht="Zola").context["form"]

    zola = Persoon.objects.get(voornaam="Zola")
    assert chips(form) == ["Ali", "Zola"]
    assert (list(zola.kamers.all()), zola.sinds) == ([casa], DINSDAG)
    assert form.uitleg == f"Zola staat erbij, met pas {zola.pasnummer}."
    assert not AlGeteld.objects.exists()


@pytest.mark.parametrize(("doe", "soorten"), [("pas-soort", {"P4", None}), ("pas-kamer", {None})])
def test_een_pas_voor_wie_al_geteld_was_telt_niet_dubbel(client, les, doe, soorten):
    stuur(client, les, doe=doe, zoek="Zola")

    rijen = AlGeteld.objects.filter(persoon__voornaam="Zola", jaar=2026)
    assert set(rijen.values_list("soort__code", flat=True)) == soorten


def test_dezelfde_knop_twee_keer_geeft_een_pas(client, les):
    sleutel = str(uuid4())

    for _keer in range(2):
        form = stuur(client, les, doe="pas", zoek="Zola", pas_sleutel=sleutel).context["form"]

    assert Persoon.objects.filter(voornaam="Zola").count() == 1
    assert chips(form) == ["Zola"]


def test_een_naam_die_er_al_is_vraagt_eerst_of_het_een_ander_is(client, les):
    form = stuur(client, les, doe="pas", zoek="eva").context["form"]
    assert form.uitleg == "Er is al iemand die eva heet. Is dit een ander? Kies dan nog een keer."
    assert [str(k.choice_label) for k in form.gevonden_keuzes()] == ["Eva"]

    stuur(client, les, doe="pas", gezocht="eva")

    assert Persoon.objects.filter(voornaam__iexact="eva").count() == 2


@pytest.mark.parametrize(
    ("doe", "zoek", "zin"),
    [
        ("pas", "12", "Typ eerst een voornaam, zonder cijfers."),
        ("pas", "", "Typ eerst een voornaam, zonder cijfers."),
        ("zoek", "", "Typ een voornaam of een pasnummer."),
    ],
)
def test_een_lege_zoektocht_zegt_wat_er_moet(client, les, doe, zoek, zin):
    antwoord = stuur(client, les, "Ali", doe=doe, zoek=zoek)

    assert antwoord.context["form"].zoekfout == zin
    assert chips(antwoord.context["form"]) == ["Ali"]


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
