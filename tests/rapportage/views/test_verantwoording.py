from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from buurtwerkkamer.models import Versie
from buurtwerkkamer.rollen import Rol
from financien.services.versies import kopieer_versie
from kamers.models import Kamer, Partner
from rapportage.models import Download
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_gebruiker
from tests.rapportage.editiefabriek import maak_editie

ADRES = reverse("rapportage:verantwoording")


@pytest.fixture
def farid(aanbod_2018):
    return maak_gebruiker("Farid", Rol.FINANCIER, partner=Partner.objects.get(code="eigen-haard"))


@pytest.fixture
def venna(aanbod_2018):
    """Works for a partner that pays for nothing."""
    return maak_gebruiker("Venna", Rol.FINANCIER, partner=Partner.objects.get(code="venzo"))


@pytest.fixture
def editie(aanbod_2018, chandra):
    maak_bijeenkomst(maak_activiteit(Kamer.objects.get(code="cjm")), date(2018, 3, 6), nieuw=12)
    return maak_editie(aanbod_2018, chandra)


def bladzijde(client, gebruiker, adres=ADRES):
    client.force_login(gebruiker)
    return " ".join(client.get(adres).content.decode().split())


def test_een_financier_ziet_de_eigen_euros_per_kamer(client, farid, editie):
    tekst = bladzijde(client, farid)

    assert "<dt>Uw bijdrage</dt><dd>€\u00a050.000</dd>".replace("\u00a0", " ") in tekst.replace("\u00a0", " ")
    assert "<dt>Deel van het geheel</dt><dd>11,5%</dd>" in tekst
    for bedrag in ("25.000", "15.000", "10.000"):
        assert f"uw bijdrage € {bedrag}" in tekst.replace("\u00a0", " ")
    assert "K- en G-buurt" not in tekst  # Eigen Haard pays nothing there
    assert "Resultaten in uw kamers" in tekst
    assert "bijdrage gebeurde" not in tekst


def test_de_stempel_zegt_alleen_wat_er_is(client, farid, editie):
    tekst = bladzijde(client, farid)

    assert "nog niet vastgesteld" in tekst
    for woord in ("Kascommissie", "Accountant", "goedkeurend"):
        assert woord not in tekst


def test_de_cijfers_blijven_die_van_de_editie_ook_als_er_later_iets_bij_komt(client, farid, editie):
    activiteit = editie.jaar.versies.first().streefwaarden.first().kamer.activiteiten.first()
    maak_bijeenkomst(activiteit, date(2018, 3, 13), nieuw=30)

    tekst = bladzijde(client, farid)

    assert "<b>12</b>" in tekst
    assert "<b>42</b>" not in tekst


def test_zonder_editie_zegt_de_bladzijde_dat(client, farid, time_machine):
    time_machine.move_to("2026-11-24 12:00")

    assert "Er is nog geen jaarverslag over 2026." in bladzijde(client, farid)


@pytest.mark.parametrize(
    "adres",
    [
        reverse("rapportage:verantwoording_jaar", args=[2018]),
        reverse("rapportage:bestand", args=[2018, "jaarverslag", "pdf"]),
        reverse("rapportage:bestand", args=[2018, "jaarverslag", "xlsx"]),
    ],
)
def test_een_ander_ziet_van_dit_jaar_evenveel_als_van_een_jaar_dat_niet_bestaat(client, venna, editie, adres):
    client.force_login(venna)

    assert client.get(adres).status_code == client.get(adres.replace("2018", "2019")).status_code == 404
    assert "Eigen Haard" not in bladzijde(client, venna)
    assert Download.objects.count() == 0


def test_de_download_heet_naar_het_jaarverslag_en_wordt_genoteerd(client, farid, editie):
    client.force_login(farid)

    antwoord = client.get(reverse("rapportage:bestand", args=[2018, "jaarverslag", "pdf"]))

    assert antwoord.content == b"pdf van editie 1"
    assert antwoord["Content-Disposition"] == 'attachment; filename="jaarverslag-2018.pdf"'
    assert antwoord["Cache-Control"] == "no-store"
    assert [download.gebruiker for download in Download.objects.all()] == [farid]


def test_een_nieuwe_editie_komt_in_de_plaats_van_de_vorige(client, farid, editie, aanbod_2018, chandra):
    maak_editie(aanbod_2018, chandra, editie=2)
    client.force_login(farid)

    assert client.get(reverse("rapportage:bestand", args=[2018, "jaarverslag", "pdf"])).content == b"pdf van editie 2"
    assert "Editie 2." in bladzijde(client, farid)


def test_een_aanbod_is_ook_te_downloaden(client, farid, editie, aanbod_2018, chandra):
    maak_editie(aanbod_2018, chandra, soort="aanbod")

    assert reverse("rapportage:bestand", args=[2018, "aanbod", "pdf"]) in bladzijde(client, farid)


def test_hoe_tellen_we_legt_de_woorden_uit_met_en_zonder_editie(client, farid, venna, editie):
    adres = reverse("rapportage:hoe_tellen_we")

    for gebruiker in (farid, venna):
        assert "Unieke deelnemers zijn niet optelbaar" in bladzijde(client, gebruiker, adres)
    assert "Mensen die een sleutel van de kamer beheren." in bladzijde(client, farid, adres)


def test_meer_edities_geven_niet_meer_vragen(
    client, farid, editie, aanbod_2018, chandra, django_assert_max_num_queries
):
    client.force_login(farid)
    with django_assert_max_num_queries(10) as een:
        client.get(ADRES)
    maak_editie(aanbod_2018, chandra, editie=2)
    with django_assert_max_num_queries(len(een)):
        client.get(ADRES)


def test_wie_uit_de_laatste_versie_verdween_ziet_het_jaar_niet_meer(client, farid, editie, aanbod_2018):
    versie = kopieer_versie(versie=aanbod_2018, soort=Versie.Soort.AFSPRAAK, datum=date(2018, 1, 15))
    bron = versie.financieringsbronnen.get(partner__code="eigen-haard")
    bron.regels.all().delete()
    bron.delete()
    Versie.objects.filter(pk=versie.pk).update(vastgesteld_op="2018-01-15T12:00Z")
    client.force_login(farid)

    assert client.get(reverse("rapportage:verantwoording_jaar", args=[2018])).status_code == 404


def test_van_veel_kamers_staan_er_hoogstens_vier_naast_elkaar(client, editie, chandra):
    gemeente = maak_gebruiker("Gerda", Rol.FINANCIER, partner=Partner.objects.get(code="gemeente"))
    client.force_login(gemeente)

    beeld = client.get(ADRES).context["beeld"]

    assert [kamer.kolom.code for kamer in beeld.kamers] == ["cjm", "multibron", "handreiking", "kg"]
    assert [deel.snede for deel in beeld.delen] == ["0:4"]
    dubbel = replace(beeld, kamers=beeld.kamers * 3)
    assert [deel.snede for deel in dubbel.delen] == ["0:4", "4:8", "8:12"]
    assert dubbel.deelnemers.endswith(" …")
