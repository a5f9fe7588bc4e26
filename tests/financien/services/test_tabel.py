"""Figures of the grid: what is printed reads back, and sheets of rooms add up to the same totals."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from buurtwerkkamer.bedragen import lees_bedrag
from financien.services.raster import BEDRAG, lees_raster
from financien.services.tabel import TEKEN, Tekenaar, tekst


@given(st.decimals(0, Decimal("99999999.99"), places=2))
def test_een_bedrag_in_een_cel_leest_hetzelfde_terug(bedrag):
    assert lees_bedrag(tekst(bedrag, BEDRAG)) == bedrag


@given(st.decimals(Decimal("-9999999.99"), Decimal("9999999.99"), places=2))
def test_een_verschil_draagt_altijd_zijn_teken(bedrag):
    getoond = tekst(bedrag, TEKEN)
    assert getoond[0] == ("+" if bedrag > 0 else "−" if bedrag < 0 else "0")
    assert "-" not in getoond


def test_de_totalen_zijn_van_alle_kamers_ook_als_er_een_op_het_blad_staat(aanbod, vier):
    raster = lees_raster(aanbod, vier)
    alles, een = Tekenaar(raster, vier), Tekenaar(raster, vier[:1])
    for maak in (Tekenaar.begroting, Tekenaar.uren):
        assert [lijn.totaal and lijn.totaal.tekst for lijn in maak(een)] == [
            lijn.totaal and lijn.totaal.tekst for lijn in maak(alles)
        ]
    assert een.verschil().totaal.tekst == "−44"


def test_de_browser_krijgt_in_centen_wat_niet_op_het_blad_staat(aanbod, vier):
    lijnen = {lijn.naam: lijn for lijn in Tekenaar(lees_raster(aanbod, vier), vier[:1]).begroting()}
    assert lijnen["Huur"].rest == "2814000"
