from datetime import date
from decimal import Decimal

import pytest

from kamers.models import Indicator, Kamer
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.services import opmaak
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_inzet, maak_persoon


@pytest.mark.parametrize(
    ("aantal", "delen"),
    [
        (1, [(0, 1)]),
        (4, [(0, 4)]),
        (5, [(0, 5)]),
        (6, [(0, 3), (3, 6)]),
        (11, [(0, 4), (4, 7), (7, 11)]),
        (40, [(i, i + 5) for i in range(0, 40, 5)]),
    ],
)
def test_hoogstens_vijf_kamers_staan_naast_elkaar_en_elke_kamer_een_keer(aantal, delen):
    verdeling = opmaak.verdeel(aantal)

    assert [(deel.begin, deel.eind) for deel in verdeling] == delen
    assert [deel.laatste for deel in verdeling] == [False] * (len(delen) - 1) + [True]


def test_de_feiten_van_het_aanbod_zijn_de_vier_totalen(aanbod_2018):
    assert [cijfer for _label, cijfer in opmaak.feiten(aanbod(2018))] == [
        "€\u00a0433.044",
        "€\u00a0433.000",
        "€\u00a0375.200",
        "€\u00a0808.200",
    ]


def test_een_jaar_zonder_notities_heeft_als_feit_niet_geregistreerd_en_geen_nul(aanbod_2018):
    feiten = dict(opmaak.feiten(jaarverslag(2018)))

    assert feiten["Verschillende deelnemers"] == "niet geregistreerd"
    assert feiten["Uren van bewoners en medewerkers"] == "niet geregistreerd"


def test_de_feiten_noemen_alleen_wie_uren_heeft_en_de_mensen_van_die_ene_kamer(aanbod_2018):
    kamer = Kamer.objects.get(code="kg")
    taal = Indicator.objects.get(code="P4").soort
    bijeenkomst = maak_bijeenkomst(maak_activiteit(kamer, soort=taal), date(2018, 3, 6), nieuw=30)
    maak_inzet(maak_persoon("Sara", kamer), bijeenkomst)

    samen, alleen = (dict(opmaak.feiten(jaarverslag(2018, code))) for code in (None, "kg"))

    assert (samen["Uren van bewoners"], samen["Verschillende deelnemers"]) == ("2", "ten hoogste 30")
    assert (alleen["Uren van bewoners"], alleen["Verschillende deelnemers"]) == ("2", "30")


def test_de_stukken_van_de_strook_vullen_de_hele_breedte(aanbod_2018):
    inhoud = aanbod(2018)

    for i in (None, 0, 1, 2, 3):
        assert sum(stuk.breedte for stuk in opmaak.stapel(inhoud, i)) == 150


def test_de_strook_van_casa_noemt_de_aandelen_half_naar_boven_afgerond(aanbod_2018):
    stukken = opmaak.stapel(aanbod(2018), 0)

    # gemeente 62.000, corporaties 35.000, eigen en fiscus 9.000, uren 118.900 of 224.900
    assert [(stuk.kleur, stuk.tekst) for stuk in stukken] == [(1, "28%"), (3, "16%"), (5, ""), (6, "53%")]


def test_een_strook_zonder_geld_en_uren_heeft_geen_stukken():
    assert opmaak._segmenten([(1, "Gemeente", Decimal(0))]) == ()


def test_een_kamerblad_zegt_waar_en_sinds_wanneer_de_kamer_werkt(aanbod_2018, django_assert_num_queries):
    inhoud = aanbod(2018)
    with django_assert_num_queries(3):
        bladen = opmaak.kamerbladen(inhoud)

    casa, multibron, _handreiking, kg = bladen
    assert casa.start == "maart 2011"
    assert multibron.gebied == "vooral in Venserpolder; ook in D-buurt, E-buurt en F-buurt"
    assert (kg.start, kg.vestiging) == ("direct begin 2018", "nog te kiezen")
