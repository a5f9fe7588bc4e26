"""That a hand-over took place: frozen bytes, two who say yes, or paper; one at a time, and nothing changes."""

from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from buurtwerkkamer.rollen import Rol
from financien.models import Overdracht, Overdrachtdaad, Overdrachtscan
from financien.services.handgeld.tellen import tel
from financien.services.overdragen import Overgang, begin, ploeg, voeg_scan_toe, zeg_ja, zeg_nee
from tests.fabriek import maak_gebruiker
from tests.financien.handgeldfabriek import DAG, foto, maak_bon, vul_potje

D = Decimal


@pytest.fixture(autouse=True)
def dag(db, casa, chandra, time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)
    vul_potje(chandra, casa, kas="50.00", datum=date(2026, 2, 3))


@pytest.fixture
def nasra(casa):
    return maak_gebruiker("Nasra", Rol.COORDINATOR, kamer=casa)


@pytest.fixture
def geteld(casa, amina):
    return tel(kamer=casa, geteld=D("50.00"), met="Nasra", sleutel=uuid4(), gebruiker=amina)


def start(kamer, van, naar, *, papier=False, sleutel=None, door=None, datum=DAG):
    overgang = Overgang(kamer, van, naar, datum, papier)
    return begin(overgang, sleutel=sleutel or uuid4(), gebruiker=door or van, vandaag=DAG)


def stand(rij):
    nu = Overdracht.objects.met_stand().get(pk=rij.pk)
    return nu.ja_van, nu.ja_naar, nu.papier, nu.nee


def tekst(rij) -> str:
    bladen = PdfReader(BytesIO(bytes(rij.bestand.inhoud))).pages
    return " ".join(" ".join(blad.extract_text() for blad in bladen).split())


def test_allebei_zeggen_ja_tegen_precies_deze_pdf(casa, amina, nasra, geteld):
    rij = start(casa, amina, nasra)
    maak_bon(casa, amina, "12.50", omschrijving="Na de overdracht")

    assert stand(rij) == (False, False, False, False)
    zeg_ja(rij, gebruiker=nasra)
    assert stand(rij) == (False, True, False, False)
    assert list(Overdracht.objects.met_stand().loopt()) == [rij]
    zeg_ja(rij, gebruiker=amina)

    assert stand(rij) == (True, True, False, False)
    assert list(Overdracht.objects.met_stand().gedaan()) == [rij]
    assert list(Overdracht.objects.met_stand().loopt()) == []
    assert rij.bestand.sha256 == sha256(bytes(rij.bestand.inhoud)).hexdigest()
    blad = tekst(rij)
    assert "Overdracht van 10 maart 2026" in blad
    assert "Wie weggaat Amina" in blad
    assert "Wie het overneemt Nasra" in blad
    assert "Na de overdracht" not in blad


def test_op_papier_is_meteen_klaar(casa, amina, nasra, eva, geteld):
    rij = start(casa, amina, nasra, papier=True, door=eva)

    assert stand(rij) == (False, False, True, False)
    assert list(Overdracht.objects.met_stand().gedaan()) == [rij]
    assert [(daad.soort, daad.wie) for daad in rij.daden.all()] == [("papier", eva)]
    assert "Getekend op papier" in tekst(rij)
    with pytest.raises(ValidationError, match="al klaar"):
        zeg_ja(rij, gebruiker=amina)


def test_alleen_die_twee_zeggen_ja_ook_in_de_databank(casa, amina, nasra, eva, geteld):
    rij = start(casa, amina, nasra)

    with pytest.raises(ValidationError, match="Alleen wie weggaat en wie het overneemt"):
        zeg_ja(rij, gebruiker=eva)
    with pytest.raises(DatabaseError, match="Alleen wie weggaat en wie het overneemt"), transaction.atomic():
        Overdrachtdaad.objects.create(overdracht=rij, soort="ja", wie=eva)
    zeg_ja(rij, gebruiker=amina)
    zeg_ja(rij, gebruiker=amina)
    with pytest.raises(DatabaseError), transaction.atomic():
        Overdrachtdaad.objects.create(overdracht=rij, soort="ja", wie=amina)
    assert stand(rij) == (True, False, False, False)


