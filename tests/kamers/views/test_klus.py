import re
from datetime import date, time
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine

from kamers.models import Corporatieproduct, Klus, Partner
from tests.fabriek import maak_kamer, maak_partner, maak_vrijwilliger
from tests.kamers.klusfabriek import DAG, adres, invul, maak_geplande_klus, tik_klaar

NIEUW = "/kamers/cjm/klussen/nieuw/"


@pytest.fixture(autouse=True)
def _vandaag():
    with time_machine.travel("2026-11-24 10:30 +0100"):
        yield


@pytest.fixture
def ronald(casa):
    return maak_vrijwilliger("Ronald", casa)


@pytest.fixture
def aan(client, amina):
    client.force_login(amina)
    return client


def test_een_nieuwe_klus_heeft_wat_waar_wanneer_wie_en_hoe_lang(aan, casa, ronald, eigen_haard):
    product = Corporatieproduct.objects.create(code="reparaties", naam="Kleine reparaties")

    response = aan.post(
        NIEUW,
        invul(
            straat="Reigersbos",
            afspraak="25 nov",
            helpers=[ronald.persoon.pk],
            uren="1,5",
            corporatie=eigen_haard.pk,
            product=product.pk,
            eerste_keer="ja",
        ),
    )

    klus = Klus.objects.get()
    assert response.url == "/kamers/cjm/klussen/"
    assert (klus.omschrijving, klus.straat, klus.afspraak) == ("Lekkende kraan", "Reigersbos", date(2026, 11, 25))
    assert (klus.kamer, klus.corporatie, klus.product) == (casa, eigen_haard, product)
    assert (klus.eerste_keer, klus.status, klus.gevraagd_op) == ("ja", "gepland", DAG)
    assert list(klus.plekken.values_list("persoon__voornaam", "uren")) == [("Ronald", Decimal("1.50"))]


def test_vanaf_de_bladzijde_van_een_dag_staat_die_dag_klaar_en_ga_je_daarheen_terug(aan):
    vandaag = "/kamers/cjm/vandaag/"
    pagina = aan.get(NIEUW, {"dag": "2026-11-24", "terug": vandaag})

    response = aan.post(NIEUW, invul(terug=vandaag))

    assert 'value="24-11-2026"' in pagina.text
    assert f'<input type="hidden" name="terug" value="{vandaag}">' in pagina.text
    assert response.url == vandaag


def test_of_het_de_eerste_keer_is_staat_nooit_van_tevoren_aan(aan):
    pagina = aan.get(NIEUW)

    keuzes = re.findall(r'<input type="radio" name="eerste_keer"[^>]*>', pagina.text)
    assert len(keuzes) == 3
    assert "checked" not in "".join(keuzes)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"omschrijving": ""}, "Schrijf op wat er moet gebeuren, bijvoorbeeld: lekkende kraan."),
        ({"eerste_keer": ""}, "Is dit de eerste keer dit jaar in deze kamer? Kies Ja, Nee of Weet ik niet."),
        ({"afspraak": "overmorgen"}, "Vul een dag in, bijvoorbeeld 20-11 of 20 november."),
        ({"afspraak": "31-2"}, "Deze dag bestaat niet. Kijk de datum na."),
        ({"uren": "13"}, "Vul een aantal uren in van 0,5 tot 12."),
        ({"uren": "0"}, "Vul een aantal uren in van 0,5 tot 12."),
        ({"uren": ""}, "Vul een aantal uren in van 0,5 tot 12."),
        ({"straat": "bij 111222333"}, "Dit lijkt op een BSN. Haal dat nummer weg. We bewaren nooit een BSN."),
    ],
)
def test_wat_niet_klopt_wordt_geweigerd_en_wat_je_typte_staat_er_nog(aan, ronald, velden, zin):
    getypt = {"omschrijving": "Heg snoeien", "straat": "Gein", "helpers": [ronald.persoon.pk], **velden}

    response = aan.post(NIEUW, invul(**getypt))

    assert response.status_code == 422
    assert zin in response.text
    assert "Dit klopt nog niet" in response.text
    for naam in ("omschrijving", "straat", "afspraak", "uren"):
        if getypt.get(naam):
            assert f'value="{getypt[naam]}"' in response.text
    assert Klus.objects.count() == 0


def test_een_helper_van_een_andere_kamer_kun_je_niet_kiezen(aan, multibron):
    elders = maak_vrijwilliger("Elders", multibron)

    response = aan.post(NIEUW, invul(helpers=[elders.persoon.pk]))

    assert response.status_code == 422
    assert Klus.objects.count() == 0


