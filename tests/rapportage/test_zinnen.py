"""Every finding above a table, computed: one, some and none."""

from dataclasses import replace
from decimal import Decimal

import pytest

from rapportage.gegevens import laad_aanbod_2018
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.tabellen import Bereikt, Doel, Kolom, Prestatiecel, Prestatiegroep, Prestatierij, Prestatietabel
from rapportage.zinnen import (
    aantal_van,
    opsomming,
    telwoord,
    zin_afgesproken,
    zin_begroting,
    zin_bereikt,
    zin_financiering,
    zin_uren,
)

KAMERS = (Kolom("cjm", "Casa Jepie Makandra", "CJM", 1), Kolom("kg", "K- en G-buurt", "KG", 4))
NIETS = Bereikt("niet geregistreerd", "niet geregistreerd")
GEEN = Doel("geen afspraak", "Nog niet (geen afspraak)", reden="Nog niet")


@pytest.fixture
def rapport(db):
    laad_aanbod_2018()
    return aanbod(2018)


def cel(bereikt=None, doel=10, gemist=False):
    gemeten = NIETS if bereikt is None else Bereikt("gemeten", str(bereikt), Decimal(bereikt))
    return Prestatiecel(Doel("getal", str(doel), waarde=Decimal(doel)), gemeten, 100, gemist)


def rij(prestatie, *cellen, norm="min"):
    return Prestatierij("X", prestatie, prestatie, "aantal", "aantal", norm, "", cellen)


def tabel(*rijen, kamers=KAMERS):
    return Prestatietabel(kamers, (Prestatiegroep("output", "Output", "", rijen),), True, "", "")


def test_een_jaarverslag_zegt_dat_de_financiering_het_plan_was(rapport):
    assert zin_financiering(rapport.financiering, verslag=True) == (
        "De grootste begrote bijdrage is 59%: Stadsdeel A'dam Zuidoost en gemeente A'dam. "
        "De begrote financiering is €\u00a044 lager dan de begrote kosten."
    )


def test_telwoorden_tot_en_met_twaalf():
    assert [telwoord(n) for n in (0, 1, 12, 13, 1250)] == ["nul", "één", "twaalf", "13", "1.250"]
    assert (aantal_van(1, "kamer", "kamers"), aantal_van(4, "kamer", "kamers")) == ("één kamer", "vier kamers")


