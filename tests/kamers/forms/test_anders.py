from datetime import time

import pytest
from django.core.exceptions import ValidationError

from kamers.forms.anders import Tijdveld


@pytest.mark.parametrize(
    ("getypt", "tijd"),
    [
        ("9", time(9)),
        ("10", time(10)),
        ("10:30", time(10, 30)),
        ("10.30", time(10, 30)),
        ("930", time(9, 30)),
        ("1030", time(10, 30)),
        (" 0905 ", time(9, 5)),
    ],
)
def test_een_tijd_mag_ook_zonder_dubbele_punt(getypt, tijd):
    assert Tijdveld().clean(getypt) == tijd


@pytest.mark.parametrize("getypt", ["25", "2460", "1060", "10300", "half elf"])
def test_een_tijd_die_niet_bestaat_wordt_geweigerd(getypt):
    with pytest.raises(ValidationError, match=r"Vul een tijd in, bijvoorbeeld 10:00\."):
        Tijdveld().clean(getypt)
