from datetime import date
from uuid import uuid4

import pytest
import time_machine

from kamers.models import Kamer
from tests.fabriek import maak_vrijwilliger
from vrijwilligers.forms.vrijwilligers import VrijwilligerForm


@pytest.fixture(autouse=True)
def _vandaag():
    with time_machine.travel("2026-11-24 10:30 +0100"):
        yield


def formulier(kamer, bereik=None, vrijwilliger=None, **velden):
    data = {"sleutel": str(uuid4()), "voornaam": "Gifty", **velden}
    return VrijwilligerForm(
        data, kamer=kamer, bereik=bereik or Kamer.objects.none(), vrijwilliger=vrijwilliger, betaald=True
    )


def test_een_voornaam_is_genoeg_en_de_kamer_is_die_van_de_bladzijde(casa):
    form = formulier(casa)

    assert form.is_valid(), form.errors
    gegevens = form.gegevens()
    assert (gegevens.voornaam, gegevens.achternaam, gegevens.telefoon, gegevens.email) == ("Gifty", "", "", "")
    assert (gegevens.overeenkomst_op, gegevens.kamers) == (None, (casa,))


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"voornaam": ""}, {"voornaam": ["Vul de voornaam in."]}),
        ({"telefoon": "bel maar"}, {"telefoon": ["Vul een telefoonnummer in, bijvoorbeeld 06 12 34 56 78."]}),
        ({"telefoon": "06 1234"}, {"telefoon": ["Vul een telefoonnummer in, bijvoorbeeld 06 12 34 56 78."]}),
        ({"email": "geen adres"}, {"email": ["Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl."]}),
        (
            {"overeenkomst_op": "25-11"},
            {"overeenkomst_op": ["Deze dag moet nog komen. Kies vandaag of een dag ervoor."]},
        ),
        (
            {"achternaam": "111222333"},
            {"achternaam": ["Dit lijkt op een BSN. Haal dat nummer weg. We bewaren nooit een BSN."]},
        ),
    ],
)
def test_wat_niet_klopt_krijgt_een_zin_die_zegt_wat_je_doet(casa, velden, fout):
    assert formulier(casa, **velden).errors == fout


@pytest.mark.parametrize("nummer", ["0612345678", "06 12 34 56 78", "06-12345678", "(020) 123 45 67", "+31 6 12345678"])
def test_een_telefoonnummer_mag_geschreven_zijn_zoals_mensen_dat_doen(casa, nummer):
    form = formulier(casa, telefoon=nummer)

    assert form.is_valid(), form.errors


def test_stoppen_voor_de_overeenkomst_kan_niet(casa):
    form = formulier(
        casa, vrijwilliger=maak_vrijwilliger("Gifty", casa), overeenkomst_op="2-11-2026", gestopt_op="1-11-2026"
    )

    assert form.errors == {"gestopt_op": ["De dag van stoppen ligt voor de overeenkomst."]}


def test_wie_meer_kamers_heeft_kiest_er_minstens_een(casa, multibron):
    bereik = Kamer.objects.in_volgorde()

    assert formulier(casa, bereik).errors == {"kamers": ["Kies minstens één kamer."]}
    form = formulier(casa, bereik, kamers=[casa.pk, multibron.pk], overeenkomst_op="1 nov")
    assert form.is_valid(), form.errors
    assert form.gegevens().kamers == (casa, multibron)
    assert form.gegevens().overeenkomst_op == date(2026, 11, 1)
