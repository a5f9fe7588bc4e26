"""Shared costs: every cent lands in a room, no room gets money back, and nobody divides without a key."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtwerkkamer.models import Jaar
from financien.models import Verdeeldeel, Verdeelsleutel
from financien.services.verdelen import Deel, Sleutel, VerdeelFout, sleutel_van, verdeel, verdeelsleutels, zet_sleutel
from kamers.models import Kamer
from tests.financien.boekfabriek import begin_boeken, rekening

centen = st.integers(1, 10**9).map(lambda n: Decimal(n).scaleb(-2))
gewichten = st.lists(st.integers(0, 10**6).map(lambda n: Decimal(n).scaleb(-2)), min_size=1, max_size=60).filter(any)


def sleutel(gewichten) -> Sleutel:
    delen = tuple(Deel(Kamer(pk=n, code=f"k{n}"), gewicht) for n, gewicht in enumerate(gewichten, 1))
    return Sleutel(2026, None, Verdeelsleutel.Wijze.VAST, delen)


@given(centen, gewichten)
def test_de_delen_zijn_samen_precies_het_bedrag_en_nooit_onder_nul(bedrag, gewichten):
    delen = verdeel(bedrag, sleutel(gewichten))

    assert sum(deel.bedrag for deel in delen) == bedrag
    assert all(deel.bedrag >= 0 and deel.bedrag == deel.bedrag.quantize(Decimal("0.01")) for deel in delen)


@given(centen, gewichten)
def test_een_kamer_krijgt_haar_deel_op_een_cent_en_de_laatste_de_rest(bedrag, gewichten):
    delen = verdeel(bedrag, sleutel(gewichten))
    tellend, samen = [g for g in gewichten if g], sum(gewichten)

    for deel, gewicht in zip(delen[:-1], tellend, strict=False):
        assert 0 <= bedrag * gewicht / samen - deel.bedrag < Decimal("0.0100001")
    assert 0 <= delen[-1].bedrag - bedrag * tellend[-1] / samen < Decimal("0.01") * len(tellend)


def test_de_laatste_kamer_neemt_de_cent_van_het_afronden():
    assert [deel.bedrag for deel in verdeel(Decimal("100.00"), sleutel([Decimal(1)] * 3))] == [
        Decimal("33.33"),
        Decimal("33.33"),
        Decimal("33.34"),
    ]
    assert [deel.bedrag for deel in verdeel(Decimal("0.02"), sleutel([Decimal(1)] * 4))] == [
        *[Decimal("0.00")] * 3,
        Decimal("0.02"),
    ]


def test_zonder_kamer_is_er_niets_te_verdelen():
    with pytest.raises(VerdeelFout, match="Er is geen kamer"):
        verdeel(Decimal("1.00"), sleutel([Decimal(0)]))


def delen_van(nummer, jaar=2026) -> dict[str, Decimal]:
    return {deel.kamer.code: deel.gewicht for deel in sleutel_van(jaar, rekening(nummer)).delen}


def test_gelijk_is_elke_kamer_die_dat_jaar_bestaat(db, casa, multibron, handreiking):
    begin_boeken()
    Kamer.objects.filter(pk=handreiking.pk).update(status="gezocht")

    zet_sleutel(jaar=2026, rekening=rekening("4210"), wijze="gelijk")

    assert delen_van("4210") == {"cjm": 1, "multibron": 1}


def test_uren_zijn_de_begrote_uren_van_bewoners_en_medewerkers_samen(aanbod, vier):
    begin_boeken(2018)

    zet_sleutel(jaar=2018, rekening=rekening("4210"), wijze="uren")

    uren = {kamer.code: sum(r.uren for r in kamer.tijdsramingen.all()) for kamer in vier}
    assert delen_van("4210", 2018) == uren
    assert all(uren.values())


def test_uren_kan_pas_als_er_uren_begroot_zijn(db, casa):
    begin_boeken()

    with pytest.raises(VerdeelFout, match="nog geen uren begroot"):
        zet_sleutel(jaar=2026, rekening=rekening("4210"), wijze="uren")


@pytest.mark.parametrize("tweede", ["39.99", "40.01"])
def test_percentages_zijn_samen_precies_honderd(db, casa, multibron, tweede):
    begin_boeken()
    vast = {"jaar": 2026, "rekening": rekening("4210"), "wijze": "vast"}
    with pytest.raises(VerdeelFout, match="samen precies 100"):
        zet_sleutel(procenten={casa: Decimal(60), multibron: Decimal(tweede)}, **vast)
    assert Verdeelsleutel.objects.count() == 0

    zet_sleutel(procenten={casa: Decimal(60), multibron: Decimal(40)}, **vast)

    assert delen_van("4210") == {"cjm": 60, "multibron": 40}


def test_een_andere_keuze_ruimt_de_oude_percentages_op(db, casa, multibron):
    begin_boeken()
    vast = {"jaar": 2026, "rekening": rekening("4210")}
    zet_sleutel(wijze="vast", procenten={casa: Decimal(100)}, **vast)

    zet_sleutel(wijze="gelijk", **vast)

    assert delen_van("4210") == {"cjm": 1, "multibron": 1}
    assert (Verdeelsleutel.objects.count(), Verdeeldeel.objects.count()) == (1, 0)


def test_van_een_gesloten_jaar_verandert_de_verdeling_niet_en_een_nieuw_jaar_begint_leeg(db, casa):
    begin_boeken(2025, 2026)
    zet_sleutel(jaar=2025, rekening=rekening("4210"), wijze="gelijk")
    Jaar.objects.filter(jaar=2025).update(status="voorlopig")

    with pytest.raises(VerdeelFout, match="niet open"):
        zet_sleutel(jaar=2025, rekening=rekening("4220"), wijze="gelijk")
    with pytest.raises(VerdeelFout, match="Kies eerst hoe de kamers 4210 Verzekeringen in 2026 verdelen"):
        sleutel_van(2026, rekening("4210"))
    assert len(verdeelsleutels(2025)) == 1
