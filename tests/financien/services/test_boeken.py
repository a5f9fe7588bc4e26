"""Booking: once per key, numbered without a gap, refused in words, undone only by a reversal."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Jaar
from financien.models import Boeking, Boekstuk, Grootboekrekening
from financien.services.boeken import AlGeboekt, BoekFout, boek, keer_om
from financien.services.saldi import boekingen, saldi
from tests.fabriek import maak_partner, zet_jaar
from tests.financien.boekfabriek import DAG, begin_boeken, kas_van, maak_boekstuk, regel, rekening, stuk


@pytest.fixture(autouse=True)
def boeken(casa, multibron):
    begin_boeken(2025, 2026)


def test_een_boekstuk_heeft_zijn_boekingen_in_volgorde(casa, chandra):
    partner = maak_partner()
    regels = regel("4110", "1000", "725.00", casa, partner=partner), regel("4220", "1000", "1.05", casa)

    geboekt = maak_boekstuk(chandra, *regels)

    assert (str(geboekt), geboekt.aantal, geboekt.totaal) == ("M2026-0001", 2, Decimal("726.05"))
    assert list(geboekt.boekingen.values_list("volgnummer", "debet__nummer", "credit__nummer", "bedrag")) == [
        (1, "4110", "1000", Decimal("725.00")),
        (2, "4220", "1000", Decimal("1.05")),
    ]
    assert geboekt.boekingen.first().partner == partner


def test_de_nummers_lopen_door_per_dagboek_en_per_jaar(casa, chandra):
    def nummer(**velden):
        return str(maak_boekstuk(chandra, regel("4110", "1000", 1, casa), **velden))

    assert [nummer(), nummer(), nummer(dagboek="bank"), nummer(datum=date(2025, 12, 31)), nummer()] == [
        "M2026-0001",
        "M2026-0002",
        "B2026-0001",
        "M2025-0001",
        "M2026-0003",
    ]


def test_een_mislukt_stuk_slaat_geen_nummer_over(casa, chandra):
    maak_boekstuk(chandra, regel("4110", "1000", 1, casa))
    with pytest.raises(BoekFout):
        maak_boekstuk(chandra, regel("4110", "1000", 1))

    assert str(maak_boekstuk(chandra, regel("4110", "1000", 1, casa))) == "M2026-0002"


def test_dezelfde_sleutel_met_hetzelfde_is_een_boekstuk(casa, chandra):
    sleutel, inhoud = uuid4(), stuk(regel("4110", "1000", "12.50", casa))

    eerste, tweede = (boek(inhoud, sleutel=sleutel, gebruiker=chandra) for _ in range(2))

    assert eerste == tweede
    assert Boeking.objects.count() == 1


@pytest.mark.parametrize("anders", [{"omschrijving": "Iets anders"}, {"datum": date(2026, 3, 11)}])
def test_dezelfde_sleutel_met_iets_anders_wordt_geweigerd_en_niet_stil_vergeten(casa, chandra, anders):
    sleutel = uuid4()
    eerste = boek(stuk(regel("4110", "1000", "12.50", casa)), sleutel=sleutel, gebruiker=chandra)

    with pytest.raises(AlGeboekt) as al:
        boek(stuk(regel("4110", "1000", "12.50", casa), **anders), sleutel=sleutel, gebruiker=chandra)
    with pytest.raises(AlGeboekt):
        boek(stuk(regel("4110", "1000", "12.51", casa)), sleutel=sleutel, gebruiker=chandra)

    assert al.value.boekstuk == eerste
    assert Boekstuk.objects.count() == 1


def _mis(naam, casa, multibron):
    kas = kas_van(multibron)
    return {
        "geen bedrag": ([regel("4110", "1000", 0, casa)], r"Vul een bedrag in dat meer is dan € 0\."),
        "onder nul": ([regel("4110", "1000", "-0.01", casa)], r"Vul een bedrag in dat meer is dan € 0\."),
        "te groot": ([regel("4110", "1000", 10**8, casa)], r"Vul een bedrag in dat meer is dan € 0\."),
        "zelfde": ([regel("1000", "1000", 1)], r"Kies twee verschillende rekeningen\."),
        "geen kamer": ([regel("4110", "1000", 1)], r"Kies een kamer\. Kosten en baten zijn altijd van een kamer\."),
        "andere kas": ([regel("4110", kas, 1, casa)], "Kas MultiBron is van een andere kamer"),
        "niets": ([], r"Vul minstens één regel in\."),
    }[naam]


@pytest.mark.parametrize(
    "naam", ["geen bedrag", "onder nul", "te groot", "zelfde", "geen kamer", "andere kas", "niets"]
)
def test_wat_niet_klopt_wordt_in_woorden_geweigerd_en_er_staat_niets(casa, multibron, chandra, naam):
    regels, zin = _mis(naam, casa, multibron)

    with pytest.raises(BoekFout, match=zin):
        maak_boekstuk(chandra, *regels)

    assert not Boekstuk.objects.exists()


def test_de_fout_noemt_de_regel(casa, chandra):
    with pytest.raises(BoekFout) as fout:
        maak_boekstuk(chandra, regel("4110", "1000", 1, casa), regel("1000", "1000", 1))

    assert fout.value.regel == 2


def test_een_gesloten_rekening_en_een_onbekend_jaar_worden_genoemd(casa, chandra):
    Grootboekrekening.objects.filter(nummer="4110").update(gesloten=True)

    zin = r"^Rekening 4110 Huur van de ruimte is gesloten\. Kies een andere, of open haar weer bij Rekeningen\.$"
    with pytest.raises(BoekFout, match=zin):
        maak_boekstuk(chandra, regel("4110", "1000", 1, casa))
    with pytest.raises(BoekFout, match=r"Boekjaar 2031 bestaat nog niet\."):
        maak_boekstuk(chandra, regel("4120", "1000", 1, casa), datum=date(2031, 1, 1))


@pytest.mark.parametrize(
    ("status", "velden", "zin"),
    [
        ("vastgesteld", {"reden": "Correctie", "kenmerk": "A12"}, r"Dit boekjaar is vastgesteld\."),
        ("voorlopig", {"dagboek": "bank", "reden": "x", "kenmerk": "A12"}, r"Dit boekjaar is voorlopig afgesloten\."),
        ("voorlopig", {"reden": "Correctie"}, r"Dit boekjaar is voorlopig afgesloten\."),
    ],
)
def test_een_afgesloten_jaar_weigert_in_de_databank_zelf(casa, chandra, status, velden, zin):
    zet_jaar(status, jaar=2026)

    with pytest.raises(BoekFout, match=zin):
        maak_boekstuk(chandra, regel("4110", "1000", 1, casa), **velden)

    assert not Boekstuk.objects.exists()


def test_een_voorlopig_jaar_neemt_een_memoriaal_met_reden_en_kenmerk(casa, chandra):
    Jaar.objects.filter(jaar=2026).update(status="voorlopig")

    assert maak_boekstuk(chandra, regel("4110", "1000", 1, casa), reden="Huur december", kenmerk="A12").nummer == 1


def test_omkeren_boekt_alles_terug_en_laat_beide_stukken_staan(casa, chandra):
    partner = maak_partner()
    eerste = maak_boekstuk(chandra, regel("4110", "1000", "725.00", casa, partner=partner, omschrijving="maart"))

    terug = keer_om(eerste, datum=date(2026, 4, 1), reden="Dubbel betaald", sleutel=uuid4(), gebruiker=chandra)

    spiegel = terug.boekingen.get()
    assert (spiegel.debet.nummer, spiegel.credit.nummer, spiegel.bedrag) == ("1000", "4110", Decimal("725.00"))
    assert (spiegel.kamer, spiegel.partner, spiegel.omschrijving) == (casa, partner, "maart")
    assert (terug.omschrijving, terug.reden) == ("Keert M2026-0001 om: Huur maart", "Dubbel betaald")
    assert {saldo.waarde for saldo in saldi(boekingen()).values()} == {0}


def test_een_stuk_keert_een_keer_om_en_een_omkering_niet(casa, chandra):
    eerste, sleutel = maak_boekstuk(chandra, regel("4110", "1000", 1, casa)), uuid4()
    vast = {"datum": DAG, "reden": "Fout", "gebruiker": chandra}
    terug = keer_om(eerste, sleutel=sleutel, **vast)

    assert keer_om(eerste, sleutel=sleutel, **vast) == terug
    with pytest.raises(BoekFout, match=r"Dit boekstuk is al omgekeerd door M2026-0002\."):
        keer_om(eerste, sleutel=uuid4(), **vast)
    with pytest.raises(BoekFout, match="Dit boekstuk keert zelf een ander om"):
        keer_om(terug, sleutel=uuid4(), **vast)
    assert Boekstuk.objects.count() == 2


def test_een_lang_stuk_kost_evenveel_vragen_als_een_kort(casa, chandra, django_assert_num_queries):
    jaar, huur, bank = Jaar.objects.get(jaar=2026), rekening("4110"), rekening("1000")
    assert jaar.status == "open"
    for aantal in (1, 40):
        regels = [regel(huur, bank, 1, casa) for _ in range(aantal)]
        with django_assert_num_queries(8):
            maak_boekstuk(chandra, *regels)


def test_een_boekstuk_wordt_niet_omgekeerd_voordat_het_er_was(casa, chandra):
    begin_boeken(2026)
    stuk_ = maak_boekstuk(chandra, regel("4110", "1000", 725, casa), datum=date(2026, 3, 10))

    with pytest.raises(BoekFout, match="Kies 10-03-2026 of later"):
        keer_om(stuk_, datum=date(2026, 3, 9), reden="Te vroeg", sleutel=uuid4(), gebruiker=chandra)
    assert Boekstuk.objects.count() == 1
