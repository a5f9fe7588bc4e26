"""What the database refuses about papers that fall away, written past the services."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from financien.models import Betaalverzoek, Ondertekening, Opdracht, Samenwerkingsafspraak, Termijn, Terugname, Verval
from tests.fabriek import maak_partner
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import laatste, maak_bestand, maak_toekenning, verleen

D = Decimal


@pytest.fixture
def toekenning(vier, chandra):
    """A grant of 1.000 in two instalments, and one of 500 without."""
    begin_boeken(2018)
    termijnen = [(date(2018, 1, 20), 500), (date(2018, 7, 20), 500)]
    return verleen(maak_toekenning(chandra, {vier[0]: 1000}, termijnen=termijnen), chandra, date(2018, 1, 5))


@pytest.fixture
def los(toekenning, vier, chandra):
    return verleen(maak_toekenning(chandra, {vier[0]: 500}, soort="fonds"), chandra, date(2018, 1, 5))


def vraag(toekenning, wie, termijn=None, **anders):
    vast = {"datum": date(2018, 1, 6), "bedrag": D(500), "bestand": maak_bestand(), "sleutel": uuid4()}
    nummer = 1 + Betaalverzoek.objects.count()
    vast |= {"jaar": toekenning.jaar, "nummer": nummer, "gemaakt_door": wie, **anders}
    with transaction.atomic():
        return toekenning.betaalverzoeken.create(termijn=termijn, **vast)


def test_een_termijn_wordt_een_keer_gevraagd_en_opnieuw_na_intrekken(toekenning, los, chandra):
    for rij, termijn in ((toekenning, toekenning.termijnen.first()), (los, None)):
        eerste = vraag(rij, chandra, termijn)
        with pytest.raises(IntegrityError, match="Er is al een verzoek om betaling"):
            vraag(rij, chandra, termijn)
        Verval.objects.create(verzoek=eerste, reden="Verkeerd", wie=chandra)
        nieuw = vraag(rij, chandra, termijn)
        assert list(rij.betaalverzoeken.geldig()) == [nieuw]


def test_een_verzoek_hoort_bij_een_termijn_van_zijn_eigen_toekenning_en_zonder_termijnen_bij_geen(
    toekenning, los, chandra
):
    for rij, termijn in ((toekenning, None), (los, toekenning.termijnen.first())):
        with pytest.raises(IntegrityError, match="Dit verzoek hoort bij geen termijn van de toekenning"):
            vraag(rij, chandra, termijn)


def test_een_termijn_die_gevraagd_is_blijft_tot_het_verzoek_is_ingetrokken(toekenning, chandra):
    verzoek = vraag(toekenning, chandra, toekenning.termijnen.first())
    Terugname.objects.create(stap=laatste(toekenning), reden="Langs de dienst, die dit weigert", door=chandra)
    daden = [toekenning.termijnen.all().delete, lambda: Termijn.objects.update(bedrag=D(1))]

    for daad in daden:
        with pytest.raises(DatabaseError, match="Deze termijn is gevraagd"), transaction.atomic():
            daad()
    Verval.objects.create(verzoek=verzoek, reden="Verkeerd", wie=chandra)
    toekenning.termijnen.all().delete()
    assert not Termijn.objects.filter(toekenning=toekenning).exists()


@pytest.fixture
def tekening(aanbod, chandra):
    """An assignment that the financier signed."""
    vast = {"jaar": aanbod.jaar, "versie": aanbod, "volgnummer": 1, "datum": date(2018, 1, 15)}
    opdracht = Opdracht.objects.create(partner=maak_partner(), tekst="Wonen", **vast)
    return teken(opdracht=opdracht, partner=opdracht.partner, wie=chandra)


def teken(wie, **wat):
    with transaction.atomic():
        return Ondertekening.objects.create(functie="voorzitter", datum=date(2018, 1, 20), vastgelegd_door=wie, **wat)


def test_een_vervallen_handtekening_maakt_het_stuk_los_en_de_partij_tekent_opnieuw(tekening, chandra):
    opdracht = tekening.opdracht
    with pytest.raises(DatabaseError, match="Dit is getekend"), transaction.atomic():
        Opdracht.objects.update(tekst="Niets")
    with pytest.raises(IntegrityError, match="Deze partij tekende al"):
        teken(chandra, opdracht=opdracht, partner=opdracht.partner)

    Verval.objects.create(ondertekening=tekening, reden="Verkeerde dag", wie=chandra)
    Opdracht.objects.update(tekst="Wonen en koken")
    teken(chandra, opdracht=opdracht, partner=opdracht.partner)
    with pytest.raises(DatabaseError, match="Dit is getekend"), transaction.atomic():
        Opdracht.objects.update(tekst="Niets")


def test_dezelfde_partij_tekent_een_afspraak_en_een_opdracht(tekening, aanbod, chandra):
    vast = {"jaar": aanbod.jaar, "versie": aanbod, "volgnummer": 1, "datum": date(2018, 1, 15)}
    afspraak = Samenwerkingsafspraak.objects.create(resultaten="500 mensen", **vast)

    teken(chandra, samenwerkingsafspraak=afspraak, partner=tekening.partner)
    teken(chandra, samenwerkingsafspraak=afspraak)
    with pytest.raises(IntegrityError, match="Deze partij tekende al"):
        teken(chandra, samenwerkingsafspraak=afspraak)


def test_wat_vervalt_is_een_ding_een_keer_met_een_reden_en_voor_goed(tekening, toekenning, chandra):
    brief = toekenning.brieven.create(omschrijving="Besluit", datum=date(2018, 1, 5), bestand=maak_bestand())
    rij = Verval.objects.create(ondertekening=tekening, reden="Verkeerd", wie=chandra)

    fouten = [
        ({"reden": "Niets"}, "Eén brief, ondertekening of verzoek vervalt."),
        ({"reden": "Beide", "brief": brief, "ondertekening": tekening}, "Eén brief, ondertekening of verzoek vervalt."),
        ({"reden": "", "brief": brief}, "Schrijf op waarom."),
    ]
    for velden, zin in fouten:
        with pytest.raises(ValidationError) as fout:
            Verval(wie=chandra, **velden).validate_constraints()
        assert zin in fout.value.messages
        with pytest.raises(IntegrityError), transaction.atomic():
            Verval.objects.create(wie=chandra, **velden)
    with pytest.raises(IntegrityError, match="ondertekening"), transaction.atomic():
        Verval.objects.create(ondertekening=tekening, reden="Nog eens", wie=chandra)
    for daad in (rij.delete, lambda: Verval.objects.update(reden="Anders")):
        with pytest.raises(DatabaseError), transaction.atomic():
            daad()
    assert [v.reden for v in Verval.objects.all()] == ["Verkeerd"]
