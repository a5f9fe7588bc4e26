"""Figures of neighbourhoods: the exact ones of note 7, from the nearest area, several years beside each other."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kamers.models import Buurt, Buurtcijfer, Kamer
from kamers.services import buurtcijfers as dienst

pytestmark = pytest.mark.django_db


def tabel_van(code: str) -> dienst.Buurttabel:
    buurten = list(dienst.buurten_van(Kamer.objects.get(code=code)))
    gebied = dienst.werkgebieden(buurten)
    return dienst.tabel_van_kamer(buurten, [*gebied.vooral, *gebied.ook], list(Buurtcijfer.objects.all()))


def rijen(tabel) -> list[tuple]:
    return [(g.buurt.naam, g.buurten, *(c and str(c.waarde) for c in g.cijfers)) for g in tabel.gebieden]


@pytest.mark.parametrize(
    ("code", "verwacht"),
    [
        (
            "cjm",
            [
                ("Holendrecht/Reigersbos", ["Holendrecht", "Reigersbos"], "9.5", "42.0"),
                ("Gein", ["Gein"], "6.4", "40.0"),
                ("Amsterdam Zuidoost", [], "9.0", "43.0"),
                ("Amsterdam", [], "6.2", "30.0"),
            ],
        ),
        (
            "multibron",
            [
                ("Amsterdam Zuidoost", ["Venserpolder"], "9.0", "43.0"),
                ("Bijlmer Centrum/DFH-buurten", ["D-buurt", "F-buurt"], "12.2", "48.0"),
                ("Bijlmer Oost/EGK-buurten", ["E-buurt"], "10.9", "45.0"),
                ("Amsterdam", [], "6.2", "30.0"),
            ],
        ),
    ],
)
def test_naast_het_werkgebied_staan_de_cijfers_van_noot_7(aanbod_2018, code, verwacht):
    tabel = tabel_van(code)

    assert [(k.kenmerk, k.jaar) for k in tabel.kolommen] == [("uitkering", 2012), ("laagopgeleid", 2010)]
    assert rijen(tabel) == verwacht
    bron, wat = tabel.bronnen[0]
    assert (bron, wat) == (
        "O+S, www.stadstat.osamsterdam.nl",
        "met een uitkering WWB of WIJ 2012, laag opgeleid 2010",
    )


def test_hoogstens_drie_jaren_naast_elkaar_bij_een_kamer_en_alle_op_de_lijst(aanbod_2018):
    gein = Buurt.objects.get(naam="Gein")
    for jaar in (2014, 2016, 2018):
        Buurtcijfer.objects.create(buurt=gein, kenmerk="uitkering", jaar=jaar, waarde=Decimal("6.0"), bron="O+S")

    kort, lang = tabel_van("cjm"), dienst.tabel(list(Buurt.objects.all()), list(Buurtcijfer.objects.all()))

    assert [k.jaar for k in kort.kolommen] == [2018, 2016, 2014, 2010]
    assert [k.jaar for k in lang.kolommen] == [2018, 2016, 2014, 2012, 2010]
    assert [(g.buurt.naam, g.diepte) for g in lang.gebieden][:4] == [
        ("Amsterdam", 0),
        ("Amsterdam Zuidoost", 1),
        ("Bijlmer Centrum/DFH-buurten", 2),
        ("D-buurt", 3),
    ]
    assert len(lang.gebieden) == 17


def test_een_gebied_ligt_niet_in_zichzelf_ook_niet_in_een_kring(aanbod_2018):
    stad, zuidoost = Buurt.objects.get(naam="Amsterdam"), Buurt.objects.get(naam="Amsterdam Zuidoost")

    with pytest.raises(ValidationError, match="Dit gebied ligt zelf in deze buurt"):
        dienst.controleer_ligging(stad, zuidoost)
    dienst.controleer_ligging(zuidoost, stad)
    with pytest.raises(IntegrityError, match="buurt_ligt_niet_in_zichzelf"), transaction.atomic():
        Buurt.objects.filter(pk=stad.pk).update(ligt_in=stad)


def test_zonder_cijfers_is_er_een_lege_tabel(casa):
    buurt = Buurt.objects.create(naam="Nieuwe buurt")

    assert dienst.tabel_van_kamer([buurt], [buurt], []) == dienst.Buurttabel([], [])
