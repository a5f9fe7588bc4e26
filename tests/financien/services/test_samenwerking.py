"""Agreements with partners: who signed, what they rest on, and what stays."""

from datetime import date

import pytest

from buurtwerkkamer.models import Versie
from financien.models import Opdracht, Samenwerkingsafspraak, Verval
from financien.services.samenwerking import (
    AfspraakFout,
    AfspraakGewijzigd,
    bewaar_afspraak,
    bewaar_opdracht,
    bewoners_van,
    euros,
    financiers_van,
    lees,
    merk_van,
    teken,
    uren,
    versie_van,
)
from financien.services.toekenningpapier import laat_vervallen
from financien.services.versies import kopieer_versie, leg_versie_vast
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


class TestNieuweVersie:
    """Eigen Haard pays 50.000 in the offer, and 60.000 in the version after it."""

    @pytest.fixture
    def haard(self, aanbod):
        partner = maak_partner()
        aanbod.financieringsbronnen.filter(naam="Eigen Haard").update(partner=partner)
        leg_versie_vast(versie=aanbod)
        return partner

    @pytest.fixture
    def stukken(self, aanbod, haard):
        vast = {"jaar": aanbod.jaar, "versie": aanbod, "datum": date(2018, 1, 15)}
        afspraak = bewaar_afspraak(afspraak=Samenwerkingsafspraak(resultaten="P1", **vast), partijen=[haard])
        return [afspraak, bewaar_opdracht(opdracht=Opdracht(partner=haard, tekst="Wonen", **vast))]

    def nieuwe_versie(self, aanbod, *, vast=True):
        soort = "afspraak" if aanbod.soort == "aanbod" else "wijziging"
        versie = kopieer_versie(versie=aanbod, soort=soort, datum=date(2018, 2, 1), reden="Meer")
        regel = versie.financieringsbronnen.get(naam="Eigen Haard").regels.order_by("-bedrag")[0]
        type(regel).objects.filter(pk=regel.pk).update(bedrag=regel.bedrag + 10000)
        return leg_versie_vast(versie=versie, akkoord_van="allen") if vast else versie

    def teken(self, stuk, chandra, partner=None, **velden):
        vast = {"functie": "voorzitter", "datum": date(2018, 2, 20), "gebruiker": chandra}
        return teken(stuk=stuk, partner=partner, **(vast | velden))

    def versies(self, stukken):
        for stuk in stukken:
            stuk.refresh_from_db()
        return [stuk.versie for stuk in stukken]

    def test_wat_niemand_tekende_volgt_de_nieuwste_vaste_versie_tot_en_met_de_handtekening(
        self, aanbod, haard, stukken, vier, chandra
    ):
        nieuw = self.nieuwe_versie(aanbod)

        assert [versie_van(lees(stuk)) for stuk in stukken] == [nieuw, nieuw]
        assert euros(nieuw, [haard], vier)[0].totaal == 60000
        for stuk in stukken:
            self.teken(stuk, chandra)
        assert self.versies(stukken) == [nieuw, nieuw]

    def test_een_open_versie_telt_niet_zolang_er_een_vastligt(self, aanbod, stukken, chandra):
        self.nieuwe_versie(aanbod, vast=False)

        for stuk in stukken:
            assert versie_van(lees(stuk)) == aanbod
            self.teken(stuk, chandra)
        assert self.versies(stukken) == [aanbod, aanbod]

    def test_wat_getekend_is_houdt_zijn_versie_ook_voor_wie_later_tekent(self, aanbod, haard, stukken, chandra):
        for stuk in stukken:
            self.teken(stuk, chandra)
        self.nieuwe_versie(aanbod)

        for stuk in stukken:
            self.teken(stuk, chandra, haard)
        assert self.versies(stukken) == [aanbod, aanbod]

    def test_bewaren_neemt_de_nieuwste_versie(self, aanbod, haard, stukken):
        nieuw = self.nieuwe_versie(aanbod)

        bewaar_afspraak(afspraak=stukken[0], partijen=[haard])
        bewaar_opdracht(opdracht=stukken[1])

        assert self.versies(stukken) == [nieuw, nieuw]

    def test_een_handtekening_onder_de_oude_bedragen_wordt_niet_die_onder_de_nieuwe(self, aanbod, stukken, chandra):
        for stuk in stukken:
            gezien = merk_van(stuk)
            self.nieuwe_versie(Versie.objects.geldend(2018))

            with pytest.raises(AfspraakGewijzigd, match="De tekst of de bedragen zijn net veranderd"):
                self.teken(stuk, chandra, gezien=gezien)
            assert not stuk.ondertekeningen.exists()
            self.teken(stuk, chandra, gezien=merk_van(stuk))

    def test_een_stuk_waar_een_wijziging_op_volgde_blijft_zoals_het_is_ook_zonder_handtekening(
        self, aanbod, haard, stukken, chandra
    ):
        for stuk in stukken:
            self.teken(stuk, chandra)
        vast = {"jaar": aanbod.jaar, "versie": aanbod, "datum": date(2018, 3, 1), "reden": "Meer"}
        bewaar_afspraak(afspraak=Samenwerkingsafspraak(resultaten="P2", **vast), partijen=[haard])
        bewaar_opdracht(opdracht=Opdracht(partner=haard, tekst="Meer wonen", **vast))
        for stuk in stukken:
            laat_vervallen(stuk.ondertekeningen.get(), reden="Verkeerde dag", gebruiker=chandra)
        self.nieuwe_versie(aanbod)

        with pytest.raises(AfspraakFout, match="Hierna kwam al een wijziging"):
            bewaar_afspraak(afspraak=stukken[0], partijen=[haard])
        with pytest.raises(AfspraakFout, match="Hierna kwam al een wijziging"):
            bewaar_opdracht(opdracht=stukken[1])
        for stuk in stukken:
            self.teken(stuk, chandra)
        assert self.versies(stukken) == [aanbod, aanbod]


