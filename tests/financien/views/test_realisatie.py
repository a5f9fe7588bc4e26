"""The pages of budget against realisation: who sees what, what is asked, and what stays hidden."""

from datetime import date

import pytest
from django.urls import reverse

from buurtwerkkamer.bedragen import getal
from buurtwerkkamer.rollen import Rol
from financien.models import Afwijking, Afwijkingsgrens, Boekstuk
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel

pytestmark = pytest.mark.usefixtures("boeken")


@pytest.fixture
def boeken(aanbod, casa, multibron, chandra):
    begin_boeken(2018)
    for nummer, bedrag, kamer in (("4110", "2475", casa), ("4010", "2955", casa), ("4110", "1", multibron)):
        maak_boekstuk(
            chandra, regel(nummer, "1000", bedrag, kamer), datum=date(2018, 1, 10), omschrijving=f"Stuk {nummer}"
        )


def haal(client, gebruiker, naam, *args, **vraag):
    client.force_login(gebruiker)
    return client.get(reverse(f"financien:{naam}", args=args), vraag)


def test_een_kamer_toont_haar_posten_en_elk_bedrag_leidt_naar_zijn_boekingen(client, chandra):
    antwoord = haal(client, chandra, "realisatie", 2018, kamer="cjm", maand=1)

    huur = next(r for r in antwoord.context["stand"].regels if r.code == "f1")
    assert (huur.stand.tot_nu, huur.stand.gerealiseerd, huur.stand.verschil) == (725, 2475, -1750)
    adres = reverse("financien:uitgaven", args=[2018, "cjm", "f1"])
    assert f'<a href="{adres}?maand=1">2.475,00</a>' in antwoord.text
    assert "Stuk 4110" in client.get(adres, {"maand": 1}).text


def test_wat_nog_geen_uitleg_heeft_staat_bovenaan_de_grootste_eerst(client, chandra):
    antwoord = haal(client, chandra, "realisatie", 2018, maand=1)

    vragen = antwoord.context["vragen"]
    assert [(r.kamer.code, r.code, r.stand.verschil) for r in vragen[:2]] == [
        ("multibron", "m1", 2955),
        ("handreiking", "m1", 2955),
    ]
    assert antwoord.text.index("hebben nog geen uitleg") < antwoord.text.index("Per post")


def test_een_uitleg_staat_daarna_bij_de_post_met_wie_en_wanneer(client, chandra):
    client.force_login(chandra)
    adres = reverse("financien:uitleg", args=[2018, "cjm", "f1"]) + "?maand=1"

    antwoord = client.post(adres, {"tekst": "Drie maanden huur vooruit."}, follow=True)

    assert antwoord.redirect_chain == [("/financien/realisatie/2018/?kamer=cjm&maand=1", 302)]
    assert "Drie maanden huur vooruit." in antwoord.text
    zin = Afwijking.objects.get()
    assert (zin.auteur, zin.maand, zin.verschil) == (chandra, 1, -1750)


def test_een_uitleg_van_een_ander_gaat_niet_verloren_op_een_oude_bladzijde(client, chandra, eva):
    adres = reverse("financien:uitleg", args=[2018, "cjm", "f1"]) + "?maand=1"
    client.force_login(chandra)
    oud = client.get(adres).context["form"].initial["gezien"]
    client.force_login(eva)
    client.post(adres, {"tekst": "Drie maanden vooruit.", "gezien": oud})
    client.force_login(chandra)

    antwoord = client.post(adres, {"tekst": "Huur.", "gezien": oud})

    assert (antwoord.status_code, Afwijking.objects.get().tekst) == (422, "Drie maanden vooruit.")
    zin = "Iemand anders schreef net: “Drie maanden vooruit.” Kijk wat klopt en sla dan opnieuw op."
    assert zin in antwoord.text
    assert antwoord.context["form"]["tekst"].value() == "Huur."
    client.post(adres, {"tekst": "Huur.", "gezien": antwoord.context["form"]["gezien"].value()})
    assert Afwijking.objects.get().tekst == "Huur."


def test_een_lege_uitleg_zegt_wat_er_mist_en_bewaart_niets(client, chandra):
    client.force_login(chandra)

    antwoord = client.post(reverse("financien:uitleg", args=[2018, "cjm", "f1"]), {"tekst": " "})

    assert antwoord.status_code == 422
    assert "Schrijf op waardoor het verschil komt." in antwoord.text
    assert not Afwijking.objects.exists()


def test_wie_controleert_leest_en_legt_niets_uit(client):
    kas = maak_gebruiker("Kas", Rol.KASCOMMISSIE)
    tekst = haal(client, kas, "realisatie", 2018, kamer="cjm", maand=1).text

    assert "2.475,00" in tekst
    assert "Leg uit" not in tekst
    assert client.post(reverse("financien:uitleg", args=[2018, "cjm", "f1"]), {"tekst": "Nee."}).status_code == 403


