"""The card by itself: what stands ready, and what it tells the service."""

from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest

from kamers.forms.kaart import Kaartform, begin_van
from kamers.services.dag import Helper


def mens(pk, naam, roosteruren=None):
    return SimpleNamespace(pk=pk, voornaam=naam, roosteruren=roosteruren and Decimal(roosteruren))


ROOSTER = [mens(1, "Fatima", "2"), mens(2, "Wouter", "2"), mens(3, "Ronald", "1")]
ANDEREN = [mens(pk, naam) for pk, naam in enumerate(("Gifty", "Kofi", "Ali", "Bea", "Truus"), start=4)]


def kaart(data=None, **velden):
    return Kaartform(data, soort="Taal", personen=[*ROOSTER, *ANDEREN], **velden)


def invoer(**velden):
    gewoon = {"sleutel": str(uuid4()), "versie": "0", "uren_was": "2", "uren": "2", "personen": ["1"]}
    return {**gewoon, "kwamen_al": "9", "nieuw_soort": "0", **velden}


def namen(chips):
    return [str(chip.choice_label) for chip in chips]


def test_het_rooster_staat_aangevinkt_met_de_meest_gewone_uren():
    form = kaart()

    assert form["personen"].value() == [1, 2, 3]
    assert form["uren"].value() == "2"
    assert form["kwamen_al"].value() is None
    assert form["nieuw_soort"].value() == "0"


def test_wie_andere_uren_heeft_laat_dat_op_de_chip_zien():
    assert namen(kaart().keuzes()) == ["Fatima", "Wouter", "Ronald (1 uur)", "Gifty", "Kofi"]
    assert namen(kaart().anderen()) == ["Ali", "Bea", "Truus"]


def test_wie_bij_iemand_anders_gekozen_is_staat_na_een_fout_op_de_kaart():
    form = kaart(invoer(kwamen_al="", personen=["8"]))

    assert not form.is_valid()
    assert "Truus" in namen(form.keuzes())


def test_alleen_nieuwe_mensen_is_genoeg_en_dan_kwam_er_nog_niemand_eerder():
    form = kaart(invoer(kwamen_al="", nieuw_soort="8", ook_nieuw="geen"))

    assert form.is_valid(), form.errors
    gevuld = form.invulling()
    assert (gevuld.kwamen_al, gevuld.nieuw_soort, gevuld.nieuw_kamer, gevuld.deelnemers) == (0, 8, 0, 8)


@pytest.mark.parametrize(
    ("keuze", "aantal", "in_kamer"), [("alle", "", 3), ("geen", "", 0), ("aantal", "0", 0), ("aantal", "2", 2)]
)
def test_nieuw_in_de_kamer_volgt_uit_de_chips(keuze, aantal, in_kamer):
    form = kaart(invoer(nieuw_soort="3", ook_nieuw=keuze, nieuw_kamer=aantal))

    assert form.is_valid(), form.errors
    assert form.invulling().nieuw_kamer == in_kamer


def test_zonder_nieuwe_mensen_telt_een_oude_keuze_niet():
    form = kaart(invoer(ook_nieuw="aantal", nieuw_kamer="2"))

    assert form.is_valid(), form.errors
    assert form.invulling().nieuw_kamer == 0


def test_ongewijzigde_uren_laten_ieder_de_eigen_uren():
    form = kaart(invoer(personen=["1", "3", "4"]))

    assert form.is_valid()
    assert [form.invulling().uren_van(pk) for pk in (1, 3, 4)] == [2, 1, 2]


def test_gewijzigde_uren_gelden_voor_allen():
    form = kaart(invoer(personen=["1", "3"], uren="2:30"))

    assert form.is_valid()
    assert [form.invulling().uren_van(pk) for pk in (1, 3)] == [Decimal("2.5"), Decimal("2.5")]


def test_bij_wijzigen_staan_de_helpers_van_toen_en_niet_het_rooster():
    form = kaart(helpers=[Helper(4, "Gifty", Decimal("1.5")), Helper(5, "Kofi", Decimal(0))])

    assert form["personen"].value() == [4]
    assert form["uren"].value() == "1,5"
    assert form["niemand"].value() is False
    assert kaart(helpers=[])["niemand"].value() is True


@pytest.mark.parametrize(("kamer", "keuze", "aantal"), [(3, "alle", None), (0, "geen", None), (1, "aantal", 1)])
def test_een_genoteerde_les_komt_als_dezelfde_keuze_terug(kamer, keuze, aantal):
    begin = begin_van({"kwamen_al": 9, "nieuw_soort": 3, "nieuw_kamer": kamer, "kinderen": None})

    assert (begin["ook_nieuw"], begin["nieuw_kamer"]) == (keuze, aantal)


def test_met_kinderen_is_het_aantal_kinderen_een_vraag_en_nul_een_antwoord():
    leeg, nul = kaart(invoer(), met_kinderen=True), kaart(invoer(kinderen="0"), met_kinderen=True)

    assert leeg.errors["kinderen"] == ["Vul in hoeveel van hen kinderen waren. Geen kinderen? Vul 0 in."]
    assert nul.is_valid(), nul.errors
    assert nul.invulling().kinderen == 0
    assert kaart(invoer()).is_valid()
