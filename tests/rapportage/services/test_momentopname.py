import json
from datetime import date

import pytest

from kamers.models import Kamer
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.services import momentopname
from rapportage.services.momentopname import Momentopname
from tests.fabriek import maak_activiteit, maak_bijeenkomst
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel

PARTNERS = {"Eigen Haard": "eigen-haard"}


@pytest.mark.parametrize("maak", [aanbod, jaarverslag])
def test_wat_uit_de_momentopname_komt_is_wat_erin_ging(aanbod_2018, casa, maak):
    maak_bijeenkomst(maak_activiteit(casa), "2018-03-06", nieuw=3)
    opname = Momentopname(maak(2018), PARTNERS)

    assert momentopname.lees(momentopname.schrijf(opname)) == opname


def test_gelijke_inhoud_geeft_gelijke_bytes(aanbod_2018):
    een, twee = (momentopname.schrijf(Momentopname(aanbod(2018), PARTNERS)) for _keer in range(2))

    assert een == twee


def test_een_onbekende_vorm_wordt_niet_gelezen(aanbod_2018):
    boom = json.loads(momentopname.schrijf(Momentopname(aanbod(2018), PARTNERS)))

    with pytest.raises(ValueError, match="unknown shape 2"):
        momentopname.lees(json.dumps(boom | {"vorm": 2}).encode())


def test_de_rijen_van_een_partner_zijn_die_van_zijn_code(aanbod_2018):
    opname = Momentopname(aanbod(2018), PARTNERS)

    assert [rij.naam for rij in opname.rijen_van({"eigen-haard"})] == ["Eigen Haard"]
    assert opname.rijen_van({"rochdale"}) == []


def test_een_editie_van_voor_de_realisatie_leest_zoals_ze_is_vastgelegd(aanbod_2018):
    inhoud = jaarverslag(2018)
    boom = json.loads(momentopname.schrijf(Momentopname(inhoud, {})))
    del boom["inhoud"]["werkelijk"], boom["inhoud"]["zinnen"]["werkelijk"]

    assert momentopname.lees(json.dumps(boom).encode()).inhoud == inhoud


def test_begroot_en_werkelijk_komt_uit_een_editie_terug_zoals_het_erin_ging(aanbod_2018, chandra):
    begin_boeken(2018)
    kamer = Kamer.objects.get(code="cjm")
    maak_boekstuk(chandra, regel("4110", "1000", "725.50", kamer), datum=date(2018, 1, 10))
    inhoud = jaarverslag(2018)

    assert inhoud.werkelijk is not None
    assert momentopname.lees(momentopname.schrijf(Momentopname(inhoud, {}))).inhoud == inhoud
