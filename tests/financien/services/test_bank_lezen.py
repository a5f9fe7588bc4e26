"""Every form to the cent, the traps of the banks, and a refusal with a sentence for what is not whole."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycamt.parser import Camt053Parser

from buurtwerkkamer.invoer.fouten import BestandFout
from financien.services.bank.lezen import lees
from tests.financien import bankfabriek
from tests.financien.bankfabriek import (
    ANDER,
    DAG,
    EIGEN,
    EIGEN_TRIODOS,
    SCHRIJVERS,
    VREEMD,
    blad,
    camt,
    camt_boeking,
    ing,
    mt940,
    rabobank,
    triodos,
    zin,
)

D = Decimal
VORM = {"camt 08": "camt", "camt 02": "camt"}
EIGENAAR = {"triodos": EIGEN_TRIODOS}
centen = st.integers(-9_999_999_999, 9_999_999_999).filter(bool).map(lambda n: D(n).scaleb(-2))
tekst = st.text("abc ABÖéßŁ09 .,'-&", min_size=1, max_size=30).map(str.strip).filter(lambda t: t and t[0].isalnum())
in_cp1252 = tekst.map(lambda t: t.replace("Ł", "L"))
zinnen = st.lists(
    st.builds(
        bankfabriek.Bankzin,
        bedrag=centen,
        datum=st.integers(0, 40).map(lambda n: DAG + timedelta(n)),
        naam=in_cp1252,
        wat=in_cp1252,
    ),
    min_size=1,
    max_size=12,
)


def gelezen(afschrift):
    return [(r.datum, r.bedrag, r.tegen_iban, r.tegen_naam, r.omschrijving) for r in afschrift.regels]


def plat(waarde: str) -> str:
    return " ".join(waarde.split())


@pytest.mark.parametrize("vorm", SCHRIJVERS)
@given(rij=zinnen, begin=centen)
@settings(max_examples=40, deadline=None)
def test_wat_een_bank_schrijft_lezen_we_tot_op_de_cent(vorm, rij, begin):
    rij = sorted(rij, key=lambda z: z.datum)
    b = blad(*rij, begin=begin, iban=EIGENAAR.get(vorm, EIGEN))
    if any(abs(begin + sum(z.bedrag for z in rij[:n])) > D("99999999.99") for n in range(len(rij) + 1)):
        return

    afschrift = lees(SCHRIJVERS[vorm](b))

    assert afschrift.vorm == VORM.get(vorm, vorm)
    assert (afschrift.iban, afschrift.begin, afschrift.eind) == (b.iban, b.begin, b.eind)
    assert gelezen(afschrift) == [(z.datum, z.bedrag, z.iban, plat(z.naam), plat(z.wat)) for z in rij]


@pytest.mark.parametrize("vorm", ["camt 08", "camt 02", "mt940"])
def test_een_afschrift_zonder_regels_heeft_toch_twee_saldi(vorm):
    afschrift = lees(SCHRIJVERS[vorm](blad(begin="-12.34")))

    assert (afschrift.begin, afschrift.eind, afschrift.regels) == (D("-12.34"), D("-12.34"), ())


@pytest.mark.parametrize("scheider", [";", ","])
def test_de_csv_van_ing_zonder_saldo_heeft_geen_saldi(scheider):
    b = blad(zin("-10.00"), zin("-10.00", datum=DAG + timedelta(1)))

    afschrift = lees(ing(b, scheider=scheider, saldo=False))

    assert (afschrift.begin, afschrift.eind, afschrift.som) == (None, None, D("-20.00"))
    assert [r.datum for r in afschrift.regels] == [DAG, DAG + timedelta(1)]


def test_de_csv_van_triodos_zonder_saldo_wordt_ook_gelezen():
    afschrift = lees(triodos(blad(zin("1234.56"), iban=EIGEN_TRIODOS), saldo=False))

    assert (afschrift.begin, [r.bedrag for r in afschrift.regels]) == (None, [D("1234.56")])


def test_twee_gelijke_regels_op_een_dag_zijn_twee_regels():
    b = blad(zin("-5.00"), zin("-5.00"), zin("-5.00"), iban=EIGEN)

    assert {vorm: len(lees(s(b)).regels) for vorm, s in SCHRIJVERS.items() if vorm != "triodos"} == {
        "camt 08": 3,
        "camt 02": 3,
        "mt940": 3,
        "ing": 3,
        "rabobank": 3,
    }


@pytest.mark.parametrize("schrijf", [camt, mt940])
def test_meer_afschriften_in_een_bestand_zijn_een_keten(schrijf):
    een = blad(zin("-10.00"))
    twee = blad(zin("30.00", datum=DAG + timedelta(1)), begin="990.00")

    afschrift = lees(schrijf(een, twee))

    assert (afschrift.begin, afschrift.eind, afschrift.van, afschrift.tot) == (
        D("1000.00"),
        D("1020.00"),
        DAG,
        DAG + timedelta(1),
    )


class TestMt940:
    def test_de_tekst_van_het_afschrift_zelf_hoort_niet_bij_de_laatste_regel(self):
        afschrift = lees(mt940(blad(zin("-10.00", wat="Huur")), slot="Einde van dit afschrift"))

        assert [r.omschrijving for r in afschrift.regels] == ["Huur"]

    def test_een_lange_tekst_over_meer_regels_blijft_heel(self):
        wat = "Termijn 2 van 4 voor de buurtwerkkamers in Zuidoost volgens beschikking 2026-0012345 van de gemeente"

        assert [r.omschrijving for r in lees(mt940(blad(zin("64000.00", wat=wat)))).regels] == [wat]

    def test_een_teruggedraaide_bijschrijving_gaat_eraf(self):
        bestand = mt940(blad(zin("-10.00"))).replace(b":61:2603030303D10,00", b":61:2603030303RC10,00")

        assert [r.bedrag for r in lees(bestand).regels] == [D("-10.00")]

    def test_de_vorm_van_ing_noemt_de_ander_met_cntp(self):
        oud = f"/IBAN/{ANDER}/NAME/Woningstichting Rochdale/REMI/Huur maart".encode()
        nieuw = f"/CNTP/{ANDER}/INGBNL2A/Rochdale///REMI/USTD//Huur maart/".encode()
        bestand = mt940(blad(zin("-10.00"))).replace(b"\r\n", b"\n").replace(oud[:65] + b"\n" + oud[65:], nieuw)

        regel = lees(bestand).regels[0]

        assert (regel.tegen_iban, regel.tegen_naam, regel.omschrijving) == (ANDER, "Rochdale", "Huur maart")

    def test_de_boekdag_telt_en_niet_de_rentedag_ook_rond_nieuwjaar(self):
        b = blad(zin("-10.00", datum=date(2025, 12, 31)))
        bestand = mt940(b).replace(b":61:2512311231", b":61:2601011231")

        assert [r.datum for r in lees(bestand).regels] == [date(2025, 12, 31)]


class TestCamt:
    def test_een_verzamelboeking_is_een_regel_met_het_bedrag_van_de_bank(self):
        detail = '<TxDtls><Amt Ccy="USD">7.00</Amt></TxDtls>'
        boeking = camt_boeking(zin("-300.00")).replace("</NtryDtls>", f"{detail}</NtryDtls>")
        b = blad(zin("-300.00"))

        regel = lees(camt(b, boekingen=[boeking])).regels[0]

        assert (regel.bedrag, regel.omschrijving, regel.tegen_iban) == (D("-300.00"), "Verzamelboeking van 2", "")

    @pytest.mark.parametrize(("versie", "status"), [("08", "PDNG"), ("02", "PDNG"), ("08", "INFO")])
    def test_wat_nog_niet_geboekt_is_telt_niet_mee(self, versie, status):
        wacht = camt_boeking(zin("-99.00"), versie=versie, status=status)
        b = blad(zin("-10.00"))
        bestand = camt(b, versie=versie, boekingen=[wacht, camt_boeking(b.zinnen[0], versie=versie)])

        assert [r.bedrag for r in lees(bestand).regels] == [D("-10.00")]

    def test_een_bestand_met_een_voorvoegsel_voor_elk_woord_wordt_gelezen(self):
        kaal = camt(blad(zin("-10.00"))).replace(b"xmlns=", b"xmlns:n=")
        bestand = re.sub(rb"<(/?)(?=[A-Z])", rb"<\1n:", kaal)

        assert lees(bestand).eind == D("990.00")

    def test_pycamt_leest_dezelfde_bedragen_en_namen(self):
        b = blad(zin("-725.50", naam="Rochdale"), zin("64000.00", naam="Gemeente Amsterdam"))

        anders = Camt053Parser(camt(b)).get_transactions()

        assert [(D(t["Amount"]) * (1 if t["CreditDebitIndicator"] == "CRDT" else -1)) for t in anders] == [
            r.bedrag for r in lees(camt(b)).regels
        ]

    @pytest.mark.parametrize(
        "kwaad",
        [
            b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
            b'<!DOCTYPE a [<!ENTITY x "aaaa"><!ENTITY y "&x;&x;">]>',
        ],
    )
    def test_een_bestand_met_een_eigen_taal_wordt_niet_geopend(self, kwaad):
        bestand = camt(blad(zin("-10.00"))).replace(b"<Document", kwaad + b"<Document")

        weiger(bestand, "Dit bestand is niet veilig om te openen.")


def weiger(bestand: bytes, zin_: str) -> None:
    with pytest.raises(BestandFout) as fout:
        lees(bestand)
    assert zin_ in str(fout.value)


EEN = blad(zin("-10.00"), zin("25.00", datum=DAG + timedelta(1)))
VREEMDE_VLAG = EEN.__class__(EEN.zinnen, EEN.begin, EEN.van, EEN.tot, VREEMD)


@pytest.mark.parametrize(
    ("bestand", "zin_"),
    [
        (b"", "Dit bestand is leeg."),
        (b"Beste penningmeester", "Dit is geen bestand van een bank dat we kennen."),
        (b"naam;bedrag\r\nhuur;10,00\r\n", "Dit is geen bestand van een bank dat we kennen."),
        (b"%PDF-1.7\0", "Dit is geen tekst."),
        (b"<html></html>", "Dit is html. We lezen CAMT.053 in versie 02 of 08."),
        (camt(EEN, versie="12"), "Dit is camt.053.001.12. We lezen CAMT.053 in versie 02 of 08."),
        (camt(EEN, ruimte="camt.052.001."), "Dit is camt.052.001.08."),
        (camt(EEN)[:-200], "Dit CAMT-bestand is afgebroken of kapot bij regel 2."),
        (camt(EEN).replace(b"CLBD", b"CLAV"), "Het saldo CLBD ontbreekt."),
        (camt(EEN, boekingen=[camt_boeking(EEN.zinnen[0])]), "Er scheelt €\u00a025,00."),
        (camt(EEN, boekingen=[camt_boeking(EEN.zinnen[0])] * 2), "De saldo's kloppen niet: begin €\u00a01.000,00"),
        (camt(EEN).replace(b">10.00<", b">10.005<"), "Boeking 1 (Ntry): 10.005 is geen bedrag in euro's en centen."),
        (camt(EEN).replace(b">10.00<", b">1e3<"), "Boeking 1 (Ntry): 1e3 is geen bedrag"),
        (camt(EEN, munt="USD"), "Acct/Ccy: hier staat USD. We lezen alleen rekeningen in euro."),
        (camt(EEN).replace(EIGEN.encode(), b"NL00ABNA0417164300"), "is geen geldig rekeningnummer (IBAN)"),
        (camt(EEN, EEN), "Het afschrift van 04-03-2026 staat twee keer in dit bestand."),
        (camt(EEN, VREEMDE_VLAG), f"In dit bestand staan meer rekeningen: {VREEMD}, {EIGEN}."),
        (camt(EEN, blad(zin("1.00", datum=DAG + timedelta(5)))), "Tussen twee afschriften mist iets: op 04-03-2026"),
        (camt(EEN).replace(b"<Dt>2026-03-03</Dt></BookgDt>", b"<Dt>2026-02-30</Dt></BookgDt>"), "2026-02-30 is geen"),
        (mt940(EEN)[:-60], "Afschrift 1: het eindsaldo (:62F:) ontbreekt of is afgebroken."),
        (mt940(EEN).replace(b"D10,00", b"D11,00"), "Er scheelt €\u00a01,00."),
        (mt940(EEN).replace(b":61:2603030303D10,00", b":61:geen"), "Afschrift 1: "),
        (mt940(EEN, munt="USD"), "geen geldig rekeningnummer"),
        (mt940(EEN).replace(b"EUR1015,00", b"USD1015,00"), "Afschrift 1, :62F:: hier staat USD."),
        (mt940(EEN, EEN), "staat twee keer in dit bestand."),
        (mt940(EEN, VREEMDE_VLAG), "In dit bestand staan meer rekeningen"),
        (ing(EEN).replace(b'"Af"', b'"Weg"'), "Regel 3, kolom Af Bij: hier staat Weg."),
        (ing(EEN).replace(b'"25,00"', b'"25.00"'), "Regel 2, kolom Bedrag (EUR): 25.00 is geen bedrag"),
        (ing(EEN)[:-30], "Regel 3 is afgebroken"),
        (ing(EEN).replace(b'"1015,00"', b'"1016,00"'), "klopt het saldo €\u00a01.016,00 niet met de regel ervoor."),
        (ing(EEN) + ing(EEN).split(b"\r\n")[1] + b"\r\n", "Er mist een regel, of er staat er een dubbel."),
        (ing(EEN) + ing(VREEMDE_VLAG).split(b"\r\n")[2] + b"\r\n", "In dit bestand staan meer rekeningen"),
        (ing(blad()), "Er staan geen regels in dit bestand."),
        (rabobank(EEN, munt="USD"), "Regel 2, kolom Munt: hier staat USD."),
        (rabobank(EEN) + rabobank(EEN).split(b"\r\n")[2] + b"\r\n", "Regel 4 staat er dubbel: volgnummer"),
        (rabobank(EEN).replace(b'"2026-03-03"', b'"03-03-2026"'), "Regel 2, kolom Datum: 03-03-2026 is geen datum."),
        (triodos(VREEMDE_VLAG), "Dit is geen bestand van een bank dat we kennen."),
    ],
)
def test_een_bestand_dat_niet_heel_is_wordt_geweigerd_met_een_zin(bestand, zin_):
    weiger(bestand, zin_)


def test_elke_afgebroken_versie_van_een_bestand_wordt_geweigerd_of_is_er_een_zonder_verlies():
    """Cut after every byte: whatever is accepted has all lines (only white space was lost)."""
    for schrijf in (camt, mt940, ing, rabobank):
        heel = schrijf(EEN)
        for lengte in range(0, len(heel), 7):
            try:
                afschrift = lees(heel[:lengte])
            except BestandFout:
                continue
            if schrijf in (ing, rabobank):  # newest last: a file cut between two lines is a shorter period
                assert afschrift.eind - afschrift.begin == afschrift.som
            else:
                assert afschrift.som == D("15.00"), (schrijf, lengte)


def test_een_te_groot_bestand_wordt_niet_geopend():
    weiger(b" " + b"x" * (5 * 1024 * 1024 + 1), "Dit bestand is groter dan 5 MB.")
