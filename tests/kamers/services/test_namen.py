"""First names: folded, and told apart from what is no name."""

import pytest
from django.core.exceptions import ValidationError

from kamers.services.namen import alleen_voornaam, vouw


@pytest.mark.parametrize("tekst", ["Özcan", "OZCAN", " ozcan ", "Ozcan"])
def test_accenten_en_hoofdletters_doen_er_niet_toe(tekst):
    assert vouw(tekst) == "ozcan"


def test_een_turkse_i_vindt_de_gewone_i():
    assert (vouw("İpek"), vouw("Işıl")) == ("ipek", "isil")


@pytest.mark.parametrize("naam", ["Fatima", "Fatima B.", "Anne-Marie", "D'Angelo", "محمد", "Émile"])
def test_een_voornaam_mag_een_spatie_een_streepje_en_elk_schrift_hebben(naam):
    alleen_voornaam(naam)


@pytest.mark.parametrize("naam", ["Fatima 2", "fatima@voorbeeld.invalid", "06", "...", "<b>"])
def test_een_cijfer_een_adres_of_alleen_tekens_is_geen_voornaam(naam):
    with pytest.raises(ValidationError, match="zonder cijfers en tekens"):
        alleen_voornaam(naam)
