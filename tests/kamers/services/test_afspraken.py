"""Targets as text: read strictly, printed so that they read back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamers.models import Indicator
from kamers.services.afspraken import GEEN_STREEFWAARDE, lees_streefwaarde, lees_voor, toon_streefwaarde

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
    with pytest.raises(ValueError, match="Vul een getal in, of geen afspraak") as fout:
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


@pytest.mark.parametrize(
    ("eenheid", "bewijs", "goed"),
    [
        ("aandeel", "enquête", ["0", "50 %", "100", "geen afspraak: Nog niet"]),
        ("aantal", "aantal", ["0", "450", "geen afspraak: Nog niet"]),
        ("aantal", "aantal op aangemeld", ["10 op 20", "20 op 20", "0 op 0", "10", "geen afspraak: Nog niet"]),
        ("cijfer", "enquête", ["1", "8,5", "10", "geen afspraak: Nog niet"]),
        ("tekort", "begroting", ["0", "geen afspraak: Nog niet"]),
        ("oordeel", "controle", ["positief", "geen afspraak: Nog niet"]),
    ],
)
def test_elke_prestatie_neemt_de_vorm_aan_die_erbij_past(eenheid, bewijs, goed):
    indicator = Indicator(eenheid=eenheid, bewijs=bewijs)

    for tekst in goed:
        assert lees_voor(indicator, tekst) == lees_streefwaarde(tekst)


@pytest.mark.parametrize(
    ("eenheid", "bewijs", "zin", "mis"),
    [
        (
            "aandeel",
            "enquête",
            "Vul een percentage in van 0 tot en met 100, of geen afspraak: en de reden.",
            ["101", "100,01", "10 op 20", "veel", "8.5"],
        ),
        (
            "aantal",
            "aantal",
            "Vul een getal in, of geen afspraak: en de reden.",
            ["meer dan veel", "positief", "10 op 20", "50%", "geen afspraak:"],
        ),
        (
            "aantal",
            "aantal op aangemeld",
            "Vul een getal in, of 10 op 20 met het kleinste getal eerst, of geen afspraak: en de reden.",
            ["21 op 20", "meer dan veel", "10 op", "50%"],
        ),
        (
            "cijfer",
            "enquête",
            "Vul een cijfer in van 1 tot en met 10, of geen afspraak: en de reden.",
            ["0", "0,99", "10,01", "80", "8%", "goed", "1 op 2"],
        ),
        ("tekort", "begroting", "Vul een getal in, of geen afspraak: en de reden.", ["geen", "0 op 1"]),
        (
            "oordeel",
            "controle",
            "Vul een woord in, zoals positief, of geen afspraak: en de reden.",
            ["8", "50%", "10 op 20", "x" * 31],
        ),
    ],
)
def test_wat_niet_bij_de_prestatie_past_wordt_geweigerd_met_wat_wel_kan(eenheid, bewijs, zin, mis):
    for tekst in mis:
        with pytest.raises(ValueError) as fout:  # noqa: PT011 - the sentence is compared whole below
            lees_voor(Indicator(eenheid=eenheid, bewijs=bewijs), tekst)
        assert str(fout.value.args[0]) == zin
