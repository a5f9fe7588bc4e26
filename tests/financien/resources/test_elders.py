"""A year whose books are elsewhere: what is booked here, and how that is turned on and off."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from buurtwerkkamer.models import Jaar
from financien.models import Boekenelders, Boekstuk, Koppeling
from financien.services.boeken import BoekFout, keer_om
from financien.services.elders import zet_elders, zet_hier
from kamers.models import Kamer
from tests.financien.boekfabriek import maak_boekstuk, regel
from tests.financien.eldersfabriek import HUUR, begin_elders, neem_over
from tests.kamers.invoerfabriek import csv

KOP = ("datum", "dagboek", "stuk", "rekening", "rekeningnaam", "debet", "credit", "kostenplaats", "omschrijving")


@pytest.fixture(autouse=True)
def boeken(casa, multibron, aanbod_2018):
    begin_elders(casa, multibron)


class TestElders:
    def test_hier_boeken_kan_niet_meer_ook_niet_langs_de_dienst_heen(self, chandra, casa):
        with pytest.raises(BoekFout, match="in een ander pakket"):
            maak_boekstuk(chandra, regel("4110", "1000", "5.00", casa))

        rij = Jaar.objects.get(jaar=2026)
        vast = {
            "jaar": rij,
            "datum": date(2026, 3, 1),
            "omschrijving": "x",
            "aantal": 1,
            "totaal": 1,
            "sleutel": uuid4(),
        }
        with pytest.raises(IntegrityError, match="staan elders"), transaction.atomic():
            Boekstuk.objects.create(dagboek="bank", geboekt_door=chandra, **vast)

    def test_een_overgenomen_stuk_keer_je_hier_niet_om_in_het_memoriaal(self, chandra):
        neem_over(chandra, csv(KOP, *HUUR))

        om = keer_om(Boekstuk.objects.get(), datum=date(2026, 3, 1), reden="x", sleutel=uuid4(), gebruiker=chandra)

        assert str(om) == "E2026-0002"

    def test_aan_kan_alleen_in_een_leeg_jaar_en_uit_alleen_zonder_overgenomen_stukken(self, chandra, casa):
        Jaar.objects.create(jaar=2025)
        maak_boekstuk(chandra, regel("4110", "1000", "5.00", casa), datum=date(2025, 3, 1))
        with pytest.raises(BoekFout, match="In 2025 is hier al geboekt"):
            zet_elders(jaar=2025, pakket="X")

        neem_over(chandra, csv(KOP, *HUUR))
        with pytest.raises(BoekFout, match="al iets overgenomen"):
            zet_hier(jaar=2026, gebruiker=chandra)

        assert list(Boekenelders.objects.values_list("jaar__jaar", flat=True)) == [2026]

    def test_uit_in_een_leeg_jaar_laat_weer_boeken(self, chandra, casa):
        zet_hier(jaar=2026, gebruiker=chandra)

        assert str(maak_boekstuk(chandra, regel("4110", "1000", "5.00", casa))) == "M2026-0001"
        with pytest.raises(BoekFout, match="Zet eerst aan dat ze elders staan"):
            neem_over(chandra, csv(KOP, *HUUR))

    def test_de_koppeling_houdt_haar_vorm(self):
        for velden in ({"soort": "rekening", "code": "1"}, {"soort": "kostenplaats", "code": "2"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Koppeling.objects.create(**velden)
        assert Kamer.objects.filter(koppelingen__code="CAS").get().code == "cjm"
