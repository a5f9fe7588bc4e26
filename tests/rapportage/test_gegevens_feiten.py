"""What the document says of rooms comes in exactly: note 7, note 8, the domains, the products and the petition."""

from datetime import date

import pytest

from kamers.models import Buurtcijfer, Doelgroep, Domein, Gebeurtenis, Kamer, Productstand
from rapportage.gegevens import laad_aanbod_2018, laad_basis

NOOT_7 = {  # benefit 2012, low education 2010
    "Amsterdam": ("6.2", "30.0"),
    "Amsterdam Zuidoost": ("9.0", "43.0"),
    "Gein": ("6.4", "40.0"),
    "Driemond": ("1.4", "30.0"),
    "Nellestein": ("2.4", "29.0"),
    "Bijlmer Centrum/DFH-buurten": ("12.2", "48.0"),
    "Bijlmer Oost/EGK-buurten": ("10.9", "45.0"),
    "Holendrecht/Reigersbos": ("9.5", "42.0"),
}


def test_de_zestien_cijfers_van_noot_7_staan_er_met_jaar_en_bron(aanbod_2018):
    cijfers = Buurtcijfer.objects.select_related("buurt")

    gevonden = {(c.buurt.naam, c.kenmerk): (c.jaar, str(c.waarde)) for c in cijfers}
    assert gevonden == {
        (naam, kenmerk): (jaar, waarden[nr])
        for naam, waarden in NOOT_7.items()
        for nr, (kenmerk, jaar) in enumerate((("uitkering", 2012), ("laagopgeleid", 2010)))
    }
    assert set(cijfers.values_list("bron", flat=True)) == {"O+S, www.stadstat.osamsterdam.nl"}


def test_de_negen_doelgroepen_en_zeven_domeinen_zijn_die_van_het_document(aanbod_2018):
    groepen = {groep.letter: (groep.naam, groep.toelichting) for groep in Doelgroep.objects.all()}

    assert "".join(groepen) == "ABCDEFGHI"
    assert groepen["A"] == ("Ouderen", "isolement, gezondheid, armoede, vervoer, bewegen")
    assert groepen["D"] == ("Zwaarbelaste vrouwen", "belasting alleenstaand ouderschap / multiproblem")
    assert groepen["E"] == ("Oudere mannen 55+", "")
    assert groepen["I"] == ("Informele zorg", "platform")
    assert list(Domein.objects.values_list("naam", flat=True)) == [
        "Werk",
        "Zorg",
        "Participatie",
        "Dagbesteding",
        "Armoedebestrijding",
        "Woonmaatschappelijk werk",
        "Sociaal vangnet en mantelzorg",
    ]


def test_de_eerste_drie_producten_zijn_actief_in_de_bestaande_kamers_en_verder_is_niets_ingevuld(aanbod_2018):
    standen = Productstand.objects.values_list("kamer__code", "product__code", "stand")

    assert set(standen) == {
        (kamer, product, "actief")
        for kamer in ("cjm", "multibron", "handreiking")
        for product in ("klussendienst", "formulierenbrigade", "schuldhulptoeleiding")
    }


def test_de_petitie_van_2_juli_2015_staat_bij_de_kamers_die_er_toen_waren(aanbod_2018):
    assert set(Gebeurtenis.objects.values_list("kamer__code", "dag", "soort")) == {
        (code, date(2015, 7, 2), "petitie") for code in ("cjm", "multibron", "handreiking")
    }


@pytest.mark.parametrize(
    ("code", "start", "status"),
    [
        ("cjm", date(2011, 3, 1), "open"),
        ("multibron", date(2013, 2, 1), "open"),
        ("handreiking", date(2014, 3, 1), "open"),
        ("kg", None, "gezocht"),
    ],
)
def test_de_startmaanden_zijn_die_van_noot_6(aanbod_2018, code, start, status):
    kamer = Kamer.objects.get(code=code)

    assert (kamer.start, kamer.status) == (start, status)


def test_een_tweede_keer_laden_verandert_geen_cijfer_dat_iemand_aanpaste(aanbod_2018):
    Buurtcijfer.objects.filter(buurt__naam="Gein", jaar=2012).update(waarde=7)
    Productstand.objects.filter(kamer__code="cjm").update(stand="nee")

    laad_basis()
    laad_aanbod_2018()

    assert Buurtcijfer.objects.get(buurt__naam="Gein", jaar=2012).waarde == 7
    assert Buurtcijfer.objects.count() == 16
    assert set(Productstand.objects.filter(kamer__code="cjm").values_list("stand", flat=True)) == {"nee"}
