"""Which codes may be chosen."""

import pytest

from kamers.forms.tablets import NieuweCodeForm, te_raden

GOED = ["5829", "0174", "4071", "583920", "112358"]
TE_RADEN = ["0000", "1111", "1234", "9876", "7890", "3210", "1212", "5858", "121212", "1985", "2011", "123456789012"]


@pytest.mark.parametrize("code", GOED)
def test_een_code_van_vier_of_meer_cijfers_mag(code):
    assert NieuweCodeForm({"code": code, "nog_eens": code}).is_valid()


@pytest.mark.parametrize("code", TE_RADEN)
def test_wat_een_vreemde_het_eerst_probeert_mag_niet(code):
    form = NieuweCodeForm({"code": code, "nog_eens": code})

    assert te_raden(code)
    assert form.errors == {"code": ["Deze code is makkelijk te raden. Kies andere cijfers."]}


@pytest.mark.parametrize("code", ["582", "58a9", "58-29", "٥٨٢٩", "５８２９"])
def test_te_kort_of_geen_cijfers_krijgt_een_zin(code):
    form = NieuweCodeForm({"code": code, "nog_eens": code})

    assert form.errors == {"code": ["Kies minstens 4 cijfers, zonder letters of streepjes."]}


def test_twee_verschillende_codes_krijgen_een_zin():
    form = NieuweCodeForm({"code": "5829", "nog_eens": "5828"})

    assert form.errors == {"nog_eens": ["Dit is niet dezelfde code. Vul hem nog een keer in."]}


def test_een_leeg_formulier_zegt_wat_je_doet():
    form = NieuweCodeForm({})

    assert form.errors == {"code": ["Kies een code."], "nog_eens": ["Vul de code nog een keer in."]}
