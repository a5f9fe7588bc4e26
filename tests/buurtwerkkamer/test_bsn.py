import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from buurtwerkkamer.bsn import GeenBsnMixin, bevat_bsn, elfproef, geen_bsn

GOED = "111222333"  # passes the elfproef and is used in official examples


class Proefformulier(GeenBsnMixin, forms.Form):
    tekst = forms.CharField(max_length=100)
    email = forms.EmailField(required=False)
    aantal = forms.IntegerField(required=False)


@pytest.mark.parametrize(
    ("cijfers", "klopt"), [(GOED, True), ("123456782", True), ("123456789", False), ("000000000", False)]
)
def test_de_elfproef(cijfers, klopt):
    assert elfproef(cijfers) is klopt


@given(st.integers(min_value=10_000_000, max_value=99_999_999))
def test_bij_acht_cijfers_past_hoogstens_een_negende(acht):
    assert sum(elfproef(f"{acht}{cijfer}") for cijfer in range(10)) <= 1


@pytest.mark.parametrize(
    "tekst", [GOED, f"bsn {GOED}", "1112.22.333", "111 222 333", "111-22-2333", f"({GOED})", f"Jan{GOED}Jansen"]
)
def test_een_bsn_in_een_tekst_wordt_gevonden(tekst):
    assert bevat_bsn(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "lekkende kraan",
        "06 12345678",
        "0612345678",
        "020-1234567",
        "+31 111222333",
        "0031111222333",
        "123456789",
        f"1{GOED}",
        f"{GOED}4",
        "20-11-2018",
    ],
)
def test_een_telefoonnummer_of_een_ander_getal_is_geen_bsn(tekst):
    assert not bevat_bsn(tekst)


def test_wie_een_bsn_typt_leest_dat_het_weg_moet():
    with pytest.raises(
        ValidationError, match=r"Dit lijkt op een BSN\. Haal dat nummer weg\. We bewaren nooit een BSN\."
    ):
        geen_bsn(GOED)


def test_elk_tekstveld_van_een_formulier_weigert_een_bsn():
    form = Proefformulier({"tekst": f"pas van {GOED}", "email": f"{GOED}@voorbeeld.nl", "aantal": GOED})

    assert set(form.errors) == {"tekst", "email"}
    assert Proefformulier({"tekst": "lekkende kraan"}).is_valid()


def test_een_merk_dat_meegaat_mag_negen_cijfers_hebben():
    """One mark in a hundred holds nine digits that pass; nobody typed them."""

    class Metmerk(GeenBsnMixin, forms.Form):
        gezien = forms.CharField(widget=forms.HiddenInput, max_length=80)

    assert Metmerk({"gezien": f"a1b{GOED}f0"}).is_valid()
