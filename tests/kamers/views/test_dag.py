from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from kamers.models import Bijeenkomst
from kamers.services.tellen import telling
from tests.fabriek import maak_activiteit
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK, maak_lesdag

pytestmark = pytest.mark.django_db


@pytest.fixture
def om_half_elf():
    with time_machine.travel(HALF_ELF, tick=True):
        yield


def test_de_les_die_nog_niet_genoteerd_is_staat_open(client, amina, casa, om_half_elf):
    maak_lesdag(casa)
    client.force_login(amina)

    antwoord = client.get(reverse("kamers:vandaag", args=["cjm"]))

    assert antwoord.context["kaart"].naam == "Conversatieles Nederlands"
    assert [r.naam for r in antwoord.context["beeld"].regels] == [
        "Inloop en koffie",
        "Conversatieles Nederlands",
        "Babbel- en breiuur",
    ]
    tekst = antwoord.content.decode()
    assert "Dinsdag 24 november" in tekst
    assert "Vorige keer: 8" in tekst


def test_een_dag_die_nog_moet_komen_wordt_geweigerd_met_wat_je_kunt_doen(client, amina, casa, om_half_elf):
    client.force_login(amina)

    ver, morgen = (
        reverse("kamers:dag", args=["cjm", date(2026, 12, 9)]),
        "/kamers/cjm/dag/2026-11-25/?noteer=1:2026-11-25",
    )
    for pad in (ver, morgen, "/kamers/cjm/dag/?datum=25-11-2026"):
        antwoord = client.get(pad)
        assert antwoord.status_code == 422
        assert "Deze dag moet nog komen. Kies vandaag of een dag ervoor." in antwoord.content.decode()


def test_andere_dag_laat_de_laatste_zeven_dagen_zien_en_gaat_naar_een_getypte_dag(client, amina, casa, om_half_elf):
    client.force_login(amina)

    antwoord = client.get("/kamers/cjm/dag/")

    assert antwoord.context["dagen"] == [date(2026, 11, dag) for dag in range(23, 16, -1)]
    assert '<a class="knop" href="/kamers/cjm/dag/2026-11-25/">Morgen</a>' in antwoord.text
    assert '<a class="knop" href="/kamers/cjm/dag/2026-11-27/">Vrijdag 27 november</a>' in antwoord.text
    assert "/kamers/cjm/dag/2026-12-08/" in antwoord.text
    assert "/kamers/cjm/dag/2026-12-09/" not in antwoord.text
    assert client.get("/kamers/cjm/dag/?datum=3 nov").url == "/kamers/cjm/dag/2026-11-03/"


def test_op_een_vorige_dag_staat_de_eerste_die_nog_niet_genoteerd_is_open(client, amina, casa, om_half_elf):
    maak_lesdag(casa)
    client.force_login(amina)

    antwoord = client.get("/kamers/cjm/dag/2026-11-10/")

    assert antwoord.context["kaart"].naam == "Inloop en koffie"
    assert "Samen in" not in antwoord.content.decode()


def test_een_soort_die_dit_jaar_nog_niet_telde_vult_vorige_keer_bij_nieuw_in(client, amina, casa):
    maak_lesdag(casa)
    client.force_login(amina)

    with time_machine.travel("2027-01-05 10:30+01:00", tick=True):
        client.force_login(amina)
        tekst = client.get(
            f"/kamers/cjm/vandaag/?noteer={casa.activiteiten.get(naam__startswith='Conv').pk}:2027-01-05"
        )

    assert 'data-vul="8" data-voor="kaart-nieuw_soort"' in tekst.content.decode()


def test_een_onbekende_keer_openen_bestaat_niet(client, amina, casa, om_half_elf):
    maak_lesdag(casa)
    client.force_login(amina)

    assert client.get("/kamers/cjm/vandaag/?noteer=999:2026-11-24").status_code == 404
    assert client.get("/kamers/cjm/dag/2026-13-45/").status_code == 404


def zet_weg(activiteit, gepland, **velden):
    """Write a moved or cancelled occurrence."""
    return Bijeenkomst.objects.create(
        **{"begin": activiteit.begin, "eind": activiteit.eind, "dag": gepland} | velden,
        activiteit=activiteit,
        gepland=gepland,
        kamer=activiteit.kamer,
        soort=activiteit.soort,
        naam=activiteit.naam,
    )


def keren(antwoord):
    return [regel.sleutel for regel, _sleutel in antwoord.context["keren"]]


