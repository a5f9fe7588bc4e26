from decimal import Decimal
from uuid import uuid4

import pytest

from kamers.forms.klussen import KlusForm, VervalForm
from kamers.services.klussen import klussers_van
from tests.fabriek import maak_vrijwilliger
from tests.kamers.klusfabriek import DAG, maak_geplande_klus


@pytest.fixture
def ronald(casa):
    return maak_vrijwilliger("Ronald", casa).persoon


@pytest.fixture
def kofi(casa):
    return maak_vrijwilliger("Kofi", casa).persoon


def formulier(casa, huidige=None, **velden):
    data = {"sleutel": str(uuid4()), "omschrijving": "Kraan", "eerste_keer": "nee", **velden}
    return KlusForm(data, kamer=casa, personen=klussers_van(casa, DAG), uren=huidige)


def test_wie_er_al_bij_stond_houdt_eigen_uren_en_wie_erbij_komt_krijgt_de_gewone(casa, ronald, kofi):
    huidige = {ronald.pk: ("Ronald", Decimal("1.50"))}
    uren = {f"uren_{ronald.pk}": "2", "uren": "0,5"}

    form = formulier(casa, huidige, helpers=[ronald.pk, kofi.pk], **uren)

    assert form.is_valid(), form.errors
    assert form.gegevens().plekken == {ronald.pk: Decimal("2.00"), kofi.pk: Decimal("0.50")}


def test_wie_pas_later_helper_werd_en_nog_geen_eigen_veld_had_krijgt_de_gewone_uren(casa, ronald):
    form = formulier(casa, {ronald.pk: ("Ronald", Decimal("1.50"))}, helpers=[ronald.pk], uren="1")

    assert form.is_valid(), form.errors
    assert form.gegevens().plekken == {ronald.pk: Decimal("1.00")}


def test_leeggemaakte_uren_van_een_helper_worden_geweigerd_bij_dat_veld(casa, ronald):
    huidige = {ronald.pk: ("Ronald", Decimal("1.50"))}

    form = formulier(casa, huidige, helpers=[ronald.pk], uren="1", **{f"uren_{ronald.pk}": ""})

    assert form.errors == {f"uren_{ronald.pk}": ["Vul een aantal uren in van 0,5 tot 12."]}


def test_zonder_helpers_zijn_uren_niet_nodig(casa):
    form = formulier(casa)

    assert form.is_valid(), form.errors
    assert form.gegevens().plekken == {}
    assert form.gegevens().gedaan_op is None


@pytest.mark.parametrize(
    ("velden", "tekst"),
    [
        ({"reden": "kan_niet", "toelichting": "wordt genegeerd"}, "Kunnen wij niet doen"),
        ({"reden": "anders", "toelichting": "Geen ladder"}, "Geen ladder"),
    ],
)
def test_de_reden_staat_er_in_woorden(velden, tekst):
    form = VervalForm({"sleutel": str(uuid4()), "versie": "1", **velden})

    assert form.is_valid(), form.errors
    assert form.tekst() == tekst


def test_wie_het_vaakst_klust_of_al_gekozen_is_staat_voorop_en_de_anderen_erachter(casa):
    namen = ["Aad", "Bea", "Cor", "Dora", "Els", "Fred", "Gijs", "Henk", "Ida", "Jan", "Kees"]
    mensen = {naam: maak_vrijwilliger(naam, casa) for naam in namen}
    maak_geplande_klus(casa, mensen["Kees"], gevraagd_op=DAG)

    voorop, anderen = formulier(casa, helpers=[mensen["Jan"].persoon.pk], uren="1").helperchips()

    assert [chip.choice_label for chip in voorop] == ["Aad", "Bea", "Cor", "Dora", "Els", "Fred", "Gijs", "Jan", "Kees"]
    assert [chip.choice_label for chip in anderen] == ["Henk", "Ida"]
