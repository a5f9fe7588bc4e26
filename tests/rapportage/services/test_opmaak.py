from datetime import date
from decimal import Decimal

import pytest

from buurtwerkkamer.bedragen import getal
from kamers.models import Indicator, Kamer
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.services import opmaak
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_inzet, maak_persoon
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel


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
    assert [(feit.label, feit.cijfer, feit.plan) for feit in opmaak.feiten(aanbod(2018))] == [
        ("Begroting", "€\u00a0433.044", ""),
        ("Financiering", "€\u00a0433.000", ""),
        ("Uren, omgerekend in geld", "€\u00a0375.200", ""),
        ("Populaire begroting: geld en uren", "€\u00a0808.200", ""),
    ]


def feit_van(feiten) -> dict[str, tuple[str, str]]:
    return {feit.label: (feit.cijfer.replace("\u00a0", " "), feit.plan.replace("\u00a0", " ")) for feit in feiten}


def test_zonder_boeken_heet_het_geld_van_een_jaarverslag_begroot(aanbod_2018):
    verslag = jaarverslag(2018)

    samen, casa = feit_van(opmaak.feiten(verslag)), feit_van(opmaak.kamerfeiten(verslag, 0))

    assert samen["Begrote kosten"] == ("€ 433.044", "")
    assert samen["Begrote financiering"] == ("€ 433.000", "")
    assert casa == {
        "Begrote kosten": ("€ 106.680", ""),
        "Begrote financiering": ("€ 106.000", ""),
        "Uren, gepland": ("10.500", ""),
    }


@pytest.mark.parametrize(("dag", "tot"), [(date(2018, 12, 20), ""), (date(2018, 10, 26), " t/m 26 okt")])
def test_met_boeken_staat_het_werkelijke_geld_voorop_met_de_begroting_erbij(aanbod_2018, chandra, dag, tot):
    begin_boeken(2018)
    kamers = {kamer.code: kamer for kamer in Kamer.objects.all()}
    maak_boekstuk(chandra, regel("4110", "1000", "9000", kamers["cjm"]), datum=dag)
    maak_boekstuk(chandra, regel("4110", "1000", "11999.60", kamers["kg"]), datum=dag)
    maak_boekstuk(chandra, regel("1000", "8010", "62000", kamers["cjm"]), datum=date(2018, 4, 1))
    verslag = jaarverslag(2018)

    samen, casa = feit_van(opmaak.feiten(verslag)), feit_van(opmaak.kamerfeiten(verslag, 0))

    assert samen[f"Uitgegeven{tot}"] == ("€ 21.000", "begroot € 433.044")
    assert samen[f"Baten{tot}"] == ("€ 62.000", "begroot € 433.000")
    assert casa[f"Uitgegeven{tot}"] == ("€ 9.000", "begroot € 106.680")
    assert casa[f"Baten{tot}"] == ("€ 62.000", "begroot € 106.000")


def test_gedane_uren_staan_naast_het_plan_van_dezelfde_groep(aanbod_2018):
    kamer = Kamer.objects.get(code="kg")
    bijeenkomst = maak_bijeenkomst(maak_activiteit(kamer), date(2018, 3, 6), nieuw=3)
    maak_inzet(maak_persoon("Sara", kamer), bijeenkomst)
    verslag = jaarverslag(2018)
    bewoners = next(rij for rij in verslag.uren.rijen if rij.wie == "bewoner")

    kg, casa = (feit_van(opmaak.kamerfeiten(verslag, i)) for i in (3, 0))

    assert bewoners.cellen[3].uren < verslag.uren.uren[3]  # the paid hours are in no log, so not in this comparison
    assert kg["Uren van bewoners"] == ("2", f"gepland {getal(bewoners.cellen[3].uren)}")
    assert "Uren van bewoners" not in casa
    assert casa["Uren, gepland"] == (getal(verslag.uren.uren[0]), "")
    assert feit_van(opmaak.feiten(verslag))["Uren van bewoners"] == ("2", f"gepland {getal(bewoners.uren)}")


def test_een_jaar_zonder_notities_heeft_als_feit_niet_geregistreerd_en_geen_nul(aanbod_2018):
    feiten = feit_van(opmaak.feiten(jaarverslag(2018)))

    assert feiten["Verschillende deelnemers"] == ("niet geregistreerd", "")
    assert feiten["Uren van bewoners en medewerkers"] == ("niet geregistreerd", "gepland 32.000")


def test_de_feiten_noemen_alleen_wie_uren_heeft_en_de_mensen_van_die_ene_kamer(aanbod_2018):
    kamer = Kamer.objects.get(code="kg")
    taal = Indicator.objects.get(code="P4").soort
    bijeenkomst = maak_bijeenkomst(maak_activiteit(kamer, soort=taal), date(2018, 3, 6), nieuw=30)
    maak_inzet(maak_persoon("Sara", kamer), bijeenkomst)

    samen, alleen = (feit_van(opmaak.feiten(jaarverslag(2018, code))) for code in (None, "kg"))

    assert (samen["Uren van bewoners"][0], samen["Verschillende deelnemers"][0]) == ("2", "ten hoogste 30")
    assert (alleen["Uren van bewoners"][0], alleen["Verschillende deelnemers"][0]) == ("2", "30")


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
    with django_assert_num_queries(0):
        bladen = opmaak.kamerbladen(inhoud)

    casa, multibron, _handreiking, kg = (blad.rij for blad in bladen)
    assert (casa.sinds, casa.gebied) == ("maart 2011", "vooral in Holendrecht, Reigersbos en Gein")
    assert multibron.gebied == "vooral in Venserpolder; ook in D-buurt, E-buurt en F-buurt"
    assert (kg.sinds, kg.vestiging) == ("direct begin 2018", "nog te kiezen")
