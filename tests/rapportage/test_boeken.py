"""What a report reads from the books: costs per line, income, and until when."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from financien.models import Kostenpost
from financien.services.beginbalans import boek_beginbalans
from financien.services.uitleggen import leg_uit, zet_grens
from kamers.models import Kamer
from rapportage.inhoud import GEEN_REALISATIE, aanbod, jaarverslag
from rapportage.tabellen.uitleg import IN_DE_BOEKEN
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel, rekening

D = Decimal


@pytest.fixture
def kamers(aanbod_2018):
    begin_boeken(2018)
    return {kamer.code: kamer for kamer in Kamer.objects.all()}


def betaal(chandra, kamer, nummer, bedrag, dag=date(2018, 12, 20)):
    return maak_boekstuk(chandra, regel(nummer, "1000", bedrag, kamer), datum=dag)


def ontvang(chandra, kamer, bedrag, nummer="8010"):
    return maak_boekstuk(chandra, regel("1000", nummer, bedrag, kamer), datum=date(2018, 4, 1))


def i1(code="cjm"):
    verslag = jaarverslag(2018)
    plek = [kolom.code for kolom in verslag.kolommen].index(code)
    return verslag.prestaties.rij("I1").cellen[plek]


def test_zonder_boeken_blijft_de_zin_dat_er_geen_realisatie_is(aanbod_2018):
    verslag = jaarverslag(2018)

    assert (verslag.werkelijk, verslag.realisatie) == (None, GEEN_REALISATIE)


def test_alleen_een_beginbalans_is_nog_geen_realisatie(kamers, chandra):
    boek_beginbalans(jaar=2018, bedragen={rekening("1000"): D(100)}, sleutel=uuid4(), gebruiker=chandra)
    verslag = jaarverslag(2018)

    assert (verslag.werkelijk, verslag.realisatie) == (None, IN_DE_BOEKEN)
    assert i1().bereikt.tekst == "volgt"


def test_een_aanbod_heeft_nooit_een_realisatie(kamers, chandra):
    betaal(chandra, kamers["cjm"], "4110", "725")

    assert aanbod(2018).werkelijk is None


def test_begroot_en_werkelijk_staan_naast_elkaar_met_verschil_per_post(kamers, chandra):
    betaal(chandra, kamers["cjm"], "4110", "9000")
    betaal(chandra, kamers["kg"], "4110", "11999.60")
    ontvang(chandra, kamers["cjm"], "62000")

    tabel = jaarverslag(2018).werkelijk
    huur = next(rij for rij in tabel.rijen if rij.code == "F1")

    assert huur.begroot == (8700, 12540, 3600, 12000)
    assert huur.werkelijk == (9000, 0, 0, D("11999.60"))
    assert (huur.begroot_totaal, huur.werkelijk_totaal, huur.verschil) == (36840, D("20999.60"), D("15840.40"))
    assert (tabel.totaal.begroot_totaal, tabel.totaal.werkelijk_totaal) == (433044, D("20999.60"))
    assert (tabel.baten.begroot, tabel.baten.werkelijk) == ((106000, 111500, 100500, 115000), (62000, 0, 0, 0))
    assert (tabel.resultaat.begroot_totaal, tabel.resultaat.werkelijk_totaal) == (-44, D("41000.40"))
    assert tabel.resultaat.verschil == D("41044.40")


def test_kosten_zonder_post_staan_apart_en_tellen_mee(kamers, chandra):
    betaal(chandra, kamers["cjm"], "4220", "12.50")

    tabel = jaarverslag(2018).werkelijk

    assert [(rij.naam, rij.begroot, rij.werkelijk_totaal, rij.verschil) for rij in tabel.rijen if not rij.code] == [
        ("Buiten de begroting", (None,) * 4, D("12.50"), D("-12.50"))
    ]
    assert tabel.totaal.werkelijk_totaal == D("12.50")


def test_een_omgekeerd_stuk_telt_niet_en_de_laatste_boekdag_staat_erbij(kamers, chandra):
    betaal(chandra, kamers["cjm"], "4110", "725", date(2018, 3, 1))
    maak_boekstuk(chandra, regel("1000", "4110", "725", kamers["cjm"]), datum=date(2018, 10, 26))

    tabel = jaarverslag(2018).werkelijk

    assert tabel.totaal.werkelijk == (0, 0, 0, 0)
    assert (tabel.geboekt_tot, tabel.loopt) == (date(2018, 10, 26), True)
    assert "geboekt tot en met 26 oktober 2018" in tabel.bijschrift


@pytest.mark.parametrize(
    ("kosten", "tekst", "bij", "gemist"),
    [
        ("62000", "0 tekort", "baten min kosten: 0", False),
        ("61584", "0 tekort", "baten min kosten: +416", False),
        ("63000", "0 tekort", "baten min kosten: −1.000", False),
        ("63000.01", "1.000 tekort", "baten min kosten: −1.000", True),
        ("64234.50", "2.235 tekort", "baten min kosten: −2.235", True),
    ],
)
def test_besteding_is_baten_min_kosten_met_de_marge_van_0_tekort(kamers, chandra, kosten, tekst, bij, gemist):
    ontvang(chandra, kamers["cjm"], "62000")
    betaal(chandra, kamers["cjm"], "4110", kosten)

    cel = i1()

    assert (cel.bereikt.tekst, cel.bereikt.bij, cel.gemist) == (tekst, bij, gemist)
    assert i1("kg").bereikt.tekst == "niets geboekt"


def test_de_uitleg_zegt_hoe_besteding_is_berekend_en_dat_het_oordeel_volgt(kamers, chandra):
    betaal(chandra, kamers["cjm"], "4110", "725")
    uitleg = {deel.kop: deel.tekst for deel in jaarverslag(2018).toelichting}

    assert uitleg["Goede besteding budget"].startswith("Baten min kosten van het jaar, volgens de boekhouding.")
    assert "€ 1.000 onder nul telt als 0 tekort" in uitleg["Goede besteding budget"].replace("\u00a0", " ")
    assert "20 december 2018" in uitleg["Begroot en werkelijk"]
    assert "kascommissie" in uitleg["Volgt"]


def test_uitleg_van_een_verschil_staat_erbij_en_zegt_over_welk_deel_ze_gaat(kamers, chandra):
    betaal(chandra, kamers["cjm"], "4110", "9000")
    vast = {"jaar": 2018, "kamer": kamers["cjm"], "verschil": D(1), "gebruiker": chandra}
    leg_uit(maand=3, post=Kostenpost.objects.get(code="F1"), tekst="Eerst dit.", **vast)
    leg_uit(maand=6, post=Kostenpost.objects.get(code="F1"), tekst="De huur steeg.", **vast)
    leg_uit(maand=12, post=Kostenpost.objects.get(code="F5"), tekst="Geen training.", **vast)

    assert [(z.kamer, z.verschil, z.tekst, z.tot_en_met) for z in jaarverslag(2018).werkelijk.zinnen] == [
        ("Casa Jepie Makandra", D(-300), "De huur steeg.", "juni"),
        ("Casa Jepie Makandra", D(600), "Geen training.", ""),
    ]


def test_elk_verschil_boven_de_grens_is_uitgelegd_of_heet_zonder_toelichting(kamers, chandra):
    betaal(chandra, kamers["cjm"], "4110", "9571")  # 10 % over is no deviation, a euro more is
    betaal(chandra, kamers["multibron"], "4110", "9000")
    vast = {"jaar": 2018, "verschil": D(1), "gebruiker": chandra, "maand": 12}
    leg_uit(kamer=kamers["multibron"], post=Kostenpost.objects.get(code="F1"), tekst="De huur daalde.", **vast)

    tabel = jaarverslag(2018).werkelijk

    huur = next(rij for rij in tabel.zonder_toelichting if rij.post == "Huur van de ruimte")
    assert dict(huur.delen)["CJM"] == D(-871)
    assert "MB" not in huur.kamers
    afwijkend = {
        (rij.naam, kolom.afkorting)
        for rij in tabel.rijen
        for kolom, begroot, echt in zip(tabel.kolommen, rij.begroot, rij.werkelijk, strict=True)
        if abs((begroot or 0) - echt) * 10 > (begroot or 0) or abs((begroot or 0) - echt) > 2500
    }
    genoemd = {(rij.post, kamer) for rij in tabel.zonder_toelichting for kamer in rij.kamers}
    assert genoemd == afwijkend - {("Huur van de ruimte", "MB")}


def test_de_grens_van_het_jaar_geldt_ook_in_het_verslag(kamers, chandra):
    betaal(chandra, kamers["cjm"], "4110", "9571")
    zet_grens(jaar=2018, procent=11, bedrag=D(99999))
    assert (
        "CJM" not in next(r for r in jaarverslag(2018).werkelijk.zonder_toelichting if r.post.startswith("Huur")).kamers
    )


def test_in_een_lopend_jaar_staat_er_niets_zonder_toelichting(kamers, chandra):
    maak_boekstuk(chandra, regel("4110", "1000", "9571", kamers["cjm"]), datum=date(2018, 10, 26))

    assert jaarverslag(2018).werkelijk.zonder_toelichting == ()
