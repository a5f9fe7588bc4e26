"""Of the kascommissie a member opens only proofs of an own check: photo, scan, and the zip of a year."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from buurtwerkkamer.bewijs import keur_bewijs
from financien.models import Controlestop
from financien.services.bewijsrecht import scans_voor
from financien.services.handgeld.bonfoto import te_zien
from financien.services.handgeld.oordeel import keur_goed
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.financien.controlefabriek import maak_controle, maak_lid
from tests.financien.factuurfabriek import adres, deel, maak_geboekt
from tests.financien.handgeldfabriek import maak_bon, vul_potje
from tests.financien.uitvoerfabriek import haal, index

BINNEN, BUITEN = date(2026, 3, 9), date(2026, 3, 10)  # the check goes to 9 March


@pytest.fixture(autouse=True)
def dag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def bewijzen(casa, multibron, amina, chandra, eva):
    """Two invoices with a scan and two receipts with a photo: the last day of the check, and the day after it."""
    vul_potje(chandra, casa, kas="100.00", datum=date(2026, 1, 5))
    for nr, datum in enumerate((BINNEN, BUITEN)):
        scan = keur_bewijs(maak_pdf(), f"nota{nr}.pdf")
        maak_geboekt(chandra, eva, deel("4120", 100 + nr, casa), scan=scan, datum=datum, nummer=f"F-{nr}")
        bon = maak_bon(casa, amina, 10 + nr, datum=datum, omschrijving=f"Bon {datum:%d}")
        keur_goed(bon, gebruiker=chandra)


@pytest.fixture
def controle(bewijzen):
    return maak_controle(maak_lid("Kees"), maak_lid("Lot"))


def gezien(gebruiker) -> tuple[set, set, set]:
    """Return the days of invoices and receipts whose proof is open, and the proofs in the zip by day and kind."""
    pak = ZipFile(BytesIO(haal("bewijzen", "zip", gebruiker)))
    in_zip = {(rij[1], nummer[0]) for nummer, rij in index(pak).items() if rij[4] in pak.namelist()}
    facturen, bonnen = scans_voor(gebruiker), te_zien(gebruiker)
    return (
        set(facturen.values_list("datum", flat=True)),
        set(bonnen.values_list("datum", flat=True)),
        in_zip,
    )


ALLES = ({BINNEN, BUITEN}, {BINNEN, BUITEN})


@pytest.mark.parametrize("wie", ["eerste", "tweede"])
def test_een_lid_opent_wat_in_de_eigen_controle_valt(controle, wie):
    facturen, bonnen, pak = gezien(getattr(controle, wie))

    assert (facturen, bonnen, {dag for dag, _soort in pak}) == ({BINNEN}, {BINNEN}, {"09-03-2026"})
    assert {soort for _dag, soort in pak} == {"I", "K", "M"}


def test_een_ander_lid_opent_niets_en_de_lijst_zegt_waarom(controle):
    ander = maak_lid("Mo")

    assert gezien(ander) == (set(), set(), set())
    redenen = [rij[-1] for rij in index(ZipFile(BytesIO(haal("bewijzen", "zip", ander)))).values()]
    assert redenen.count("voor de leden van een controle waar dit stuk in zit") == 6  # two invoices, two receipts twice


@pytest.mark.parametrize("wie", ["eerste", "tweede"])
def test_een_ingetrokken_controle_opent_niets(controle, wie):
    Controlestop.objects.create(controle=controle, reden="Verkeerde periode", wie=controle.eerste)

    assert gezien(getattr(controle, wie)) == (set(), set(), set())


def test_wie_niet_controleert_maar_leest_ziet_alles(controle, chandra, bestuurslid):
    for wie in (chandra, bestuurslid):
        assert gezien(wie)[:2] == ALLES
        assert {dag for dag, _soort in gezien(wie)[2]} == {"09-03-2026", "10-03-2026"}


def test_de_factuur_zegt_waarom_de_scan_er_niet_is(client, controle):
    client.force_login(controle.eerste)
    for factuur in scans_voor(controle.eerste):
        assert client.get(adres("factuur_scan", factuur.pk)).status_code == 200
        assert "Open de scan" in client.get(adres("factuur", factuur.pk)).content.decode()
    client.force_login(maak_lid("Mo"))
    for factuur in scans_voor(controle.eerste):
        assert client.get(adres("factuur_scan", factuur.pk)).status_code == 404
        bladzijde = client.get(adres("factuur", factuur.pk)).content.decode()
        assert "De scan zie je als deze factuur in jouw controle valt." in bladzijde
        assert "Open de scan" not in bladzijde
