"""What is open is proposed to the bank line that closes it, and closed by accepting it."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.rollen import Rol
from financien.models import Bankregel, Inkoopfactuur
from financien.services.bank.boeken import maak_ongedaan, neem_aan
from financien.services.bank.voorstellen import voorstellen
from financien.services.betalen import openstaande_facturen, zet_rekening
from financien.services.opdrachten import keur_goed, meld_verzonden, zet_klaar
from financien.services.toekenningstand import samen, standen
from kamers.models import Partnernaam
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import ANDER as IBAN
from tests.financien.bankfabriek import EIGEN, VREEMD, begin_bank, blad, lees_blad, zin
from tests.financien.factuurfabriek import deel, leverancier
from tests.financien.factuurfabriek import maak_betaalbaar as _maak_betaalbaar
from tests.financien.toekenningfabriek import kom_binnen, maak_toekenning, verleen

pytestmark = pytest.mark.django_db
DAG = date(2026, 3, 20)
D = Decimal


@pytest.fixture
def coach(db):
    return maak_gebruiker("Coach", Rol.PROJECTCOACH)


def maak_betaalbaar(wie, coach, *regels, **velden) -> Inkoopfactuur:
    """Make an invoice to be paid from the account whose files are read, to that of the supplier."""
    factuur = _maak_betaalbaar(wie, coach, *regels, **velden)
    zet_rekening(iban=IBAN, tenaamstelling="Stroom BV", partner=factuur.leverancier, gebruiker=wie)
    Cooperatie.objects.update(iban=EIGEN)
    return factuur


@pytest.fixture
def factuur(casa, multibron, chandra, coach):
    begin_bank(2026)
    return maak_betaalbaar(chandra, coach, deel("4120", "80.00", casa), deel("4120", "20.50", multibron))


def op_de_bank(wie, bedrag, iban=IBAN, wat="Betaling", naam="Stroom BV", **velden) -> Bankregel:
    lees_blad(wie, blad(zin(bedrag, datum=DAG, iban=iban, wat=wat, naam=naam), **velden))
    return Bankregel.objects.order_by("-pk")[0]


def zinnen(regel) -> list[tuple[str, int]]:
    return [(v.waarom, v.zekerheid) for v in voorstellen([regel])[regel.pk]]


def neem_eerste(regel, wie):
    return neem_aan(regel=regel, beeld=voorstellen([regel])[regel.pk][0].beeld, gebruiker=wie)


def open_van(factuur) -> Decimal:
    return next((rij.open for rij in openstaande_facturen() if rij.factuur == factuur.pk), D(0))


@pytest.mark.parametrize(
    ("bedrag", "iban", "wat", "verwacht"),
    [
        ("-100.50", IBAN, "Betaling", [("Betaalt factuur F-12 van Stroom BV.", 94)]),
        ("-100.50", IBAN, "Factuur F-12", [("Betaalt factuur F-12 van Stroom BV.", 97)]),
        ("-40.00", IBAN, "Factuur F-12", [("Betaalt een deel van factuur F-12 van Stroom BV.", 82)]),
        ("-40.00", IBAN, "Betaling", []),
        ("-100.50", VREEMD, "Factuur F-12", []),
        ("-100.51", IBAN, "Factuur F-12", []),
        ("100.50", IBAN, "Factuur F-12", []),
    ],
)
def test_een_open_factuur_is_het_voorstel_als_rekening_en_bedrag_of_nummer_kloppen(
    factuur, chandra, bedrag, iban, wat, verwacht
):
    assert zinnen(op_de_bank(chandra, bedrag, iban, wat)) == verwacht


def test_wie_aanneemt_betaalt_de_factuur_een_keer(factuur, chandra):
    regel = op_de_bank(chandra, "-100.50", wat="F-12")
    eerste, tweede = neem_eerste(regel, chandra), None
    tweede = neem_aan(regel=regel, beeld="oud beeld", gebruiker=chandra)

    assert eerste == tweede
    assert open_van(factuur) == 0
    assert [(str(b.debet), b.bedrag, b.factuur) for b in eerste.boekstuk.boekingen.all()] == [
        ("1500 Crediteuren", D("100.50"), factuur)
    ]
    assert str(eerste.boekstuk) == "B2026-0001"


def test_ongedaan_maken_zet_de_factuur_weer_open_en_stelt_haar_opnieuw_voor(factuur, chandra):
    regel = op_de_bank(chandra, "-100.50", wat="F-12")
    neem_eerste(regel, chandra)
    maak_ongedaan(regel=regel, datum=DAG, gebruiker=chandra)

    assert open_van(factuur) == D("100.50")
    assert zinnen(regel)[0] == ("Betaalt factuur F-12 van Stroom BV.", 97)
    neem_eerste(regel, chandra)
    assert open_van(factuur) == 0


def test_wat_een_factuur_was_is_geen_voorbeeld_voor_een_regel_zonder_factuur(factuur, chandra):
    neem_eerste(op_de_bank(chandra, "-100.50", wat="F-12"), chandra)
    volgende = op_de_bank(chandra, "-35.00", begin="899.50")

    assert zinnen(volgende) == []


def test_een_opdracht_die_in_een_bedrag_van_de_bank_gaat_betaalt_al_haar_facturen(factuur, casa, chandra, coach):
    tweede = maak_betaalbaar(chandra, coach, deel("4110", "700.00", casa), nummer="F-13")
    vast = {"uitvoeren_op": timezone.localdate(), "sleutel": uuid4(), "gebruiker": chandra}
    opdracht = zet_klaar(facturen=[factuur.pk, tweede.pk], **vast)
    keur_goed(opdracht, gebruiker=coach)
    meld_verzonden(opdracht, gebruiker=chandra)
    regel = op_de_bank(chandra, "-800.50", iban="", wat="Verzamelbetaling", naam="")

    assert zinnen(regel) == [(f"Betaalt 2 facturen tegelijk: betaalopdracht {opdracht.pk}.", 93)]
    neem_eerste(regel, chandra)
    assert openstaande_facturen() == []
    assert Inkoopfactuur.objects.filter(betaalregels__loopt=True).count() == 0


@pytest.fixture
def bijdrage(casa, multibron, chandra):
    begin_bank(2026)
    delen, termijnen = {casa: 60, multibron: 40}, [(date(2026, 1, 15), 25), (date(2026, 4, 15), 75)]
    rij = maak_toekenning(chandra, delen, jaar=2026, kenmerk="SUB-2026-77", termijnen=termijnen)
    return verleen(rij, chandra, date(2026, 1, 2))


@pytest.mark.parametrize(
    ("bedrag", "naam", "wat", "verwacht"),
    [
        ("25.00", "Gemeente Amsterdam", "Voorschot", 94),
        ("25.00", "Gemeente Amsterdam", "Voorschot SUB-2026-77", 97),
        ("30.00", "Iemand", "SUB-2026-77", 85),
        ("30.00", "Gemeente Amsterdam", "Voorschot", None),
        ("25.00", "Iemand", "Voorschot", None),
        ("100.01", "Gemeente Amsterdam", "SUB-2026-77", None),
    ],
)
def test_een_toekenning_is_het_voorstel_bij_kenmerk_of_bij_naam_en_termijn(
    bijdrage, chandra, bedrag, naam, wat, verwacht
):
    gevonden = zinnen(op_de_bank(chandra, bedrag, VREEMD, wat, naam))

    assert gevonden == ([(f"Ontvangst voor {bijdrage}.", verwacht)] if verwacht else [])


def test_de_ontvangst_komt_bij_de_toekenning_en_over_haar_kamers(bijdrage, casa, multibron, chandra):
    regel = op_de_bank(chandra, "25.00", VREEMD, "SUB-2026-77", "Gemeente")
    boeking = neem_eerste(regel, chandra)

    per_kamer = standen(date(2026, 12, 31), [bijdrage.pk])[bijdrage.pk]
    assert {kamer: stand.ontvangen for kamer, stand in per_kamer.items()} == {casa.pk: D(15), multibron.pk: D(10)}
    assert samen(per_kamer).vordering == D(75)
    assert boeking.boekstuk.datum == DAG


def test_een_partner_met_een_oude_naam_wordt_herkend(bijdrage, chandra):
    Partnernaam.objects.create(partner=bijdrage.partner, naam="Stadsdeel Zuidoost", vanaf=date(2010, 1, 1))

    assert zinnen(op_de_bank(chandra, "25.00", VREEMD, "Voorschot", "STADSDEEL ZUIDOOST"))[0][1] == 94


def test_wat_al_binnen_is_wordt_niet_nog_eens_voorgesteld(bijdrage, chandra):
    kom_binnen(bijdrage, chandra, date(2026, 1, 20), "100.00")

    assert zinnen(op_de_bank(chandra, "25.00", VREEMD, "SUB-2026-77", "Gemeente")) == []


def test_een_voorstel_dan_alleen_wat_besloten_is(casa, chandra):
    begin_bank(2026)
    maak_toekenning(chandra, {casa: 25}, jaar=2026, kenmerk="SUB-9999")

    assert zinnen(op_de_bank(chandra, "25.00", VREEMD, "SUB-9999", "Gemeente")) == []


def test_veel_open_facturen_kosten_niet_meer_vragen(factuur, casa, chandra, coach, django_assert_num_queries):
    regel = op_de_bank(chandra, "-100.50")
    with django_assert_num_queries(5) as weinig:
        voorstellen([regel])
    for nummer in range(8):
        maak_betaalbaar(
            chandra, coach, deel("4120", "9.00", casa), nummer=f"X-{nummer}", leverancier=leverancier(f"l-{nummer}")
        )

    with django_assert_num_queries(len(weinig)):
        voorstellen([regel])
