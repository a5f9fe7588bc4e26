"""Agreements with partners: who signed, what they rest on, and what stays."""

from datetime import date

import pytest

from financien.models import Samenwerkingsafspraak
from financien.services.samenwerking import (
    AfspraakFout,
    bewaar_afspraak,
    bewoners_van,
    euros,
    financiers_van,
    teken,
    uren,
)
from financien.services.versies import leg_versie_vast
from kamers.models import Partner
from tests.fabriek import maak_partner


class TestSamenwerking:
    @pytest.fixture
    def partijen(self, aanbod, vier):
        """Eigen Haard pays in the plan; the residents of Casa sign for their hours."""
        partner = maak_partner()
        aanbod.financieringsbronnen.filter(naam="Eigen Haard").update(partner=partner)
        bewoners = maak_partner("bewoners", "Bewoners Casa", Partner.Soort.BEWONERSVERENIGING, kamer=vier[0])
        return [partner, bewoners]

    def afspraak(self, aanbod, partijen, **velden):
        rij = Samenwerkingsafspraak(jaar=aanbod.jaar, versie=aanbod, datum=date(2018, 1, 15), resultaten="P1", **velden)
        return bewaar_afspraak(afspraak=rij, partijen=partijen)

    def test_euros_en_uren_komen_uit_de_versie(self, aanbod, vier, partijen):
        assert financiers_van(aanbod) == partijen[:1]
        assert bewoners_van() == partijen[1:]
        assert [(r.per_kamer, r.totaal) for r in euros(aanbod, partijen[:1], vier)] == [
            ((25000, 15000, 10000, 0), 50000)
        ]
        assert [(r.per_kamer, r.totaal) for r in uren(aanbod, partijen[1:], vier)] == [((10000, 0, 0, 0), 10000)]

    def test_tekenen_kan_pas_als_de_versie_vastligt(self, aanbod, partijen, chandra):
        rij = self.afspraak(aanbod, partijen)
        vast = {"stuk": rij, "functie": "voorzitter", "datum": date(2018, 1, 20), "gebruiker": chandra}

        with pytest.raises(AfspraakFout, match="Leg eerst de versie"):
            teken(partner=None, **vast)
        leg_versie_vast(versie=aanbod)
        teken(partner=None, **vast)
        with pytest.raises(AfspraakFout, match="tekende al"):
            teken(partner=None, **vast)
        with pytest.raises(AfspraakFout, match="staat er niet in"):
            teken(partner=maak_partner("ymere", "Ymere"), **vast)

    def test_een_wijziging_komt_na_een_getekende_afspraak_en_heeft_een_reden(self, aanbod, partijen, chandra):
        eerste = self.afspraak(aanbod, partijen)
        with pytest.raises(AfspraakFout, match="nog niet getekend"):
            self.afspraak(aanbod, partijen, reden="Meer")
        leg_versie_vast(versie=aanbod)
        teken(stuk=eerste, partner=None, functie="voorzitter", datum=date(2018, 1, 20), gebruiker=chandra)

        with pytest.raises(AfspraakFout, match="Schrijf op waarom"):
            self.afspraak(aanbod, partijen)
        with pytest.raises(AfspraakFout, match="verandert niet meer"):
            bewaar_afspraak(afspraak=eerste, partijen=partijen)
        assert self.afspraak(aanbod, partijen, reden="Ymere komt erbij").volgnummer == 2
