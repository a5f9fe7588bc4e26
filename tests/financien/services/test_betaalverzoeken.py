"""Requests to pay: numbered without a gap, once for an instalment, and booked nowhere."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import DatabaseError
from pypdf import PdfReader

from buurtwerkkamer.models import Cooperatie
from financien.models import Boekstuk, Toekenning
from financien.services.betaalverzoeken import uiterlijk, verzoek_om_betaling
from financien.services.boeken import BoekFout, keer_om
from financien.services.financiers import dossier, financiers, voluit
from financien.services.stapgevolg import neem_terug
from financien.services.toekenningen import ToekenningFout, bewaar
from financien.services.toekenningpapier import laat_vervallen
from financien.services.wachtend_geld import te_laat
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import TERMIJNEN, kom_binnen, laatste, maak_toekenning, stap, verleen

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


@pytest.fixture
def iban(db):
    Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BuurtWerkKamer", "iban": "NL91 ABNA 0417 1643 00"})


def vraag(toekenning, chandra, termijn=None, sleutel=None, datum=date(2018, 1, 8)):
    vast = {"datum": datum, "sleutel": sleutel or uuid4(), "gebruiker": chandra}
    return verzoek_om_betaling(toekenning=toekenning, termijn=termijn, **vast)


def woorden(verzoek):
    """Return the text of a request on paper."""
    tekst = PdfReader(BytesIO(bytes(verzoek.bestand.inhoud))).pages[0].extract_text()
    return " ".join(tekst.replace("\xa0", " ").split())


class TestVerzoek:
    def maak(self, gemeente, chandra, nummer=0, sleutel=None):
        return vraag(gemeente, chandra, gemeente.termijnen.order_by("vervalt")[nummer], sleutel)

    def test_het_verzoek_noemt_kenmerk_bedrag_rekening_en_nummer(self, gemeente, chandra, iban):
        type(gemeente).objects.filter(pk=gemeente.pk).update(kenmerk="SBZ-2018-44")
        gemeente.refresh_from_db()
        stukken = Boekstuk.objects.count()

        verzoek = self.maak(gemeente, chandra)

        tekst = woorden(verzoek)
        for woord in ("VB2018-0001", "SBZ-2018-44", "€ 64.000,00", "NL91 ABNA 0417 1643 00", "15 december 2017"):
            assert woord.replace("\xa0", " ") in tekst
        assert "Ons kenmerk VB2018-0001" in tekst
        assert "Wilt u uiterlijk op 22 januari 2018" in tekst  # two weeks, though the instalment was due before
        assert uiterlijk(date(2018, 1, 8), date(2018, 3, 1)) == date(2018, 3, 1)
        assert Boekstuk.objects.count() == stukken
        with pytest.raises(DatabaseError):
            verzoek.bestand.save()

    def test_nummers_lopen_door_en_dezelfde_sleutel_is_hetzelfde_verzoek(self, gemeente, chandra, iban):
        sleutel = uuid4()
        eerste = self.maak(gemeente, chandra, 0, sleutel)

        assert self.maak(gemeente, chandra, 0, sleutel) == eerste
        with pytest.raises(BoekFout, match="al een verzoek gemaakt: VB2018-0001"):
            self.maak(gemeente, chandra, 0)
        assert str(self.maak(gemeente, chandra, 1, sleutel)) == "VB2018-0002"  # a page has one key for all instalments

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


class TestZonderTermijnen:
    """A grant of 1.000 without instalments; it is asked for on 8 January, so it is due on the 22nd."""

    @pytest.fixture
    def fonds(self, boeken, iban, vier, chandra):
        rij = maak_toekenning(chandra, {vier[0]: 600, vier[1]: 400}, soort="fonds")
        return verleen(rij, chandra, date(2018, 1, 5))

    def test_het_vraagt_wat_nog_open_is_een_keer(self, fonds, chandra):
        kom_binnen(fonds, chandra, date(2018, 1, 6), "250.50")
        sleutel = uuid4()

        verzoek = vraag(fonds, chandra, sleutel=sleutel)

        assert (str(verzoek), verzoek.bedrag, verzoek.termijn) == ("VB2018-0001", D("749.50"), None)
        assert "Waarvoor wat van deze toekenning nog niet betaald is" in woorden(verzoek)
        assert "uiterlijk op 22 januari 2018 € 749,50 overmaken" in woorden(verzoek)
        assert vraag(fonds, chandra, sleutel=sleutel) == verzoek
        with pytest.raises(BoekFout, match=r"Er is al een verzoek gemaakt: VB2018-0001\."):
            vraag(fonds, chandra)

    def test_wat_definitief_lager_is_of_al_betaald_wordt_niet_gevraagd(self, fonds, chandra):
        stap(fonds, chandra, date(2018, 1, 7), "vastgesteld", bedrag=D(900))
        kom_binnen(fonds, chandra, date(2018, 1, 7), 300)

        verzoek = vraag(fonds, chandra)
        assert (verzoek.bedrag, "Toegekend € 900,00" in woorden(verzoek)) == (600, True)
        laat_vervallen(verzoek, reden="Al betaald", gebruiker=chandra)
        kom_binnen(fonds, chandra, date(2018, 1, 8), 600)
        with pytest.raises(BoekFout, match="Alles is al betaald"):
            vraag(fonds, chandra)

    def test_met_termijnen_is_het_een_verzoek_per_termijn(self, gemeente, iban, chandra):
        with pytest.raises(BoekFout, match="Maak een verzoek per termijn"):
            vraag(gemeente, chandra)

    @pytest.mark.parametrize(
        ("dag", "binnen", "laat"),
        [
            (date(2018, 1, 22), "0", 0),
            (date(2018, 1, 23), "0", 1000),
            (date(2018, 1, 23), "999.99", D("0.01")),
            (date(2018, 1, 23), "1000", 0),
        ],
    )
    def test_twee_weken_na_het_verzoek_is_het_te_laat(self, fonds, chandra, dag, binnen, laat):
        vraag(fonds, chandra)
        if D(binnen):
            kom_binnen(fonds, chandra, date(2018, 1, 20), binnen)

        assert financiers(2018, dag)[0].te_laat == laat
        assert nu(fonds, dag).te_laat == laat
        assert [rij.verviel - rij.binnen for rij in te_laat(dag)] == ([laat] if laat else [])

    def test_wat_niet_gevraagd_is_of_wat_eraf_ging_is_niet_te_laat(self, fonds, chandra):
        dag = date(2018, 2, 1)
        assert (nu(fonds, dag).te_laat, list(te_laat(dag))) == (0, [])
        kom_binnen(fonds, chandra, date(2018, 1, 6), 250)
        vraag(fonds, chandra)
        stap(fonds, chandra, date(2018, 1, 9), "vastgesteld", bedrag=D(800))

        assert (nu(fonds, dag).te_laat, nu(fonds, dag).vervallen) == (550, 550)
        assert [rij.verviel - rij.binnen for rij in te_laat(dag)] == [550]

    def test_een_ontvangst_die_terugging_maakt_niet_meer_te_laat_dan_er_gevraagd_is(self, fonds, chandra):
        geld = kom_binnen(fonds, chandra, date(2018, 1, 6), 250)
        vraag(fonds, chandra)
        keer_om(geld, datum=date(2018, 1, 9), reden="Van een ander", sleutel=uuid4(), gebruiker=chandra)

        assert (nu(fonds, date(2018, 2, 1)).te_laat, nu(fonds, date(2018, 2, 1)).nog_te_ontvangen) == (750, 1000)
        assert [rij.verviel - rij.binnen for rij in te_laat(date(2018, 2, 1))] == [750]


def nu(toekenning, dag):
    """Return how the page of a grant says it stands."""
    wie = toekenning.stappen.first().door
    return dossier(voluit(Toekenning.objects.all()).get(pk=toekenning.pk), dag, wie).overzicht


class TestIntrekken:
    def test_een_verkeerd_verzoek_maakt_plaats_voor_een_nieuw_met_het_volgende_nummer(self, gemeente, iban, chandra):
        sleutel, termijn = uuid4(), gemeente.termijnen.order_by("vervalt")[0]
        fout = vraag(gemeente, chandra, termijn, sleutel)

        eerste = laat_vervallen(fout, reden="Oud rekeningnummer", gebruiker=chandra)
        assert laat_vervallen(fout, reden="Nog eens", gebruiker=chandra) == eerste
        with pytest.raises(BoekFout, match="VB2018-0001 is ingetrokken"):
            vraag(gemeente, chandra, termijn, sleutel)

        goed = vraag(gemeente, chandra, termijn)
        assert (str(goed), goed.bedrag) == ("VB2018-0002", 64000)
        assert list(gemeente.betaalverzoeken.geldig()) == [goed]
        assert (eerste.reden, eerste.wie) == ("Oud rekeningnummer", chandra)

    def test_het_houdt_terugnemen_niet_meer_tegen_en_de_termijnen_mogen_daarna_anders(
        self, gemeente, iban, chandra, vier
    ):
        fout = vraag(gemeente, chandra, gemeente.termijnen.order_by("vervalt")[0])
        terug = {"toekenning": gemeente, "stap": laatste(gemeente).pk, "reden": "Vergissing", "gebruiker": chandra}
        with pytest.raises(ToekenningFout, match=r"een verzoek om betaling gemaakt\. Trek dat eerst in"):
            neem_terug(**terug)
        laat_vervallen(fout, reden="Verkeerd besluit", gebruiker=chandra)
        neem_terug(**terug)
        delen = {(2018, kamer): D(b) for kamer, b in zip(vier, DELEN, strict=True)}
        vast = {"termijnen": [(date(2018, 5, 1), D(256000))], "gebruiker": chandra, "datum": date(2018, 1, 9)}

        bewaar(toekenning=gemeente, delen=delen, **vast)
        verleen(gemeente, chandra, date(2018, 1, 9))

        nieuw = vraag(gemeente, chandra, gemeente.termijnen.get())
        assert (str(nieuw), nieuw.bedrag) == ("VB2018-0002", 256000)

    def test_een_ingetrokken_verzoek_is_niet_te_laat(self, boeken, iban, chandra, vier):
        rij = verleen(maak_toekenning(chandra, {vier[0]: 1000}, soort="fonds"), chandra, date(2018, 1, 5))
        fout = vraag(rij, chandra)
        assert [t.pk for t in te_laat(date(2018, 2, 1))] == [rij.pk]

        laat_vervallen(fout, reden="Naar de verkeerde afdeling", gebruiker=chandra)

        assert (nu(rij, date(2018, 2, 1)).te_laat, list(te_laat(date(2018, 2, 1)))) == (0, [])
