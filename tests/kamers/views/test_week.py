from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from kamers.models import Bijeenkomst, Teljaar
from kamers.services import bijeenkomsten
from kamers.services.keer import Invulling, Keer
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_soort, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK, zet_op_rooster

pytestmark = pytest.mark.django_db
MAANDAG = DINSDAG - timedelta(days=1)


@pytest.fixture(autouse=True)
def half_elf():
    with time_machine.travel(HALF_ELF, tick=False):
        yield


@pytest.fixture
def adres(client, amina):
    client.force_login(amina)
    return reverse("kamers:week", args=["cjm", MAANDAG])


def velden(client, adres):
    """Return the form of every occurrence that can be filled in, by activity."""
    dagen = client.get(adres).context["dagen"]
    return {k.keer.activiteit: f for _dag, regels in dagen for k, f in regels if f}


def ingevuld(form, **waarden):
    vast = {"sleutel": form["sleutel"].value(), "versie": form["versie"].value()}
    return {form.add_prefix(veld): waarde for veld, waarde in {**vast, **waarden}.items()}


def test_de_week_staat_in_de_volgorde_van_de_dagen_en_alleen_wat_gevuld_is_wordt_opgeslagen(client, casa, adres):
    spreekuur = maak_activiteit(casa, "Spreekuur", maak_soort("P2", "Formulieren"), weekdag=0)
    les = maak_activiteit(casa)
    soep = maak_activiteit(casa, "Soep", weekdag=0, begin=les.eind, eind=les.eind.replace(hour=14))
    fatima = maak_vrijwilliger("Fatima", casa).persoon
    zet_op_rooster(spreekuur, fatima, "1.5")
    forms = velden(client, adres)
    assert list(forms) == [spreekuur, soep, les]

    antwoord = client.post(
        adres,
        ingevuld(forms[spreekuur], kwamen_al="", nieuw_soort="3", nieuw_kamer="1")
        | ingevuld(forms[soep], niet="on", reden="fornuis kapot")
        | ingevuld(forms[les], kwamen_al="", nieuw_soort=" "),
    )

    assert antwoord.url == adres
    rij = Bijeenkomst.objects.get(activiteit=spreekuur)
    assert (rij.dag, rij.kwamen_al, rij.nieuw_soort, rij.nieuw_kamer) == (MAANDAG, 0, 3, 1)
    assert [(i.persoon, i.uren) for i in rij.inzet.all()] == [(fatima, 1.5)]
    assert Bijeenkomst.objects.get(activiteit=soep).reden == "fornuis kapot"
    assert not Bijeenkomst.objects.filter(activiteit=les).exists()
    assert "Opgeslagen: 2 keren genoteerd." in client.get(adres).content.decode()


def test_een_fout_in_een_cel_slaat_niets_op_noemt_activiteit_en_dag_en_bewaart_wat_getypt_is(client, casa, adres):
    les, soep = maak_activiteit(casa), maak_activiteit(casa, "Soep", weekdag=0)
    forms = velden(client, adres)

    antwoord = client.post(
        adres,
        ingevuld(forms[les], kwamen_al="7") | ingevuld(forms[soep], nieuw_soort="4", nieuw_kamer="4"),
    )

    bladzijde = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert not Bijeenkomst.objects.exists()
    assert "Conversatieles Nederlands, dinsdag 24 november" in bladzijde
    assert "Dit jaar telden we bij Taal pas 4 mensen." in bladzijde  # the soup of Monday would have counted
    assert 'value="7"' in bladzijde


@pytest.mark.parametrize(
    ("waarden", "zin"),
    [
        ({"nieuw_soort": "2"}, "Hoeveel van deze 2 zijn ook nieuw in de kamer?"),
        ({"nieuw_soort": "2", "nieuw_kamer": "3"}, "Vul een getal in van 0 tot en met 2."),
        ({"nieuw_kamer": "1"}, "Vul in hoeveel mensen er waren."),
        ({"kwamen_al": "2", "niet": "on", "reden": "ziek"}, "Kies een van de twee."),
        ({"reden": "ziek"}, "Zet ook het vinkje bij Ging niet door."),
        ({"niet": "on"}, "Schrijf kort op waarom het niet doorging."),
        ({"nieuw_soort": "veel"}, "Vul een"),
        ({"nieuw_soort": "151", "nieuw_kamer": "0"}, "151 deelnemers is veel. Klopt dat?"),
    ],
)
def test_wat_niet_kan_krijgt_een_zin_en_slaat_niets_op(client, casa, adres, waarden, zin):
    les = maak_activiteit(casa)

    antwoord = client.post(adres, ingevuld(velden(client, adres)[les], **waarden))

    assert (antwoord.status_code, Bijeenkomst.objects.exists()) == (422, False)
    assert zin in antwoord.content.decode()


def test_een_hoog_getal_gaat_na_een_vinkje_door(client, casa, adres):
    les = maak_activiteit(casa)
    form = velden(client, adres)[les]

    assert client.post(adres, ingevuld(form, nieuw_soort="151", nieuw_kamer="0", klopt="151")).status_code == 302
    assert Bijeenkomst.objects.get().nieuw_soort == 151


def test_dezelfde_week_twee_keer_gestuurd_is_een_keer_genoteerd(client, casa, adres):
    les = maak_activiteit(casa)
    data = ingevuld(velden(client, adres)[les], nieuw_soort="2", nieuw_kamer="0")

    assert [client.post(adres, data).status_code for _n in range(2)] == [302, 302]
    assert Bijeenkomst.objects.get().versie == 1


