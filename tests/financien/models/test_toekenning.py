"""What the database refuses about grants, requests to pay and signed agreements, written past the services."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from buurtwerkkamer.models import Jaar, Versie
from financien.models import Betaalverzoek, Ondertekening, Opdracht, Samenwerkingsafspraak, Termijn, Toekenning
from tests.fabriek import maak_partner
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import maak_bestand, maak_toekenning, verleen

D = Decimal


@pytest.fixture
def toekenning(vier, chandra):
    """A grant of 1.000 over two rooms in two instalments, on which nobody decided."""
    begin_boeken(2018)
    delen = {vier[0]: "600.01", vier[1]: "399.99"}
    termijnen = [(date(2018, 1, 20), 500), (date(2018, 7, 20), 500)]
    return maak_toekenning(chandra, delen, termijnen=termijnen)


def doe(*daden):
    """Do this in one transaction, and let the deferred triggers look as they do at commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        for daad in daden:
            daad()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.parametrize("bedrag", ["600.00", "600.02"])
def test_een_cent_verschil_met_de_verdeling_wordt_geweigerd(toekenning, bedrag):
    deel = toekenning.verdeling.get(bedrag=D("600.01"))
    deel.bedrag = D(bedrag)

    with pytest.raises(DatabaseError, match="De kamers samen zijn niet het bedrag"):
        doe(deel.save)


def test_tijdens_een_wijziging_mag_de_som_even_niet_kloppen(toekenning):
    eerste, tweede = toekenning.verdeling.order_by("-bedrag")
    eerste.bedrag, tweede.bedrag = D("100"), D("900")
    doe(eerste.save, tweede.save)

    assert sum(toekenning.verdeling.values_list("bedrag", flat=True)) == 1000


def test_een_weggehaald_deel_of_een_ander_totaal_wordt_geweigerd(toekenning):
    with pytest.raises(DatabaseError, match="De kamers samen"):
        doe(toekenning.verdeling.first().delete)
    with pytest.raises(DatabaseError, match="De kamers samen"):
        doe(lambda: Toekenning.objects.filter(pk=toekenning.pk).update(bedrag=D("1000.01")))


def test_een_deel_buiten_de_periode_wordt_geweigerd(toekenning):
    with pytest.raises(DatabaseError, match="buiten de periode"):
        doe(lambda: toekenning.verdeling.update(jaar=2019))


def test_termijnen_zijn_samen_het_bedrag_of_er_zijn_er_geen(toekenning):
    doe(Termijn.objects.filter(toekenning=toekenning).delete)
    with pytest.raises(DatabaseError, match="De termijnen samen"):
        doe(lambda: toekenning.termijnen.create(vervalt=date(2018, 2, 1), bedrag=D("999.99")))


@pytest.mark.parametrize(
    "velden",
    [{"bedrag": D(2000)}, {"van": date(2018, 2, 1)}, {"soort": "fonds"}, {"aard": "natura"}, {"partner": None}],
)
def test_na_het_besluit_verandert_niets_van_het_besluit(toekenning, chandra, velden):
    verleen(toekenning, chandra, date(2018, 1, 5))

    with pytest.raises(DatabaseError, match="Deze toekenning is verleend"), transaction.atomic():
        Toekenning.objects.filter(pk=toekenning.pk).update(**velden)
    Toekenning.objects.filter(pk=toekenning.pk).update(oormerk="Alleen huur")


def test_na_het_besluit_veranderen_verdeling_en_termijnen_niet_meer(toekenning, chandra):
    verleen(toekenning, chandra, date(2018, 1, 5))
    daden = [
        lambda: toekenning.verdeling.update(bedrag=D(500)),
        lambda: toekenning.termijnen.all().delete(),
        lambda: toekenning.termijnen.create(vervalt=date(2018, 9, 1), bedrag=D(1)),
    ]
    for daad in daden:
        with pytest.raises(DatabaseError, match="Deze toekenning is verleend"), transaction.atomic():
            daad()


def test_een_stap_wordt_nooit_veranderd_en_komt_maar_een_keer(toekenning, chandra):
    stap = toekenning.stappen.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        toekenning.stappen.update(datum=date(2017, 1, 1))
    with pytest.raises(DatabaseError), transaction.atomic():
        stap.delete()
    with pytest.raises(IntegrityError, match="Deze stap is al gezet"), transaction.atomic():
        toekenning.stappen.create(status="voorstel", datum=date(2018, 1, 1), door=chandra)


