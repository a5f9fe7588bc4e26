from datetime import date
from decimal import Decimal
from io import StringIO
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from kamers.models import AlGeteld, Bijeenkomst, Deelname, Inzet, Kamer, Klus, Persoon
from kamers.services import tellen, uren
from kamers.services.dag import dagbeeld
from kamers.services.inloop import NIEUW, inlopen, tik
from kamers.services.jaarsluiting import sluit_teljaar
from kamers.services.keer import Keer
from kamers.services.oefenkamer import GeenOefenkamer, begin_opnieuw, maak_oefenkamer
from rapportage.cijfers import jaarcijfers
from rapportage.inhoud import jaarverslag
from tests.fabriek import (
    maak_activiteit,
    maak_bijeenkomst,
    maak_inzet,
    maak_klus,
    maak_persoon,
    maak_soort,
    maak_vrijwilliger,
)

pytestmark = pytest.mark.django_db
DAG = date(2018, 11, 20)  # a Tuesday in the year of the document


@pytest.fixture
def oefen(db):
    maak_soort("P1", "Ontmoeting")
    return maak_oefenkamer(date(2018, 1, 1))


def oefen_van_alles(oefen, *, persoon):
    """Practise with everything that is counted anywhere."""
    les = oefen.activiteiten.get(naam="Oefenles", weekdag=1)
    rij = maak_bijeenkomst(les, DAG, kwamen_al=5, nieuw=30, kinderen=2, namen=[persoon])
    AlGeteld.objects.create(persoon=persoon, kamer=oefen, jaar=2018)
    klus = maak_klus(oefen, status=Klus.Status.KLAAR, gedaan_op=DAG, eerste_keer="ja")
    helper = maak_vrijwilliger("Oefenaar", oefen, overeenkomst_op=date(2018, 1, 1)).persoon
    maak_inzet(helper, rij, "8")
    maak_inzet(helper, klus=klus, uren="4")
    return rij


def test_de_oefenkamer_wordt_een_keer_gemaakt_met_elke_werkdag_een_inloop_en_een_les(oefen):
    assert maak_oefenkamer(DAG) == oefen == Kamer.objects.get(oefenkamer=True)
    assert oefen.activiteiten.count() == 10
    assert list(Kamer.objects.in_jaar(2018).filter(pk=oefen.pk)) == []

    uit = StringIO()
    call_command("oefenkamer", stdout=uit)
    assert "/kamers/oefenen/vandaag/" in uit.getvalue()


def test_niets_uit_de_oefenkamer_komt_in_een_cijfer_of_verslag(aanbod_2018, casa, oefen):
    bekend = maak_persoon("Bekend", casa, oefen)
    voor = (tellen.telling(2018), jaarcijfers(2018, 100), repr(jaarverslag(2018)))

    oefen_van_alles(oefen, persoon=bekend)

    assert tellen.telling(2018) == voor[0]
    assert tellen.bereikt_per_kamer(2018) == {}
    assert jaarcijfers(2018, 100) == voor[1]
    assert repr(jaarverslag(2018)) == voor[2]


def test_oefenen_met_al_geteld_haalt_niemand_uit_het_cijfer_van_de_cooperatie(casa, oefen):
    bekend = maak_persoon("Bekend", casa, oefen)
    les = oefen.activiteiten.get(naam="Oefenles", weekdag=1)
    maak_bijeenkomst(maak_activiteit(casa, soort=les.soort), DAG, namen=[bekend])

    AlGeteld.objects.create(persoon=bekend, kamer=oefen, jaar=2018)

    assert tellen.telling(2018).cooperatie.totaal == 1


def test_eigen_uren_in_de_oefenkamer_tellen_niet(oefen, fatima):
    rij = maak_bijeenkomst(oefen.activiteiten.get(naam="Oefenles", weekdag=1), DAG, nieuw=1)
    maak_inzet(fatima.vrijwilliger.persoon, rij, "3")

    assert uren.totaal_van(fatima, 2018)[0] == Decimal(0)


