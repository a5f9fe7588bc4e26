"""The opening balance: on the right side of the balance sheet, once, and before anything else."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from financien.services.balans import balans
from financien.services.beginbalans import beginbalans_van, boek_beginbalans, te_openen
from financien.services.boeken import BoekFout, keer_om
from tests.financien.boekfabriek import begin_boeken, kas_van, maak_boekstuk, regel, rekening

D = Decimal


@pytest.fixture(autouse=True)
def boeken(casa):
    begin_boeken(2025, 2026)


def open_(gebruiker, bedragen, jaar=2026, sleutel=None):
    bedragen = {rekening(r) if isinstance(r, str) else r: D(bedrag) for r, bedrag in bedragen.items()}
    return boek_beginbalans(jaar=jaar, bedragen=bedragen, sleutel=sleutel or uuid4(), gebruiker=gebruiker)


def test_bezit_staat_links_en_schuld_rechts_en_samen_kloppen_ze(casa, chandra):
    open_(chandra, {"1000": "5000.00", kas_van(casa): "12.34", "1500": "700.00", "0500": "4312.34"})

    stand = balans(date(2026, 1, 1))

    rechts = {regel.naam: regel.bedrag for groep in stand.passiva for regel in groep.regels}
    assert rechts == {"Algemene reserve": D("4312.34"), "Crediteuren": D("700.00")}
    assert stand.totaal_activa == stand.totaal_passiva == D("5012.34")


def test_wat_er_meer_is_dan_opgegeven_staat_zichtbaar_op_de_beginbalans(chandra):
    open_(chandra, {"1000": "-50.00", "0500": "100.00"})

    rechts = {regel.naam: regel.bedrag for groep in balans(date(2026, 1, 1)).passiva for regel in groep.regels}
    assert rechts == {"Algemene reserve": D(100), "Beginbalans": D(-150)}


def test_het_is_er_een_en_na_omkeren_kan_het_opnieuw(chandra):
    sleutel = uuid4()
    eerste = open_(chandra, {"1000": 1}, sleutel=sleutel)

    assert open_(chandra, {"1000": 1}, sleutel=sleutel) == eerste == beginbalans_van()
    with pytest.raises(BoekFout, match=r"De beginbalans is al geboekt als M2026-0001\. Keer die eerst om\."):
        open_(chandra, {"1000": 2})
    keer_om(eerste, datum=date(2026, 1, 1), reden="Typefout", sleutel=uuid4(), gebruiker=chandra)
    assert str(open_(chandra, {"1000": 2})) == "M2026-0003"


def test_zonder_bedrag_of_na_een_eerder_jaar_gaat_het_niet(casa, chandra):
    with pytest.raises(BoekFout, match=r"Vul minstens één bedrag in\."):
        open_(chandra, {"1000": 0})
    maak_boekstuk(chandra, regel("4110", "1000", 1, casa), datum=date(2025, 6, 1))
    with pytest.raises(BoekFout, match="Er is al geboekt in een eerder jaar"):
        open_(chandra, {"1000": 1})


def test_alleen_rekeningen_van_de_balans_kunnen_beginnen():
    nummers = {r.nummer for r in te_openen()}

    assert {"1000", "1201", "0500", "1500"} <= nummers
    assert not {n for n in nummers if n.startswith(("4", "8"))} | ({"0900"} & nummers)
