from decimal import Decimal
from uuid import uuid4

import pytest
from django.http import QueryDict

from vrijwilligers.forms.uren import MeldForm, OordeelForm

SLEUTEL = str(uuid4())


@pytest.mark.parametrize(
    ("antwoord", "uren", "gemeld"), [("uren", "2", "2"), ("uren", "2:30", "2.5"), ("niet", "", "0"), ("niet", "3", "0")]
)
def test_een_antwoord_is_een_aantal_uren_of_niet_geweest(antwoord, uren, gemeld):
    form = MeldForm({"sleutel": SLEUTEL, "antwoord": antwoord, "uren": uren})

    assert form.is_valid(), form.errors
    assert form.gemeld() == Decimal(gemeld)


@pytest.mark.parametrize("uren", ["", "0", "13", "2.5", "veel", "-1", "0,3"])
def test_andere_uren_dan_een_half_tot_twaalf_worden_geweigerd(uren):
    form = MeldForm({"sleutel": SLEUTEL, "antwoord": "uren", "uren": uren})

    assert form.errors == {"uren": ["Vul een aantal uren in van 0,5 tot 12."]}


def test_wat_de_coordinator_zag_komt_mee_per_regel():
    form = OordeelForm(QueryDict(f"sleutel={SLEUTEL}&oordeel=goed&gezien=12:3.00&gezien=13:2.50"))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["gezien"] == {12: Decimal("3.00"), 13: Decimal("2.50")}


@pytest.mark.parametrize(
    "gezien",
    ["", "gezien=12", "gezien=a:b", "gezien=12:3:4", "gezien=12:", "gezien=12:sNaN", "gezien=12:NaN", "gezien=12:1e9"],
)
def test_zonder_leesbare_regels_is_er_niets_goed_te_keuren(gezien):
    form = OordeelForm(QueryDict(f"sleutel={SLEUTEL}&oordeel=goed&{gezien}"))

    assert form.errors["__all__"] == ["Er staat niets meer klaar om goed te keuren."]
