"""What does not ask for the database of the tests does not get it."""

import pytest

from buurtwerkkamer.models import Jaar


def test_wie_de_databank_niet_vraagt_krijgt_haar_niet(django_db_setup):
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        Jaar.objects.exists()
