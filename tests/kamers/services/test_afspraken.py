"""Targets as text: read strictly, printed so that they read back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamers.services.afspraken import GEEN_STREEFWAARDE, lees_streefwaarde, toon_streefwaarde

LEEG = {"waarde": None, "op_aangemeld": None, "woord": "", "reden": ""}


@pytest.mark.parametrize(
    ("tekst", "velden"),
    [
        ("50", {"waarde": Decimal(50)}),
        (" 50 % ", {"waarde": Decimal(50)}),
        ("8,5", {"waarde": Decimal("8.5")}),
        ("0", {"waarde": Decimal(0)}),
        ("10 op 20", {"waarde": Decimal(10), "op_aangemeld": 20}),
        ("10  OP 20", {"waarde": Decimal(10), "op_aangemeld": 20}),
        ("positief", {"woord": "positief"}),
        ("geen afspraak: Nog niet", {"reden": "Nog niet"}),
        ("Geen afspraak:pas vanaf juni 2018", {"reden": "pas vanaf juni 2018"}),
    ],
)
def test_een_afspraak_wordt_gelezen_zoals_ze_in_de_tabel_staat(tekst, velden):
    assert lees_streefwaarde(tekst) == LEEG | velden


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "8.5",
        "-5",
        "1e3",
        "10 op",
        "op 20",
        "10 van 20",
        "geen afspraak:",
        "x" * 31,
        "geen afspraak: " + "x" * 121,
        "١٠",
    ],
)
def test_wat_niet_klopt_wordt_geweigerd_met_wat_wel_kan(tekst):
    with pytest.raises(ValueError, match="Vul een getal in, of 10 op 20") as fout:
        lees_streefwaarde(tekst)
    assert fout.value.args[0] == GEEN_STREEFWAARDE


@given(
    st.one_of(
        st.decimals(0, 999999, places=2).map(lambda d: LEEG | {"waarde": d}),
        st.tuples(st.integers(0, 999999), st.integers(0, 999999)).map(
            lambda p: LEEG | {"waarde": Decimal(p[0]), "op_aangemeld": p[1]}
        ),
        st.sampled_from(["positief", "Nog niet bekend", "zeer-goed"]).map(lambda w: LEEG | {"woord": w}),
        st.sampled_from(["Nog niet", "pas in 2019 (na de zomer)"]).map(lambda r: LEEG | {"reden": r}),
    )
)
def test_wat_getoond_wordt_leest_hetzelfde_terug(velden):
    assert lees_streefwaarde(toon_streefwaarde(velden)) == velden
