"""The chart of accounts: complete, added once, and a tin for every room, however many there are."""

import pytest

from financien.models import Grootboekrekening, Kostenpost
from financien.services.rekeningschema import laad_rekeningen, maak_kamerrekeningen
from tests.fabriek import maak_kamer


def test_elke_post_van_de_begroting_heeft_een_rekening(aanbod_2018):
    assert Kostenpost.objects.count() == 11
    assert list(Kostenpost.objects.filter(grootboekrekeningen__isnull=True)) == []


def test_laden_kan_vaker_en_verandert_niets(aanbod_2018):
    Grootboekrekening.objects.filter(nummer="4110").update(naam="Huur")
    stand = list(Grootboekrekening.objects.values_list("nummer", "naam"))

    laad_rekeningen()

    assert list(Grootboekrekening.objects.values_list("nummer", "naam")) == stand


def test_elke_kamer_heeft_een_kas_en_een_handgeldrekening(aanbod_2018):
    rijen = Grootboekrekening.objects.filter(kamer__isnull=False).values_list("nummer", "kamer__code")

    assert dict(rijen) == {
        "1101": "cjm", "1102": "multibron", "1103": "handreiking", "1104": "kg",
        "1201": "cjm", "1202": "multibron", "1203": "handreiking", "1204": "kg",
    }  # fmt: skip


def test_een_oefenkamer_heeft_geen_geld(db):
    maak_kamer("oefen", oefenkamer=True)

    laad_rekeningen()

    assert not Grootboekrekening.objects.filter(kamer__isnull=False).exists()


@pytest.mark.proef
def test_ook_vierhonderd_kamers_krijgen_een_eigen_nummer(db):
    maak_kamerrekeningen([maak_kamer(f"k{nummer}") for nummer in range(400)])

    nummers = list(Grootboekrekening.objects.values_list("nummer", flat=True))
    assert len(set(nummers)) == 800
    assert {"1199", "110100", "110400", "1299"} <= set(nummers)
