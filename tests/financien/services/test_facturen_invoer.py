"""Entering an invoice: the same one twice, what is refused, and what the one before proposes."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.bewijs import keur_bewijs
from buurtwerkkamer.models import Jaar
from financien.models import Inkoopfactuur
from financien.services.facturen import FactuurFout, voer_in, vorige_regels
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.factuurfabriek import deel, inhoud, leverancier, maak_factuur


@pytest.fixture
def boeken(db, casa, multibron):
    begin_boeken(2025, 2026)


@pytest.fixture
def factuur(boeken, chandra, casa):
    return maak_factuur(chandra, deel("4120", "121.00", casa))


def test_dezelfde_leverancier_en_hetzelfde_nummer_is_dezelfde_factuur(factuur, chandra, casa):
    with pytest.raises(FactuurFout, match="is al ingevoerd") as fout:
        maak_factuur(chandra, deel("4120", "121.00", casa), nummer=" f-12 ")
    assert fout.value.veld == "nummer"

    maak_factuur(chandra, deel("4120", "121.00", casa), leverancier=leverancier("water", "Water BV"))
    assert Inkoopfactuur.objects.count() == 2


def test_hetzelfde_formulier_twee_keer_is_een_factuur(boeken, chandra, casa):
    sleutel = uuid4()
    eerste = voer_in(inhoud(deel("4120", "5", casa)), sleutel=sleutel, gebruiker=chandra)
    tweede = voer_in(inhoud(deel("4120", "5", casa)), sleutel=sleutel, gebruiker=chandra)

    assert eerste.factuur == tweede.factuur == Inkoopfactuur.objects.get()


def test_dezelfde_scan_bij_een_tweede_factuur_valt_op(boeken, chandra, casa):
    scan = keur_bewijs(maak_pdf())
    eerste = voer_in(inhoud(deel("4120", "5", casa), scan=scan), sleutel=uuid4(), gebruiker=chandra)

    tweede = voer_in(inhoud(deel("4120", "5", casa), scan=scan, nummer="13"), sleutel=uuid4(), gebruiker=chandra)

    assert (eerste.zelfde_scan, tweede.zelfde_scan) == (None, eerste.factuur)


@pytest.mark.parametrize(
    ("velden", "zin", "veld"),
    [
        ({"datum": date(2024, 1, 1)}, "Boekjaar 2024 bestaat nog niet", "datum"),
        ({"datum": date(2025, 12, 1)}, "Kies als datum de dag waarop de factuur binnenkwam", "datum"),
        ({"vervaldatum": date(2026, 3, 9)}, "De uiterste dag ligt niet voor de factuurdatum", "vervaldatum"),
        ({"btw": Decimal("5.01")}, "De btw is hoger dan het totaal", "btw"),
    ],
)
def test_wat_niet_klopt_wordt_in_woorden_geweigerd_en_er_blijft_niets(boeken, chandra, casa, velden, zin, veld):
    Jaar.objects.filter(jaar=2025).update(status="voorlopig")

    with pytest.raises(FactuurFout, match=zin) as fout:
        maak_factuur(chandra, deel("4120", "5", casa), **velden)

    assert (fout.value.veld, Inkoopfactuur.objects.count()) == (veld, 0)


def test_betalen_moet_binnen_dertig_dagen_als_er_niets_anders_staat(factuur):
    assert factuur.vervaldatum == date(2026, 4, 9)
    assert not factuur.is_te_laat(date(2026, 4, 9))
    assert factuur.is_te_laat(date(2026, 4, 10))


def test_de_vorige_factuur_stelt_rekening_en_kamer_voor_en_nooit_een_bedrag(boeken, chandra, casa):
    assert vorige_regels(leverancier().pk) == []
    maak_factuur(chandra, deel("4120", "5", casa), deel("4210", "7"))

    assert vorige_regels(leverancier().pk) == [(rekening("4120").pk, casa.pk), (rekening("4210").pk, None)]
