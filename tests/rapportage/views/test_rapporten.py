from datetime import date

import pytest
from django.db import DatabaseError
from django.urls import reverse
from django.utils.html import strip_tags

from rapportage.models import Download
from tests.fabriek import maak_versie
from tests.rapportage.editiefabriek import maak_editie

VORMEN = {"pdf": b"%PDF-1.7", "xlsx": b"PK\x03\x04", "csv": "\ufeff".encode(), "json": b"{"}


def adres(naam, *args):
    return reverse(f"rapportage:{naam}", args=args)


def test_de_lijst_toont_elk_jaar_met_concepten_en_edities(client, chandra, aanbod_2018):
    maak_editie(aanbod_2018, chandra, soort="aanbod")
    client.force_login(chandra)

    pagina = client.get(adres("rapporten"))

    [jaar] = pagina.context["jaren"]
    assert [(deel.naam, deel.te_maken, len(deel.edities)) for deel in jaar.soorten] == [
        ("jaarverslag", True, 0),
        ("aanbod", True, 1),
    ]
    assert adres("leg_vast", 2018, "jaarverslag") in pagina.content.decode()
    assert adres("editie", 2018, "aanbod", 1, "xlsx") in pagina.content.decode()


def test_de_vastgestelde_editie_staat_boven_het_concept_en_dan_de_andere(client, chandra, aanbod_2018):
    maak_editie(aanbod_2018, chandra, editie=1)
    maak_editie(aanbod_2018, chandra, editie=2, besluit_op=date(2019, 5, 20))
    maak_editie(aanbod_2018, chandra, editie=3)
    client.force_login(chandra)

    tekst = " ".join(strip_tags(client.get(adres("rapporten")).text).split())

    stukken = (
        "Jaarverslag 2018 Editie 2",
        "Vastgesteld door de ledenvergadering op 20 mei 2019.",
        "Jaarverslag 2018 concept",
    )
    stukken += ("De cijfers van nu. Hierboven staat wat is vastgesteld.", "Editie 3", "na de vaststelling", "Editie 1")
    stukken += ("nog niet vastgesteld", "Aanbod 2018 concept", "Er is nog niets vastgelegd.")
    plekken = [tekst.index(stuk) for stuk in stukken]
    assert plekken == sorted(plekken)
    assert [tekst.count(f"Editie {nr} ") for nr in (1, 2, 3)] == [1, 1, 1]


def test_wie_niet_mag_vastleggen_ziet_de_knop_niet(client, bestuurslid, aanbod_2018):
    client.force_login(bestuurslid)

    assert "vastleggen" not in client.get(adres("rapporten")).content.decode()


def test_zonder_jaren_zegt_de_lijst_wat_er_te_doen_is(client, chandra):
    client.force_login(chandra)

    tekst = client.get(adres("rapporten")).content.decode()

    assert "Er is nog geen aanbod en geen jaarverslag. Maak eerst een begroting." in tekst


def test_van_een_jaar_dat_nog_moet_komen_is_er_alleen_een_aanbod(client, chandra, time_machine):
    time_machine.move_to("2026-11-24 12:00")
    maak_versie(jaar=2027)
    client.force_login(chandra)

    [jaar] = client.get(adres("rapporten")).context["jaren"]

    assert [deel.soort for deel in jaar.soorten] == ["aanbod"]


def test_de_bladzijde_heeft_dezelfde_tabellen_als_de_pdf(client, chandra, aanbod_2018):
    client.force_login(chandra)

    tekst = " ".join(client.get(adres("rapport", 2018, "aanbod")).content.decode().split())

    for cijfer in ("433.044", "433.000", "375.200", "808.200", "−680", "+416", "−156", "+376", "−44", "54%"):
        assert f">{cijfer}<" in tekst
    assert "Dit is een concept: de cijfers van nu, op basis van aanbod 2018, versie 1." in strip_tags(tekst)


