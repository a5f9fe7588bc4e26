from uuid import uuid4

from django.urls import reverse

from kamers.models import Kamer
from rapportage.models import Rapport
from tests.fabriek import maak_versie

ADRES = reverse("rapportage:leg_vast", args=[2018, "aanbod"])


def test_de_vraag_herhaalt_de_daad_en_legt_nog_niets_vast(client, chandra, aanbod_2018):
    client.force_login(chandra)

    pagina = client.get(ADRES)

    assert ">Leg aanbod 2018 vast<" in pagina.content.decode().replace("\n", "").replace("</svg>", "><")
    assert "We maken editie 1 van de cijfers van nu" in pagina.content.decode()
    assert Rapport.objects.count() == 0


def test_vastleggen_maakt_een_editie_ook_bij_een_dubbele_klik(client, eva, aanbod_2018):
    client.force_login(eva)
    sleutel = str(uuid4())

    client.post(ADRES, {"sleutel": sleutel})
    antwoord = client.post(ADRES, {"sleutel": sleutel}, follow=True)

    assert "Het aanbod 2018 is vastgelegd als editie 1." in antwoord.content.decode()
    assert list(Rapport.objects.values_list("soort", "editie", "vastgelegd_door")) == [("aanbod", 1, eva.pk)]


def test_zonder_sleutel_gebeurt_er_niets(client, chandra, aanbod_2018):
    client.force_login(chandra)

    assert client.post(ADRES, {"sleutel": "geen uuid"}).status_code == 200
    assert Rapport.objects.count() == 0


def test_wat_niet_gedrukt_kan_worden_wordt_niet_vastgelegd(client, chandra, aanbod_2018):
    Kamer.objects.filter(code="kg").update(vestiging="\u2713")
    client.force_login(chandra)

    antwoord = client.post(ADRES, {"sleutel": str(uuid4())})

    assert "De PDF kon niet worden gemaakt. Er is niets vastgelegd." in antwoord.content.decode()
    assert Rapport.objects.count() == 0


def test_een_leeg_aanbod_wordt_niet_vastgelegd(client, chandra):
    maak_versie(jaar=2026)
    client.force_login(chandra)

    antwoord = client.post(reverse("rapportage:leg_vast", args=[2026, "aanbod"]), {"sleutel": str(uuid4())})

    assert "In de cijfers van 2026 staat nog geen kamer." in antwoord.content.decode()
    assert Rapport.objects.count() == 0


def test_een_jaar_zonder_versie_geeft_404(client, chandra):
    client.force_login(chandra)

    assert client.get(reverse("rapportage:leg_vast", args=[2019, "jaarverslag"])).status_code == 404


def test_bestuur_ziet_rapporten_en_legt_ze_niet_vast(client, bestuurslid, aanbod_2018):
    client.force_login(bestuurslid)

    assert client.get(reverse("rapportage:rapporten")).status_code == 200
    assert client.post(ADRES, {"sleutel": str(uuid4())}).status_code == 403
    assert Rapport.objects.count() == 0
