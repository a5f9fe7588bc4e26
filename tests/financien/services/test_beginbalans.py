"""The opening balance: on the right side of the balance sheet, once, and before anything else."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from financien.models import Boekstuk
from financien.services.afsluiten import sluit_maand
from financien.services.balans import balans
from financien.services.beginbalans import beginbalans_van, boek_beginbalans, te_openen
from financien.services.boeken import BoekFout, keer_om
from financien.services.hindernissen import van_maand
from tests.financien.boekfabriek import begin_boeken, kas_van, maak_boekstuk, regel, rekening

D = Decimal
NU = date(2026, 4, 10)


@pytest.fixture(autouse=True)
def boeken(casa):
    begin_boeken(2025, 2026)


def open_(gebruiker, bedragen, jaar=2026, sleutel=None):
    bedragen = {rekening(r) if isinstance(r, str) else r: D(bedrag) for r, bedrag in bedragen.items()}
    return boek_beginbalans(jaar=jaar, bedragen=bedragen, sleutel=sleutel or uuid4(), gebruiker=gebruiker)


def sluit(gebruiker, *maanden):
    for maand in maanden:
        sluit_maand(jaar=2026, maand=maand, gebruiker=gebruiker, sleutel=uuid4(), vandaag=NU)


def keer(stuk, gebruiker, dag):
    return keer_om(stuk, datum=dag, reden="Typefout", sleutel=uuid4(), gebruiker=gebruiker)


def bezit(*dagen) -> list[Decimal]:
    return [balans(dag).totaal_activa for dag in dagen]


def meldt(maand=1) -> list[tuple]:
    return [(h.zin, h.adres, h.eerst, h.melding) for h in van_maand(2026, maand, NU, eerder="")]


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


class TestLaat:
    def test_als_januari_dicht_is_komt_zij_op_de_eerste_open_dag(self, chandra):
        sluit(chandra, 1, 2)

        stuk = open_(chandra, {"1000": "5000.00", "0500": "5000.00"})

        assert (str(stuk), stuk.datum) == ("M2026-0001", date(2026, 3, 1))
        assert bezit(date(2026, 2, 28), date(2026, 3, 1)) == [D(0), D(5000)]

    def test_hetzelfde_formulier_na_het_sluiten_van_januari_is_hetzelfde_stuk(self, chandra):
        sleutel = uuid4()
        eerste = open_(chandra, {"1000": 1}, sleutel=sleutel)
        sluit(chandra, 1)

        assert open_(chandra, {"1000": 1}, sleutel=sleutel) == eerste
        assert (eerste.datum, Boekstuk.objects.count()) == (date(2026, 1, 1), 1)

    def test_na_januari_is_een_fout_te_herstellen(self, chandra):
        eerste = open_(chandra, {"1000": "500.00"})
        sluit(chandra, 1)
        keer(eerste, chandra, date(2026, 2, 1))

        stuk = open_(chandra, {"1000": "5000.00"})

        assert (str(stuk), stuk.datum) == ("M2026-0003", date(2026, 2, 1))
        assert bezit(date(2026, 1, 31), date(2026, 2, 1)) == [D(500), D(5000)]

    @pytest.mark.parametrize("dicht", [(), (1,)])
    def test_zij_komt_niet_voor_de_dag_waarop_de_vorige_is_teruggeboekt(self, chandra, dicht):
        """Otherwise the books would have both in between."""
        eerste = open_(chandra, {"1000": "500.00"})
        sluit(chandra, *dicht)
        keer(eerste, chandra, date(2026, 3, 10))

        assert open_(chandra, {"1000": "5000.00"}).datum == date(2026, 3, 10)
        assert bezit(date(2026, 2, 1), date(2026, 3, 9), date(2026, 3, 10)) == [D(500), D(500), D(5000)]


class TestMelding:
    MIST = ("De beginbalans is nog niet geboekt.", "/financien/boeken/2026/beginbalans/", False, True)

    def test_januari_van_het_eerste_jaar_zegt_dat_zij_er_niet_is_en_sluit_toch(self, chandra):
        assert (meldt(), meldt(2)) == ([self.MIST], [])
        sluit(chandra, 1)  # without a reason
        assert meldt(2) == []

    def test_januari_zwijgt_als_zij_er_is_en_meldt_het_weer_na_omkeren(self, chandra):
        stuk = open_(chandra, {"1000": 1})
        assert meldt() == []
        keer(stuk, chandra, date(2026, 1, 1))

        assert meldt() == [self.MIST]

    def test_na_een_jaar_met_boekstukken_hoeft_het_niet(self, casa, chandra):
        maak_boekstuk(chandra, regel("4110", "1000", 1, casa), datum=date(2025, 12, 1))

        assert [rij for rij in meldt() if rij == self.MIST] == []