def test_hetzelfde_formulier_twee_keer_gestuurd_maakt_een_klus(aan):
    velden = invul()

    aan.post(NIEUW, velden)
    nog_eens = aan.post(NIEUW, velden, follow=True)

    assert "Dit was al opgeslagen." in nog_eens.text
    assert Klus.objects.count() == 1


@pytest.mark.parametrize("kamers", [4, 40])
def test_het_formulier_is_evenveel_vragen_bij_4_en_40_kamers(aan, casa, ronald, kamers, django_assert_num_queries):
    for nummer in range(kamers - 1):
        maak_kamer(f"kamer-{nummer}")
        maak_vrijwilliger(f"Naam{nummer}", casa)
    klus = maak_geplande_klus(casa, ronald)

    aan.get(NIEUW)  # the first visit remembers the room in the session
    with django_assert_num_queries(7):
        aan.get(NIEUW)
    with django_assert_num_queries(8):
        aan.get(adres(klus))


@pytest.fixture
def producten(db):
    namen = {"klussendienst": "Klussendienst", "tuindienst": "Tuindienst", "opruimploeg": "Opruimploeg"}
    return {code: Corporatieproduct.objects.create(code=code, naam=naam) for code, naam in namen.items()}


@pytest.mark.parametrize(
    ("soort", "product"),
    [
        ("reparatie", "klussendienst"),
        ("tuin", "tuindienst"),
        ("binnentuin", "tuindienst"),
        ("schoonmaken", "opruimploeg"),
        ("anders", None),
    ],
)
def test_het_product_volgt_uit_de_soort_klus(aan, producten, soort, product):
    aan.post(NIEUW, invul(klussoort=soort))

    klus = Klus.objects.get()
    assert (klus.klussoort, klus.product) == (soort, producten.get(product))


def test_een_ander_product_of_geen_kan_ook_en_blijft_staan_bij_wijzigen(aan, producten):
    aan.post(NIEUW, invul(klussoort="tuin", product=str(producten["opruimploeg"].pk)))
    aan.post(NIEUW, invul(klussoort="tuin", product="geen"))
    aan.post(NIEUW, invul(klussoort="tuin"))

    gekozen = [aan.get(adres(klus)).context["form"]["product"].value() for klus in Klus.objects.order_by("pk")]

    assert list(Klus.objects.order_by("pk").values_list("product__code", flat=True)) == [
        "opruimploeg",
        None,
        "tuindienst",
    ]
    assert gekozen == [str(producten["opruimploeg"].pk), "geen", None]


def test_een_klus_heeft_een_tijd_en_via_wie_hij_binnenkwam(aan, casa, multibron):
    madi = maak_partner("madi", "MaDi", Partner.Soort.WELZIJN)
    eigen = maak_partner("bv-casa", "Bewoners Casa", Partner.Soort.BEWONERSVERENIGING, kamer=casa)
    maak_partner("bv-bron", "Bewoners Bron", Partner.Soort.BEWONERSVERENIGING, kamer=multibron)
    maak_partner("winkel", "Winkel", Partner.Soort.LEVERANCIER)
    keuzes = [str(keuze) for _waarde, keuze in aan.get(NIEUW).context["form"].fields["via"].choices]

    aan.post(NIEUW, invul(afspraak="25-11", afspraak_tijd="1030", via=madi.pk))

    klus = Klus.objects.get()
    assert keuzes == ["De bewoner zelf", "Bewoners Casa", "MaDi"]
    assert (klus.via, klus.afspraak_tijd) == (madi, time(10, 30))
    assert aan.post(NIEUW, invul(via=eigen.pk)).status_code == 302


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"afspraak_tijd": "10:30"}, "Vul ook in op welke dag de afspraak is."),
        ({"afspraak": "25-11", "afspraak_tijd": "half elf"}, "Vul een tijd in, bijvoorbeeld 10:00."),
    ],
)
def test_een_tijd_hoort_bij_een_dag(aan, velden, zin):
    response = aan.post(NIEUW, invul(**velden))

    assert response.status_code == 422
    assert zin in response.text
    assert Klus.objects.count() == 0


def test_een_klus_die_klaar_gemeld_is_gaat_niet_meer_weg_met_ongedaan(aan, amina, casa):
    sleutel = str(uuid4())
    aan.post(NIEUW, invul(sleutel=sleutel))
    tik_klaar(Klus.objects.get(), amina)

    response = aan.post(f"/kamers/cjm/klussen/ongedaan/{sleutel}/", follow=True)

    assert "Deze klus is net ook ergens anders aangepast. Kijk wat er nu staat." in response.text
    assert Klus.objects.get().status == "klaar"
