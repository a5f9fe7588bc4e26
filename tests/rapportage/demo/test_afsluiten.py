"""The fictional books are closed as a treasurer would have them in March: last year, and January."""

from datetime import date

import pytest

from buurtwerkkamer.models import Jaar
from financien.models import Bestemming, Boekstuk, Kastelling, Maandafsluiting
from financien.services.balans import balans
from financien.services.bestemmingsplan import Plan
from financien.services.boeken import BoekFout
from financien.services.controleren import controleer
from financien.services.hindernissen import van_jaar
from kamers.models import Kamer
from rapportage.demo.vullen import vul_demo
from rapportage.inhoud import jaarverslag
from tests.financien.boekfabriek import maak_boekstuk, regel

pytestmark = pytest.mark.django_db
TOT = date(2021, 3, 11)


@pytest.fixture(scope="module")
def twee_jaren(blijvend):
    return vul_demo(jaren=2, tot=TOT)


def dicht(jaar):
    return list(Maandafsluiting.objects.filter(jaar__jaar=jaar).values_list("maand", flat=True))


def test_vorig_jaar_is_voorlopig_en_van_dit_jaar_zijn_de_maanden_tot_twee_maanden_terug_dicht(twee_jaren):
    assert (dicht(2020), dicht(2021)) == (list(range(1, 12)), [1])
    assert dict(Jaar.objects.filter(fictief=True).values_list("jaar", "status")) == {2020: "voorlopig", 2021: "open"}
    wie, huur = Boekstuk.objects.first().geboekt_door, regel("4110", "1000", 1, Kamer.objects.get(code="cjm"))
    with pytest.raises(BoekFout, match=r"^Januari 2021 is afgesloten\. Kies 01-02-2021 of later\.$"):
        maak_boekstuk(wie, huur, datum=date(2021, 1, 31))


def test_het_resultaat_van_vorig_jaar_is_bestemd_en_alleen_de_ledenvergadering_moet_nog(twee_jaren):
    assert (Plan(2020).verschil, van_jaar(2020, TOT)) == ({}, [])
    assert not any("Resultaat" in groep.naam for groep in balans(date(2020, 12, 31)).passiva)
    stukken = Boekstuk.objects.filter(bestemmingen__isnull=False).distinct()
    assert {(stuk.datum, stuk.kenmerk) for stuk in stukken} == {(date(2020, 12, 31), "FICTIEF-2020")}
    assert set(Bestemming.objects.values_list("kamer__code", flat=True)) == set(
        Kamer.objects.values_list("code", flat=True)
    )


def test_elke_gesloten_maand_is_geteld_en_wat_niet_klaar_was_heet_fictief(twee_jaren):
    maanden = Maandafsluiting.objects.values_list("jaar__jaar", "maand")
    assert {(m.year, m.month) for m in Kastelling.objects.values_list("maand", flat=True)} >= set(maanden)
    assert all(
        "(fictief)" in reden for reden in Maandafsluiting.objects.exclude(reden="").values_list("reden", flat=True)
    )


def test_de_vingerafdrukken_kloppen_en_het_verslag_zegt_dat_het_voorlopig_is(twee_jaren):
    assert controleer() == []
    assert jaarverslag(2020).jaarstand == "De boeken van 2020 zijn voorlopig afgesloten en nog niet vastgesteld."