def test_van_loon_ziet_de_projectcoach_het_totaal_van_het_jaar_en_geen_boeking(client, eva, chandra):
    adres = reverse("financien:uitgaven", args=[2018, "cjm", "m1"])
    client.force_login(eva)

    assert client.get(adres, {"maand": 1}).status_code == 404
    tekst = haal(client, eva, "realisatie", 2018, kamer="cjm", maand=1).text
    assert "Inzet van mensen, heel het jaar" in tekst
    assert "2.955,00" in tekst
    assert "Coördineren" not in tekst
    client.force_login(chandra)
    assert "Stuk 4010" in client.get(adres, {"maand": 1}).text


def test_een_maand_zonder_boekingen_staat_bovenaan_in_een_zin(client, eva):
    tekst = haal(client, eva, "realisatie", 2018, maand=2).text

    assert "Van februari is nog niets geboekt." in tekst
    assert "nog niets geboekt" not in haal(client, eva, "realisatie", 2018, maand=1).text


def test_de_projectcoach_krijgt_geen_links_naar_de_boeken(client, eva):
    stuk = Boekstuk.objects.order_by("pk").first()
    tekst = haal(client, eva, "uitgaven", 2018, "cjm", "f1", maand=1).text

    assert str(stuk) in tekst
    assert reverse("financien:boekstuk", args=[stuk.pk]) not in tekst
    assert f'href="{reverse("financien:journaal", args=[2018])}"' not in haal(client, eva, "realisatie", 2018).text


def test_een_coordinator_ziet_begroot_uitgegeven_over_en_loon_als_een_bedrag(client, amina):
    antwoord = haal(client, amina, "kamergeld", "cjm", jaar=2018)

    assert "Coördineren" not in antwoord.text
    assert (antwoord.context["mensen"].begroot, antwoord.context["mensen"].gerealiseerd) == (86640, 2955)
    huur = next(r for r in antwoord.context["dingen"] if r.code == "f1")
    assert (huur.stand.begroot, huur.stand.gerealiseerd, huur.stand.over) == (8700, 2475, 6225)


def test_de_bedragen_op_de_bladzijde_van_de_kamer_tellen_op_want_ze_zijn_niet_afgerond(client, amina, chandra, casa):
    maak_boekstuk(chandra, regel("4120", "1000", "140.60", casa), datum=date(2018, 3, 10))
    antwoord = haal(client, amina, "kamergeld", "cjm", jaar=2018)

    stand = next(r for r in antwoord.context["dingen"] if r.code == "f2").stand
    for bedrag in (stand.begroot, stand.gerealiseerd, stand.over):
        assert getal(bedrag, 2) in antwoord.text
    assert stand.begroot - stand.gerealiseerd - stand.vastgelegd == stand.over
    assert "hele euro" not in antwoord.text


@pytest.mark.parametrize(("tot", "loopt"), [("30-6-2018", True), ("31-12-2018", False)])
def test_de_staat_van_een_deel_van_het_jaar_noemt_wat_over_is_geen_besparing(client, chandra, tot, loopt):
    antwoord = haal(client, chandra, "staat", 2018, tot=tot)

    assert ("Begroot, heel het jaar" in antwoord.text, "het is geen besparing" in antwoord.text) == (loopt, loopt)
    assert ("Plus is gunstig" in antwoord.text) is not loopt
    assert ("Geboekt tot en met 30 juni" in antwoord.text) is loopt


@pytest.mark.parametrize(("kamer", "post"), [("cjm", "m1"), ("multibron", "f1"), ("cjm", "x9")])
def test_een_coordinator_opent_geen_loon_geen_andere_kamer_en_geen_onzin(client, amina, kamer, post):
    assert haal(client, amina, "uitgaven", 2018, kamer, post).status_code == 404
    assert haal(client, amina, "uitgaven", 2018, "cjm", "f1").status_code == 200


@pytest.mark.parametrize(
    "vraag", [{"maand": "13"}, {"maand": "0"}, {"maand": "x"}, {"maand": "²"}, {"kamer": "nergens"}]
)
def test_een_maand_of_kamer_die_er_niet_is_bestaat_niet(client, chandra, vraag):
    assert haal(client, chandra, "realisatie", 2018, **vraag).status_code == 404


def test_zonder_keuze_gaat_het_tot_en_met_de_laatste_volle_maand(client, chandra, time_machine):
    time_machine.move_to("2018-03-10 13:00", tick=False)
    assert haal(client, chandra, "realisatie", 2018).context["maand"] == 2
    time_machine.move_to("2019-03-10 13:00", tick=False)
    assert haal(client, chandra, "realisatie", 2018).context["maand"] == 12


def test_de_penningmeester_zet_de_grens_van_een_jaar(client, chandra):
    client.force_login(chandra)
    adres = reverse("financien:afwijkingsgrens", args=[2018])

    mis = client.post(adres, {"procent": "0", "bedrag": "0"})
    goed = client.post(adres, {"procent": "15", "bedrag": "1.000"})

    assert (mis.status_code, goed.status_code) == (422, 302)
    assert "Vul een percentage in van 1 tot 100." in mis.text
    assert Afwijkingsgrens.objects.values_list("jaar__jaar", "procent", "bedrag").get() == (2018, 15, 1000)


def test_een_lege_kamer_zegt_dat_er_niets_is(client, amina, time_machine):
    time_machine.move_to("2026-03-10 13:00", tick=False)
    assert "Voor 2026 is nog niets begroot of uitgegeven." in haal(client, amina, "kamergeld", "cjm").text
