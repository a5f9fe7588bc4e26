"""What of the invoices waits for whom: the list, the first screen, and the buttons on top."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from buurtwerkkamer.bewijs import keur_bewijs
from buurtwerkkamer.tablet import Tabletsessie
from financien.models import Inkoopfactuur
from financien.panelen import vraag_geld
from financien.services.akkoorden import zeg_gezien
from financien.services.factuurstand import Stand, een
from financien.services.opdrachten import zet_klaar
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.fabriek import maak_kamer, maak_partner
from tests.financien.boekfabriek import begin_boeken
from tests.financien.factuurfabriek import adres, deel, maak_betaalbaar, maak_factuur, maak_geboekt


@pytest.fixture(autouse=True)
def dag(db, casa, multibron, time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)
    begin_boeken(2026)


@pytest.fixture
def factuur(chandra, casa):
    return maak_factuur(chandra, deel("4120", "121.00", casa), scan=keur_bewijs(maak_pdf(), "nota.pdf"))


def test_de_lijst_begint_met_wat_op_jou_wacht_en_noemt_wat_te_laat_is(client, eva, chandra, casa):
    later = maak_factuur(chandra, deel("4120", "1", casa), nummer="a", datum=date(2026, 1, 5))
    mijn = maak_factuur(chandra, deel("4120", "1", casa), nummer="b")
    zeg_gezien(mijn, ronde=1, gebruiker=eva)
    Inkoopfactuur.objects.filter(pk=later.pk).update(ingevoerd_op="2026-03-19T09:00:00Z")
    client.force_login(chandra)

    antwoord = client.get(adres("facturen", 2026))

    assert [stand.factuur for stand in antwoord.context["blad"]] == [mijn, later]
    assert [stand.te_laat for stand in antwoord.context["blad"]] == [False, True]
    assert "te laat" in antwoord.text


def test_de_lijst_stelt_voor_veel_facturen_evenveel_vragen(client, eva, chandra, casa, django_assert_num_queries):
    client.force_login(chandra)
    maak_geboekt(chandra, eva, deel("4120", "1", casa), nummer="0")
    client.get(adres("facturen", 2026))
    with django_assert_num_queries(8):
        client.get(adres("facturen", 2026))
    for nummer in range(1, 12):
        kamer = maak_kamer(f"kamer{nummer}")
        maak_geboekt(chandra, eva, deel("4120", "1", casa), deel("4120", "1", kamer), nummer=str(nummer))
    client.get(adres("facturen", 2026))  # the menu remembers how much waits

    with django_assert_num_queries(8):
        client.get(adres("facturen", 2026))


def knoppen(lijst) -> list[tuple[str, str]]:
    return [(stand.factuur.nummer, daad.value) for stand, daad in lijst.context["van_mij"]]


def test_bovenaan_staat_wat_je_nu_kunt_doen_en_de_rest_wacht_op_een_ander(client, chandra, eva, casa, time_machine):
    maak_factuur(chandra, deel("4120", "5", casa), nummer="oud")
    time_machine.move_to("2026-03-31 10:00", tick=False)
    maak_factuur(chandra, deel("4120", "6", casa), nummer="wacht")
    boeken = maak_factuur(chandra, deel("4120", "7", casa), nummer="boeken")
    zeg_gezien(boeken, ronde=1, gebruiker=eva)
    betaal = maak_betaalbaar(chandra, eva, deel("4120", "8", casa), nummer="betalen")
    in_opdracht = maak_betaalbaar(chandra, eva, deel("4120", "9", casa), nummer="opdracht")
    vast = {"uitvoeren_op": date(2026, 4, 1), "sleutel": uuid4(), "gebruiker": chandra}
    opdracht = zet_klaar(facturen=[in_opdracht.pk], **vast)
    client.force_login(chandra)
    lijst = client.get(adres("facturen", 2026))

    assert knoppen(lijst) == [("oud", "doorzetten"), ("boeken", "boeken"), ("betalen", "betalen")]
    assert [stand.factuur.nummer for stand in lijst.context["van_anderen"]] == ["wacht", "opdracht"]
    assert "geen antwoord van Casa Jepie Makandra" in lijst.text
    assert f"{adres('klaarzetten', 2026)}?factuur={betaal.pk}" in lijst.text
    client.force_login(eva)
    lijst = client.get(adres("facturen", 2026))
    assert lijst.context["opdrachten"] == [(opdracht, "goedkeuren")]
    assert knoppen(lijst) == [("oud", "akkoord"), ("wacht", "akkoord")]
    assert [stand.factuur.nummer for stand in lijst.context["van_anderen"]] == ["boeken", "betalen"]
    assert "Wacht op jou (3)" in lijst.text


@pytest.mark.parametrize(
    ("wie", "pad", "zin"),
    [
        ("amina", "kamers:vandaag", "factuur wacht op je akkoord"),
        ("eva", "kamers:kamers", "factuur wacht op je akkoord"),
        ("bestuurslid", "kamers:kamers", ""),
        ("chandra", "financien:begroting", ""),
    ],
)
def test_het_eerste_scherm_zegt_wat_er_wacht_en_het_menu_telt_mee(client, request, factuur, aanbod_2018, wie, pad, zin):
    client.force_login(request.getfixturevalue(wie))
    args = {"kamers:vandaag": ["cjm"], "financien:begroting": [2018]}.get(pad, [])
    blad = client.get(reverse(pad, args=args))
    ander = client.get(reverse("hulp"))

    assert ("Facturen (1)" in blad.text) == bool(zin)
    assert zin in blad.text
    geteld = [regel.aantal for regel in blad.context["menu"] if str(regel.label) == "Facturen"]
    assert geteld == [1 if zin else 0]
    assert [regel.aantal for regel in ander.context["menu"] if str(regel.label) == "Facturen"] == geteld
    if zin:
        assert f'href="{adres("factuur", factuur.pk)}"' in blad.text  # the only one: straight to it


def test_een_coordinator_is_in_drie_tikken_akkoord_vanaf_vandaag(client, amina, chandra, factuur, casa):
    maak_factuur(chandra, deel("4120", "6", casa), nummer="nog een")
    client.force_login(amina)
    vandaag = client.get(reverse("kamers:vandaag", args=["cjm"]))
    assert f'class="knop" href="{adres("kamerfacturen", "cjm")}"' in vandaag.text  # 1
    assert f'href="{adres("factuur", factuur.pk)}"' in client.get(adres("kamerfacturen", "cjm")).text  # 2
    client.post(adres("factuur_akkoord", factuur.pk), {"ronde": 1})  # 3

    assert een(factuur).stand == Stand.GEZIEN


def test_op_de_tablet_van_de_kamer_vraagt_niemand_naar_facturen(factuur, amina, casa):
    assert len(vraag_geld(gebruiker=amina, kamer=casa)) == 1
    amina.tablet = Tabletsessie
    assert vraag_geld(gebruiker=amina, kamer=casa) == []


def test_leveranciers_staan_boven_wie_nog_nooit_een_factuur_stuurde(client, chandra, casa):
    maak_factuur(chandra, deel("4120", "1", casa), leverancier=maak_partner("rochdale", "Rochdale"))
    maak_partner("ymere", "Ymere")
    client.force_login(chandra)

    keuzes = client.get(adres("factuur_nieuw", 2026)).context["form"].kop.fields["leverancier"].choices
    groepen = {str(naam): [str(label) for _pk, label in rij] for naam, rij in keuzes if naam}

    assert "Rochdale" in groepen["Leveranciers"]
    assert "Ymere" in groepen["Anderen"]
    assert "Rochdale" not in groepen["Anderen"]
