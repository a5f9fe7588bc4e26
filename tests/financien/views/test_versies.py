"""Versions as pages: the list, a new one, settling for good, comparing, and a new year."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Versie
from financien.models import Begrotingsregel, Financieringsregel
from financien.services.versies import kopieer_versie, leg_versie_vast
from tests.fabriek import zet_jaar

JAAR = "/financien/begroting/2018/"


@pytest.fixture
def ingelogd(client, chandra, aanbod):
    client.force_login(chandra)
    return client


@pytest.fixture
def afspraak(aanbod):
    leg_versie_vast(versie=aanbod)
    return kopieer_versie(versie=aanbod, soort="afspraak", datum=date(2018, 2, 1))


def stuur_versie(client, **anders):
    velden = {"sleutel": str(uuid4()), "soort": "afspraak", "datum": "1-2-2018", "akkoord_van": "alle partners"}
    return client.post(f"{JAAR}versies/nieuw/", {**velden, **anders}, follow=True)


def test_de_lijst_toont_soort_datum_en_wie_akkoord_ging(ingelogd, afspraak):
    inhoud = ingelogd.get(f"{JAAR}versies/").content.decode()

    assert "Versie 1: aanbod" in inhoud
    assert "28 september 2017" in inhoud
    assert "Versie 2: afspraak" in inhoud
    assert "Nieuwe versie" not in inhoud  # version 2 is still open


def test_een_nieuwe_versie_begint_als_kopie(ingelogd, aanbod):
    leg_versie_vast(versie=aanbod)

    antwoord = stuur_versie(ingelogd)

    nieuw = Versie.objects.laatste(2018)
    assert (nieuw.volgnummer, nieuw.soort, nieuw.datum, nieuw.akkoord_van) == (
        2,
        "afspraak",
        date(2018, 2, 1),
        "alle partners",
    )
    assert Begrotingsregel.objects.filter(versie=nieuw).totaal() == Decimal(433044)
    assert "afspraak 2018, versie 2 staat klaar." in antwoord.content.decode()


def test_twee_keer_dezelfde_versie_maken_maakt_er_een(ingelogd, aanbod):
    leg_versie_vast(versie=aanbod)
    sleutel = str(uuid4())

    stuur_versie(ingelogd, sleutel=sleutel)
    antwoord = stuur_versie(ingelogd, sleutel=sleutel)

    assert antwoord.status_code == 200
    assert Versie.objects.count() == 2


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"datum": "31-2-2018"}, "Deze dag bestaat niet. Kijk de datum na."),
        ({"datum": ""}, "Vul een dag in, bijvoorbeeld 20-11 of 20 november."),
        ({"soort": ""}, "Kies een soort versie."),
    ],
)
def test_een_versie_zonder_soort_of_datum_wordt_geweigerd(ingelogd, aanbod, anders, zin):
    leg_versie_vast(versie=aanbod)

    antwoord = stuur_versie(ingelogd, reden="Na overleg", **anders)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert 'value="Na overleg"' in antwoord.content.decode()
    assert Versie.objects.count() == 1


def test_een_nieuwe_versie_naast_een_open_versie_wordt_geweigerd(ingelogd):
    antwoord = stuur_versie(ingelogd)

    assert "Er is al een open versie van 2018. Leg die eerst vast." in antwoord.content.decode()
    assert Versie.objects.count() == 1


def test_vastleggen_vraagt_het_eerst_en_is_dan_voorgoed(ingelogd, aanbod):
    pad = f"{JAAR}versies/1/vastleggen/"
    assert "Leg versie 1 vast" in ingelogd.get(pad).content.decode()
    aanbod.refresh_from_db()
    assert not aanbod.staat_vast

    antwoord = ingelogd.post(pad, {"gezien": 0, "akkoord_van": "", "reden": ""}, follow=True)

    assert "De versie ligt vast. Niemand kan haar nog veranderen." in antwoord.content.decode()
    aanbod.refresh_from_db()
    assert aanbod.staat_vast
    assert ingelogd.get(pad).status_code == 302


def test_een_afspraak_vastleggen_zonder_wie_akkoord_ging_wordt_geweigerd(ingelogd, afspraak):
    pad = f"{JAAR}versies/2/vastleggen/"

    antwoord = ingelogd.post(pad, {"gezien": 0, "akkoord_van": "", "reden": "Na het overleg"})

    assert "Schrijf eerst op wie akkoord ging." in antwoord.content.decode()
    assert 'value="Na het overleg"' in antwoord.content.decode()
    ingelogd.post(pad, {"gezien": 0, "akkoord_van": "alle partners", "reden": "Na het overleg"})
    afspraak.refresh_from_db()
    assert (afspraak.staat_vast, afspraak.akkoord_van, afspraak.reden) == (True, "alle partners", "Na het overleg")


def test_vastleggen_wacht_op_wie_intussen_nog_opsloeg(ingelogd, aanbod):
    Versie.objects.filter(pk=aanbod.pk).update(bewerking=1)

    antwoord = ingelogd.post(f"{JAAR}versies/1/vastleggen/", {"gezien": 0})

    assert "Er is net nog iets veranderd in deze versie." in antwoord.content.decode()
    aanbod.refresh_from_db()
    assert not aanbod.staat_vast


def test_vergelijken_toont_alleen_de_cellen_die_anders_zijn(ingelogd, afspraak, casa, kg):
    Begrotingsregel.objects.filter(versie=afspraak, post__code="M1", kamer=casa).update(bedrag=Decimal("35960.50"))
    Financieringsregel.objects.filter(bron__versie=afspraak, bron__naam="Ymere", kamer=kg).delete()

    rijen = ingelogd.get(f"{JAAR}versies/vergelijk/").context["rijen"]

    assert [(r.deel, r.post, r.kamer.code, r.van, r.naar, r.verschil) for r in rijen] == [
        ("Kosten", "Coördineren", "cjm", "35.460", "35.960,50", "+500,50"),
        ("Financiering", "Ymere", "kg", "10.000", "", "−10.000"),
    ]


def test_gelijke_versies_zeggen_dat_ze_gelijk_zijn(ingelogd, afspraak):
    assert "Deze twee versies zijn gelijk." in ingelogd.get(f"{JAAR}versies/vergelijk/?van=1&naar=2").content.decode()
    assert ingelogd.get(f"{JAAR}versies/vergelijk/?van=1&naar=3").status_code == 404


def stuur_jaar(client, **anders):
    velden = {"sleutel": str(uuid4()), "jaar": "2019", "uit": "2018", "indexatie": "2,5%"}
    return client.post("/financien/begroting/nieuw/", {**velden, **anders}, follow=True)


def test_een_nieuw_jaar_neemt_het_vorige_over_met_indexatie(ingelogd, casa):
    antwoord = stuur_jaar(ingelogd)

    assert antwoord.redirect_chain[-1][0] == "/financien/begroting/2019/"
    assert Begrotingsregel.objects.get(versie__jaar__jaar=2019, post__code="M1", kamer=casa).bedrag == Decimal(36347)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"indexatie": "2.5"}, "Vul een percentage in met een komma, bijvoorbeeld 2,5."),
        ({"indexatie": "30"}, "Vul een percentage in van −25 tot 25."),
        ({"jaar": "20199"}, "Vul een jaar in tussen 2000 en 2100."),
        ({"jaar": ""}, "Vul een jaar in, bijvoorbeeld 2027."),
        ({"jaar": "2018"}, "Er is al een begroting van 2018."),
    ],
)
def test_een_onmogelijk_jaar_wordt_geweigerd(ingelogd, anders, zin):
    antwoord = stuur_jaar(ingelogd, **anders)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert Versie.objects.count() == 1


def test_de_eerste_begroting_begint_leeg(client, chandra):
    client.force_login(chandra)

    client.post("/financien/begroting/nieuw/", {"sleutel": str(uuid4()), "jaar": "2027"})

    versie = Versie.objects.get()
    assert (versie.jaar.jaar, versie.soort, versie.staat_vast) == (2027, "aanbod", False)
    assert client.get("/financien/begroting/2027/").status_code == 200


def test_wie_alleen_mag_kijken_ziet_de_versies_en_maakt_niets(client, eva, afspraak):
    client.force_login(eva)

    assert client.get(f"{JAAR}versies/").status_code == 200
    assert client.get(f"{JAAR}versies/vergelijk/").status_code == 200
    paden = [
        f"{JAAR}versies/nieuw/",
        f"{JAAR}versies/2/vastleggen/",
        "/financien/begroting/nieuw/",
        f"{JAAR}bronnen/nieuw/",
    ]
    assert [client.get(pad).status_code for pad in paden] == [403] * 4


@pytest.mark.parametrize("pad", ["2017/versies/", "99999999999999999999/versies/", "2018/versies/3/vastleggen/"])
def test_wat_er_niet_is_geeft_404(ingelogd, pad):
    assert ingelogd.get(f"/financien/begroting/{pad}").status_code == 404


def test_een_vastgesteld_jaar_biedt_geen_nieuwe_versie(ingelogd, aanbod):
    leg_versie_vast(versie=aanbod)
    assert "Nieuwe versie" in ingelogd.get(f"{JAAR}versies/").content.decode()
    zet_jaar("vastgesteld")
    assert "Nieuwe versie" not in ingelogd.get(f"{JAAR}versies/").content.decode()