def test_geen_overzicht_van_de_coach_noemt_de_oefenkamer(aanbod_2018, client, eva, oefen, casa):
    oefen_van_alles(oefen, persoon=maak_persoon("Bekend", casa, oefen))
    client.force_login(eva)

    for naam in ("kamers:kamers", "kamers:vergeten", "kamers:teljaren", "vrijwilligers:alle_kamers"):
        assert "oefenen" not in client.get(reverse(naam), {"jaar": 2018}).content.decode().replace("/oefenkamer/", "")


def test_op_haar_eigen_bladzijden_staat_dat_ze_niet_meetelt(client, amina, oefen):
    amina.aanstellingen.create(rol="coordinator", kamer=oefen, van=date(2010, 1, 1))
    client.force_login(amina)

    bladzijde = client.get(reverse("kamers:vandaag", args=["oefenen"])).content.decode()

    assert "Telt nergens mee" in bladzijde


def test_begin_opnieuw_haalt_alles_weg_wat_geoefend_is_en_laat_rooster_en_andere_kamers_staan(casa, oefen, eva):
    bekend, alleen_hier = maak_persoon("Bekend", casa, oefen), maak_persoon("Oefenpas", oefen, pasnummer="77")
    rij = oefen_van_alles(oefen, persoon=bekend)
    echt = maak_klus(casa)
    inloop = oefen.activiteiten.get(naam="Inloop", weekdag=1)
    tik(keer=Keer(inloop, DAG), wie=NIEUW, sleutel=uuid4(), gebruiker=eva, vandaag=DAG)

    weg = begin_opnieuw(kamer=oefen, vandaag=DAG, gebruiker=eva)

    assert weg == 5  # two occurrences, a klus, al geteld, a pass
    assert not Bijeenkomst.objects.filter(pk=rij.pk).exists()
    assert (Inzet.objects.count(), Deelname.objects.count(), list(Klus.objects.all())) == (0, 0, [echt])
    assert oefen.activiteiten.count() == 10
    assert Persoon.objects.get(pk=bekend.pk).voornaam == "Bekend"
    assert Persoon.objects.get(pk=alleen_hier.pk).voornaam == ""
    [kaart] = inlopen(dagbeeld(oefen, DAG), DAG)
    assert (kaart.aantal, kaart.vragen) == (0, 0)


def test_een_gewone_kamer_wordt_nooit_leeggemaakt_ook_niet_met_een_kamer_die_liegt(casa, eva):
    klus = maak_klus(casa)
    casa.oefenkamer = True  # not saved: what this row says is not what the database says

    with pytest.raises(GeenOefenkamer, match="Casa Jepie Makandra is geen oefenkamer"):
        begin_opnieuw(kamer=casa, vandaag=DAG, gebruiker=eva)
    assert list(Klus.objects.all()) == [klus]


def test_de_oefenkamer_heeft_geen_teljaar(oefen, eva):
    with pytest.raises(ValidationError, match="heeft geen teljaar"):
        sluit_teljaar(kamer=oefen, jaar=2018, gezien=None, vandaag=date(2019, 2, 1), gebruiker=eva)


def test_de_coach_maakt_de_oefenkamer_en_maakt_haar_leeg(client, eva):
    maak_soort("P1", "Ontmoeting")
    client.force_login(eva)
    adres = reverse("kamers:oefenkamer")

    assert client.post(adres, {"actie": "opnieuw"}).status_code == 400
    assert client.post(adres, {"actie": "maak"}).url == adres
    maak_klus(Kamer.objects.get(code="oefenen"))
    assert "Begin opnieuw" in client.get(adres).content.decode()
    assert client.post(adres, {"actie": "opnieuw"}).url == adres
    assert "De oefenkamer is leeg: 1 ding weg." in client.get(adres).content.decode()
    assert not Klus.objects.exists()