@pytest.fixture
def komend(client, amina, casa, om_half_elf):
    """Log in a coordinator whose lesson of today was moved to Tuesday next week, where the coffee is cancelled."""
    les = maak_lesdag(casa)
    zet_weg(les.les, DINSDAG, dag=DINSDAG + WEEK, begin=time(13), eind=time(14), status="verplaatst")
    zet_weg(les.inloop, DINSDAG + WEEK, status="vervallen", reden="feestdag")
    client.force_login(amina)
    return les


def test_een_komende_dag_laat_zien_wat_gepland_verplaatst_en_vervallen_is_zonder_te_tellen(client, komend):
    antwoord = client.get("/kamers/cjm/dag/2026-12-01/")

    assert antwoord.status_code == 200
    assert keren(antwoord) == [
        f"{komend.inloop.pk}:2026-12-01",
        f"{komend.les.pk}:2026-12-01",
        f"{komend.les.pk}:2026-11-24",
        f"{komend.brei.pk}:2026-12-01",
    ]
    assert "Gaat niet door: feestdag" in antwoord.text
    assert "Hierheen verplaatst, stond op dinsdag 24 november" in antwoord.text
    assert antwoord.text.count("Staat op het rooster") == 2
    assert antwoord.text.count("Zet terug") == 2
    assert "kwamen_al" not in antwoord.text
    assert "noteer" not in antwoord.text


@pytest.mark.parametrize(("dag", "status"), [("2026-11-25", 200), ("2026-12-08", 200), ("2026-12-09", 422)])
def test_veertien_dagen_vooruit_kijken_kan_verder_niet(client, komend, dag, status):
    assert client.get(f"/kamers/cjm/dag/{dag}/").status_code == status


def test_een_lege_komende_dag_zegt_dat_er_niets_op_het_rooster_staat(client, komend):
    assert "Er staat deze dag niets op het rooster." in client.get("/kamers/cjm/dag/2026-11-28/").text


def test_op_een_andere_tijd_staat_wanneer_het_eerst_was(client, komend):
    zet_weg(komend.brei, DINSDAG + WEEK, begin=time(16), eind=time(17), status="verplaatst")

    assert "Andere tijd, stond om 15:00" in client.get("/kamers/cjm/dag/2026-12-01/").text


def test_wat_vandaag_nog_mist_staat_op_de_dag_zelf_en_niet_ook_bij_vergeten(client, amina, casa):
    les = maak_activiteit(casa)
    client.force_login(amina)
    with time_machine.travel(HALF_ELF + timedelta(hours=6), tick=False):
        bladzijde = client.get(reverse("kamers:vandaag", args=["cjm"]))

    assert [(keer.activiteit, keer.dag) for keer in bladzijde.context["vergeten"]] == [(les, DINSDAG - WEEK)]


@pytest.mark.parametrize(
    ("moment", "dag"),
    [
        ("2026-12-31 22:59 +0000", date(2026, 12, 31)),  # one minute to twelve in Amsterdam
        ("2026-12-31 23:00 +0000", date(2027, 1, 1)),  # midnight there, eleven in the evening in UTC
        ("2026-03-28 23:30 +0000", date(2026, 3, 29)),  # half an hour into the night of summer time
        ("2026-10-24 22:30 +0000", date(2026, 10, 25)),  # and of winter time
        ("2026-10-25 22:59 +0000", date(2026, 10, 25)),
    ],
)
def test_het_jaar_en_de_dag_zijn_die_van_amsterdam(client, amina, casa, moment, dag):
    les = maak_activiteit(casa, weekdag=dag.weekday(), begin=time(0), eind=time(23, 59))
    with time_machine.travel(moment, tick=False):
        client.force_login(amina)
        bladzijde = client.get(reverse("kamers:vandaag", args=["cjm"]))
        assert bladzijde.context["dag"] == dag
        form = bladzijde.context["form"]
        velden = {naam: form[naam].value() for naam in ("sleutel", "versie", "uren_was")}
        antwoorden = {"nieuw_soort": "30", "ook_nieuw": "alle", "niemand": "on"}
        client.post(reverse("kamers:noteer", args=["cjm", dag, les.pk, dag]), {**velden, **antwoorden})

    assert les.bijeenkomsten.get().dag == dag
    cijfers = {jaar: telling(jaar).per_kamer.get(casa.pk) for jaar in (2026, 2027)}
    ander = 2027 if dag.year == 2026 else 2026
    assert (cijfers[dag.year]["kamer"].totaal, cijfers[ander]) == (30, None)
