from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.utils.formats import date_format, localize
from django.utils.translation import override


@pytest.fixture(autouse=True)
def in_het_engels():
    with override("en"):
        yield


def test_een_dag_staat_er_met_de_maand_in_letters():
    assert date_format(date(2018, 11, 20)) == "20 November 2018"
    assert date_format(datetime(2018, 11, 20, 16, 5, tzinfo=UTC), "DATETIME_FORMAT") == "20 November 2018, 16:05"


@pytest.mark.parametrize("tekst", ["03-04-2018", "03/04/2018", "2018-04-03", "3 April 2018"])
def test_de_dag_staat_voor_de_maand_ook_als_je_typt(tekst):
    assert forms.DateField().clean(tekst) == date(2018, 4, 3)


def test_een_getal_houdt_de_nederlandse_komma():
    assert localize(Decimal("12.50")) == "12,50"
    assert forms.DecimalField(localize=True).clean("12,50") == Decimal("12.50")
