"""Requests to pay: numbered without a gap, once for an instalment, and booked nowhere."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import DatabaseError
from pypdf import PdfReader

from buurtwerkkamer.models import Cooperatie
from financien.models import Boekstuk
from financien.services.betaalverzoeken import uiterlijk, verzoek_om_betaling
from financien.services.boeken import BoekFout
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import TERMIJNEN, kom_binnen, maak_toekenning, verleen

D = Decimal
DELEN = (62000, 74000, 53000, 67000)


@pytest.fixture
def boeken(aanbod):
    begin_boeken(2017, 2018, 2019)


@pytest.fixture
def gemeente(boeken, vier, chandra):
    """The grant of the municipality in four instalments, decided on 1 December 2017."""
    rij = maak_toekenning(chandra, dict(zip(vier, DELEN, strict=True)), termijnen=TERMIJNEN)
    return verleen(rij, chandra, date(2017, 12, 1))


class TestVerzoek:
    @pytest.fixture
    def iban(self, db):
        Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BuurtWerkKamer", "iban": "NL91 ABNA 0417 1643 00"})

    def maak(self, gemeente, chandra, nummer=0, sleutel=None):
        termijn = gemeente.termijnen.order_by("vervalt")[nummer]
        return verzoek_om_betaling(
            termijn=termijn, datum=date(2018, 1, 8), sleutel=sleutel or uuid4(), gebruiker=chandra
        )

    def test_het_verzoek_noemt_kenmerk_bedrag_rekening_en_nummer(self, gemeente, chandra, iban):
        type(gemeente).objects.filter(pk=gemeente.pk).update(kenmerk="SBZ-2018-44")
        gemeente.refresh_from_db()
        stukken = Boekstuk.objects.count()

        verzoek = self.maak(gemeente, chandra)

        tekst = " ".join(PdfReader(BytesIO(bytes(verzoek.bestand.inhoud))).pages[0].extract_text().split())
        for woord in ("VB2018-0001", "SBZ-2018-44", "€ 64.000,00", "NL91 ABNA 0417 1643 00", "15 december 2017"):
            assert woord.replace("\xa0", " ") in tekst.replace("\xa0", " ")
        assert "Ons kenmerk VB2018-0001" in tekst
        assert "Wilt u uiterlijk op 22 januari 2018" in tekst  # two weeks, though the instalment was due before
        assert uiterlijk(date(2018, 3, 1), date(2018, 1, 8)) == date(2018, 3, 1)
        assert Boekstuk.objects.count() == stukken
        with pytest.raises(DatabaseError):
            verzoek.bestand.save()

    def test_nummers_lopen_door_en_dezelfde_sleutel_is_hetzelfde_verzoek(self, gemeente, chandra, iban):
        sleutel = uuid4()
        eerste = self.maak(gemeente, chandra, 0, sleutel)

        assert self.maak(gemeente, chandra, 0, sleutel) == eerste
        with pytest.raises(BoekFout, match="al een verzoek gemaakt: VB2018-0001"):
            self.maak(gemeente, chandra, 0)
        assert str(self.maak(gemeente, chandra, 1)) == "VB2018-0002"

    def test_een_deels_betaalde_termijn_vraagt_alleen_de_rest(self, gemeente, chandra, iban):
        kom_binnen(gemeente, chandra, date(2018, 1, 2), "64000.01")

        with pytest.raises(BoekFout, match="al betaald"):
            self.maak(gemeente, chandra, 0)
        assert self.maak(gemeente, chandra, 1).bedrag == D("63999.99")

    def test_zonder_rekeningnummer_of_besluit_komt_er_geen_verzoek(self, boeken, gemeente, vier, chandra):
        with pytest.raises(BoekFout, match="rekeningnummer van de coöperatie ontbreekt"):
            self.maak(gemeente, chandra)
        rij = maak_toekenning(chandra, {vier[0]: 64000}, termijnen=TERMIJNEN[:1])
        with pytest.raises(BoekFout, match="pas na het besluit"):
            self.maak(rij, chandra)
