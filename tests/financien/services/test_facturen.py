"""Two people who enter a first invoice of the same new supplier at once."""

from threading import Barrier

from financien.services import facturen
from financien.services.facturen import nieuwe_leverancier
from kamers.models import Partner
from tests.financien.services.test_boeken_gelijktijdig import tegelijk


def test_een_nieuwe_leverancier_die_twee_mensen_tegelijk_invullen_is_er_een(transactional_db, monkeypatch):
    allebei, slugify = Barrier(2), facturen.slugify

    def samen(naam):
        allebei.wait(timeout=60)  # both looked, and found nobody of this name
        return slugify(naam)

    monkeypatch.setattr(facturen, "slugify", samen)

    uitslag = tegelijk([lambda: nieuwe_leverancier("Bakker  Bart")] * 2)

    assert uitslag == [Partner.objects.get(naam="Bakker Bart")] * 2
