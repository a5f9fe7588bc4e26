"""Products beside rooms, target groups and neighbourhoods: who reads, who writes, and two at once."""

from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from kamers.models import Buurt, Buurtcijfer, Corporatieproduct, Productstand
from kamers.services.producten import cel
from tests.kamers.dagfabriek import HALF_ELF
from tests.kamers.test_vragen import meer_kamers, vragen

PRODUCTEN, BUURTEN = reverse("kamers:producten"), reverse("kamers:buurten")


@pytest.fixture(autouse=True)
def om_half_elf():
    with time_machine.travel(HALF_ELF, tick=True):
        yield


@pytest.fixture
def ingelogd(client, eva):
    client.force_login(eva)
    return client


@pytest.fixture
def product(db):
    return Corporatieproduct.objects.create(code="klussendienst", naam="Klussendienst", volgorde=1)


def velden(client, pad=PRODUCTEN) -> dict:
    form = client.get(pad).context["form"]
    return {naam: form[naam].value() for naam in form.fields}


def test_het_bestuur_leest_en_de_projectcoach_schrijft(client, bestuurslid, eva, casa, product):
    naam = cel(product.pk, casa.pk)
    client.force_login(bestuurslid)
    assert client.post(PRODUCTEN, {naam: "actief", "gezien": "3"}).status_code == 403
    assert "<select" not in client.get(PRODUCTEN).text
    client.force_login(eva)

    client.post(PRODUCTEN, velden(client) | {naam: "actief"})

    assert Productstand.objects.get().stand == "actief"


def test_een_botsing_zegt_wat_de_ander_koos_en_houdt_de_rest(ingelogd, casa, multibron, product):
    a, b = cel(product.pk, casa.pk), cel(product.pk, multibron.pk)
    oud = velden(ingelogd)
    ingelogd.post(PRODUCTEN, oud | {a: "actief"})

    antwoord = ingelogd.post(PRODUCTEN, oud | {a: "nee", b: "incidenteel"})

    zin = "Klussendienst, Casa Jepie Makandra: iemand anders zette dit net op actief."
    assert antwoord.status_code == 422
    assert zin in antwoord.text
    form = antwoord.context["form"]
    ingelogd.post(PRODUCTEN, {naam: form[naam].value() for naam in form.fields})
    assert {s.kamer_id: s.stand for s in Productstand.objects.all()} == {casa.pk: "nee", multibron.pk: "incidenteel"}


@pytest.mark.parametrize("gezien", ["", "3,3", "9", "actief"])
def test_een_oude_of_verzonnen_pagina_schrijft_niets(ingelogd, casa, product, gezien):
    antwoord = ingelogd.post(PRODUCTEN, {cel(product.pk, casa.pk): "actief", "gezien": gezien})

    assert antwoord.status_code == 422
    assert not Productstand.objects.exists()


def test_een_coordinator_vult_alleen_de_eigen_kamer_in(client, amina, casa, multibron, product):
    client.force_login(amina)
    pad = reverse("kamers:kamerproducten", args=["cjm"])

    client.post(pad, velden(client, pad) | {cel(product.pk, casa.pk): "nee", cel(product.pk, multibron.pk): "actief"})

    assert [(s.kamer, s.stand) for s in Productstand.objects.all()] == [(casa, "nee")]
    assert client.get(reverse("kamers:kamerproducten", args=["multibron"])).status_code == 404


@pytest.mark.parametrize(
    ("getypt", "waarde"), [("12,2", "12.2"), ("9", "9.0"), ("100 %", "100.0"), ("0", "0.0"), ("6,4%", "6.4")]
)
def test_een_percentage_zoals_mensen_het_schrijven(ingelogd, getypt, waarde):
    gein = Buurt.objects.create(naam="Gein")
    vast = {"buurt": gein.pk, "kenmerk": "uitkering", "jaar": "2012", "bron": "O+S", "sleutel": uuid4()}

    ingelogd.post(reverse("kamers:cijfer_nieuw"), vast | {"waarde": getypt})

    assert Buurtcijfer.objects.get().waarde == Decimal(waarde)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"waarde": "12.2"}, "Vul een percentage in van 0 tot en met 100, bijvoorbeeld 9,5."),
        ({"waarde": "101"}, "Vul een percentage in van 0 tot en met 100."),
        ({"waarde": "6,44"}, "Vul een percentage in van 0 tot en met 100, bijvoorbeeld 9,5."),
        ({"jaar": "1989"}, "Vul een jaar in tussen 1990 en 2100."),
        ({"jaar": "vorig jaar"}, "Vul een jaar in, bijvoorbeeld 2012."),
        ({"bron": ""}, "Schrijf op wie dit cijfer telde."),
        ({"jaar": "2010"}, "Dit cijfer staat er al voor dit jaar."),
    ],
)
def test_een_cijfer_zonder_jaar_of_bron_komt_er_niet_in(ingelogd, anders, zin):
    gein = Buurt.objects.create(naam="Gein")
    Buurtcijfer.objects.create(buurt=gein, kenmerk="uitkering", jaar=2010, waarde=Decimal("6.0"), bron="O+S")
    vast = {"buurt": gein.pk, "kenmerk": "uitkering", "jaar": "2012", "bron": "O+S", "waarde": "6,4"}

    antwoord = ingelogd.post(reverse("kamers:cijfer_nieuw"), vast | {"sleutel": uuid4()} | anders)

    assert antwoord.status_code == 422
    assert zin in antwoord.text
    assert Buurtcijfer.objects.count() == 1


def test_een_cijfer_weghalen_en_terughalen(ingelogd, aanbod_2018):
    cijfer = Buurtcijfer.objects.get(buurt__naam="Gein", jaar=2012)

    antwoord = ingelogd.post(reverse("kamers:cijfer_wis", args=[cijfer.pk, uuid4()]), follow=True)
    assert Buurtcijfer.objects.count() == 15
    ingelogd.post(next(iter(antwoord.context["messages"])).extra_tags.removeprefix("ongedaan:"))

    terug = Buurtcijfer.objects.get(buurt__naam="Gein", jaar=2012)
    assert (str(terug.waarde), terug.bron) == ("6.4", "O+S, www.stadstat.osamsterdam.nl")


def test_een_gebied_in_een_kring_wordt_geweigerd(ingelogd, aanbod_2018):
    stad, gein = Buurt.objects.get(naam="Amsterdam"), Buurt.objects.get(naam="Gein")
    pad = reverse("kamers:buurt", args=[stad.pk])
    form = ingelogd.get(pad).context["form"]

    antwoord = ingelogd.post(pad, {"naam": "Amsterdam", "ligt_in": gein.pk, "gezien": form["gezien"].value()})

    assert antwoord.status_code == 422
    assert "Dit gebied ligt zelf in deze buurt." in antwoord.text
    stad.refresh_from_db()
    assert stad.ligt_in is None


@pytest.mark.parametrize("naam", ["over_de_kamers", "producten", "buurten"])
def test_vier_of_veertig_kamers_vragen_evenveel(ingelogd, aanbod_2018, casa, naam):
    pad = reverse(f"kamers:{naam}")
    eerst = vragen(ingelogd, pad)
    meer_kamers(36)

    assert len(eerst) <= 10
    assert len(vragen(ingelogd, pad)) == len(eerst)


def test_de_kamer_en_de_doelgroepen_stellen_hoogstens_tien_vragen(ingelogd, aanbod_2018):
    paden = [reverse("kamers:feiten", args=["cjm"]), reverse("kamers:doelgroepen", args=[2026])]

    assert [len(vragen(ingelogd, pad)) <= 10 for pad in paden] == [True, True]
