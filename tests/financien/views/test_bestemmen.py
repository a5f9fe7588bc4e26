"""The page on which the result of a year goes to where it belongs."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from financien.models import Bestemming, Overschot
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.jaarfabriek import sluit_jaar
from tests.financien.toekenningfabriek import maak_toekenning, verleen

pytestmark = pytest.mark.django_db
ADRES = reverse("financien:bestemmen", args=[2026])


@pytest.fixture
def gemeente(vier, chandra, time_machine):
    """A grant of 4.000 over four rooms, of which one room spent 250 and the others nothing."""
    time_machine.move_to("2027-03-10 13:00", tick=False)
    begin_boeken(2026, 2027)
    rij = maak_toekenning(chandra, dict.fromkeys(vier, 1000), jaar=2026)
    verleen(rij, chandra, date(2026, 1, 5))
    maak_boekstuk(chandra, regel("4110", "1000", "250", vier[0]), datum=date(2026, 2, 1))
    return rij


@pytest.fixture
def penning(client, gemeente, chandra):
    client.force_login(chandra)
    return client


def tekst(antwoord):
    return antwoord.content.decode()


def formulier(client, **velden):
    form = client.get(ADRES).context["form"]
    return {"sleutel": uuid4(), "merk": form.initial["merk"], "kenmerk": "A-12", **velden}


def test_een_jaar_dat_loopt_toont_geen_bedragen(penning):
    pagina = tekst(penning.get(ADRES))

    assert "Sluit eerst 2026 voorlopig af." in pagina
    assert "<table" not in pagina
    assert penning.post(ADRES, {"sleutel": uuid4(), "merk": "", "kenmerk": "A"}).status_code == 422


def test_de_penningmeester_ziet_waar_elk_bedrag_vandaan_komt_en_boekt_het_eens(penning, chandra, gemeente):
    sluit_jaar(chandra)
    pagina = tekst(penning.get(ADRES))

    assert f'{reverse("financien:staat", args=[2026])}?kamer=cjm"' in pagina
    assert reverse("financien:toekenning", args=[gemeente.pk]) in pagina
    for bedrag in ("750,00", "3.750,00", "Het gaat terug naar de partner"):
        assert bedrag in pagina
    velden = formulier(penning)
    goed = tekst(penning.post(ADRES, velden, follow=True))
    nog_eens = tekst(penning.post(ADRES, velden, follow=True))

    assert f"Geboekt: {Bestemming.objects.earliest('pk').boekstuk}." in goed
    assert "Het resultaat van 2026 is helemaal bestemd." in goed
    assert "Er was niets meer te boeken." in nog_eens
    assert sorted(Bestemming.objects.values_list("kamer__code", "naar", "bedrag")) == [
        ("cjm", "terug", 750),
        ("handreiking", "terug", 1000),
        ("kg", "terug", 1000),
        ("multibron", "terug", 1000),
    ]


def test_zonder_kenmerk_of_met_een_oud_beeld_wordt_gezegd_waarom_niet(penning, chandra):
    sluit_jaar(chandra)

    zonder = penning.post(ADRES, formulier(penning, kenmerk=""))
    oud = penning.post(ADRES, formulier(penning, merk="oud"))

    assert (zonder.status_code, oud.status_code) == (422, 422)
    assert "Vul het kenmerk van de accountant in." in tekst(zonder)
    assert "Er kwam net iets bij. Kijk opnieuw wat er geboekt wordt." in tekst(oud)
    assert not Bestemming.objects.exists()


def test_wat_de_partner_zegt_verandert_waar_het_heen_gaat(penning, chandra, gemeente):
    sluit_jaar(chandra)
    adres = reverse("financien:overschot", args=[2026, gemeente.pk])
    assert f'href="{adres}"' in tekst(penning.get(ADRES))

    leeg = penning.post(adres, {"keuze": "vrij", "grond": ""})
    goed = tekst(penning.post(adres, {"keuze": "vrij", "grond": "Brief van 3 maart"}, follow=True))

    assert (leeg.status_code, "Schrijf op waar dit staat" in tekst(leeg)) == (422, True)
    assert "De kamer mag het houden" in goed
    assert "Brief van 3 maart" in goed
    assert Overschot.objects.get().keuze == "vrij"


def test_wie_alleen_kijkt_krijgt_geen_formulier_en_kan_niets_boeken(client, gemeente, chandra):
    sluit_jaar(chandra)
    client.force_login(maak_gebruiker("Kas", Rol.KASCOMMISSIE))
    pagina = client.get(ADRES)

    assert "De penningmeester boekt dit nog." in tekst(pagina)
    assert 'name="kenmerk"' not in tekst(pagina)
    client.post(ADRES, {"sleutel": uuid4(), "merk": pagina.context["stand"].merk, "kenmerk": "A"})
    assert not Bestemming.objects.exists()
    assert client.get(reverse("financien:overschot", args=[2026, gemeente.pk])).status_code == 403


def test_de_bladzijde_stelt_hoogstens_tien_vragen(penning, chandra, vier, django_assert_max_num_queries):
    sluit_jaar(chandra)
    penning.get(ADRES)  # the first visit writes the session
    with django_assert_max_num_queries(10):
        penning.get(ADRES)
    with django_assert_max_num_queries(10):
        penning.get(reverse("financien:jaar", args=[2026]))
