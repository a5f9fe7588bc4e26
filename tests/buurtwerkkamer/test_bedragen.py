"""Amounts, hours and counts: what is read, what is refused, how it is printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtwerkkamer import bedragen


@pytest.mark.parametrize(
    ("tekst", "bedrag"),
    [
        ("12,50", "12.50"),
        ("€ 12,50", "12.50"),
        ("€\u00a012,-", "12.00"),
        ("12,–", "12.00"),
        ("1.250,50", "1250.50"),
        ("1.234", "1234.00"),
        ("1 234,5", "1234.50"),
        ("-12", "-12.00"),
        ("€ −12,50", "-12.50"),
        ("−€ 12,50", "-12.50"),
        ("0", "0.00"),
    ],
)
def test_nederlandse_bedragen_worden_gelezen(tekst, bedrag):
    assert bedragen.lees_bedrag(tekst) == Decimal(bedrag)


@pytest.mark.parametrize(
    "tekst",
    [
        "12.50",
        "1,234.56",
        "1.234.56",
        "1e3",
        "",
        "€",
        "12,5,0",
        "1.2345",
        "١٢",
        "NaN",
        "--1",
        "1..234",
    ],
)
def test_een_bedrag_dat_twee_dingen_kan_betekenen_wordt_geweigerd(tekst):
    with pytest.raises(ValueError, match="Vul een bedrag in met een komma"):
        bedragen.lees_bedrag(tekst)


@pytest.mark.parametrize("tekst", ["1234567890", "-1234567890,50", "1" + ".000" * 6, "1 000 000 000 000", "9" * 14])
def test_een_bedrag_met_te_veel_cijfers_is_te_groot(tekst):
    with pytest.raises(ValueError, match=r"^Dit bedrag is te groot\.$"):
        bedragen.lees_bedrag(tekst)


@pytest.mark.parametrize("tekst", ["12,505", "1,234", "€ 1.250,000", "-0,001", "1234567890,123"])
def test_meer_dan_twee_cijfers_achter_de_komma_zegt_dat(tekst):
    with pytest.raises(ValueError, match=r"^Gebruik hoogstens twee cijfers achter de komma\.$"):
        bedragen.lees_bedrag(tekst)


@given(st.decimals(min_value=-999_999_999, max_value=999_999_999, places=2))
def test_wat_geprint_wordt_leest_terug_als_hetzelfde_bedrag(bedrag):
    assert bedragen.lees_bedrag(bedragen.euro(bedrag)) == bedrag
    assert bedragen.lees_bedrag(bedragen.invoer(bedrag)) == bedrag


@given(st.text(max_size=20))
def test_willekeurige_tekst_geeft_een_bedrag_of_de_zin(tekst):
    try:
        uitkomst = bedragen.lees_bedrag(tekst)
    except ValueError as fout:
        uitkomst = fout.args[0]

    assert isinstance(uitkomst, Decimal) or uitkomst in (bedragen.GEEN_BEDRAG, bedragen.TE_GROOT, bedragen.TWEE_CIJFERS)


@pytest.mark.parametrize(
    ("tekst", "uren"),
    [("2", "2"), ("2,5", "2.5"), ("2:30", "2.5"), ("2u30", "2.5"), ("2u", "2"), ("0,5", "0.5"), ("12 uur", "12")],
)
def test_uren_worden_gelezen_zoals_ze_geschreven_worden(tekst, uren):
    assert bedragen.lees_uren(tekst) == Decimal(uren)


@pytest.mark.parametrize("tekst", ["0", "0,25", "12,5", "13", "2.5", "twee", "-2", "2:60", "2:99", "2,1", "1e1", ""])
def test_uren_buiten_een_half_tot_twaalf_worden_geweigerd(tekst):
    with pytest.raises(ValueError, match="van 0,5 tot 12"):
        bedragen.lees_uren(tekst)


@pytest.mark.parametrize("tekst", ["-1", "1,5", "1.000", "tien", "١٢", "1e2", "", "9999999"])
def test_een_aantal_is_een_heel_getal_zonder_teken(tekst):
    with pytest.raises(ValueError, match="Vul een getal in"):
        bedragen.lees_aantal(tekst)


@pytest.mark.parametrize(
    ("deel", "geheel", "tekst"),
    [(106_000, 224_900, "47%"), (111_500, 205_300, "54%"), (100_500, 194_300, "52%"), (1, 200, "1%"), (5, 0, "–")],
)
def test_een_aandeel_wordt_half_naar_boven_afgerond(deel, geheel, tekst):
    assert bedragen.procent(deel, geheel) == tekst


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [("1234.5", "€\u00a01.234,50"), ("-680", "€\u00a0−680,00"), ("0.005", "€\u00a00,01"), ("-0.004", "€\u00a00,00")],
)
def test_een_bedrag_heeft_een_harde_spatie_en_een_echt_minteken(waarde, tekst):
    assert bedragen.euro(Decimal(waarde)) == tekst


@pytest.mark.parametrize(("waarde", "tekst"), [("2.00", "2"), ("2.50", "2,5"), ("2.25", "2,25"), ("10000", "10.000")])
def test_uren_hebben_geen_overbodige_nullen(waarde, tekst):
    assert bedragen.uren(Decimal(waarde)) == tekst