def test_een_nee_met_reden_maakt_plaats_voor_een_nieuwe(casa, amina, nasra, geteld):
    rij = start(casa, amina, nasra)
    with pytest.raises(ValidationError, match="wacht al een overdracht"):
        start(casa, amina, nasra)
    zeg_nee(rij, reden="De naaimachine is er niet.", gebruiker=nasra)

    assert stand(rij) == (False, False, False, True)
    with pytest.raises(ValidationError, match="al klaar"):
        zeg_ja(rij, gebruiker=amina)
    with pytest.raises(DatabaseError, match="al klaar"), transaction.atomic():
        Overdrachtdaad.objects.create(overdracht=rij, soort="ja", wie=amina)
    assert start(casa, amina, nasra).pk > rij.pk
    assert list(Overdracht.objects.met_stand().gedaan()) == []


def test_wie_er_niet_bij_hoort_zegt_geen_nee(casa, amina, nasra, eva, geteld):
    rij = start(casa, amina, nasra)

    with pytest.raises(ValidationError, match="Alleen wie erbij hoort"):
        zeg_nee(rij, reden="Zomaar", gebruiker=eva)
    with pytest.raises(DatabaseError), transaction.atomic():
        Overdrachtdaad.objects.create(overdracht=rij, soort="nee", wie=amina, reden="")


def test_na_twee_keer_ja_is_er_geen_nee_meer(casa, amina, nasra, geteld):
    rij = start(casa, amina, nasra)
    zeg_ja(rij, gebruiker=amina)
    zeg_ja(rij, gebruiker=nasra)

    with pytest.raises(ValidationError, match="al klaar"):
        zeg_nee(rij, reden="Toch niet", gebruiker=amina)
    with pytest.raises(DatabaseError, match="al klaar"), transaction.atomic():
        Overdrachtdaad.objects.create(overdracht=rij, soort="nee", wie=amina, reden="Toch niet")


def test_zonder_samen_te_tellen_geen_overdracht_van_een_kamer_wel_van_de_penningmeester(casa, amina, nasra, chandra):
    nieuw = maak_gebruiker("Piet", Rol.PENNINGMEESTER)

    with pytest.raises(ValidationError, match="Tel eerst samen de kas"):
        start(casa, amina, nasra)
    rij = start(None, chandra, nieuw)

    assert "van de penningmeester" in tekst(rij)
    assert not Overdracht.objects.filter(kamer=casa).exists()


@pytest.mark.parametrize(("dagen", "mag"), [(0, True), (6, True), (7, False), (-1, False)])
def test_de_dag_is_van_de_laatste_week(casa, amina, nasra, geteld, dagen, mag):
    datum = DAG - timedelta(days=dagen)
    if mag:
        assert start(casa, amina, nasra, datum=datum).datum == datum
        return
    with pytest.raises(ValidationError, match="Kies een dag van de laatste week"):
        start(casa, amina, nasra, datum=datum)


def test_een_overdracht_is_tussen_twee_mensen(casa, amina, geteld):
    with pytest.raises(ValidationError, match="tussen twee mensen"):
        start(casa, amina, amina)
    bestand = start(casa, amina, maak_gebruiker("Nasra", Rol.COORDINATOR, kamer=casa)).bestand
    zelf = Overdracht(van=amina, naar=amina, datum=DAG, bestand=bestand, sleutel=uuid4(), begonnen_door=amina)
    with pytest.raises(DatabaseError), transaction.atomic():
        zelf.save()


def test_na_een_week_zegt_niemand_meer_ja_en_kan_er_een_nieuwe(casa, amina, nasra, geteld, time_machine):
    rij = start(casa, amina, nasra)
    time_machine.move_to("2026-03-17 10:00", tick=False)

    with pytest.raises(ValidationError, match="ouder dan een week"):
        zeg_ja(rij, gebruiker=amina)
    tel(kamer=casa, geteld=D("50.00"), met="Nasra", sleutel=uuid4(), gebruiker=amina)
    morgen = date(2026, 3, 17)
    ander = begin(Overgang(casa, amina, nasra, morgen, False), sleutel=uuid4(), gebruiker=amina, vandaag=morgen)

    assert ander.pk > rij.pk


