"""The golden data held against something outside themselves: a changed byte, rate or name turns this red.

Every other test of the offer of 2018 reads the same files that the house loads. These files are history and never
change, so their sha256 stands here; the rates, partners and products are typed again from their sources.
"""

import hashlib
from datetime import date
from decimal import Decimal

import pytest

from kamers.models import Corporatieproduct, Partner, Partnernaam, Tariefsoort, Uurtarief
from rapportage.gegevens.aanbod_2018 import BEWONERS
from tests.rapportage import goud

BRON = {
    "kamers": "82fa8e9f6155ccbe4fa0d832e3e2c59199efc1bbf23959e31a40069d24ae237f",
    "prestaties-2018": "5d5f10c30782ceb9b24e3ea4894f5d128e845f0eb11a3ed4087940dfc2d1a7d7",
    "begroting-2018": "f141f1e046ac5b445295cd1cb6c2f62293e83da0867dd50871519ab254287efa",
    "financiering-2018": "60c880ac499e394e5f38fd3b3b15f86fb1f38d9d50c22beaf515c95592ca6af9",
    "tijdsinvestering-2018": "f603df8a045f1ad5df6e15851045cea9711c444856e59741e23decb2b5e6fdc6",
}
MINIMUMLOON = (
    "2017-07 10,04 · 2018-01 10,12 · 2018-07 10,22 · 2019-01 10,36 · 2019-07 10,49 · 2020-01 10,60 · 2020-07 10,77 · "
    "2021-01 10,80 · 2021-07 10,91 · 2022-01 11,06 · 2022-07 11,26 · 2023-01 12,40 · 2023-07 12,79 · 2024-01 13,27 · "
    "2024-07 13,68 · 2025-01 14,06 · 2025-07 14,40 · 2026-01 14,71"
)
PARTNERS = {  # kind, and the names in the order of the document
    "gemeente": ["Stadsdeel Amsterdam Zuidoost en gemeente Amsterdam"],
    "uitkeringsinstantie": ["Amsterdam Werk en Re-integratie (WPI)"],
    "woningcorporatie": ["Rochdale", "Eigen Haard", "Stadgenoot", "Ymere"],
    "belastingdienst": ["Belastingdienst"],
    "welzijn": ["POZO", "Venzo", "PBAZO", "SWAZOOM", "MaDi", "Buurtteams", "Huisartsen"],
    "overig": ["Wijkorganisaties"],
}
PRODUCTEN = [
    "Klussendienst",
    "Formulierenbrigade",
    "Schuldhulptoeleiding",
    "Opruimploeg",
    "Tuindienst",
    "Begeleiden van nieuwe huurders",
    "Bemiddeling bij huurachterstanden",
]


@pytest.mark.parametrize(("naam", "sha256"), BRON.items())
def test_de_tabellen_van_de_bron_veranderen_nooit(naam, sha256):
    assert hashlib.sha256((goud.MAP / f"{naam}.csv").read_bytes()).hexdigest() == sha256


def test_elk_uurtarief_is_het_wettelijk_minimumloon_van_dat_halfjaar(aanbod_2018):
    verwacht = {}
    for deel in MINIMUMLOON.split(" · "):
        maand, bedrag = deel.split(" ")
        verwacht[date.fromisoformat(f"{maand}-01")] = Decimal(bedrag.replace(",", "."))

    tarieven = Uurtarief.objects.filter(soort=Tariefsoort.BEWONER)
    assert len(verwacht) == 18
    assert dict(tarieven.values_list("vanaf", "bedrag")) == verwacht
    assert list(Uurtarief.objects.filter(soort=Tariefsoort.MEDEWERKER).values_list("vanaf", "bedrag")) == [
        (date(2017, 7, 1), Decimal("37.00"))
    ]


def test_elk_tarief_noemt_zijn_bron_met_de_werkweek_waarvoor_ze_geldt(aanbod_2018):
    bronnen = dict(Uurtarief.objects.filter(soort=Tariefsoort.BEWONER).values_list("vanaf", "bron"))

    assert bronnen[date(2017, 7, 1)] == "wettelijk minimumloon per 1 juli 2017, werkweek van 36 uur"
    assert bronnen[date(2023, 7, 1)] == "wettelijk minimumloon per 1 juli 2023, werkweek van 36 uur"
    assert bronnen[date(2024, 1, 1)] == "wettelijk minimumloon per 1 januari 2024"  # per hour from this day on


def test_de_partners_van_het_document_staan_er_met_hun_soort_en_de_bewoners_van_elke_kamer(aanbod_2018):
    per_soort: dict[str, list[str]] = {}
    for partner in Partner.objects.order_by("pk"):
        per_soort.setdefault(partner.soort, []).append(partner.naam)

    bewoners = per_soort.pop("bewonersvereniging")
    assert per_soort == PARTNERS
    assert sorted(bewoners) == sorted(BEWONERS.values())
    assert sorted(bewoners) == [
        "Bewonersgroep K- en G-buurt",
        "Bewonersvereniging Casa Jepie Makandra",
        "Bewonersvereniging De Handreiking",
        "Bewonersvereniging MultiBron",
    ]
    assert sorted(Partnernaam.objects.values_list("vanaf", "naam")) == [
        (date(2011, 3, 1), "DWI"),
        (date(2017, 9, 28), "Amsterdam Werk en Re-integratie (WPI)"),
    ]


def test_de_zeven_producten_voor_corporaties_heten_zoals_in_het_document(aanbod_2018):
    assert list(Corporatieproduct.objects.order_by("volgorde").values_list("naam", flat=True)) == PRODUCTEN
