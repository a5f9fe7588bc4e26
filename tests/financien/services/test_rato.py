"""What is proposed for the budget of a room that is open for nine months."""

from decimal import Decimal

import pytest

from financien.models import Begrotingsregel, Financieringsbron, Kostenpost
from financien.services.raster import DEKKING, KOSTEN, lees_raster
from financien.services.rato import begroting_naar_rato, met_voorstel
from kamers.services.rato import Deeljaar

D = Decimal


@pytest.fixture
def deel(kg):
    return Deeljaar(kg, range(4, 13))


def kosten(voorstel, kg):
    codes = {f"k-{post.pk}-{kg.pk}": post.code for post in Kostenpost.objects.all()}
    return {codes[naam]: waarde for naam, waarde in voorstel.items() if naam in codes}


def spreid(code, soort, maanden, kamer):
    Begrotingsregel.objects.filter(post__code=code, kamer=kamer).update(spreiding=soort, maanden=maanden)


def test_kosten_bijdragen_en_uren_per_persoon_gaan_naar_negen_twaalfde_in_hele_euros(aanbod, vier, kg, deel):
    voorstel = begroting_naar_rato(lees_raster(aanbod, vier), deel)

    assert kosten(voorstel, kg) == {
        "M1": D(26595),
        "M2": D(9585),
        "M3": D(20421),
        "M4": D(1089),
        "M5": D(4788),
        "F1": D(9000),
        "F2": D(4167),
        "F3": D(2250),
        "F4": D(1089),
        "F5": D(450),
        "F6": D(6534),
    }
    gemeente, rochdale = (Financieringsbron.objects.get(naam=naam) for naam in ("Gemeente", "Rochdale"))
    assert voorstel[f"f-{gemeente.pk}-{kg.pk}"] == D(50250)
    assert voorstel[f"f-{rochdale.pk}-{kg.pk}"] == D(14250)
    assert voorstel[f"u-bewoner-{kg.pk}"] == D(188)  # 187,5: half goes up
    assert {naam[:1] for naam in voorstel} == {"k", "f", "u"}  # never persons or a rate
    assert {naam.rpartition("-")[2] for naam in voorstel} == {str(kg.pk)}


def test_eenmalig_blijft_en_wat_in_maanden_valt_telt_alleen_open_maanden(aanbod, vier, kg, deel):
    spreid("F6", "eenmalig", [], kg)
    spreid("F5", "eenmalig", [2], kg)
    spreid("F4", "maanden", [1, 4, 7, 10], kg)
    spreid("F2", "maanden", [2], kg)

    voorstel = kosten(begroting_naar_rato(lees_raster(aanbod, vier), deel), kg)

    assert "F6" not in voorstel
    assert "F5" not in voorstel
    assert (voorstel["F4"], voorstel["F2"]) == (D(1089), D(0))


def test_een_lege_cel_blijft_leeg_en_wat_niet_verandert_staat_er_niet_in(aanbod, vier, kg, deel):
    Begrotingsregel.objects.filter(post__code="M1", kamer=kg).delete()
    Begrotingsregel.objects.filter(post__code="M2", kamer=kg).update(bedrag=0)

    voorstel = kosten(begroting_naar_rato(lees_raster(aanbod, vier), deel), kg)

    assert not {"M1", "M2"} & voorstel.keys()


def test_met_het_voorstel_zijn_de_totalen_die_van_het_voorstel(aanbod, vier, kg, casa, deel):
    raster = lees_raster(aanbod, vier)

    straks = met_voorstel(raster, begroting_naar_rato(raster, deel))

    assert (straks.som(kg, *KOSTEN), straks.som(kg, DEKKING)) == (D(85968), D(86250))
    assert straks.som(casa, *KOSTEN) == raster.som(casa, *KOSTEN) == D(106680)
    assert raster.som(kg, *KOSTEN) == D(114624)  # the grid itself is as it was