def test_hetzelfde_formulier_twee_keer_is_een_overdracht(casa, amina, nasra, geteld):
    sleutel = uuid4()

    assert start(casa, amina, nasra, sleutel=sleutel) == start(casa, amina, nasra, sleutel=sleutel)
    assert Overdracht.objects.count() == 1


@pytest.mark.parametrize(("model", "velden"), [(Overdracht, {"datum": DAG}), (Overdrachtdaad, {"reden": "Anders"})])
def test_een_overdracht_verandert_niet_meer(casa, amina, nasra, geteld, model, velden):
    rij = start(casa, amina, nasra)
    zeg_ja(rij, gebruiker=amina)

    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(**velden)
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all().delete()


def test_die_van_de_penningmeester_is_alleen_voor_wie_lonen_ziet(casa, amina, nasra, chandra, eva, bestuurslid, geteld):
    kamer, kas = start(casa, amina, nasra), start(None, chandra, maak_gebruiker("Piet", Rol.PENNINGMEESTER))
    kascie = maak_gebruiker("Kas", Rol.KASCOMMISSIE)

    zichtbaar = {
        g.naam: list(Overdracht.objects.zichtbaar_voor(g).order_by("pk")) for g in (amina, eva, kascie, bestuurslid)
    }

    assert zichtbaar == {"Amina": [kamer], "Eva": [kamer], "Kas": [kamer], "Bo": [kamer, kas]}


def test_wie_mag_overgeven_en_overnemen(casa, amina, nasra, chandra, fatima):
    amina.aanstellingen.update(tot=date(2026, 3, 1))
    nasra.aanstellingen.update(van=date(2026, 3, 20))

    assert [g.naam for g in ploeg(casa, date(2026, 2, 1), DAG)] == ["Amina"]
    assert [g.naam for g in ploeg(casa, DAG, date(2026, 4, 1))] == ["Nasra"]
    assert [g.naam for g in ploeg(None, DAG, DAG)] == ["Chandra"]


def test_een_scan_van_het_papier_wordt_bewaard_en_staat_vast(casa, amina, nasra, eva, geteld):
    rij = start(casa, amina, nasra, papier=True, door=eva)

    een = voeg_scan_toe(rij, scan=foto(), gebruiker=nasra)

    assert voeg_scan_toe(rij, scan=foto(), gebruiker=eva) == een
    ander = voeg_scan_toe(rij, scan=foto((1, 2, 3)), gebruiker=amina)
    assert list(rij.scans.values_list("pk", "wie")) == [(een.pk, nasra.pk), (ander.pk, amina.pk)]
    assert een.bestand.sha256 == foto().sha256 == sha256(bytes(een.bestand.inhoud)).hexdigest()
    for daad in (een.delete, lambda: Overdrachtscan.objects.update(wie=eva)):
        with pytest.raises(DatabaseError), transaction.atomic():
            daad()
    assert rij.scans.count() == 2


def test_een_scan_is_van_wie_erbij_hoort_en_alleen_van_papier(casa, amina, nasra, chandra, geteld):
    rij = start(casa, amina, nasra)
    with pytest.raises(ValidationError, match="Deze overdracht is niet op papier getekend"):
        voeg_scan_toe(rij, scan=foto(), gebruiker=amina)
    with pytest.raises(ValidationError, match="Alleen wie erbij hoort, voegt een scan toe"):
        voeg_scan_toe(rij, scan=foto(), gebruiker=chandra)
    with pytest.raises(DatabaseError, match="niet op papier getekend"), transaction.atomic():
        Overdrachtscan.objects.create(overdracht=rij, bestand=rij.bestand, wie=amina)
    assert not Overdrachtscan.objects.exists()


def test_meer_dan_tien_scans_kan_niet(casa, amina, nasra, geteld):
    rij = start(casa, amina, nasra, papier=True)
    for nummer in range(10):
        voeg_scan_toe(rij, scan=foto((nummer * 20, 9, 9)), gebruiker=amina)

    with pytest.raises(ValidationError, match=r"Er zijn al 10 scans\. Meer kan niet\."):
        voeg_scan_toe(rij, scan=foto((255, 255, 255)), gebruiker=amina)
    voeg_scan_toe(rij, scan=foto((0, 9, 9)), gebruiker=amina)
    assert rij.scans.count() == 10
