"""The printed label carries the basis of its own version; where that says the same it is printed to the letter."""

from datetime import date
from decimal import Decimal

import pytest

from financien.models import Begrotingsregel
from financien.services.versies import nieuw_jaar
from rapportage.gegevens import laad_aanbod_2018
from rapportage.inhoud import aanbod
from rapportage.tabellen.basistekst import met_basis
from tests.rapportage import goud

LABEL = "Coachen medewerkers: basis is 4 uur professionele inzet per week"
VIER = (Decimal("4.00"), "uur professionele inzet per week")
GEEN = (None, "")


@pytest.mark.parametrize(
    ("label", "bases", "gedrukt"),
    [
        (LABEL, [VIER, VIER], LABEL),
        (LABEL, [(Decimal(6), VIER[1])], "Coachen medewerkers: basis is 6 uur professionele inzet per week"),
        (LABEL, [GEEN], "Coachen medewerkers"),
        (LABEL, [], "Coachen medewerkers"),
        (LABEL, [VIER, GEEN], "Coachen medewerkers: basis is 4 uur professionele inzet per week (niet in elke kamer)"),
        (
            LABEL,
            [VIER, (Decimal("6.5"), VIER[1])],
            "Coachen medewerkers: basis is 4 tot 6,50 uur professionele inzet per week (per kamer anders)",
        ),
        (LABEL, [VIER, (Decimal(2), "dagen per maand")], "Coachen medewerkers: basis is per kamer anders"),
        (
            "Handgeld voor o.a. koffie: basis is € 250 per maand",
            [(Decimal(250), "euro per maand")],
            "Handgeld voor o.a. koffie: basis is € 250 per maand",
        ),
        (
            "Handgeld",
            [(Decimal(300), "euro per maand"), (Decimal(250), "euro per maand")],
            "Handgeld: basis is € 250 tot € 300 per maand (per kamer anders)",
        ),
        (
            "Plekken: basis is min. 1 mogelijk 3 plekken per kamer",
            [(None, "min. 1, mogelijk 3 plekken per kamer")],
            "Plekken: basis is min. 1 mogelijk 3 plekken per kamer",
        ),
        ("Huren van de ruimte", [GEEN], "Huren van de ruimte"),
    ],
)
def test_achter_het_label_staat_de_basis_van_deze_versie(label, bases, gedrukt):
    assert met_basis(label, bases) == gedrukt


@pytest.mark.django_db
def test_een_nieuw_aanbod_drukt_zijn_eigen_basis_en_dat_van_2018_zijn_eigen_label():
    laad_aanbod_2018()
    nieuw = nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=date(2018, 9, 28))
    gedrukt = [rij["tekst"] for rij in goud.lees("begroting-2018")]
    assert [rij.tekst for rij in aanbod(2019).begroting.rijen] == gedrukt

    Begrotingsregel.objects.filter(versie=nieuw, post__code="M1").update(basis=20)

    anders = [gedrukt[0].replace("18 uur", "20 uur"), *gedrukt[1:]]
    assert [rij.tekst for rij in aanbod(2019).begroting.rijen] == anders
    assert [rij.tekst for rij in aanbod(2018).begroting.rijen] == gedrukt