class TestVervallen:
    @pytest.fixture
    def opdracht(self, aanbod):
        partner = maak_partner()
        leg_versie_vast(versie=aanbod)
        rij = Opdracht(jaar=aanbod.jaar, versie=aanbod, partner=partner, datum=date(2018, 1, 15), tekst="Wonen")
        return bewaar_opdracht(opdracht=rij)

    def teken(self, opdracht, chandra, partner, functie="voorzitter"):
        vast = {"functie": functie, "datum": date(2018, 1, 20), "gebruiker": chandra}
        return teken(stuk=opdracht, partner=partner, **vast)

    def test_zonder_geldige_handtekening_verandert_het_weer_en_tekent_een_partij_opnieuw(self, opdracht, chandra):
        fout = self.teken(opdracht, chandra, opdracht.partner, "secretaris")
        goed = self.teken(opdracht, chandra, None)

        eerste = laat_vervallen(fout, reden="De directeur tekende", gebruiker=chandra)
        assert laat_vervallen(fout, reden="Nog eens", gebruiker=chandra) == eerste
        with pytest.raises(AfspraakFout, match="verandert niet meer"):
            bewaar_opdracht(opdracht=opdracht)
        laat_vervallen(goed, reden="Verkeerd stuk", gebruiker=chandra)
        opdracht.tekst = "Wonen en koken"
        bewaar_opdracht(opdracht=opdracht)

        nieuw = self.teken(opdracht, chandra, opdracht.partner, "directeur")
        assert list(opdracht.ondertekeningen.geldig()) == [nieuw]
        assert [v.reden for v in Verval.objects.all()] == ["De directeur tekende", "Verkeerd stuk"]
        with pytest.raises(AfspraakFout, match="tekende al"):
            self.teken(opdracht, chandra, opdracht.partner)
