"""The grid as a page: figures, refusals that keep the typed text, and one save for all."""

from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Handeling
from financien.models import Begrotingsregel, Financieringsregel, Tijdsraming
from financien.services.versies import leg_versie_vast
from tests.financien.rasterfabriek import URL, bedrag, cel, getallen, velden


@pytest.fixture
def ingelogd(client, chandra, aanbod):
    client.force_login(chandra)
    return client


def test_de_bladzijde_toont_de_totalen_van_2018(ingelogd):
    context = ingelogd.get(URL).context
    lijnen = {
        lijn.naam: getallen(lijn)
        for lijn in [*context["begroting"], *context["uren"]]
        if not lijn.invoer and lijn.cellen
    }

    assert lijnen["Totaal kosten"] == ["106.680", "111.084", "100.656", "114.624", "433.044"]
    assert lijnen["Totaal financiering"] == ["106.000", "111.500", "100.500", "115.000", "433.000"]
    assert lijnen["Waarde van alle uren"] == ["118.900", "93.800", "93.800", "68.700", "375.200"]
    assert lijnen["Populaire begroting (financiering en uren)"] == [
        "224.900",
        "205.300",
        "194.300",
        "183.700",
        "808.200",
    ]
    assert lijnen["Formeel deel"] == ["47%", "54%", "52%", "63%", "54%"]
    assert getallen(context["verschil"]) == ["−680", "+416", "−156", "+376", "−44"]


def test_de_subtotalen_zijn_die_van_het_document(ingelogd):
    subtotalen = [getallen(lijn) for lijn in ingelogd.get(URL).context["begroting"] if lijn.naam == "Subtotaal"]
    assert subtotalen == [
        ["86.640", "87.204", "85.716", "83.304", "342.864"],
        ["20.040", "23.880", "14.940", "31.320", "90.180"],
    ]


def test_een_wijziging_wordt_opgeslagen_en_alleen_die_cel_geschreven(ingelogd, aanbod, casa):
    naam = cel("M1", casa)

    antwoord = ingelogd.post(URL, velden(ingelogd, **{naam: "€ 35.560,50"}), follow=True)

    assert bedrag("M1", casa) == Decimal("35560.50")
    assert "1 wijziging opgeslagen." in antwoord.content.decode()
    handeling = Handeling.objects.get()
    assert handeling.na | {"getypt": ""} == {"bewerking": 1, "cellen": {naam: "35560.50"}, "getypt": ""}
    assert handeling.voor == {naam: "35460.00"}
    assert Begrotingsregel.pgh_event_model.objects.filter(pgh_label="update").count() == 1
    aanbod.refresh_from_db()
    assert aanbod.bewerking == 1


def test_niets_veranderd_schrijft_niets(ingelogd, aanbod):
    antwoord = ingelogd.post(URL, velden(ingelogd), follow=True)

    assert "Er was niets veranderd." in antwoord.content.decode()
    aanbod.refresh_from_db()
    assert aanbod.bewerking == 0
    assert not Begrotingsregel.pgh_event_model.objects.filter(pgh_label="update").exists()


def test_een_lege_cel_is_geen_regel_en_nul_is_een_antwoord(ingelogd, casa, multibron):
    ingelogd.post(URL, velden(ingelogd, **{cel("M1", casa): "", cel("M1", multibron): "0"}))

    assert bedrag("M1", casa) is None
    assert bedrag("M1", multibron) == Decimal(0)
    ingelogd.post(URL, velden(ingelogd, **{cel("M1", casa): "12,-"}))
    assert bedrag("M1", casa) == Decimal(12)


