"""A repayment that the bank sends back is recognised, also from another account, a closed month, or weeks later."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from financien.models import Bankregel
from financien.services.afsluiten import sluit_maand
from financien.services.bank.boeken import neem_aan
from financien.services.bank.voorstellen import voorstellen
from financien.services.betalen import zet_rekening
from tests.financien.bankfabriek import ANDER, VREEMD, begin_bank, blad, lees_blad, zin
from tests.financien.jaarfabriek import bestem_alles, stand
from tests.financien.services.test_bestemmen_daarna import NU, dicht, gemeente  # noqa: F401 fixtures
from tests.financien.toekenningfabriek import kom_binnen

SCHULD = Decimal("4388.78")


@pytest.fixture
def schuldig(dicht, chandra):  # noqa: F811
    """A grant of which 4.388,78 is to go back, to an account that is known."""
    begin_bank(2018, 2019)
    bestem_alles(chandra, 2018)
    kom_binnen(dicht, chandra, date(2019, 1, 15), 64000)
    zet_rekening(iban=ANDER, tenaamstelling="Gemeente", partner=dicht.partner, gebruiker=chandra)
    assert stand(dicht).terug == SCHULD
    return dicht


def lees(chandra, rij, heen: date, weer: date, **velden):
    """Read a sheet with the repayment and its return, and book the first as proposed; return the other line."""
    vast = {"naam": rij.partner.naam, "wat": "Terug"}
    lees_blad(chandra, blad(zin(-SCHULD, datum=heen, **vast), zin(SCHULD, datum=weer, **vast | velden)))
    af, bij = Bankregel.objects.order_by("bedrag")
    assert klopt(af, chandra).startswith("Gaat terug naar")
    assert stand(rij).terug == 0
    return bij


def klopt(regel, chandra) -> str:
    """Take the first proposal for a line; return its reason, or nothing when there is none."""
    gevonden = voorstellen([regel])[regel.pk]
    if not gevonden:
        return ""
    neem_aan(regel=regel, beeld=gevonden[0].beeld, gebruiker=chandra)
    return gevonden[0].waarom


@pytest.mark.parametrize("iban", [ANDER, VREEMD, ""])
def test_ook_van_een_andere_rekening_als_de_naam_klopt(schuldig, chandra, iban):
    bij = lees(chandra, schuldig, NU - timedelta(days=3), NU, iban=iban)

    assert klopt(bij, chandra).startswith("De terugbetaling aan")
    assert stand(schuldig).terug == SCHULD


def test_van_een_andere_rekening_en_een_andere_naam_niet(schuldig, chandra):
    bij = lees(chandra, schuldig, NU - timedelta(days=3), NU, iban=VREEMD, naam="Bakker Bart")

    assert not klopt(bij, chandra).startswith("De terugbetaling aan")


def test_ook_als_de_maand_van_beide_al_dicht_is(schuldig, chandra):
    for maand in (1, 2):
        sluit_maand(jaar=2019, maand=maand, gebruiker=chandra, sleutel=uuid4(), vandaag=NU)
    bij = lees(chandra, schuldig, date(2019, 2, 20), date(2019, 2, 22))

    assert klopt(bij, chandra).startswith("De terugbetaling aan")
    assert stand(schuldig).terug == SCHULD


@pytest.mark.parametrize(("dagen", "herkend"), [(60, True), (61, False)])
def test_na_zestig_dagen_is_hetzelfde_bedrag_iets_anders(schuldig, chandra, time_machine, dagen, herkend):
    time_machine.move_to("2019-06-01 10:00", tick=False)
    bij = lees(chandra, schuldig, NU, NU + timedelta(days=dagen))

    assert klopt(bij, chandra).startswith("De terugbetaling aan") is herkend
