"""A year closes when the bank was read to its end; what the bank shows after it still gets its place in the books."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Jaar
from financien.models import Bankregel, Boeking
from financien.services.afsluiten import AfsluitFout, sluit_voorlopig
from financien.services.bank.boeken import boek_zelf, neem_aan
from financien.services.bank.voorstellen import Deel, voorstellen
from financien.services.bankplek import met_voorlopig
from financien.services.betalen import te_betalen, zet_rekening
from financien.services.boeken import BoekFout, keer_om
from financien.services.hindernissen import van_jaar, van_maand
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import maak_boekstuk, regel, rekening
from tests.financien.factuurfabriek import ANDER_IBAN, deel, maak_betaalbaar
from tests.financien.jaarfabriek import sluit_maanden

D = Decimal
OUD, KERST = date(2026, 12, 31), date(2026, 12, 28)


@pytest.fixture
def december(chandra, casa, time_machine):
    """A year of which the bank was read to 28 December; now it is January."""
    time_machine.move_to("2026-12-29 10:00", tick=False)
    begin_bank(2026, 2027)
    maak_boekstuk(chandra, regel("1000", "0900", "1000.00"), datum=date(2026, 1, 1))
    lees_blad(chandra, blad(zin("-25.00", datum=KERST)))
    _boek(Bankregel.objects.get(), chandra, casa)
    time_machine.move_to("2027-01-05 10:00", tick=False)


def _boek(regel_, wie, kamer, **velden):
    delen = [Deel(rekening("4110"), regel_.bedrag, kamer)]
    return boek_zelf(regel=regel_, delen=delen, omschrijving="Huur", gebruiker=wie, **velden)


def _sluit(wie):
    return sluit_voorlopig(jaar=2026, gebruiker=wie, sleutel=uuid4())


def _is(status):
    """Let the year be so far; the first test closes it for real."""
    Jaar.objects.filter(jaar=2026).update(status=status)


def test_een_jaar_sluit_pas_als_de_bank_tot_oudjaar_is_gelezen(december, chandra):
    zin_ = (
        r"^Rekening 1000 Bank is ingelezen tot en met 28 december 2026\. "
        r"Lees eerst de bankregels tot en met 31 december 2026 in\. "
        r"Is de rekening opgeheven, boek haar dan leeg en sluit haar bij Rekeningen\.$"
    )
    sluit_maanden(chandra)

    with pytest.raises(AfsluitFout, match=zin_):
        _sluit(chandra)
    assert Jaar.objects.get(jaar=2026).status == "open"
    assert [(h.eerst, h.adres) for h in van_jaar(2026, date(2027, 1, 5))] == [(True, "/financien/bank/")]
    lees_blad(chandra, blad(begin="975.00", van=KERST, tot=OUD))
    _sluit(chandra)
    assert Jaar.objects.get(jaar=2026).status == "voorlopig"


@pytest.mark.parametrize(
    ("laatste", "gelezen", "mag"),
    [
        (date(2026, 12, 30), "2026-12-31 22:59", False),  # still New Year's Eve here: more may come
        (date(2026, 12, 30), "2026-12-31 23:01", True),  # read after the year: its last line is the last
        (date(2026, 11, 30), "2027-01-02 10:00", False),  # no day of December in it
        (date(2026, 8, 31), "2026-09-01 10:00", True),  # three months no file: not followed any more
        (date(2026, 9, 1), "2026-09-02 10:00", False),
        (date(2027, 1, 3), "2027-01-04 10:00", True),
    ],
)
def test_tot_welke_dag_de_bank_is_gelezen(chandra, time_machine, laatste, gelezen, mag):
    begin_bank(2026, 2027)
    time_machine.move_to(f"{gelezen}:00Z", tick=False)
    lees_blad(chandra, blad(van=date(2026, 8, 1), tot=laatste))
    time_machine.move_to("2027-01-05 10:00", tick=False)

    zinnen = [h.zin for h in van_jaar(2026, date(2027, 1, 5)) if h.adres == "/financien/bank/"]
    assert len(zinnen) == (0 if mag else 1)


@pytest.fixture
def laat(december, chandra, casa):
    """After the provisional close the bank shows two lines of the year, and one of the next."""
    lees_blad(chandra, blad(begin="975.00", van=KERST, tot=OUD))
    _is("voorlopig")
    regels = [
        zin("-850.00", datum=date(2026, 12, 30)),
        zin("-12.50", datum=OUD),
        zin("5.00", datum=date(2027, 1, 2)),
    ]
    lees_blad(chandra, blad(*regels, begin="975.00", van=date(2026, 12, 30), tot=date(2027, 1, 4)))
    groot, klein, nieuw = Bankregel.objects.open().order_by("datum")
    return SimpleNamespace(groot=groot, klein=klein, nieuw=nieuw)


def _bank_op(dag):
    """Return what the books say of the bank at the end of a day."""
    rijen = Boeking.objects.filter(boekstuk__datum__lte=dag)
    kant = [sum(rijen.filter(**{k: rekening("1000")}).values_list("bedrag", flat=True)) for k in ("debet", "credit")]
    return kant[0] - kant[1]


def test_een_regel_van_een_voorlopig_gesloten_jaar_komt_in_dat_jaar_met_reden_en_kenmerk(laat, chandra, casa):
    stuk = _boek(laat.groot, chandra, casa, kenmerk="AC-12").boekstuk

    assert (stuk.dagboek, stuk.datum, stuk.kenmerk) == ("memoriaal", date(2026, 12, 30), "AC-12")
    assert stuk.reden == "Bankregel van 30-12-2026, gelezen na het voorlopig afsluiten"
    assert stuk.omschrijving == "Huur (bank 30-12-2026)"
    assert _bank_op(OUD) == D("125.00")
    _boek(laat.klein, chandra, casa, kenmerk="AC-12")
    assert _bank_op(OUD) == D("112.50")  # what the bank itself says at 31-12


def test_zonder_kenmerk_zegt_de_regel_wat_er_nodig_is_en_blijft_hij_open(laat, chandra, casa):
    zin_ = r"^2026 is voorlopig afgesloten\. Vul het kenmerk van de accountant in, dan komt de regel in dat jaar\.$"

    with pytest.raises(BoekFout, match=zin_):
        _boek(laat.groot, chandra, casa)
    vraagt = met_voorlopig(Bankregel.objects.all()).filter(voorlopig=True)
    assert laat.groot in vraagt
    assert laat.nieuw not in vraagt
    assert _boek(laat.nieuw, chandra, casa, kenmerk="AC-12").boekstuk.dagboek == "bank"
    assert Bankregel.objects.open().count() == 2


def test_twee_keer_boeken_is_een_stuk_ook_als_het_kenmerk_er_niet_meer_bij_staat(laat, chandra, casa):
    een = _boek(laat.groot, chandra, casa, kenmerk="AC-12")

    assert _boek(laat.groot, chandra, casa, kenmerk="AC-12") == een
    with pytest.raises(BoekFout, match=rf"^Deze regel is al geboekt als {een.boekstuk}\.$"):
        _boek(laat.groot, chandra, casa)


def test_wat_in_het_volgende_jaar_is_teruggedraaid_komt_daar_ook_weer(laat, chandra, casa):
    """At 31-12 the bank already counts it once: booked again in that year it would count twice."""
    een = _boek(laat.groot, chandra, casa, kenmerk="AC-12").boekstuk
    keer_om(een, datum=date(2027, 1, 10), reden="Verkeerde kamer", sleutel=uuid4(), gebruiker=chandra)
    stuk = _boek(laat.groot, chandra, casa).boekstuk

    assert (stuk.dagboek, stuk.datum, stuk.omschrijving) == ("bank", date(2027, 1, 10), "Huur (bank 30-12-2026)")
    assert (_bank_op(OUD), _bank_op(date(2027, 1, 9)), _bank_op(date(2027, 1, 10))) == (D("125"), D("125"), D("125"))


def test_wat_in_december_is_omgekeerd_komt_weer_in_december(laat, chandra, casa):
    een = _boek(laat.groot, chandra, casa, kenmerk="AC-12").boekstuk
    vast = {"sleutel": uuid4(), "gebruiker": chandra, "reden": "Verkeerde kamer", "kenmerk": "AC-13"}
    keer_om(een, datum=OUD, **vast)

    assert _boek(laat.groot, chandra, casa, kenmerk="AC-13").boekstuk.datum == OUD
    assert _bank_op(OUD) == D("125.00")


def test_een_regel_van_maart_komt_op_de_eerste_dag_van_december(december, chandra, casa):
    lees_blad(chandra, blad(begin="975.00", van=KERST, tot=OUD))
    _is("voorlopig")
    lees_blad(
        chandra,
        blad(zin("-3.00", datum=date(2026, 3, 3)), begin="1003.00", van=date(2026, 3, 1), tot=date(2026, 12, 27)),
    )

    assert _boek(Bankregel.objects.open().get(), chandra, casa, kenmerk="A").boekstuk.datum == date(2026, 12, 1)


def test_een_jaar_wordt_niet_vastgesteld_zolang_een_regel_van_dat_jaar_open_staat(laat, chandra, casa):
    zinnen = [h.zin for h in van_jaar(2026, date(2027, 1, 5)) if h.eerst]
    assert zinnen == ["2 bankregels zijn nog niet geboekt.", "Bestem eerst het resultaat van 2026."]

    for regel_ in (laat.groot, laat.klein):
        _boek(regel_, chandra, casa, kenmerk="AC-12")
    assert [h.zin for h in van_jaar(2026, date(2027, 1, 5))] == ["Bestem eerst het resultaat van 2026."]


def test_na_het_vaststellen_komt_een_regel_op_de_eerste_open_dag_met_de_dag_van_de_bank(laat, chandra, casa):
    _is("vastgesteld")
    sluit_maanden(chandra, 2027, tot=1)

    stuk = _boek(laat.groot, chandra, casa).boekstuk

    assert (stuk.dagboek, stuk.datum, stuk.reden, stuk.kenmerk) == ("bank", date(2027, 2, 1), "", "")
    assert stuk.omschrijving == "Huur (bank 30-12-2026)"


def test_een_regel_van_een_vastgesteld_jaar_wacht_in_de_maand_die_open_is(laat):
    assert [h.zin for h in van_maand(2027, 1, date(2027, 3, 10))] == ["1 bankregel is nog niet geboekt."]
    _is("vastgesteld")
    assert [h.zin for h in van_maand(2027, 1, date(2027, 3, 10))] == ["3 bankregels zijn nog niet geboekt."]


def test_de_factuur_die_met_de_hand_is_betaald_is_dan_ook_in_dat_jaar_betaald(laat, chandra, casa, eva):
    """As the proposal says it; and *Klopt* twice is once."""
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "850", casa), datum=date(2027, 1, 5))
    zet_rekening(partner=factuur.leverancier, iban=ANDER_IBAN, tenaamstelling="Stroom BV", gebruiker=chandra)
    assert [rij.al_af for rij in te_betalen(chandra)] == [date(2026, 12, 30)]
    with pytest.raises(BoekFout, match="voorlopig afgesloten"):
        _klopt(laat.groot, chandra)
    een = _klopt(laat.groot, chandra, kenmerk="AC-12")

    assert _klopt(laat.groot, chandra) == een
    assert (een.boekstuk.dagboek, een.boekstuk.datum, een.boekstuk.kenmerk) == (
        "memoriaal",
        date(2026, 12, 30),
        "AC-12",
    )
    assert een.boekstuk.omschrijving == f"Betaald: {factuur} (bank 30-12-2026)"
    assert not [rij for rij in te_betalen(chandra) if rij.stand.factuur == factuur]


def _klopt(regel_, wie, **velden):
    beeld = next((v.beeld for v in voorstellen([regel_])[regel_.pk]), "")
    return neem_aan(regel=regel_, beeld=beeld, gebruiker=wie, **velden)


@pytest.mark.parametrize(
    ("bedrag", "iban", "dag"),
    [
        ("-850.00", ANDER_IBAN, date(2026, 3, 3)),
        ("-849.99", ANDER_IBAN, None),
        ("850.00", ANDER_IBAN, None),
        ("-850.00", "NL69INGB0123456789", None),
        ("-850.00", "", None),
    ],
)
def test_wat_betaald_kan_worden_zegt_dat_de_bank_het_al_betaalde(chandra, casa, eva, bedrag, iban, dag):
    begin_bank(2026)
    lees_blad(chandra, blad(zin(bedrag, iban=iban)))
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "850", casa))
    zet_rekening(partner=factuur.leverancier, iban=ANDER_IBAN, tenaamstelling="Stroom BV", gebruiker=chandra)

    assert [rij.al_af for rij in te_betalen(chandra)] == [dag]
    _boek(Bankregel.objects.get(), chandra, casa)
    assert [rij.al_af for rij in te_betalen(chandra)] == [None]  # booked as something else
