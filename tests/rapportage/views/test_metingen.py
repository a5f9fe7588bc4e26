from uuid import uuid4

import pytest
from django.urls import reverse

from rapportage.inhoud import jaarverslag
from rapportage.models import Meting

GEMETEN = ["E1", "E2", "E3", "E4", "E5", "O1", "O3", "O4", "O5", "O6", "O7", "O8", "I3", "I4"]
GOED = {"waarde": "58", "n": "34", "bron": "enquête van oktober", "datum": "20-10-2018"}


@pytest.fixture(autouse=True)
def _vandaag(time_machine):
    time_machine.move_to("2018-11-20 12:00")


def adres(indicator="e1", kamer="cjm", jaar=2018):
    return reverse("rapportage:meting", args=[jaar, kamer, indicator])


def stuur(client, waarden, **plek):
    return client.post(adres(**plek), {"sleutel": str(uuid4()), **waarden})


def bereikt(code="E1"):
    return jaarverslag(2018).prestaties.rij(code).cellen[0].bereikt


def test_een_coordinator_vult_een_resultaat_van_de_eigen_kamer_in(client, aanbod_2018, amina):
    client.force_login(amina)

    antwoord = stuur(client, GOED)

    assert antwoord.url == reverse("rapportage:metingen", args=[2018])
    assert (bereikt().tekst, bereikt().bij, bereikt().bron) == ("58%", "n = 34", "enquête van oktober")
    assert Meting.objects.get().auteur == amina


def test_een_later_ingevuld_resultaat_komt_ervoor_in_de_plaats_en_het_eerste_blijft(client, aanbod_2018, eva):
    client.force_login(eva)
    stuur(client, GOED)

    stuur(client, {**GOED, "waarde": "61", "datum": "1-10-2018"})

    assert bereikt().tekst == "61%"
    pagina = client.get(adres()).content.decode()
    assert [regel in pagina for regel in ("<b>58</b>", "<b>61</b>")] == [True, True]


def test_twee_keer_versturen_is_een_meting(client, aanbod_2018, eva):
    client.force_login(eva)
    waarden = {"sleutel": str(uuid4()), **GOED}

    een, ander = (client.post(adres(), waarden | {"waarde": w}, follow=True).text for w in ("58", "61"))

    assert Meting.objects.get().waarde == 58
    assert "is ingevuld." in een
    assert "is ingevuld." not in ander
    assert "Dit was al opgeslagen." in ander


@pytest.mark.parametrize(
    ("indicator", "fout", "zin"),
    [
        ("e1", {"waarde": "101"}, "Een percentage ligt tussen 0 en 100."),
        ("e1", {"waarde": "-1"}, "Een percentage ligt tussen 0 en 100."),
        ("e1", {"waarde": ""}, "Vul een getal in, bijvoorbeeld 58 of 8,3."),
        ("e1", {"waarde": "12.50"}, "Vul een getal in, bijvoorbeeld 58 of 8,3."),
        ("e1", {"n": ""}, "Vul in hoeveel mensen antwoord gaven."),
        ("e1", {"bron": ""}, "Schrijf op waar dit cijfer vandaan komt"),
        ("e1", {"bron": "dossier 111222333"}, "Dit lijkt op een BSN."),
        ("e1", {"datum": "21-11-2018"}, "Deze dag moet nog komen. Kies vandaag of een dag ervoor."),
        ("e1", {"datum": ""}, "Vul een dag in, bijvoorbeeld 20-11 of 20 november."),
        ("i3", {"waarde": "10,1"}, "Een cijfer ligt tussen 1 en 10."),
        ("o1", {"waarde": "9,5"}, "Een aantal is een heel getal, bijvoorbeeld 12."),
        ("o5", {"op_aangemeld": ""}, "Vul in hoeveel mensen er waren aangemeld."),
        ("o5", {"waarde": "21", "op_aangemeld": "20"}, "Er kunnen niet meer mensen meedoen dan er zijn aangemeld."),
    ],
)
def test_een_fout_resultaat_wordt_geweigerd_met_een_zin_en_blijft_staan(client, aanbod_2018, eva, indicator, fout, zin):
    client.force_login(eva)
    waarden = {**GOED, "op_aangemeld": "20", "bron": "lijst van oktober", **fout}
    if indicator == "i3" and "waarde" not in fout:
        waarden["waarde"] = "8"

    antwoord = stuur(client, waarden, indicator=indicator)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert "lijst van oktober" in antwoord.content.decode() or "bron" in fout
    assert Meting.objects.count() == 0


def test_tien_op_twintig_vraagt_twee_getallen(client, aanbod_2018, eva):
    client.force_login(eva)

    stuur(client, {"waarde": "9", "op_aangemeld": "20", "bron": "lijst", "datum": "20-11"}, indicator="o5")

    assert bereikt("O5").tekst == "9 op 20"


@pytest.mark.parametrize(
    ("indicator", "kamer"), [("e1", "multibron"), ("e1", "bestaat-niet"), ("p1", "cjm"), ("o2", "cjm"), ("i1", "cjm")]
)
def test_een_andere_kamer_en_een_berekend_resultaat_zijn_er_niet(client, aanbod_2018, amina, indicator, kamer):
    client.force_login(amina)

    assert client.get(adres(indicator, kamer)).status_code == 404
    assert stuur(client, GOED, indicator=indicator, kamer=kamer).status_code == 404
    assert Meting.objects.count() == 0


def test_de_coach_ziet_alle_kamers_en_de_coordinator_de_eigen(client, aanbod_2018, eva, amina):
    lijst = reverse("rapportage:metingen", args=[2018])
    for gebruiker, kamers in ((eva, 4), (amina, 1)):
        client.force_login(gebruiker)

        rijen = client.get(lijst).context["rijen"]

        assert [rij.indicator.code for rij in rijen] == GEMETEN
        assert {len(rij.cellen) for rij in rijen} == {kamers}


def test_zonder_afspraken_zegt_de_lijst_dat(client, eva, aanbod_2018):
    aanbod_2018.jaar.__class__.objects.create(jaar=2017)
    client.force_login(eva)

    pagina = client.get(reverse("rapportage:metingen", args=[2017]))

    assert "Voor 2017 is nog niets afgesproken." in pagina.content.decode()


def test_een_coordinator_vindt_de_resultaten_van_dit_jaar_van_de_eigen_kamer(client, aanbod_2018, amina):
    client.force_login(amina)

    pagina = client.get(reverse("rapportage:resultaten", args=["cjm"]))

    assert pagina.context["jaar"] == 2018
    assert [cel.kamer.code for rij in pagina.context["rijen"] for cel in rij.cellen] == ["cjm"] * len(GEMETEN)
    assert client.get(reverse("rapportage:resultaten", args=["multibron"])).status_code == 404


def test_een_kamer_is_een_lijst_onder_haar_naam_en_meer_kamers_een_tabel(client, aanbod_2018, eva, amina):
    lijst = reverse("rapportage:metingen", args=[2018])
    for gebruiker, regels, tabellen in ((amina, len(GEMETEN), 0), (eva, 0, 1)):
        client.force_login(gebruiker)

        tekst = client.get(lijst).text

        assert (tekst.count('<li class="meetregel">'), tekst.count("<table")) == (regels, tabellen)
        assert "Casa Jepie Makandra</span>" in tekst
