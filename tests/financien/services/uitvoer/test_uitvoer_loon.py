"""The files for the accountant for who sees no wages: the total of a year per room, and nothing that tells more."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
import pyxaf

from buurtwerkkamer.models import Jaar
from buurtwerkkamer.rollen import Rol
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import maak_boekstuk, regel
from tests.financien.uitvoerfabriek import GEHEIM, haal, index, lees_xaf, maak_bewijs, maak_uitvoerjaar

D = Decimal


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def boeken(casa, multibron, chandra):
    return maak_uitvoerjaar(casa, multibron, chandra)


class TestLoon:
    @pytest.mark.parametrize(("soort", "vorm"), [("xaf", "xaf"), ("journaal", "csv")])
    def test_wie_geen_loon_ziet_krijgt_alleen_het_totaal_van_het_jaar_per_kamer(self, boeken, soort, vorm):
        kas = maak_gebruiker("kas", Rol.KASCOMMISSIE)

        dicht, open_ = haal(soort, vorm, kas).decode(), haal(soort, vorm, boeken).decode()

        assert GEHEIM in open_
        for woord in (GEHEIM, "2100", "900.10", "900,10", "M2026-0002", "2026-01-25", "25-01-2026"):
            assert woord not in dicht, woord
        assert [b for b in ("6000.53", "6000,53") if b in dicht]
        for bedrag in ("4200", "1800"):  # apart they tell what of it one account is
            assert bedrag not in dicht

    def test_ook_zonder_losse_lonen_klopt_het_auditfile(self, boeken, tmp_path):
        kas = maak_gebruiker("kas", Rol.KASCOMMISSIE)
        pad = lees_xaf(haal("xaf", "xaf", kas), tmp_path)

        assert pyxaf.validate(pad, xsd=True).errors == ()
        with pyxaf.open(pad) as af:
            loon = next(stuk for stuk in af.transactions() if stuk.number == "LOON2026")
            totaal = af.transaction_totals.total_debit
        assert (loon.date, loon.total_debit, totaal) == (date(2026, 12, 31), D("6000.53"), D("70012.90"))

    def test_de_beginbalans_van_een_volgend_jaar_houdt_lonen_samen(self, boeken, tmp_path):
        Jaar.objects.get_or_create(jaar=2027)
        kas = maak_gebruiker("kas", Rol.KASCOMMISSIE)
        standen = []
        for wie in (boeken, kas):
            pad = lees_xaf(haal("xaf", "xaf", wie, jaar=2027), tmp_path)
            assert pyxaf.validate(pad, xsd=True).errors == ()
            with pyxaf.open(pad) as af:
                standen.append(af.opening_balance().by_account())

        assert (standen[0]["1520"], standen[0]["1530"]) == (D("-4200.33"), D("-1800.20"))
        assert standen[1]["LOONSCHULD"] == D("-6000.53")
        assert {"1520", "1530"}.isdisjoint(standen[1])
        assert {n: b for n, b in standen[0].items() if n[:3] not in ("152", "153")} == {
            n: b for n, b in standen[1].items() if n != "LOONSCHULD"
        }

    def test_het_bewijs_van_loon_blijft_hier(self, boeken, chandra, casa):
        loon = maak_boekstuk(chandra, regel("4010", "1520", "5.00", casa), bewijs=maak_bewijs(b"loonstrook", "l.pdf"))
        kas = maak_gebruiker("kas", Rol.KASCOMMISSIE)

        dicht, open_ = (ZipFile(BytesIO(haal("bewijzen", "zip", wie))) for wie in (kas, boeken))

        assert open_.namelist() == [f"{loon}-huur-maart.pdf", "index.csv"]
        assert dicht.namelist() == ["index.csv"]
        assert index(dicht)[str(loon)][-1] == "loon: voor penningmeester, bestuur en accountant"
