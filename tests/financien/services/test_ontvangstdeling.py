"""After the final decision money falls on the rooms as they keep it, and what we ask is what we take."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from financien.models import Bankregel
from financien.services.bank.boeken import neem_aan as neem_voorstel_aan
from financien.services.bank.voorstellen import voorstellen
from financien.services.overschot import spreek_af
from financien.services.terugbetaling import zet_te_betalen
from financien.services.toekenningstand import standen
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.jaarfabriek import bestem_alles, stand
from tests.financien.services.test_bestemmen_daarna import NU, dicht, gemeente  # noqa: F401 fixtures
from tests.financien.services.test_teruggaan import neem_aan, nog_te_ontvangen
from tests.financien.toekenningfabriek import kom_binnen, stap

D = Decimal


def per_kamer(rij, vier):
    nu = standen(date.max, [rij.pk])[rij.pk]
    return [(nu[kamer.pk].vordering, nu[kamer.pk].vooruit, nu[kamer.pk].terug) for kamer in vier]


@pytest.mark.parametrize(
    ("bedrag", "delen"),
    [
        ("251611.22", ["59611.22"]),
        ("251611.22", ["0.01", "59611.21"]),
        ("250000.00", ["58000.00"]),  # lower than closing left
        ("253000.00", ["61000.00"]),  # a part of it is income again
        ("256000.00", ["64000.00"]),
    ],
)
def test_wat_na_de_vaststelling_komt_maakt_geen_kamer_iets_schuldig(dicht, vier, chandra, bedrag, delen):  # noqa: F811
    bestem_alles(chandra, 2018)
    stap(dicht, chandra, NU, "verantwoord")
    stap(dicht, chandra, NU, "vastgesteld", bedrag=D(bedrag))
    for deel in delen:
        neem_aan(dicht, chandra, deel)

    assert per_kamer(dicht, vier) == [(0, 0, 0)] * 4
    assert (stand(dicht).ontvangen, stand(dicht).baten) == (D(bedrag), D(bedrag))


def test_neemt_het_jaar_minder_af_dan_terugging_dan_komt_dat_weer(dicht, chandra):  # noqa: F811
    kom_binnen(dicht, chandra, NU, 64000)
    bestem_alles(chandra, 2018)
    zet_te_betalen(toekenning=dicht, bedrag=D("4388.78"), sleutel=uuid4(), gebruiker=chandra)
    spreek_af(toekenning=dicht, keuze="egalisatie", grond="Beschikking, artikel 4")
    bestem_alles(chandra, 2018)
    gevraagd = nog_te_ontvangen(dicht)
    assert gevraagd > 0

    neem_aan(dicht, chandra, gevraagd)

    nu = stand(dicht)
    assert (nog_te_ontvangen(dicht), nu.vordering, nu.terug) == (0, 0, 0)


@pytest.mark.parametrize("bedrag", ["59611.22", "64000.00"])
def test_de_bank_verwacht_wat_wij_vragen_en_ook_de_hele_termijn(dicht, chandra, bedrag):  # noqa: F811
    begin_bank(2018, 2019)
    bestem_alles(chandra, 2018)
    naam = dicht.partner.naam
    lees_blad(chandra, blad(zin(bedrag, datum=NU, naam=naam, wat="Bijdrage")))
    regel = Bankregel.objects.get()

    voorstel = voorstellen([regel])[regel.pk][0]
    neem_voorstel_aan(regel=regel, beeld=voorstel.beeld, gebruiker=chandra)

    assert voorstel.waarom.startswith("Ontvangst voor ")
    assert stand(dicht).ontvangen == D("192000.00") + D(bedrag)
    assert nog_te_ontvangen(dicht) == 0
