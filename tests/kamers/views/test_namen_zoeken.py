"""Searching on the card by names, and a new pass for who is not found."""

from uuid import uuid4

import pytest
import time_machine

from kamers.models import AlGeteld, Bijeenkomst, Persoon
from tests.fabriek import maak_persoon
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, chips, maak_les_op_naam, stuur

pytestmark = pytest.mark.django_db


@pytest.fixture
def les(casa, amina, client):
    with time_machine.travel(HALF_ELF, tick=True):
        les = maak_les_op_naam(casa)
        client.force_login(amina)
        yield les


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
