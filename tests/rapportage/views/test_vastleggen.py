from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from buurtwerkkamer.models import Handeling
from kamers.models import Kamer, Teljaar
from rapportage.models import Rapport
from rapportage.services.meten import meetrijen, noteer
from rapportage.services.voorbehoud import Voorbehoud
from tests.fabriek import maak_versie

ADRES = reverse("rapportage:leg_vast", args=[2018, "aanbod"])


def test_de_vraag_herhaalt_de_daad_en_legt_nog_niets_vast(client, chandra, aanbod_2018):
    client.force_login(chandra)

    pagina = client.get(ADRES)

    assert ">Leg aanbod 2018 vast<" in pagina.content.decode().replace("\n", "").replace("</svg>", "><")
    assert "We maken editie 1 van de cijfers van nu" in pagina.content.decode()
    assert Rapport.objects.count() == 0


@pytest.mark.usefixtures("kort_gedrukt")
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


VERSLAG = reverse("rapportage:leg_vast", args=[2018, "jaarverslag"])
VRAAG = "Leg je nu vast? Dan lezen de financiers bij een lege uitkomst: nog niet gemeten."
LATER = "Wat na het vastleggen nog wordt geteld, komt niet in dit verslag."


def maak_af(gebruiker, behalve=()):
    """Fill in every result that is asked and close every counting year of 2018, but those of these rooms."""
    kamers = list(Kamer.objects.exclude(code__in=behalve))
    for rij in meetrijen(2018, kamers):
        for cel in rij.cellen:
            noteer(
                jaar=2018, indicator=rij.indicator, kamer=cel.kamer, gebruiker=gebruiker, sleutel=uuid4(),
                waarde=8, bron="telling", datum=date(2018, 12, 31),
            )  # fmt: skip
    for kamer in kamers:
        Teljaar.objects.create(kamer=kamer, jaar=2018, gesloten_door=gebruiker)


def test_wat_nog_open_staat_wordt_geteld_en_gevraagd_en_zonder_vinkje_geweigerd(client, chandra, aanbod_2018):
    """14 results of each room are measured; kg has no agreement on O4, so there is nothing to fill in there."""
    maak_af(chandra, behalve=["kg", "cjm"])
    client.force_login(chandra)
    gevraagd = client.get(VERSLAG).content.decode()
    antwoord = client.post(VERSLAG, {"sleutel": str(uuid4()), "aantal": "29"})

    zin = "27 uitkomsten zijn nog niet ingevuld en 2 teljaren zijn nog open. " + VRAAG + " " + LATER
    assert zin in gevraagd
    assert "is nog niet voorbij" not in gevraagd
    assert (
        antwoord.status_code,
        Rapport.objects.count(),
        Handeling.objects.filter(soort="rapport_vastgelegd").count(),
    ) == (422, 0, 0)
    assert "Er is niets vastgelegd. Lees wat er nog mist." in antwoord.content.decode()


@pytest.mark.usefixtures("kort_gedrukt")
def test_een_vinkje_bij_een_ander_aantal_telt_niet_en_bij_dit_aantal_wel(client, chandra, aanbod_2018):
    maak_af(chandra, behalve=["kg"])
    client.force_login(chandra)
    gegevens = {"sleutel": str(uuid4()), "gezien": "on"}

    assert client.post(VERSLAG, gegevens | {"aantal": "13"}).status_code == 422
    assert Rapport.objects.count() == 0
    assert client.post(VERSLAG, gegevens | {"aantal": "14"}).status_code == 302
    assert client.post(VERSLAG, gegevens | {"aantal": "13"}).status_code == 302  # the same key: done already
    assert Rapport.objects.count() == 1


@pytest.mark.usefixtures("kort_gedrukt")
def test_een_jaar_dat_af_en_voorbij_is_vraagt_niets(client, chandra, aanbod_2018):
    maak_af(chandra)
    client.force_login(chandra)

    assert "na het vastleggen nog" not in client.get(VERSLAG).content.decode()
    assert client.post(VERSLAG, {"sleutel": str(uuid4())}).status_code == 302
    assert Rapport.objects.count() == 1


def test_een_jaar_dat_loopt_zegt_dat_eerst(client, chandra, aanbod_2018):
    with time_machine.travel("2018-12-31T10:00:00+01:00", tick=False):
        client.force_login(chandra)
        verslag, aanbod = (client.get(adres).content.decode() for adres in (VERSLAG, ADRES))

    zin = "2018 is nog niet voorbij. 55 uitkomsten zijn nog niet ingevuld en 4 teljaren zijn nog open. "
    assert zin + VRAAG + " " + LATER in verslag
    assert "Leg je nu vast?" not in aanbod  # an offer is of before its year


def test_een_enkele_uitkomst_heet_geen_uitkomsten():
    assert Voorbehoud(2025, uitkomsten=1).zinnen == ["1 uitkomst is nog niet ingevuld.", VRAAG]
    assert Voorbehoud(2025, uitkomsten=2, teljaren=1).zinnen[0] == (
        "2 uitkomsten zijn nog niet ingevuld en 1 teljaar is nog open."
    )


def test_van_een_open_teljaar_zien_de_financiers_niets():
    assert Voorbehoud(2025, teljaren=4).zinnen == ["4 teljaren zijn nog open.", LATER]
    assert Voorbehoud(2025, loopt=True).zinnen == ["2025 is nog niet voorbij.", LATER]