def test_zonder_partner_is_er_geen_besluit_ook_niet_buiten_de_dienst_om(vier, chandra):
    begin_boeken(2018)
    rij = maak_toekenning(chandra, {vier[0]: 5000}, soort="overig", partner=None, partner_onbekend=True)

    with pytest.raises(DatabaseError, match="Zonder partner is er geen besluit"), transaction.atomic():
        rij.stappen.create(status="verleend", datum=date(2018, 1, 1), door=chandra)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"partner": None}, "Kies een partner, of zet aan dat die nog niet bekend is."),
        ({"bedrag": D(0)}, "Een toekenning is meer dan € 0. Alleen in natura mag zonder bedrag."),
        ({"bedrag": D(-1), "aard": "natura"}, "Een toekenning is meer dan € 0. Alleen in natura mag zonder bedrag."),
        ({"tot": date(2017, 12, 31)}, "De laatste dag ligt niet voor de eerste dag."),
        ({"aard": "lks"}, "Loonkostensubsidie komt van een uitkeringsinstantie en heeft een kenmerk, geen naam."),
        ({"gestopt_op": date(2019, 1, 1)}, "De laatste dag van het contract ligt in de periode van de toekenning."),
    ],
)
def test_een_rij_die_niet_klopt_zegt_waarom(toekenning, velden, zin):
    for veld, waarde in velden.items():
        setattr(toekenning, veld, waarde)

    with pytest.raises(ValidationError) as fout:
        toekenning.validate_constraints()
    assert zin in fout.value.messages


def test_alleen_natura_mag_zonder_bedrag_en_dan_ook_zonder_delen(toekenning):
    leeg = [toekenning.termijnen.all().delete, toekenning.verdeling.all().delete]
    rij = Toekenning.objects.filter(pk=toekenning.pk)

    with pytest.raises(IntegrityError, match="toekenning_meer_dan_nul"):
        doe(*leeg, lambda: rij.update(bedrag=D(0)))
    with pytest.raises(DatabaseError, match="De kamers samen zijn niet het bedrag"):
        doe(lambda: rij.update(bedrag=D(0), aard="natura"))
    doe(*leeg, lambda: rij.update(bedrag=D(0), aard="natura"))

    assert rij.get().verdeling.count() == 0


def test_een_verzoek_om_betaling_slaat_geen_nummer_over(toekenning, chandra):
    verleen(toekenning, chandra, date(2018, 1, 5))
    een, twee = toekenning.termijnen.order_by("vervalt")
    vast = {"jaar": Jaar.objects.get(jaar=2018), "toekenning": toekenning, "datum": date(2018, 1, 6), "bedrag": D(500)}
    vast |= {"bestand": maak_bestand(), "gemaakt_door": chandra}
    Betaalverzoek.objects.create(termijn=een, nummer=1, sleutel=uuid4(), **vast)

    with pytest.raises(DatabaseError, match="Dit nummer sluit niet aan"), transaction.atomic():
        Betaalverzoek.objects.create(termijn=twee, nummer=3, sleutel=uuid4(), **vast)
    with pytest.raises(DatabaseError), transaction.atomic():
        Betaalverzoek.objects.update(bedrag=D(1))


@pytest.fixture
def afspraak(aanbod):
    """An agreement with one party, and an assignment of that party."""
    partner = maak_partner()
    vast = {"jaar": aanbod.jaar, "versie": aanbod, "volgnummer": 1, "datum": date(2018, 1, 15)}
    rij = Samenwerkingsafspraak.objects.create(resultaten="500 mensen", **vast)
    rij.partijen.create(partner=partner, rol="financier")
    Opdracht.objects.create(partner=partner, tekst="Wonen", **vast)
    return rij


def test_wat_getekend_is_verandert_niet_meer(afspraak, chandra):
    vast = {"functie": "directeur", "datum": date(2018, 1, 20), "vastgelegd_door": chandra}
    opdracht = Opdracht.objects.get()
    partij = afspraak.partijen.get()
    afspraak.resultaten = "501 mensen"
    afspraak.save()
    Ondertekening.objects.create(samenwerkingsafspraak=afspraak, **vast)
    Ondertekening.objects.create(opdracht=opdracht, partner=opdracht.partner, **vast)

    daden = [
        lambda: Samenwerkingsafspraak.objects.update(resultaten="10 mensen"),
        lambda: Opdracht.objects.update(tekst="Niets"),
        lambda: partij.delete(),
        lambda: afspraak.partijen.create(partner=maak_partner("ymere", "Ymere"), rol="financier"),
    ]
    for daad in daden:
        with pytest.raises(DatabaseError, match="Dit is getekend"), transaction.atomic():
            daad()


def test_een_partij_tekent_maar_een_keer_en_de_cooperatie_ook(afspraak, chandra):
    vast = {"functie": "voorzitter", "datum": date(2018, 1, 20), "vastgelegd_door": chandra}
    for partner in (None, maak_partner()):
        Ondertekening.objects.create(samenwerkingsafspraak=afspraak, partner=partner, **vast)
        with pytest.raises(IntegrityError, match="Deze partij tekende al"), transaction.atomic():
            Ondertekening.objects.create(samenwerkingsafspraak=afspraak, partner=partner, **vast)
    assert Versie.objects.get().jaar == afspraak.jaar
