"""The headline of *begroot en werkelijk*, for every shape the figures can have."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rapportage.tabellen.basis import Kolom
from rapportage.tabellen.werkelijk import Werkelijkgroep, Werkelijkrij, Werkelijktabel
from rapportage.zinnen import zin_werkelijk


def rij(naam, begroot, werkelijk):
    van, tot = Decimal(begroot), Decimal(werkelijk)
    return Werkelijkrij("", naam, (van,), (tot,), van, tot, van - tot)


def tabel(*rijen, tot=date(2018, 12, 31), **velden):
    begroot, werkelijk = (
        sum((getattr(r, v) for r in rijen), Decimal(0)) for v in ("begroot_totaal", "werkelijk_totaal")
    )
    totaal = rij("Totaal", begroot, werkelijk)
    groep = Werkelijkgroep("fysiek", "Fysieke middelen", rijen, totaal)
    gelijk = rij("Totaal baten", 100, 100)
    vast = {"baten": gelijk, "resultaat": replace(gelijk, werkelijk=()), "kolommen": ()} | velden
    return Werkelijktabel(
        groepen=(groep,), totaal=totaal, geboekt_tot=tot, loopt=tot.month < 12, bijschrift="", zinnen=(), **vast
    )


def zin(*rijen, **velden):
    return zin_werkelijk(tabel(*rijen, **velden)).replace("\u00a0", " ")


HUUR, GOED = rij("Huur", 8700, 9000), rij("Training", 600, 100)


def test_minder_uitgegeven_met_een_post_die_meer_kostte():
    assert (
        zin(HUUR, GOED)
        == "We begrootten € 9.300 en gaven € 9.100 uit: € 200 minder. Eén post kostte meer dan begroot: huur."
    )


def test_meer_uitgegeven_noemt_elke_post_en_een_afkorting_houdt_haar_hoofdletters():
    gwe = rij("GWE, internet en telefonie", 100, 150)

    assert zin(HUUR, gwe) == (
        "We begrootten € 8.800 en gaven € 9.150 uit: € 350 meer. "
        "Twee posten kostten meer dan begroot: huur; GWE, internet en telefonie."
    )


def test_meer_dan_drie_posten_worden_geteld():
    vijf = [rij(f"Post {n}", 1, 2) for n in range(5)]

    assert zin(*vijf).endswith("Vijf posten kostten meer dan begroot: post 0; post 1; post 2; en nog twee.")


@pytest.mark.parametrize("werkelijk", ["600", "600.49", "599.50"])
def test_afgerond_gelijk_is_precies_evenveel_en_geen_post_is_meer(werkelijk):
    assert zin(rij("Training", 600, werkelijk)) == (
        "We begrootten € 600 en gaven € 600 uit: precies evenveel. Geen post kostte meer dan begroot."
    )


def test_in_een_lopend_jaar_staat_tot_wanneer_en_hoeveel_van_het_hele_jaar():
    assert zin(GOED, tot=date(2018, 10, 26)) == (
        "Tot en met 26 oktober is € 100 uitgegeven van € 600 voor het hele jaar, 17%."
    )
    assert zin(HUUR, tot=date(2018, 10, 26)).endswith("103%. Eén post kostte al meer dan begroot: huur.")


def baten(begroot, werkelijk):
    return replace(rij("Totaal baten", begroot, werkelijk), verschil=Decimal(werkelijk) - Decimal(begroot))


def kamers(**per_kamer):
    """Make the columns and the result of rooms, by their name."""
    bedragen = tuple(map(Decimal, per_kamer.values()))
    kolommen = tuple(Kolom(naam, naam, naam[:2], 1) for naam in per_kamer)
    return {"kolommen": kolommen, "resultaat": replace(rij("Resultaat", 0, 0), werkelijk=bedragen)}


@pytest.mark.parametrize(
    ("werkelijk", "slot"),
    [
        ("420490", " De baten waren € 6.050 minder dan begroot."),
        ("430000", " De baten waren € 3.460 meer dan begroot."),
        ("426540.49", ""),
    ],
)
def test_baten_die_tegenvielen_of_meevielen_staan_erbij(werkelijk, slot):
    geen = "Geen post kostte meer dan begroot."
    assert zin(rij("Training", 600, 600), baten=baten("426540", werkelijk)).partition(geen)[2] == slot


def test_een_kamer_onder_de_marge_van_0_tekort_wordt_genoemd():
    assert zin(GOED, **kamers(Casa="-1000", KG="-2485.40")).endswith(
        "begroot. Eén kamer kwam geld te kort: KG (€ 2.485)."
    )
    assert zin(GOED, **kamers(Casa="-1000.00")).endswith("Geen post kostte meer dan begroot.")
    assert zin(GOED, **kamers(Casa="-1001")).endswith("De kamer kwam € 1.001 te kort.")
    vijf = kamers(A="-2000", B="-3000", C="-4000", D="-5000", E="1")
    assert zin(GOED, **vijf).endswith(
        "Vier kamers kwamen geld te kort: A (€ 2.000); B (€ 3.000); C (€ 4.000); en nog één."
    )


def test_halverwege_het_jaar_zegt_de_zin_niets_over_baten_of_tekort():
    vast = {"baten": baten(100, 1), "tot": date(2018, 10, 26)} | kamers(A="-9000")

    assert zin(GOED, **vast) == "Tot en met 26 oktober is € 100 uitgegeven van € 600 voor het hele jaar, 17%."