def test_een_prestatie_zegt_hoe_we_aan_het_cijfer_komen(client, chandra, aanbod_2018):
    client.force_login(chandra)

    tekst = client.get(adres("rapport", 2018, "jaarverslag")).content.decode()

    assert "<summary>Sleutelbeheerders</summary><p>Mensen die een sleutel van de kamer beheren.</p>" in tekst


@pytest.mark.parametrize("vorm", VORMEN)
def test_een_concept_is_een_bijlage_die_zegt_dat_ze_concept_is(client, chandra, aanbod_2018, vorm):
    client.force_login(chandra)

    antwoord = client.get(adres("concept", 2018, "aanbod", vorm))

    assert antwoord.content.startswith(VORMEN[vorm])
    assert antwoord["Content-Disposition"] == f'attachment; filename="aanbod-2018-concept.{vorm}"'
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Cache-Control"] == "no-store"
    assert int(antwoord["Content-Length"]) == len(antwoord.content)
    assert Download.objects.count() == 0


def test_wat_niet_gedrukt_kan_worden_geeft_een_zin_en_geen_half_rapport(client, chandra, aanbod_2018, monkeypatch):
    monkeypatch.setattr("buurtwerkkamer.pdf.HTML_MAXIMUM", 10)  # a sign without a letter: test_vastleggen
    client.force_login(chandra)

    antwoord = client.get(adres("concept", 2018, "aanbod", "pdf"), follow=True)

    assert "De PDF kon niet worden gemaakt. Meld dit aan de beheerder." in antwoord.content.decode()


def test_een_editie_komt_terug_zoals_ze_is_vastgelegd_en_elke_download_wordt_genoteerd(client, chandra, aanbod_2018):
    rapport = maak_editie(aanbod_2018, chandra)
    client.force_login(chandra)

    antwoord = client.get(adres("editie", 2018, "jaarverslag", 1, "pdf"))

    assert antwoord.content == b"pdf van editie 1"
    assert antwoord["Content-Disposition"] == 'attachment; filename="jaarverslag-2018.pdf"'
    assert antwoord["Cache-Control"] == "no-store"
    assert list(Download.objects.values_list("bestand", "gebruiker")) == [(rapport.pdf_id, chandra.pk)]


@pytest.mark.parametrize(
    "pad",
    [
        "/rapporten/2019/aanbod/",
        "/rapporten/2019/jaarverslag.pdf",
        "/rapporten/2018/jaarverslag/editie-2.pdf",
        "/rapporten/2018/jaarverslag/editie-99999999999999999999.pdf",
        "/rapporten/2018/tertiaal/",
        "/rapporten/2018/aanbod.docx",
    ],
)
def test_wat_er_niet_is_geeft_404(client, chandra, aanbod_2018, pad):
    client.force_login(chandra)

    assert client.get(pad).status_code == 404


def test_de_site_kan_een_editie_niet_wijzigen(aanbod_2018, chandra):
    rapport = maak_editie(aanbod_2018, chandra)

    rapport.editie = 7
    with pytest.raises(DatabaseError):
        rapport.save()


@pytest.mark.parametrize(
    ("naam", "args", "hoogstens"),
    [("rapporten", [], 10), ("rapport", [2018, "aanbod"], 10), ("rapport", [2018, "jaarverslag"], 10)],
)
def test_meer_kamers_of_edities_geven_niet_meer_vragen(
    client, chandra, aanbod_2018, naam, args, hoogstens, django_assert_max_num_queries
):
    maak_editie(aanbod_2018, chandra)
    client.force_login(chandra)
    client.get(adres(naam, *args))  # the first visit writes the session
    with django_assert_max_num_queries(hoogstens) as een:
        client.get(adres(naam, *args))
    maak_editie(aanbod_2018, chandra, editie=2)
    maak_editie(aanbod_2018, chandra, soort="aanbod")
    with django_assert_max_num_queries(len(een)):
        client.get(adres(naam, *args))
