"""Two people who enter a first invoice of the same new supplier at once."""

import pytest

from financien.services import facturen
from financien.services.facturen import nieuwe_leverancier
from kamers.models import Partner
from tests.financien.services.test_boeken_gelijktijdig import tegelijk
from tests.samen import Iedereen


def test_een_nieuwe_leverancier_die_twee_mensen_tegelijk_invullen_is_er_een(transactional_db, monkeypatch):
    allebei, maak = Iedereen(2), Partner.objects.create
    monkeypatch.setattr(Partner.objects, "create", lambda **velden: (allebei.wacht(), maak(**velden))[1])

    uitslag = tegelijk([lambda: nieuwe_leverancier("Bakker  Bart")] * 2)  # both looked, and found nobody of this name

    assert uitslag == [Partner.objects.get(naam="Bakker Bart")] * 2


@pytest.mark.parametrize("ander", ["Bakker Bart", "bakker bart"])
def test_ook_wie_net_na_de_ander_zijn_code_zoekt_vindt_diens_leverancier(db, monkeypatch, ander):
    def na_een_ander(naam):
        Partner.objects.create(code="bakker-bart", naam=ander, soort=Partner.Soort.LEVERANCIER)
        return slugify(naam)

    slugify = facturen.slugify
    monkeypatch.setattr(facturen, "slugify", na_een_ander)

    assert nieuwe_leverancier("Bakker  Bart") == Partner.objects.get()
