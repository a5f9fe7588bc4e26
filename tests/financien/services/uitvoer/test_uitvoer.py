"""The files for the accountant: read back by others' programs, to the cent."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
import pyxaf
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from buurtwerkkamer.invoer.csv import lees_csv
from buurtwerkkamer.models import Bestand, Cooperatie
from buurtwerkkamer.uitvoer import UitvoerFout
from financien.models import Dagboek, Grootboekrekening
from financien.services.saldi import proefbalans
from financien.services.uitvoer.soorten import SOORTEN
from kamers.models import Uitvoer
from tests.financien.boekfabriek import maak_boekstuk, regel
from tests.financien.uitvoerfabriek import haal, index, lees_xaf, maak_bewijs, maak_uitvoerjaar

D = Decimal


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def boeken(casa, multibron, chandra):
    return maak_uitvoerjaar(casa, multibron, chandra)


class TestAuditfile:
    def test_het_klopt_met_de_definitie_en_met_elke_controle_van_een_ander_programma(self, boeken, tmp_path):
        rapport = pyxaf.validate(lees_xaf(haal("xaf", "xaf"), tmp_path), xsd=True)

        assert (rapport.format.version.value, [str(f) for f in rapport.errors]) == ("4.0", [])
        gekeken = {laag.split()[0] for laag in rapport.checked}
        assert gekeken >= {"L4", "L5", "L6", "L7"}
        assert any("xsd" in laag.lower() for laag in rapport.checked), rapport.checked
        assert rapport.warnings == ()

    def test_wat_terugkomt_is_op_de_cent_wat_er_in_de_boeken_staat(self, boeken, tmp_path):
        with pyxaf.open(lees_xaf(haal("xaf", "xaf"), tmp_path)) as af:
            stukken = {stuk.number: stuk for stuk in af.transactions()}
            begin = af.opening_balance().by_account()
            eind = Counter(begin)
            for stuk in stukken.values():
                for lijn in stuk.lines:
                    eind[lijn.account_id] += lijn.signed_amount
            totalen = af.transaction_totals

        proef = {r.rekening.nummer: r for r in proefbalans(2026)}
        assert set(stukken) == {"B2026-0001", "K2026-0001", "I2026-0001", "M2026-0001", "M2026-0002", "M2026-0003"}
        assert begin == {
            "1000": D("47524.67"),
            "1300": D("9000.00"),
            "1500": D("-3150.00"),
            "0500": D("-54000.00"),
            "0900": D("-100.00"),
            "RESULTAAT": D("725.33"),
        }
        assert {n: w for n, w in eind.items() if w and n != "RESULTAAT"} == {
            n: r.eind for n, r in proef.items() if r.eind
        }
        assert (totalen.total_debit, totalen.total_credit, totalen.lines_count) == (D("70012.90"), D("70012.90"), 16)
        assert all(stuk.balanced for stuk in stukken.values())
        assert stukken["B2026-0001"].description == 'Eerste termijn "2026" & rest'

    def test_de_rgs_code_gaat_mee_ook_van_een_gesloten_rekening_en_het_klopt_nog(self, boeken, tmp_path):
        Grootboekrekening.objects.filter(nummer="4110").update(rgs="WBedHuiBeh")
        Grootboekrekening.objects.filter(nummer="4210").update(rgs="WBedVer", gesloten=True)
        pad = lees_xaf(haal("xaf", "xaf"), tmp_path)

        assert [str(f) for f in pyxaf.validate(pad, xsd=True).errors] == []
        met_code = r"<accID>(\d+)</accID>(?:(?!</ledgerAccount>).)*?<RGScode>(\w+)</RGScode>"
        assert re.findall(met_code, pad.read_text(), re.DOTALL) == [("4110", "WBedHuiBeh"), ("4210", "WBedVer")]

    def test_rekeningen_dagboeken_en_partners_gaan_mee(self, boeken, tmp_path):
        with pyxaf.open(lees_xaf(haal("xaf", "xaf"), tmp_path)) as af:
            soorten = {id_: j.journal_type.code for id_, j in af.journals.items()}
            assert set(af.accounts) == {*Grootboekrekening.objects.values_list("nummer", flat=True), "RESULTAAT"}
            assert [r.name for r in af.relations.values()] == ["Gemeente & stadsdeel <ZO>"]
            lijn = next(lijn for lijn in af.lines() if lijn.account_id == "8010")

        assert soorten == {"bank": "B", "inkoop": "P", "kas": "C", "memoriaal": "M"}
        assert (lijn.signed_amount, lijn.document_ref, lijn.cost_center) == (D("-64000.01"), "B2026-0001", "cjm")

    def test_zonder_rsin_zegt_het_wat_er_moet_gebeuren(self, boeken):
        Cooperatie.objects.update(rsin="")

        with pytest.raises(UitvoerFout, match="Het RSIN van de coöperatie ontbreekt"):
            haal("xaf", "xaf")

        assert not Uitvoer.objects.exists()


class TestJournaal:
    def test_tekst_blijft_tekst_en_een_bedrag_een_getal(self, boeken):
        blad = load_workbook(BytesIO(haal("journaal", "xlsx"))).active
        kas = next(rij for rij in blad.iter_rows(min_row=2) if rij[0].value == "K2026-0001")

        assert (kas[9].value, kas[9].data_type, kas[10].value) == (12.34, "n", "cjm")
        assert (kas[12].value, kas[12].data_type, kas[12].quotePrefix) == ("=1+1", "s", True)
        assert kas[2].value.date() == date(2026, 3, 10)

    def test_de_csv_telt_op_tot_wat_er_geboekt_is(self, boeken):
        inhoud = haal("journaal", "csv")
        rijen = [cellen for _nr, cellen in lees_csv(inhoud).rijen()]

        assert sum(D(rij[10].replace(",", ".")) for rij in rijen) == D("70012.90")
        assert b";'=1+1;" in inhoud  # a spreadsheet would calculate it
        assert [rij[14] for rij in rijen if 14 in rij] == ["Dubbel"]

    def test_een_leeg_jaar_geeft_geen_leeg_bestand(self, boeken):
        with pytest.raises(UitvoerFout, match="Er is in 2024 nog niets geboekt"):
            haal("journaal", "csv", jaar=2024)


class TestKenmerk:
    def test_het_kenmerk_van_de_accountant_staat_in_het_journaal_en_in_het_auditfile(
        self, boeken, chandra, casa, tmp_path
    ):
        vast = {"reden": "Verkeerde kamer", "kenmerk": "AC-7", "omschrijving": "Correctie"}
        stuk = maak_boekstuk(chandra, regel("4110", "1500", "5.00", casa), **vast)

        inhoud = haal("journaal", "csv")
        rijen = [cellen for _nr, cellen in lees_csv(inhoud).rijen()]
        with pyxaf.open(lees_xaf(haal("xaf", "xaf"), tmp_path)) as af:
            omschreven = {s.number: s.description for s in af.transactions()}

        assert inhoud.decode("utf-8-sig").splitlines()[0].split(";")[14] == "kenmerk accountant"
        assert {rij[1]: rij[15] for rij in rijen if 15 in rij} == {str(stuk): "AC-7"}
        assert omschreven[str(stuk)] == "Correctie (kenmerk accountant: AC-7)"
        assert [wat for wat in omschreven.values() if "kenmerk" in wat] == [omschreven[str(stuk)]]


class TestBewijzen:
    def test_elk_bewijs_heet_naar_zijn_boekstuk_en_wat_mist_staat_in_de_lijst(self, boeken, chandra, casa):
        vast = {"dagboek": Dagboek.INKOOP, "omschrijving": "Huur ../maart & april"}
        maak_boekstuk(chandra, regel("4110", "1500", "5.00", casa), bewijs=maak_bewijs(b"een", "../x/f.PDF"), **vast)
        pak = ZipFile(BytesIO(haal("bewijzen", "zip")))

        assert pak.namelist() == ["I2026-0002-huur-maart-april.pdf", "index.csv"]
        assert pak.read("I2026-0002-huur-maart-april.pdf") == b"een"
        rijen = index(pak)
        assert rijen["I2026-0002"][4:] == [
            "I2026-0002-huur-maart-april.pdf",
            "../x/f.PDF",
            "3",
            sha256(b"een").hexdigest(),
        ]
        mist = {nummer: rij[-1] for nummer, rij in rijen.items() if len(rij) == 5}
        zonder = dict.fromkeys(("B2026-0001", "I2026-0001", "K2026-0001", "M2026-0002", "M2026-0003"), "geen bewijs")
        omkering = "geen bewijs: Dit stuk keert I2026-0001 om. Het bewijs staat daar."
        assert mist == zonder | {"M2026-0001": omkering}

    def test_een_bewijs_dat_veranderde_gaat_niet_de_deur_uit(self, boeken, chandra, casa):
        rot = Bestand.objects.create(naam="f.pdf", type="x", sha256="0" * 64, omvang=3, inhoud=b"een")
        stuk = maak_boekstuk(chandra, regel("4110", "1500", "5.00", casa), bewijs=rot)

        with pytest.raises(UitvoerFout, match=f"Het bewijs bij {stuk} is beschadigd."):
            haal("bewijzen", "zip")

    def test_veel_bewijzen_kosten_niet_meer_vragen(self, boeken, chandra, casa, django_assert_max_num_queries):
        for nummer in range(9):
            bewijs = maak_bewijs(b"x%d" % nummer, "f.pdf")
            maak_boekstuk(chandra, regel("4110", "1500", "5.00", casa), bewijs=bewijs)

        with django_assert_max_num_queries(4):
            haal("bewijzen", "zip")


class TestLogEnOpdracht:
    def test_wat_uitgaat_wordt_opgeschreven_met_zijn_sha256(self, boeken):
        inhoud = haal("journaal", "csv", boeken)

        rij = Uitvoer.objects.get()
        assert (rij.soort, rij.vorm, rij.jaar, rij.rijen, rij.gebruiker) == ("journaal", "csv", 2026, 8, boeken)
        assert rij.sha256 == sha256(inhoud).hexdigest()

    def test_de_opdracht_schrijft_hetzelfde_bestand(self, boeken, tmp_path):
        pad, uit = tmp_path / "journaal.csv", StringIO()

        call_command("exporteer", "journaal", pad, "--jaar", "2026", stdout=uit)

        assert pad.read_bytes() == haal("journaal", "csv")
        assert Uitvoer.objects.earliest("pk").sha256 in uit.getvalue()

    @pytest.mark.parametrize(
        ("opties", "zin"),
        [
            (["xaf", "x.xaf"], "Kies bij xaf een boekjaar met --jaar."),
            (["xaf", "x.pdf", "--jaar", "2026"], "Kies een bestand dat eindigt op xaf."),
            (["journaal", "x.csv", "--jaar", "2026", "--kamer", "cjm"], "is van de hele coöperatie"),
            (["journaal", "x.csv", "--jaar", "2026", "--door", "niemand"], "Er is geen gebruiker niemand."),
        ],
    )
    def test_de_opdracht_zegt_wat_er_mist(self, boeken, opties, zin, tmp_path):
        with pytest.raises(CommandError, match=zin):
            call_command("exporteer", opties[0], tmp_path / opties[1], *opties[2:])

    def test_elke_soort_zegt_wat_erin_zit(self):
        assert all(soort.uitleg and soort.label and soort.vormen for soort in SOORTEN.values())
