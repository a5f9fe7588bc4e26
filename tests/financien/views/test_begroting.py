"""The grid as a page: figures, refusals that keep the typed text, one save for all, and two people at once."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtwerkkamer.models import Handeling
from buurtwerkkamer.rollen import Rol
from financien.models import Begrotingsregel, Financieringsregel, Kostenpost, Tijdsraming
from financien.services.versies import leg_versie_vast, nieuw_jaar
from tests.fabriek import maak_gebruiker, maak_kamer, maak_versie

URL = "/financien/begroting/2018/"


@pytest.fixture
def ingelogd(client, chandra, aanbod):
    client.force_login(chandra)
    return client


def velden(client, **anders):
    """Return what the browser would post: every cell as it stands on the page, some typed over."""
    context = client.get(URL).context
    lijnen = [*context["begroting"], *context["uren"]]
    cellen = {cel.naam: cel.tekst for lijn in lijnen if lijn.invoer for cel in lijn.cellen}
    return {**cellen, "sleutel": str(context["sleutel"]), "gezien": context["gezien"], **anders}


def cel(code, kamer):
    return f"k-{Kostenpost.objects.get(code=code).pk}-{kamer.pk}"


def bedrag(code, kamer):
    return Begrotingsregel.objects.filter(post__code=code, kamer=kamer).values_list("bedrag", flat=True).first()


def getallen(lijn):
    return [cel.tekst for cel in (*lijn.cellen, lijn.totaal)]


def test_zonder_begroting_van_dit_jaar_opent_de_nieuwste(ingelogd):
    assert ingelogd.get(reverse("financien:nieuwste_begroting")).url == URL


@pytest.mark.parametrize(("vandaag", "jaar"), [("2018-12-31", 2018), ("2019-01-02", 2019), ("2026-11-24", 2019)])
def test_de_begroting_opent_bij_dit_jaar_ook_als_volgend_jaar_er_al_is(client, chandra, aanbod, vandaag, jaar):
    maak_versie(2019)
    with time_machine.travel(f"{vandaag} 12:00 +0100"):
        client.force_login(chandra)
        antwoord = client.get(reverse("financien:nieuwste_begroting"), follow=True)

    assert antwoord.redirect_chain[-1][0] == f"/financien/begroting/{jaar}/"
    assert antwoord.context["jaren"] == [2018, 2019]
    assert 'href="/financien/begroting/2019/"' in antwoord.text


def test_zonder_begroting_staat_er_dat_er_nog_geen_is(client, chandra):
    client.force_login(chandra)
    assert "Er is nog geen begroting." in client.get(reverse("financien:nieuwste_begroting")).content.decode()


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


def test_twee_keer_op_opslaan_is_een_keer(ingelogd, aanbod, casa):
    inhoud = velden(ingelogd, **{cel("M1", casa): "36.000"})

    ingelogd.post(URL, inhoud)
    antwoord = ingelogd.post(URL, inhoud, follow=True)

    assert "1 wijziging opgeslagen." in antwoord.content.decode()
    aanbod.refresh_from_db()
    assert (aanbod.bewerking, Handeling.objects.count(), bedrag("M1", casa)) == (1, 1, Decimal(36000))


def ongedaan(client, sleutel, volgnummer=1):
    return client.post(f"{URL}versies/{volgnummer}/ongedaan/{sleutel}/", follow=True)


def test_opslaan_is_ongedaan_te_maken_en_dan_staat_alles_er_weer(ingelogd, casa, multibron):
    for bedragen in ({cel("F3", kamer): "" for kamer in (casa, multibron)}, {f"p-bewoner-{casa.pk}": "45"}):
        inhoud = velden(ingelogd, **bedragen)
        antwoord = ingelogd.post(URL, inhoud, follow=True)
        assert f'action="{URL}versies/1/ongedaan/{inhoud["sleutel"]}/"' in antwoord.text

        assert "Ongedaan gemaakt." in ongedaan(ingelogd, inhoud["sleutel"]).text

    regel = Begrotingsregel.objects.get(post__code="F3", kamer=casa)
    assert (regel.bedrag, regel.basis, regel.basis_eenheid) == (Decimal(3000), Decimal(250), "euro per maand")
    assert Tijdsraming.objects.get(wie="bewoner", kamer=casa).personen == 40
    assert getallen(ingelogd.get(URL).context["verschil"]) == ["−680", "+416", "−156", "+376", "−44"]


def test_een_post_die_overal_leeg_was_krijgt_haar_basis_uit_een_ander_jaar_terug(
    ingelogd, casa, multibron, handreiking, kg
):
    nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=date(2018, 9, 28))
    inhoud = velden(ingelogd, **{cel("F3", kamer): "" for kamer in (casa, multibron, handreiking, kg)})
    ingelogd.post(URL, inhoud)

    ongedaan(ingelogd, inhoud["sleutel"])

    regels = Begrotingsregel.objects.filter(versie__jaar__jaar=2018, post__code="F3")
    assert {(r.bedrag, r.basis, r.basis_eenheid) for r in regels} == {(Decimal(3000), Decimal(250), "euro per maand")}
    assert regels.count() == 4


def test_een_bron_die_intussen_weg_is_krijgt_geen_bedragen_terug(ingelogd, aanbod, casa, multibron, handreiking, kg):
    bron = aanbod.financieringsbronnen.get(naam="Gemeente")
    alle = [f"f-{bron.pk}-{kamer.pk}" for kamer in (casa, multibron, handreiking, kg)]
    inhoud = velden(ingelogd, **dict.fromkeys(alle, ""))
    ingelogd.post(URL, inhoud)
    bron.delete()

    antwoord = ongedaan(ingelogd, inhoud["sleutel"])

    assert "Daarna is hier nog iets veranderd. Er is niets teruggezet." in antwoord.text
    assert not Financieringsregel.objects.filter(bron=bron.pk).exists()


def test_in_een_vaste_versie_wordt_niets_teruggenomen(ingelogd, aanbod, casa):
    inhoud = velden(ingelogd, **{cel("M1", casa): "36.000"})
    ingelogd.post(URL, inhoud)
    leg_versie_vast(versie=aanbod)

    assert "Deze versie is intussen vastgelegd. Er is niets teruggezet." in ongedaan(ingelogd, inhoud["sleutel"]).text
    assert bedrag("M1", casa) == Decimal(36000)


def test_wie_niets_mag_wijzigen_maakt_niets_ongedaan(ingelogd, eva, casa):
    inhoud = velden(ingelogd, **{cel("M1", casa): "36.000"})
    ingelogd.post(URL, inhoud)
    ingelogd.force_login(eva)

    assert ongedaan(ingelogd, inhoud["sleutel"]).status_code == 403
    assert bedrag("M1", casa) == Decimal(36000)


def test_twee_penningmeesters_tegelijk_zien_beide_cijfers_en_niets_gaat_verloren(ingelogd, casa, multibron, kg):
    mijn = velden(ingelogd, **{cel("M1", casa): "36.000", cel("M1", kg): "30.000"})
    ingelogd.force_login(maak_gebruiker("Diana", Rol.PENNINGMEESTER))
    ingelogd.post(URL, velden(ingelogd, **{cel("M1", casa): "37.000", cel("M1", multibron): "38.000"}))

    antwoord = ingelogd.post(URL, mijn)

    inhoud = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Diana heeft dit net ook aangepast. Kijk welke cijfers kloppen." in inhoud
    assert "was 35.460, nu 37.000; jij typte 36.000" in inhoud
    assert f'id="{cel("M1", casa)}" value="36.000"' in inhoud
    assert "opgeslagen: 37.000" in inhoud
    assert f'id="{cel("M1", multibron)}" value="38.000"' in inhoud  # left alone by me, so the other's
    assert [bedrag("M1", kamer) for kamer in (casa, multibron, kg)] == [Decimal(37000), Decimal(38000), Decimal(35460)]

    ingelogd.post(URL, {**mijn, cel("M1", multibron): "38.000", "gezien": 1, "sleutel": str(uuid4())})
    assert [bedrag("M1", kamer) for kamer in (casa, multibron, kg)] == [Decimal(36000), Decimal(38000), Decimal(30000)]


def test_een_versie_die_intussen_vastligt_neemt_niets_meer_aan(ingelogd, aanbod, casa):
    inhoud = velden(ingelogd, **{cel("M1", casa): "36.000"})
    leg_versie_vast(versie=aanbod)

    antwoord = ingelogd.post(URL, inhoud)

    assert "Deze versie is intussen vastgelegd. Wat je typte is niet opgeslagen." in antwoord.content.decode()
    assert f'id="{cel("M1", casa)}" value="36.000"' in antwoord.content.decode()
    assert bedrag("M1", casa) == Decimal(35460)


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


@pytest.mark.parametrize(
    "pad",
    [
        "/financien/begroting/2017/",
        "/financien/begroting/99999999999999999999/",
        f"{URL}versies/2/",
        f"{URL}?kamers=2",
        f"{URL}?kamers=²",
        f"{URL}?kamers=-1",
    ],
)
def test_wat_er_niet_is_geeft_404(ingelogd, pad):
    assert ingelogd.get(pad).status_code == 404


def test_een_tekort_heet_pas_zo_onder_de_marge(ingelogd, casa, multibron):
    Financieringsregel.objects.filter(bron__naam="Gemeente", kamer=casa).update(bedrag=Decimal("61680"))
    Financieringsregel.objects.filter(bron__naam="Gemeente", kamer=multibron).update(bedrag=Decimal("72583.99"))

    cellen = ingelogd.get(URL).context["verschil"].cellen

    assert [(c.tekst, c.tekort) for c in cellen[:2]] == [("−1.000", False), ("−1.000,01", True)]


def vragen(client, pad):
    """Return the page and how many queries it took, without the savepoints of the test."""
    with CaptureQueriesContext(connection) as opgevangen:
        antwoord = client.get(pad)
    return antwoord, len([q for q in opgevangen.captured_queries if "SAVEPOINT" not in q["sql"]])


def test_vier_en_veertig_kamers_kosten_evenveel_vragen(ingelogd):
    ingelogd.get(URL)  # the session is written once
    _, weinig = vragen(ingelogd, URL)
    for nummer in range(36):
        maak_kamer(f"k{nummer}")
    antwoord, veel = vragen(ingelogd, f"{URL}?kamers=2")

    assert veel == weinig <= 10
    assert len(antwoord.context["bladen"]) == 5
    assert len(antwoord.context["kamers"]) == 8
    assert getallen(antwoord.context["verschil"])[-1] == "−44"  # the total is that of all rooms


def test_een_blad_van_acht_kamers_laat_de_andere_kamers_met_rust(ingelogd, casa):
    nieuwe = [maak_kamer(f"k{nummer}") for nummer in range(12)]
    blad = f"{URL}?kamers=2"
    context = ingelogd.get(blad).context
    inhoud = {c.naam: c.tekst for r in [*context["begroting"], *context["uren"]] if r.invoer for c in r.cellen}
    vast = {"sleutel": str(context["sleutel"]), "gezien": 0}

    ingelogd.post(blad, {**inhoud, **vast, cel("M1", nieuwe[11]): "5", cel("M1", casa): "1"})

    assert (bedrag("M1", nieuwe[11]), bedrag("M1", casa)) == (Decimal(5), Decimal(35460))
