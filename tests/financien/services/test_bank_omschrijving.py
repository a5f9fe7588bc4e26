"""What the bank writes never goes into the books by itself: a document can never be changed."""

from datetime import timedelta
from decimal import Decimal

import pytest

from financien.models import Bankregel, Boeking, Boekstuk, Herkenningsregel
from financien.services.bank.boeken import boek_zelf, neem_aan
from financien.services.bank.herkenning import onthoud
from financien.services.bank.omschrijving import omschrijving_van
from financien.services.bank.voorstellen import Deel, voorstellen
from tests.fabriek import maak_partner
from tests.financien.bankfabriek import DAG, begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import maak_boekstuk, regel, rekening
from tests.financien.factuurfabriek import deel, maak_betaalbaar

pytestmark = pytest.mark.django_db
D = Decimal
BANKTEKST = "Teruggave aan J. de Vries, bsn 111222333, tel 06-12345678, NL20 INGB 0001 2345 67"
BANK = "/financien/bank/bankregels/"
PERSOON = ("Vries", "111222333", "12345678", "INGB", "2345 67")


@pytest.fixture(autouse=True)
def die_dag(time_machine):
    time_machine.move_to("2026-04-10 12:00", tick=False)


@pytest.fixture
def regels(casa, chandra):
    """Two lines of the same other side, a month apart, with everything in them that must not stay."""
    begin_bank(2026)
    velden = {"naam": "J. de Vries", "wat": BANKTEKST}
    lees_blad(chandra, blad(zin("-10.00", **velden), zin("-12.00", datum=DAG + timedelta(31), **velden)))
    return list(Bankregel.objects.order_by("pk"))


def neem(regel, wie):
    voorstel = voorstellen([regel])[regel.pk][0]
    return neem_aan(regel=regel, beeld=voorstel.beeld, gebruiker=wie).boekstuk


def in_de_boeken() -> str:
    return " | ".join([*Boekstuk.objects.values_list("omschrijving", flat=True), *_toelichtingen()])


def _toelichtingen():
    return Boeking.objects.values_list("omschrijving", flat=True)


def test_wat_eerder_zo_geboekt_werd_krijgt_de_naam_van_de_rekening(regels, casa, chandra):
    oud, nieuw = regels
    boek_zelf(regel=oud, delen=[Deel(rekening("4120"), D("-10.00"), casa)], omschrijving="", gebruiker=chandra)

    stuk = neem(nieuw, chandra)

    assert stuk.omschrijving == rekening("4120").naam
    assert not [wat for wat in PERSOON if wat in in_de_boeken()]
    assert Bankregel.objects.get(pk=nieuw.pk).omschrijving == BANKTEKST  # with its line, for who may see it


def test_een_bekende_partner_staat_erbij(regels, casa, chandra):
    oud, nieuw = regels
    delen = [Deel(rekening("4120"), D("-10.00"), casa, maak_partner("stroom", "Stroom BV"))]
    boek_zelf(regel=oud, delen=delen, omschrijving="", gebruiker=chandra)

    assert neem(nieuw, chandra).omschrijving == f"Stroom BV: {rekening('4120').naam}"


def test_elke_rekening_staat_er_een_keer_en_het_past(regels, casa, multibron):
    delen = [Deel(rekening("4110"), D(-1), kamer) for kamer in (casa, multibron)] + [Deel(rekening("4120"), D(-1))]
    assert omschrijving_van(delen) == f"{rekening('4110').naam}, {rekening('4120').naam}"
    wie = [maak_partner(f"p{n}", f"Partner {n} met een lange naam") for n in range(9)]
    lang = [Deel(rekening("4110"), D(-1), casa, partner) for partner in wie]
    assert len(omschrijving_van(lang)) == 140
    assert omschrijving_van([]) == "Bankregel"


def test_het_nummer_van_een_factuur_en_een_rekening_blijven_dat_van_een_mens_niet(casa, chandra, eva):
    begin_bank(2026)
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "850", casa), nummer="2026-00012")
    boeken = rekening("4120")
    boeken.naam = "Energie 20260012"
    zelf = maak_partner("jan", "Jan 06-12345678")

    assert omschrijving_van([Deel(boeken, D(-850), casa, factuur=factuur)]) == "Stroom BV 2026-00012"
    assert omschrijving_van([Deel(boeken, D(-1), casa, zelf)]) == "Jan: Energie 20260012"


@pytest.mark.parametrize(
    ("afspraak", "omschrijving"),
    [("Abonnement 06-12345678", "Abonnement"), ("Abonnement, maart", "Abonnement, maart"), ("111222333", None)],
)
def test_van_een_afspraak_komen_de_woorden_en_geen_nummers_van_mensen(regels, casa, chandra, afspraak, omschrijving):
    delen = [Deel(rekening("4120"), D("-10.00"), casa)]
    onthoud(regel=regels[0], delen=delen, omschrijving="Later", woorden="", vandaag=DAG)
    Herkenningsregel.objects.update(omschrijving=afspraak)
    verwacht = omschrijving or rekening("4120").naam

    voorstel = voorstellen(regels)[regels[0].pk][0]

    assert (voorstel.omschrijving, voorstel.waarom) == (verwacht, f"Herkend: {verwacht}.")
    assert neem(regels[0], chandra).omschrijving == verwacht


def test_het_formulier_begint_zonder_de_tekst_van_de_bank(client, regels, casa, chandra):
    client.force_login(chandra)
    oud, nieuw = regels
    kop = client.get(f"{BANK}{oud.pk}/").context["form"].kop
    assert kop["omschrijving"].value() == ""

    maak_boekstuk(chandra, regel("4120", "1000", "12.00", casa), datum=nieuw.datum, omschrijving=BANKTEKST)
    voorstel = voorstellen([nieuw])[nieuw.pk][0]
    assert voorstel.waarom.startswith("Staat al in de boeken")
    kop = client.get(f"{BANK}{nieuw.pk}/").context["form"].kop
    assert kop["omschrijving"].value() == ""


def test_wat_de_penningmeester_zelf_schrijft_blijft(regels, casa, chandra):
    delen = [Deel(rekening("4120"), D("-10.00"), casa)]
    assert (
        boek_zelf(regel=regels[0], delen=delen, omschrijving="Borg sleutel", gebruiker=chandra).boekstuk.omschrijving
        == "Borg sleutel"
    )