def test_wat_een_ander_net_noteerde_wordt_getoond_en_niet_overschreven(client, casa, adres, dubbelrol):
    les, soep = maak_activiteit(casa), maak_activiteit(casa, "Soep", weekdag=0)
    forms = velden(client, adres)
    bijeenkomsten.noteer(
        keer=Keer(les, DINSDAG),
        invulling=Invulling(kwamen_al=0, nieuw_soort=9),
        versie=0,
        sleutel=uuid4(),
        gebruiker=dubbelrol,
        vandaag=DINSDAG,
    )

    antwoord = client.post(
        adres,
        ingevuld(forms[les], nieuw_soort="2", nieuw_kamer="0")
        | ingevuld(forms[soep], nieuw_soort="4", nieuw_kamer="4"),
    )

    bladzijde = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert [r.nieuw_soort for r in Bijeenkomst.objects.all()] == [9]
    assert "9 deelnemers" in bladzijde
    assert "Jij typte: 0 kwamen al, 2 voor het eerst." in bladzijde
    assert 'value="4"' in bladzijde


def test_in_een_gesloten_teljaar_staat_de_zin_bij_de_cel(client, casa, adres, eva):
    les = maak_activiteit(casa)
    form = velden(client, adres)[les]
    Teljaar.objects.create(kamer=casa, jaar=2026, gesloten_door=eva)

    for waarden in ({"nieuw_soort": "2", "nieuw_kamer": "0"}, {"niet": "on", "reden": "ziek"}):
        antwoord = client.post(adres, ingevuld(form, **waarden))
        assert antwoord.status_code == 422
        assert "Het teljaar 2026 van Casa Jepie Makandra is gesloten." in antwoord.content.decode()
    assert not Bijeenkomst.objects.exists()


def test_genoteerd_op_naam_en_nog_te_komen_zijn_alleen_te_lezen(client, casa, adres):
    maak_bijeenkomst(maak_activiteit(casa), DINSDAG, nieuw=6)
    maak_activiteit(casa, "Op naam", telwijze="namen")
    maak_activiteit(casa, "Morgen", weekdag=2)

    bladzijde = client.get(adres).content.decode()

    assert velden(client, adres) == {}
    assert "6 deelnemers" in bladzijde
    assert "Namen kies je op de dag zelf" in bladzijde
    assert "Moet nog komen" in bladzijde


def test_een_andere_dag_gaat_naar_de_maandag_en_zonder_dag_naar_deze_week(client, casa, adres):
    assert client.get(reverse("kamers:week", args=["cjm", DINSDAG])).url == adres
    assert client.get(reverse("kamers:week_nu", args=["cjm"])).url == adres


@pytest.mark.parametrize("aantal", [2, 20])
def test_een_week_met_veel_activiteiten_vraagt_niet_meer(client, casa, adres, aantal, django_assert_max_num_queries):
    for n in range(aantal):
        les = maak_activiteit(casa, f"Les {n}", weekdag=n % 7)
        zet_op_rooster(les, maak_vrijwilliger(f"Helper {n}", casa).persoon)

    with django_assert_max_num_queries(10):
        client.get(adres)


def test_de_turflijst_is_een_pdf_met_de_activiteiten_en_de_voornamen_van_het_rooster(client, casa, adres):
    les = maak_activiteit(casa, met_kinderen=True)
    zet_op_rooster(les, maak_vrijwilliger("Fatima", casa).persoon, "1.5")
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=3)

    antwoord = client.get(reverse("kamers:turflijst", args=["cjm", MAANDAG]))

    assert antwoord["Content-Type"] == "application/pdf"
    assert 'filename="turflijst-cjm-2026-11-23.pdf"' in antwoord["Content-Disposition"]
    assert antwoord.content.startswith(b"%PDF-1.7")


def test_niets_ingevuld_zegt_wat_er_moet_gebeuren(client, casa, adres):
    les = maak_activiteit(casa)

    antwoord = client.post(adres, ingevuld(velden(client, adres)[les]))

    assert antwoord.status_code == 422
    assert "Je vulde nog niets in" in antwoord.content.decode()


def test_een_turflijst_die_niet_gedrukt_kan_worden_zegt_dat_in_plaats_van_te_breken(client, casa, adres, monkeypatch):
    monkeypatch.setattr("buurtwerkkamer.pdf.HTML_MAXIMUM", 10)

    antwoord = client.get(reverse("kamers:turflijst", args=["cjm", MAANDAG]))

    assert antwoord.url == adres
    assert "De turflijst kon niet worden gemaakt." in client.get(adres).content.decode()


def test_waar_kinderen_komen_tellen_ze_ook_in_de_week_apart(client, casa, adres):
    les = maak_activiteit(casa, met_kinderen=True)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=9)
    form = velden(client, adres)[les]

    antwoord = client.post(adres, ingevuld(form, kwamen_al="8"))

    assert antwoord.status_code == 422
    assert "Vul in hoeveel van hen kinderen waren. Geen kinderen? Vul 0 in." in antwoord.content.decode()
    assert not les.bijeenkomsten.filter(gepland=DINSDAG).exists()
    client.post(adres, ingevuld(form, kwamen_al="8", kinderen="7"))
    assert les.bijeenkomsten.get(gepland=DINSDAG).kinderen == 7