def test_een_nieuwe_cel_neemt_de_basis_van_dezelfde_post_over(ingelogd, casa):
    Begrotingsregel.objects.filter(post__code="F3", kamer=casa).delete()

    ingelogd.post(URL, velden(ingelogd, **{cel("F3", casa): "3.000"}))

    regel = Begrotingsregel.objects.get(post__code="F3", kamer=casa)
    assert (regel.bedrag, regel.basis, regel.basis_eenheid) == (Decimal(3000), Decimal(250), "euro per maand")


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("1.234.56", "Vul een bedrag in met een komma, bijvoorbeeld 12,50."),
        ("1e3", "Vul een bedrag in met een komma, bijvoorbeeld 12,50."),
        ("12.50", "Vul een bedrag in met een komma, bijvoorbeeld 12,50."),
        ("1,234.56", "Vul een bedrag in met een komma, bijvoorbeeld 12,50."),
        ("١٢", "Vul een bedrag in met een komma, bijvoorbeeld 12,50."),
        ("-1", "Een bedrag in de begroting is € 0 of meer."),
        ("100.000.000", "Dit bedrag is te groot voor de begroting."),
        ("1.000.000.000.000.000", "Dit bedrag is te groot voor de begroting."),
    ],
)
def test_een_fout_bedrag_wordt_geweigerd_en_alles_wat_getypt_is_staat_er_nog(ingelogd, casa, multibron, tekst, zin):
    fout, goed = cel("M1", casa), cel("M1", multibron)

    antwoord = ingelogd.post(URL, velden(ingelogd, **{fout: tekst, goed: "36.000"}))

    inhoud = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert f'<a href="#{fout}">Coördineren, Casa Jepie Makandra: {zin}</a>' in inhoud
    assert f'id="{fout}" value="{tekst}"' in inhoud
    assert f'id="{goed}" value="36.000"' in inhoud
    assert (bedrag("M1", casa), bedrag("M1", multibron)) == (Decimal(35460), Decimal(35460))
    assert "<title>Fout:" in inhoud


@pytest.mark.parametrize(
    ("letter", "tekst", "zin"),
    [
        ("p", "2,5", "Vul een getal in, bijvoorbeeld 12."),
        ("t", "0", "Een uurtarief is meer dan € 0."),
        ("t", "", "Vul personen, uren en waarde in, of laat ze alle drie leeg."),
    ],
)
def test_onmogelijke_uren_worden_geweigerd(ingelogd, casa, letter, tekst, zin):
    antwoord = ingelogd.post(URL, velden(ingelogd, **{f"{letter}-bewoner-{casa.pk}": tekst}))

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    raming = Tijdsraming.objects.get(wie="bewoner", kamer=casa)
    assert (raming.personen, raming.tarief) == (40, Decimal("10.04"))


def test_uren_veranderen_verdwijnen_en_komen_terug(ingelogd, casa):
    namen = [f"{letter}-bewoner-{casa.pk}" for letter in "put"]
    ingelogd.post(URL, velden(ingelogd, **{namen[0]: "45"}))
    assert Tijdsraming.objects.get(wie="bewoner", kamer=casa).waarde == Decimal("112950.00")

    ingelogd.post(URL, velden(ingelogd, **dict.fromkeys(namen, "")))
    assert not Tijdsraming.objects.filter(wie="bewoner", kamer=casa).exists()

    ingelogd.post(URL, velden(ingelogd, **dict(zip(namen, ("40", "250", "10,04"), strict=True))))
    raming = Tijdsraming.objects.get(wie="bewoner", kamer=casa)
    assert (raming.waarde, raming.tekst) == (Decimal("100400.00"), "bewoner")


def test_een_vaste_versie_heeft_geen_invoer(ingelogd, aanbod):
    leg_versie_vast(versie=aanbod)

    inhoud = ingelogd.get(URL).content.decode()

    assert "ligt vast" in inhoud
    assert 'inputmode="decimal"' not in inhoud
    assert "raster.js" not in inhoud


def test_wie_alleen_mag_kijken_ziet_geen_invoer_en_kan_niets_sturen(client, aanbod, eva, casa):
    client.force_login(eva)

    assert 'inputmode="decimal"' not in client.get(URL).content.decode()
    assert client.post(URL, {cel("M1", casa): "1", "sleutel": str(uuid4()), "gezien": 0}).status_code == 403
    assert bedrag("M1", casa) == Decimal(35460)


@pytest.mark.parametrize("anders", [{"sleutel": "x"}, {"sleutel": ""}, {"gezien": "-1"}, {"gezien": "9" * 20}])
def test_een_formulier_zonder_goede_sleutel_is_een_fout_verzoek(ingelogd, casa, anders):
    antwoord = ingelogd.post(URL, {**velden(ingelogd, **{cel("M1", casa): "1"}), **anders})

    assert antwoord.status_code == 400
    assert bedrag("M1", casa) == Decimal(35460)


def test_een_tekort_heet_pas_zo_onder_de_marge(ingelogd, casa, multibron):
    Financieringsregel.objects.filter(bron__naam="Gemeente", kamer=casa).update(bedrag=Decimal("61680"))
    Financieringsregel.objects.filter(bron__naam="Gemeente", kamer=multibron).update(bedrag=Decimal("72583.99"))

    cellen = ingelogd.get(URL).context["verschil"].cellen

    assert [(c.tekst, c.tekort) for c in cellen[:2]] == [("−1.000", False), ("−1.000,01", True)]
