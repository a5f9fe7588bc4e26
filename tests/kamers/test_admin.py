"""The roles of a user in the admin."""

import pytest
from django.urls import reverse
from django.utils import timezone

from buurtwerkkamer.models import Gebruiker
from kamers.models import Aanstelling
from tests.fabriek import WACHTWOORD

pytestmark = pytest.mark.django_db
NIEUW = reverse("admin:buurtwerkkamer_gebruiker_add")


def gebruiker(**rol) -> dict:
    velden = {"naam": "Nadia", "aanmeldnaam": "nadia@voorbeeld.invalid", "taal": "nl", "is_active": "on"}
    velden |= {"password1": WACHTWOORD, "password2": WACHTWOORD}
    velden |= {"aanstellingen-TOTAL_FORMS": "1", "aanstellingen-INITIAL_FORMS": "0"}
    vandaag = {"van": timezone.localdate().isoformat()}
    return velden | {f"aanstellingen-0-{naam}": waarde for naam, waarde in (vandaag | rol).items()}


def test_een_nieuwe_gebruiker_krijgt_meteen_een_rol_vanaf_vandaag(client, beheerder):
    client.force_login(beheerder)
    assert client.get(NIEUW).context["inline_admin_formsets"][0].formset[0]["van"].value() == timezone.localdate()

    client.post(NIEUW, gebruiker(rol="penningmeester"))

    rol = Aanstelling.objects.get(gebruiker__aanmeldnaam="nadia@voorbeeld.invalid")
    assert (rol.rol, rol.van, rol.tot) == ("penningmeester", timezone.localdate(), None)


def test_een_rol_op_de_verkeerde_plek_houdt_ook_de_gebruiker_tegen(client, beheerder, casa):
    client.force_login(beheerder)

    antwoord = client.post(NIEUW, gebruiker(rol="penningmeester", kamer=casa.pk))

    assert "De andere rollen gelden voor de hele coöperatie." in antwoord.content.decode()
    assert not Gebruiker.objects.filter(naam="Nadia").exists()


def test_een_gebruiker_zonder_rol_kan_later_een_rol_krijgen(client, beheerder):
    client.force_login(beheerder)

    client.post(NIEUW, gebruiker(rol=""))

    assert Gebruiker.objects.filter(naam="Nadia").exists()
    assert not Aanstelling.objects.filter(gebruiker__naam="Nadia").exists()


def test_een_kamer_wordt_in_het_beheer_nooit_een_oefenkamer(client, beheerder, casa):
    """A real room would fall out of every figure, and "Begin opnieuw" would empty it."""
    client.force_login(beheerder)
    adres = reverse("admin:kamers_kamer_change", args=[casa.pk])
    form = client.get(adres).context["adminform"].form
    velden = {naam: waarde for naam, waarde in form.initial.items() if waarde is not None} | {"oefenkamer": "on"}
    inline = {"werkgebieden-TOTAL_FORMS": "0", "werkgebieden-INITIAL_FORMS": "0"}

    antwoord = client.post(adres, velden | inline | {"adres": "Bijlmerdreef 1"})

    casa.refresh_from_db()
    assert (antwoord.status_code, casa.adres, casa.oefenkamer) == (302, "Bijlmerdreef 1", False)
