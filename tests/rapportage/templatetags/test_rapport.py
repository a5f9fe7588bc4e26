from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils.translation import override

from rapportage.tabellen import Begrotingsrij
from rapportage.templatetags import rapport

COACHEN = Begrotingsrij(
    code="M2",
    naam="Coachen",
    tekst="Coachen medewerkers en vrijwilligers: basis is 4 uur professionele inzet per week",
    basis=Decimal("4.00"),
    basis_eenheid="uur professionele inzet per week",
    bedragen=(),
    totaal=Decimal(0),
)


@pytest.mark.parametrize(
    ("waarde", "tekst"), [(None, "–"), (Decimal(0), "0"), (Decimal("35460"), "35.460"), (Decimal("0.50"), "1")]
)
def test_geen_regel_is_een_streepje_en_nul_euro_is_nul(waarde, tekst):
    assert rapport.bedrag(waarde) == tekst


@pytest.mark.parametrize(("waarde", "tekst"), [(416, "+416"), (-680, "−680"), (0, "0")])
def test_een_verschil_heeft_een_teken(waarde, tekst):
    assert rapport.verschil(Decimal(waarde)) == tekst


def test_label_en_basis_zijn_samen_het_gedrukte_label():
    assert rapport.hoofd(COACHEN.tekst) == "Coachen medewerkers en vrijwilligers:"
    assert rapport.basis(COACHEN) == "basis is 4 uur professionele inzet per week"


def test_een_basis_die_in_deze_versie_anders_is_staat_erbij():
    anders = replace(COACHEN, basis=Decimal("6.00"))

    assert rapport.basis(anders).endswith("; in deze versie 6 uur professionele inzet per week")


def test_een_post_zonder_basis_houdt_het_hele_label():
    huur = replace(COACHEN, tekst="Huren van de ruimte", basis=None, basis_eenheid="")

    assert (rapport.hoofd(huur.tekst), rapport.basis(huur)) == ("Huren van de ruimte", "")


@pytest.mark.parametrize(
    ("omvang", "tekst"), [(1, "1 kB"), (46_000, "46 kB"), (46_001, "47 kB"), (1_100_000, "1,1 MB")]
)
def test_de_omvang_van_een_bestand_is_nooit_nul(omvang, tekst):
    assert rapport.kilobyte(omvang).replace("\u00a0", " ") == tekst


@pytest.mark.parametrize(
    ("tekst", "getallen"),
    [
        ("van 1.500", "1,500"),
        ("12,5 op 19", "19"),
        ("8,3", "8.3"),
        ("Min. 2,5%", "Min. 2.5%"),
        ("gemiddeld 1.212,5 uur", "1,212.5 uur"),
        ("> 8", "> 8"),
    ],
)
def test_een_cel_heeft_op_het_scherm_engelse_getallen_en_staat_in_het_rapport_zoals_hij_is(tekst, getallen):
    with override("nl"):
        assert rapport.op_scherm(tekst) == tekst
    with override("en"):
        assert rapport.op_scherm(tekst).endswith(getallen)
