"""A statement of the accountant that came after the year was settled: what its page says before, and the list after."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from buurtwerkkamer.rollen import Rol
from financien.models import Accountantsverklaring
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.fabriek import maak_gebruiker
from tests.rapportage.editiefabriek import maak_editie

NIEUW = reverse("financien:accountantsverklaring_nieuw", args=[2018])
LIJST = reverse("financien:controles")
EDITIE = reverse("rapportage:leg_vast", args=[2018, "jaarverslag"])
VOORAF = "Het jaarverslag van 2018 is vastgesteld en verandert niet meer. Deze verklaring komt in de volgende editie."
ACHTERAF = (
    "De laatste verklaring over 2018 staat nog niet in het jaarverslag. "
    "Het vastgestelde verslag verandert niet: de volgende editie laat de verklaring zien."
)


@pytest.fixture
def vast(aanbod_2018, chandra, time_machine):
    """The annual report of 2018, settled by the members."""
    time_machine.move_to("2019-06-01 10:00", tick=False)
    return maak_editie(aanbod_2018, chandra, besluit_op=date(2019, 5, 20))


@pytest.fixture
def accountant(client, db):
    client.force_login(maak_gebruiker("Acc", Rol.ACCOUNTANT))
    return client


def leg_vast(client):
    velden = {"soort": "controle", "oordeel": "goedkeurend", "datum": "25-5-2019"}
    sleutel = client.get(NIEUW).context["form"]["sleutel"].value()
    bestand = SimpleUploadedFile("verklaring.pdf", maak_pdf())
    return client.post(NIEUW, velden | {"sleutel": sleutel, "bestand": bestand}, follow=True)


def test_de_accountant_leest_vooraf_en_achteraf_dat_het_vaste_verslag_niet_verandert(accountant, vast, time_machine):
    time_machine.move_to("2019-06-02 10:00", tick=False)

    assert VOORAF in accountant.get(NIEUW).text
    assert ACHTERAF not in accountant.get(LIJST).text
    antwoord = leg_vast(accountant)

    assert antwoord.redirect_chain[-1][0] == LIJST
    assert Accountantsverklaring.objects.count() == 1
    assert ACHTERAF in antwoord.text
    assert "De penningmeester legt die vast." in antwoord.text
    assert EDITIE not in antwoord.text


def test_de_penningmeester_gaat_vandaar_naar_de_volgende_editie(client, vast, chandra, time_machine):
    time_machine.move_to("2019-06-02 10:00", tick=False)
    client.force_login(chandra)

    for blad in (client.get(NIEUW), leg_vast(client)):
        assert f'href="{EDITIE}"' in blad.text
        assert "De penningmeester legt die vast." not in blad.text
    assert client.get(EDITIE).status_code == 200


def test_na_de_volgende_editie_staat_het_er_niet_meer(accountant, vast, chandra, aanbod_2018, time_machine):
    time_machine.move_to("2019-06-02 10:00", tick=False)
    leg_vast(accountant)
    rapport = maak_editie(aanbod_2018, chandra, editie=2)
    assert rapport.vastgelegd_op == timezone.now()
    assert ACHTERAF not in accountant.get(LIJST).text

    time_machine.move_to(timezone.now() + timedelta(days=1), tick=False)
    leg_vast(accountant)
    assert ACHTERAF in accountant.get(LIJST).text


def test_zonder_vast_verslag_staat_er_niets(accountant, aanbod_2018, chandra, time_machine):
    time_machine.move_to("2019-06-01 10:00", tick=False)
    maak_editie(aanbod_2018, chandra)
    time_machine.move_to("2019-06-02 10:00", tick=False)

    assert "verandert niet" not in accountant.get(NIEUW).text
    assert "verandert niet" not in leg_vast(accountant).text


def test_wie_alleen_kijkt_leest_het_niet(client, accountant, vast, time_machine):
    time_machine.move_to("2019-06-02 10:00", tick=False)
    leg_vast(accountant)
    client.force_login(maak_gebruiker("Kas", Rol.KASCOMMISSIE))

    assert ACHTERAF not in client.get(LIJST).text
