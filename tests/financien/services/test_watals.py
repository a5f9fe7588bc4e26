"""What if a contribution falls away, on the offer of 2018, to the cent."""

import re
from decimal import Decimal

import pytest

from financien.models import Financieringsbron
from financien.services.raster import lees_raster
from financien.services.watals import GEEN_KEUZE, TE_VEEL, Minder, lees_minder, wat_als
from financien.views.watals import zin_van

D = Decimal


@pytest.fixture
def raster(aanbod, vier):
    return lees_raster(aanbod, vier)


def bron(naam):
    return Financieringsbron.objects.get(naam=naam).pk


def verschillen(uitkomst):
    return {gevolg.kamer.code: gevolg.verschil for gevolg in uitkomst.kamers}


def test_zonder_keuzes_is_het_verschil_dat_van_de_begroting(raster):
    uitkomst = wat_als(raster, {})

    assert verschillen(uitkomst) == {"cjm": -680, "multibron": 416, "handreiking": -156, "kg": 376}
    assert (uitkomst.samen.verschil, uitkomst.tekorten, uitkomst.veranderd) == (-44, [], False)
    assert zin_van(uitkomst) == "Geen kamer komt geld tekort."


def test_valt_een_corporatie_weg_dan_komen_haar_kamers_tekort_de_grootste_eerst(raster):
    uitkomst = wat_als(raster, {(bron("Eigen Haard"), None): Minder(procent=D(100))})

    assert [(g.kamer.code, g.verschil) for g in uitkomst.tekorten] == [
        ("cjm", D(-25680)),
        ("multibron", D(-14584)),
        ("handreiking", D(-10156)),
    ]
    assert (uitkomst.samen.minder, uitkomst.samen.verschil) == (50000, -50044)
    zin = zin_van(uitkomst).replace("\u00a0", " ")
    assert zin == "3 kamers komen geld tekort. Casa Jepie Makandra het meest: € 25.680."


def test_een_keuze_voor_een_kamer_gaat_voor_die_van_de_hele_bron(raster, multibron):
    pk = bron("Eigen Haard")

    uitkomst = wat_als(raster, {(pk, None): Minder(procent=D(100)), (pk, multibron.pk): Minder(bedrag=D(1000))})

    assert verschillen(uitkomst)["multibron"] == 416 - 1000
    assert verschillen(uitkomst)["cjm"] == -25680


def test_een_bedrag_van_de_hele_bron_gaat_er_naar_rato_af_en_precies(raster):
    uitkomst = wat_als(raster, {(bron("Ymere"), None): Minder(bedrag=D("100.01"))})

    eraf = {g.kamer.code: g.minder for g in uitkomst.kamers}
    assert eraf == {"cjm": 0, "multibron": D("12.50"), "handreiking": D("37.51"), "kg": D("50.00")}
    assert sum(eraf.values()) == D("100.01")


@pytest.mark.parametrize("minder", [Minder(bedrag=D(999999)), Minder(procent=D(100))])
def test_er_gaat_nooit_meer_af_dan_er_is(raster, minder):
    assert wat_als(raster, {(bron("Stadgenoot"), None): minder}).samen.minder == 10000


@pytest.mark.parametrize(("eraf", "tekort"), [("320", False), ("320.01", True)])
def test_tot_duizend_euro_onder_nul_is_0_tekort(raster, casa, eraf, tekort):
    uitkomst = wat_als(raster, {(bron("Stadgenoot"), casa.pk): Minder(bedrag=D(eraf))})

    assert [g.kamer.code for g in uitkomst.tekorten] == (["cjm"] if tekort else [])


@pytest.mark.parametrize(
    ("tekst", "minder"),
    [
        ("50%", Minder(procent=D(50))),
        ("12,5 %", Minder(procent=D("12.5"))),
        ("-100%", Minder(procent=D(100))),
        ("5.000", Minder(bedrag=D(5000))),
        ("− 1.250,50", Minder(bedrag=D("1250.50"))),
    ],
)
def test_een_percentage_of_een_bedrag_wordt_gelezen(tekst, minder):
    assert lees_minder(tekst) == minder


@pytest.mark.parametrize(
    ("tekst", "zin"), [("101%", TE_VEEL), ("veel", GEEN_KEUZE), ("5.00%", GEEN_KEUZE), ("12.50", GEEN_KEUZE)]
)
def test_iets_anders_krijgt_een_zin(tekst, zin):
    with pytest.raises(ValueError, match=re.escape(str(zin))):
        lees_minder(tekst)
