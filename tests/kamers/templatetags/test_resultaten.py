"""Bars: widths by class, nothing for a screen reader."""

from decimal import Decimal

import pytest

from kamers.services.prognose import Verwachting
from kamers.services.resultaten import Regel
from kamers.templatetags.resultaten import doelbaan, staaf


@pytest.mark.parametrize(
    ("aantal", "hoogste", "klas"),
    [(7, 7, "b-150"), (4, 7, "b-86"), (0, 7, "b-0"), (None, 7, "b-0"), (3, 0, "b-0"), (Decimal("2.5"), 10, "b-38")],
)
def test_de_hoogste_maand_vult_de_staaf(aantal, hoogste, klas):
    assert staaf(aantal, hoogste) == f'<span class="staaf" aria-hidden="true"><i class="{klas}"></i></span>'


def maak_regel(bereikt, afspraak, lijn=None, patroon=None) -> Regel:
    verwacht = None if lijn is None else Verwachting(Decimal(lijn), patroon and Decimal(patroon))
    return Regel("p4", "Taal", "uniek", bereikt, afspraak and Decimal(afspraak), verwacht, 4)


def test_de_balk_heeft_een_streepje_bij_de_afspraak_en_licht_wat_we_verwachten():
    assert doelbaan(maak_regel(45, 50, 50, 60)) == (
        '<span class="baan ruim" aria-hidden="true"><b class="b-120"></b><i class="b-90"></i><u></u></span>'
    )


def test_zonder_afspraak_vult_het_grootste_de_balk_en_is_er_geen_streepje():
    assert doelbaan(maak_regel(45, None, 90)) == (
        '<span class="baan ruim" aria-hidden="true"><b class="b-150"></b><i class="b-75"></i></span>'
    )


def test_zonder_cijfers_is_de_balk_leeg():
    leeg = '<span class="baan ruim" aria-hidden="true"><b class="b-0"></b><i class="b-0"></i></span>'

    assert doelbaan(maak_regel(None, None)) == leeg
    assert doelbaan(maak_regel(None, 50)) == leeg.replace("</span>", "<u></u></span>")
