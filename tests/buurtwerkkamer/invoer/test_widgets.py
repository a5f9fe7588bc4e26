"""A widget reads what a cell says, or refuses; what it wrote it reads back."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtwerkkamer.invoer.vormen import VORMEN, lees
from buurtwerkkamer.invoer.widgets import Aantal, Cijfers, Dag, Groep, JaNee, Keuze, Lijst, Tekst, Tijd, Uren

KLEUREN = Keuze({1: ("rood", "r"), 2: ("Écru",), 3: ("blauw", "r")})
D = Decimal

GOED = [
    (Aantal(), "12", 12),
    (Aantal(), D("12"), 12),
    (Aantal(), D("12.0"), 12),
    (Aantal(), D("0"), 0),
    (Aantal(), "", None),
    (Aantal(), None, None),
    (Uren(), "2,5", D("2.50")),
    (Uren(), "2:30", D("2.50")),
    (Uren(), "2u30", D("2.50")),
    (Uren(), D("2.5"), D("2.50")),
    (Uren(), time(2, 30), D("2.50")),
    (Uren(), "3 uur", D("3.00")),
    (Dag(), "20-11-2018", date(2018, 11, 20)),
    (Dag(), "20 nov 2018", date(2018, 11, 20)),
    (Dag(), "2018-11-20", date(2018, 11, 20)),
    (Dag(), "20/11/18", date(2018, 11, 20)),
    (Dag(), date(2018, 11, 20), date(2018, 11, 20)),
    (Tijd(), "10:00", time(10)),
    (Tijd(), "9.30", time(9, 30)),
    (Tijd(), "9u30", time(9, 30)),
    (Tijd(), "10", time(10)),
    (Tijd(), time(10, 0, 29), time(10)),
    (JaNee(), "Ja", True),
    (JaNee(), "NEE", False),
    (JaNee(), "waar", True),
    (JaNee(), False, False),
    (JaNee(), "", None),
    (KLEUREN, "ROOD", 1),
    (KLEUREN, "ecru", 2),
    (Lijst(Uren()), "2; 1,5", (D("2.00"), D("1.50"))),
    (Lijst(Uren()), D(2), (D("2.00"),)),
    (Lijst(Uren()), "", ()),
    (Groep(KLEUREN), "ecru; rood; rood", (1, 2)),
    (Tekst(20), D("2018"), "2018"),
    (Tekst(20), "  twee   woorden ", "twee woorden"),
    (Cijfers(12), D("1004"), "1004"),
    (Cijfers(12), "10 04", "1004"),
]
FOUT = [
    *((Aantal(), waarde) for waarde in ("12,7", D("12.7"), "1.2.3", "12.7", "-1", D("-1"), "twaalf", "1e3", "12%")),
    *((Aantal(), waarde) for waarde in (True, date(2018, 1, 1), time(1), D(10) ** 12, "١٢")),
    *((Uren(), waarde) for waarde in ("2.5", "0", "13", "0,3", D("2.33"), "2:75", True, date(2018, 1, 1), "-1", "ja")),
    *((Dag(), waarde) for waarde in ("20-11", "20 nov", "11/20/2018", "31-02-2018", D("43424"), "gisteren", True)),
    *((Dag(), waarde) for waarde in (datetime(2018, 11, 20, 10), date(1899, 1, 1), time(10), "1-1-3018")),  # noqa: DTZ001
    *((Tijd(), waarde) for waarde in ("25:00", "10:60", D("0.5"), D("10"), True, "half tien", date(2018, 1, 1))),
    *((JaNee(), waarde) for waarde in ("j", "x", "1", D("1"), D("0"), "misschien", "ja nee", date(2018, 1, 1))),
    *((KLEUREN, waarde) for waarde in ("r", "paars", D("1"), True, date(2018, 1, 1))),
    *((Lijst(Uren()), waarde) for waarde in ("2, 1", "2;x", True)),
    *((Tekst(5), waarde) for waarde in ("zes662", True, date(2018, 1, 1), "111222333")),
    *((Cijfers(12), waarde) for waarde in ("12a", "١٢", "111222333", D("12.5"))),
]


@pytest.mark.parametrize(("widget", "cel", "waarde"), GOED)
def test_een_cel_wordt_gelezen_als_wat_er_staat(widget, cel, waarde):
    gelezen = widget.clean(cel)

    assert (gelezen, type(gelezen)) == (waarde, type(waarde))


@pytest.mark.parametrize(("widget", "cel"), FOUT)
def test_een_cel_die_iets_anders_zegt_wordt_geweigerd_en_nooit_iets_anders(widget, cel):
    with pytest.raises(ValueError, match=r"\.$"):
        widget.clean(cel)


def test_een_keuze_noemt_waaruit_je_kiest():
    with pytest.raises(ValueError, match=r"^Kies uit: rood, Écru, blauw\.$"):
        KLEUREN.clean("paars")
    with pytest.raises(ValueError, match=r"^Dit kan meer dan één ding zijn\. Kies uit: rood, Écru, blauw\.$"):
        KLEUREN.clean("r")


def test_leeg_is_geen_nul_en_niet_nee():
    assert [widget.clean("") for widget in (Aantal(), Uren(), JaNee(), Dag(), Tijd(), Tekst(5))] == [None] * 6


LETTERS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("Cs", "Cc", "Cn")), max_size=30
)
KOLOMMEN = {
    "aantal": (Aantal(), st.none() | st.integers(0, 999_999)),
    "uren": (Uren(), st.none() | st.integers(2, 48).map(lambda kwart: D(kwart) / 4)),
    "dag": (Dag(), st.none() | st.dates(date(2000, 1, 1), date(2100, 12, 31))),
    "tijd": (Tijd(), st.none() | st.times().map(lambda tijd: tijd.replace(second=0, microsecond=0))),
    "ja": (JaNee(), st.none() | st.booleans()),
    "kleur": (KLEUREN, st.none() | st.sampled_from([1, 2, 3])),
    "lijst": (Lijst(Uren()), st.lists(st.integers(2, 48).map(lambda kwart: D(kwart) / 4), max_size=3).map(tuple)),
    "tekst": (Tekst(200), LETTERS.map(lambda tekst: " ".join(tekst.split()) or None)),
}
RIJEN = st.lists(st.tuples(*(waarden for _widget, waarden in KOLOMMEN.values())), min_size=1, max_size=4)


@pytest.mark.parametrize("vorm", ["csv", "xlsx", "ods"])
@settings(max_examples=40, deadline=None)
@given(rijen=RIJEN)
def test_wat_geschreven_is_wordt_in_elke_vorm_precies_zo_teruggelezen(vorm, rijen):
    widgets = [widget for widget, _waarden in KOLOMMEN.values()]
    cellen = [["vast", *(w.render(waarde) for w, waarde in zip(widgets, rij, strict=True))] for rij in rijen]

    tabel = lees(f"blad.{vorm}", VORMEN[vorm]._schrijf(["begin", *KOLOMMEN], cellen))
    terug = [tuple(w.clean(rij.get(n)) for n, w in enumerate(widgets, start=2)) for _nr, rij in tabel.rijen()]

    assert terug == rijen


def test_een_tekst_die_een_rekenblad_zou_uitrekenen_blijft_tekst():
    gevaarlijk = ["=1+1", "+31", "-5", "@a", "'=1", "''=x", "'s avonds"]
    for vorm in VORMEN.values():
        rijen = list(lees(f"b.{vorm.ending}", vorm._schrijf(["a"], [[tekst] for tekst in gevaarlijk])).rijen())

        assert [rij[1] for _nr, rij in rijen] == gevaarlijk
    assert b"\n'=1+1\r\n'+31\r\n'-5\r\n" in VORMEN["csv"]._schrijf(["a"], [[tekst] for tekst in gevaarlijk])
