"""The headline of *begroot en werkelijk*, for every shape the figures can have."""

from datetime import date
from decimal import Decimal

import pytest

from rapportage.tabellen.werkelijk import Werkelijkgroep, Werkelijkrij, Werkelijktabel
from rapportage.zinnen import zin_werkelijk


def rij(naam, begroot, werkelijk):
    van, tot = Decimal(begroot), Decimal(werkelijk)
    return Werkelijkrij("", naam, (van,), (tot,), van, tot, van - tot)


def tabel(*rijen, tot=date(2018, 12, 31)):
    begroot, werkelijk = (
        sum((getattr(r, v) for r in rijen), Decimal(0)) for v in ("begroot_totaal", "werkelijk_totaal")
    )
    totaal = rij("Totaal", begroot, werkelijk)
    groep = Werkelijkgroep("fysiek", "Fysieke middelen", rijen, totaal)
    return Werkelijktabel((), (groep,), totaal, totaal, totaal, tot, tot.month < 12, "", ())


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
