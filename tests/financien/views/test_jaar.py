"""The page on which months and the year are closed."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from financien.models import Maandafsluiting
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.factuurfabriek import deel, maak_factuur
from tests.financien.jaarfabriek import bestem_alles

pytestmark = pytest.mark.django_db


def adres(naam="jaar", jaar=2026):
    return reverse(f"financien:{naam}", args=[jaar])


@pytest.fixture
def boeken(casa, chandra, time_machine):
    time_machine.move_to("2027-03-10 13:00", tick=False)
    begin_boeken(2026, 2027)
    maak_boekstuk(chandra, regel("4110", "1000", "725", casa))


@pytest.fixture
def penning(client, boeken, chandra):
    client.force_login(chandra)
    return client


def sluit(client, maand, **velden):
    client.post(reverse("financien:maand_afsluiten", args=[2026, maand]), {"sleutel": uuid4(), **velden})
    return client.get(adres())


def sluit_alle(client):
    for maand in range(1, 12):
        sluit(client, maand)


def tekst(antwoord):
    return antwoord.content.decode()


def test_er_is_precies_een_volgende_stap_en_die_sluit_de_maand(penning, chandra):
    assert tekst(penning.get(adres())).count("knop hoofd") == 1
    assert "Sluit Januari af" in tekst(penning.get(adres()))

    antwoord = sluit(penning, 1)

    assert "afgesloten</span>" in tekst(antwoord)
    assert "Sluit Februari af" in tekst(antwoord)
    assert Maandafsluiting.objects.get().door == chandra


def test_wat_nog_niet_klaar_is_heeft_een_link_en_vraagt_een_reden(penning, chandra, casa):
    maak_factuur(chandra, deel("4120", "5", casa), datum=date(2026, 1, 3))

    pagina = tekst(penning.get(adres()))
    zonder = tekst(sluit(penning, 1))
    assert not Maandafsluiting.objects.exists()
    met = tekst(sluit(penning, 1, reden="Leverancier zoekt het uit"))

    assert f'<a href="{reverse("financien:facturen", args=[2026])}">1 factuur is nog niet geboekt.</a>' in pagina
    assert "1 factuur is nog niet geboekt." in zonder
    assert "Leverancier zoekt het uit" in met


def test_een_formulier_zonder_sleutel_sluit_niets(penning):
    sluit_alle(penning)

    assert "Er is niets afgesloten." in tekst(penning.post(adres("voorlopig"), follow=True))
    assert penning.get(adres("voorlopig")).status_code == 405


def test_het_jaar_sluit_voorlopig_en_na_het_bestemmen_gaat_het_bestuur_verder(penning, client, chandra):
    sluit_alle(penning)
    pagina = tekst(penning.post(adres("voorlopig"), {"sleutel": uuid4()}, follow=True))
    assert "De boeken van 2026 zijn voorlopig afgesloten en nog niet vastgesteld." in pagina
    assert f'<a href="{adres("bestemmen")}">Bestem eerst het resultaat van 2026.</a>' in pagina
    bestem_alles(chandra)
    assert "Het bestuur noteert het besluit." in tekst(penning.get(adres()))
    client.force_login(maak_gebruiker("Bestuur", Rol.BESTUUR))
    assert f'href="{reverse("rapportage:vaststellen", args=[2026])}"' in tekst(client.get(adres()))


def test_wie_alleen_mag_kijken_krijgt_geen_knop(client, boeken):
    client.force_login(maak_gebruiker("Kas", Rol.KASCOMMISSIE))

    assert "<form method" not in tekst(client.get(adres())).split('id="h-stap"')[1].split("</section>")[0]
    assert client.post(adres("voorlopig"), {"sleutel": uuid4()}).status_code == 403


def test_de_bladzijde_stelt_hoogstens_tien_vragen(penning, django_assert_max_num_queries):
    penning.get(adres())  # the first visit writes the session
    with django_assert_max_num_queries(10):
        penning.get(adres())
    sluit_alle(penning)
    with django_assert_max_num_queries(10):
        penning.get(adres())