def test_een_opsomming_eindigt_met_en():
    assert [opsomming(d) for d in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a en b", "a, b en c"]


def test_het_aanbod_van_2018_zegt_wat_we_willen_en_waar_geen_afspraak_is(rapport):
    assert rapport.zinnen.prestaties == (
        "In vier kamers willen we 24 prestaties leveren. "
        "Geen afspraak is er nog over Betalende leden bewonersvereniging (KG)."
    )


def test_een_prestatie_in_een_kamer_staat_in_het_enkelvoud():
    assert (
        zin_afgesproken(tabel(rij("Taal", cel()), kamers=KAMERS[:1])) == "In één kamer willen we één prestatie leveren."
    )


def test_zonder_prestaties_zegt_de_zin_dat():
    assert zin_afgesproken(Prestatietabel(KAMERS, (), False, "", "")) == "Er zijn nog geen prestaties ingevuld."


def test_geen_afspraak_in_het_rapport_van_een_kamer_noemt_de_kamer_niet():
    zin = zin_afgesproken(tabel(rij("Leden", Prestatiecel(GEEN)), kamers=KAMERS[1:]))

    assert zin == "In één kamer willen we één prestatie leveren. Geen afspraak is er nog over Leden."


def test_alle_normen_gehaald():
    assert zin_bereikt(tabel(rij("Sleutels", cel(10), cel(12)))) == "Alle twee gemeten normen zijn gehaald."
    assert zin_bereikt(tabel(rij("Sleutels", cel(10), cel()))) == "De gemeten norm is gehaald."


def test_een_gemiste_norm_wordt_genoemd():
    assert zin_bereikt(tabel(rij("Sleutels", cel(10), cel(9, gemist=True)))) == (
        "Van de twee gemeten normen is er één gehaald. Onder de norm: Sleutels (KG)."
    )
    assert zin_bereikt(tabel(rij("Sleutels", cel(9, gemist=True), cel()))) == (
        "De gemeten norm is niet gehaald. Onder de norm: Sleutels (CJM)."
    )


def test_een_prestatie_die_in_meer_kamers_onder_de_norm_is_wordt_een_keer_genoemd():
    assert zin_bereikt(tabel(rij("A", cel(1, gemist=True), cel(1, gemist=True)), rij("B", cel(1), cel(1)))) == (
        "Van de vier gemeten normen zijn er twee gehaald. Onder de norm: A (CJM en KG)."
    )


def test_meer_dan_drie_gemiste_prestaties_worden_geteld():
    rijen = [rij(naam, cel(1, gemist=True), cel(12)) for naam in ("A", "B", "C", "D", "E")]

    assert zin_bereikt(tabel(*rijen)) == (
        "Van de tien gemeten normen zijn er vijf gehaald. Onder de norm: A (CJM), B (CJM), C (CJM) en nog twee."
    )


def test_meer_dan_drie_kamers_bij_een_prestatie_worden_geteld():
    kamers = tuple(Kolom(f"k{n}", f"K{n}", f"K{n}", 1) for n in range(5))
    zin = zin_bereikt(tabel(rij("A", *[cel(1, gemist=True)] * 5), kamers=kamers))

    assert zin == "Van de vijf gemeten normen is er geen gehaald. Onder de norm: A (K0, K1, K2 en nog twee)."


def test_een_rapport_van_een_kamer_noemt_de_kamer_niet():
    zin = zin_bereikt(tabel(rij("A", cel(1, gemist=True)), rij("B", cel(12)), kamers=KAMERS[:1]))

    assert zin == "Van de twee gemeten normen is er één gehaald. Onder de norm: A."


def test_een_streefcijfer_onder_de_afspraak_is_geen_gemiste_norm():
    assert zin_bereikt(tabel(rij("Taal", cel(1), cel(2), norm="streef"))) == (
        "De streefcijfers zijn geteld. De normen zijn nog niet gemeten."
    )


def test_een_jaar_zonder_iets_zegt_dat(rapport):
    assert zin_bereikt(tabel(rij("Taal", cel(), cel()))) == "Er is niets geregistreerd."
    assert jaarverslag(2018).zinnen.prestaties == "Er is niets geregistreerd."


def test_de_begroting_van_2018(rapport):
    assert rapport.zinnen.begroting == (
        "Begroot is €\u00a0433.044 voor vier kamers, gemiddeld €\u00a0108.261 per kamer. "
        "Inzet van mensen is 79% van de kosten."
    )


def test_de_begroting_van_een_kamer_heeft_geen_gemiddelde(rapport):
    assert zin_begroting(aanbod(2018, "kg").begroting) == (
        "Begroot is €\u00a0114.624 voor één kamer. Inzet van mensen is 73% van de kosten."
    )


def test_een_lege_begroting_zegt_dat(rapport):
    leeg = replace(rapport.begroting, totaal=replace(rapport.begroting.totaal, totaal=Decimal(0)))

    assert zin_begroting(leeg) == "Er is nog niets begroot."


def test_de_financiering_van_2018(rapport):
    assert rapport.zinnen.financiering == (
        "De grootste bijdrage is 59%: Stadsdeel A'dam Zuidoost en gemeente A'dam. "
        "De financiering is €\u00a044 lager dan de kosten."
    )


@pytest.mark.parametrize(("verschil", "woorden"), [(0, "gelijk aan"), (416, "€\u00a0416 hoger dan")])
def test_de_financiering_kan_gelijk_zijn_of_hoger(rapport, verschil, woorden):
    tabel_ = replace(rapport.financiering, verschil=replace(rapport.financiering.verschil, totaal=Decimal(verschil)))

    assert zin_financiering(tabel_).endswith(f"De financiering is {woorden} de kosten.")


def test_een_lege_financiering_zegt_dat(rapport):
    leeg = replace(rapport.financiering, totaal=replace(rapport.financiering.totaal, totaal=Decimal(0)))

    assert zin_financiering(leeg) == "Er is nog geen financiering ingevuld."


GERAAMD = (
    "Geraamd zijn 32.000 uur van bewoners en medewerkers, samen €\u00a0375.200 waard. "
    "Geld is 54% van de populaire begroting van €\u00a0808.200."
)


def test_de_uren_van_2018(rapport):
    assert rapport.zinnen.uren == GERAAMD


def test_het_jaarverslag_zegt_hoeveel_uren_gegeven_zijn(rapport):
    bewoners, medewerkers = rapport.uren.rijen
    gedaan = replace(bewoners, gedane_uren=(), gedane_uren_totaal=Decimal("21400.50"))

    assert zin_uren(replace(rapport.uren, rijen=(gedaan, medewerkers))) == (
        f"{GERAAMD} Bewoners gaven 21.400,5 van de 30.000 uur."
    )


def test_zonder_genoteerde_uren_zegt_het_jaarverslag_dat(rapport):
    assert zin_uren(jaarverslag(2018).uren) == f"{GERAAMD} Uren van bewoners zijn niet geregistreerd."


def test_zonder_geraamde_uren_zegt_de_zin_dat(rapport):
    assert zin_uren(replace(rapport.uren, uren_totaal=0)) == "Er zijn nog geen uren geraamd."
