"""The files for the accountant: read back by others' programs, to the cent, and without wages for who sees none."""

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
from buurtwerkkamer.models import Bestand, Cooperatie, Jaar
from buurtwerkkamer.rollen import Rol
from buurtwerkkamer.uitvoer import UitvoerFout, Vraag
from financien.models import Dagboek, Grootboekrekening
from financien.services.beginbalans import boek_beginbalans
from financien.services.boeken import keer_om
from financien.services.saldi import proefbalans
from financien.services.uitvoer.soorten import SOORTEN
from kamers.models import Partner, Uitvoer
from kamers.services.uitvoerbestand import haal_uit
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, kas_van, maak_boekstuk, regel, rekening

D = Decimal
GEHEIM = "Salaris Truus Bakker"


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def boeken(casa, multibron, chandra):
    """Two years: an opening balance, every journal, wages with a name in them, a reversal, and signs that escape."""
    begin_boeken(2025, 2026)
    Cooperatie.objects.create(pk=1, naam="BuurtWerkKamer Coöperatie", rsin="123456789", kvk="12345678", plaats="Adam")
    begin = {"1000": "48250.00", "1300": "9000.00", "1500": "3150.00", "0500": "54000.00"}
    bedragen = {rekening(nummer): D(bedrag) for nummer, bedrag in begin.items()}
    sleutel = "11111111-1111-4111-8111-111111111111"
    boek_beginbalans(jaar=2025, bedragen=bedragen, sleutel=sleutel, gebruiker=chandra)
    maak_boekstuk(chandra, regel("4110", "1000", "725.33", casa), datum=date(2025, 5, 1), dagboek=Dagboek.BANK)
    gemeente = Partner.objects.create(code="gemeente", naam="Gemeente & stadsdeel <ZO>", soort="gemeente")
    bron = regel("1000", "8010", "64000.01", casa, partner=gemeente)
    maak_boekstuk(chandra, bron, dagboek=Dagboek.BANK, omschrijving='Eerste termijn "2026" & rest')
    maak_boekstuk(chandra, regel("4130", kas_van(casa), "12.34", casa, omschrijving="=1+1"), dagboek=Dagboek.KAS)
    fout = maak_boekstuk(chandra, regel("4110", "1500", "0.01", multibron), dagboek=Dagboek.INKOOP)
    keer_om(fout, datum=fout.datum, reden="Dubbel", sleutel=sha_sleutel("om"), gebruiker=chandra)
    for maand, bedrag in ((1, "2100.11"), (2, "2100.22")):
        loon = regel("4010", "1520", bedrag, casa, omschrijving=GEHEIM)
        maak_boekstuk(chandra, loon, regel("4010", "1530", "900.10", casa), datum=date(2026, maand, 25))
    return chandra


def sha_sleutel(tekst):
    return sha256(tekst.encode()).hexdigest()[:32]


def haal(soort, vorm, gebruiker=None, jaar=2026) -> bytes:
    with haal_uit(soort, Vraag(jaar, vorm, gebruiker)).bestand as bestand:
        return bestand.read()


def lees_xaf(inhoud, tmp_path):
    pad = tmp_path / "boeken.xaf"
    pad.write_bytes(inhoud)
    return pad


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


def maak_bewijs(inhoud: bytes, naam: str) -> Bestand:
    som = sha256(inhoud).hexdigest()
    return Bestand.objects.create(naam=naam, type="application/pdf", sha256=som, omvang=len(inhoud), inhoud=inhoud)


def index(pak: ZipFile) -> dict[str, list]:
    rijen = lees_csv(pak.read("index.csv")).rijen()
    return {cellen[1]: [cellen[k] for k in sorted(cellen)] for _nr, cellen in rijen}


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
        assert [nummer for nummer, rij in rijen.items() if rij[-1] == "geen bewijs"] == [
            *("B2026-0001", "I2026-0001", "K2026-0001", "M2026-0001", "M2026-0002", "M2026-0003")
        ]

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
