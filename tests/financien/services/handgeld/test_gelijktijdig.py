"""Twenty people at one pot: never a cent past the rule or below zero, and one receipt is one cost.

Each race has its negative control: without the guard the very same race goes wrong.
"""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connections

from financien.models import Bon, Bonstap
from financien.services.boeken import boek
from financien.services.handgeld import aanvullen, basis, bonnen, oordeel
from financien.services.handgeld.basis import HandgeldFout
from financien.services.handgeld.potje import stand
from financien.services.handgeld.tellen import tel
from tests.financien.boekfabriek import rekening
from tests.financien.handgeldfabriek import DAG, MAART, inhoud, maak_bon, vul_potje
from tests.financien.services.test_boeken_gelijktijdig import tegelijk
from tests.samen import Iedereen

D = Decimal
FEBRUARI = date(2026, 2, 3)


@pytest.fixture
def potje(transactional_db, casa, chandra):
    vul_potje(chandra, casa, kas="43.21", rekening="100.00", datum=FEBRUARI)
    return casa


def netjes(taak):
    """Return a task whose refusal is an answer."""

    def doe():
        try:
            return taak()
        except HandgeldFout as fout:
            return fout

    return doe


def twintig_bonnen(kamer, wie) -> list:
    """Let twenty people hand in a receipt of € 10 from a tin of € 43,21."""
    stukken = [inhoud("10.00") for _keer in range(20)]

    def een(stuk):
        return lambda: bonnen.dien_in(kamer=kamer, inhoud=stuk, sleutel=uuid4(), gebruiker=wie, bevestigd=True)

    return tegelijk([netjes(een(stuk)) for stuk in stukken])


def twintig_aanvullingen(kamer, wie) -> list:
    """Let twenty people top up by € 30 what may be topped up by € 106,79."""
    vast = {"kamer": kamer, "maand": MAART, "datum": DAG, "gebruiker": wie, "bedrag": D("30.00")}
    return tegelijk([netjes(lambda: aanvullen.vul_aan(sleutel=uuid4(), **vast))] * 20)


def zonder_slot(monkeypatch):
    """Take the lock of the pot away, and let all twenty have looked before anyone writes."""
    monkeypatch.setattr(basis, "op_slot", lambda kamer: None)
    iedereen = Iedereen(20)
    monkeypatch.setattr(bonnen.potje, "stand", iedereen.na(bonnen.potje.stand))
    monkeypatch.setattr(aanvullen, "keur", iedereen.na(aanvullen.keur))


def test_twintig_bonnetjes_tegelijk_halen_nooit_meer_uit_de_kas_dan_erin_zit(potje, amina):
    uitslag = twintig_bonnen(potje, amina)

    assert sum(isinstance(deel, Bon) for deel in uitslag) == 4
    assert (stand(potje).kas, stand(potje).te_keuren) == (D("3.21"), D("40.00"))


def test_zonder_het_slot_zou_de_kas_onder_nul_gaan(potje, amina, monkeypatch):
    kijk = bonnen.potje.stand
    zonder_slot(monkeypatch)

    twintig_bonnen(potje, amina)

    assert kijk(potje).kas < 0


def test_twintig_aanvullingen_tegelijk_komen_nooit_boven_de_grens(potje, amina, chandra):
    tel(kamer=potje, geteld=D("43.21"), sleutel=uuid4(), gebruiker=amina)

    twintig_aanvullingen(potje, chandra)

    assert stand(potje).over == D("233.21")  # three of € 30; a fourth would make 263,21


def test_zonder_het_slot_zou_het_potje_boven_de_grens_komen(potje, amina, chandra, monkeypatch):
    tel(kamer=potje, geteld=D("43.21"), sleutel=uuid4(), gebruiker=amina)
    kijk = bonnen.potje.stand
    zonder_slot(monkeypatch)

    twintig_aanvullingen(potje, chandra)

    assert kijk(potje).over > D("250.00")


def door_elkaar(kamer, amina, chandra) -> list:
    """Let ten people spend € 9,99 while ten others top up by € 29,99."""
    uitgaven = [inhoud("9.99", betaald_uit=waar) for waar in ["potje", "pas"] * 5]

    def geef_uit(stuk):
        return lambda: bonnen.dien_in(kamer=kamer, inhoud=stuk, sleutel=uuid4(), gebruiker=amina, bevestigd=True)

    vast = {"kamer": kamer, "maand": MAART, "datum": DAG, "gebruiker": chandra, "bedrag": D("29.99")}
    bij = [lambda: aanvullen.vul_aan(sleutel=uuid4(), **vast)] * 10
    return tegelijk([netjes(taak) for paar in zip(bij, map(geef_uit, uitgaven), strict=True) for taak in paar])


def test_uitgeven_en_aanvullen_door_elkaar_blijft_tussen_nul_en_de_grens(potje, amina, chandra):
    tel(kamer=potje, geteld=D("43.21"), sleutel=uuid4(), gebruiker=amina)

    uitslag = door_elkaar(potje, amina, chandra)

    nu, gedaan = stand(potje), [deel for deel in uitslag if not isinstance(deel, HandgeldFout)]
    assert nu.kas >= 0
    assert nu.rekening >= 0
    assert nu.over <= D("250.00")
    gebruikt = sum(deel.bedrag for deel in gedaan if isinstance(deel, Bon))
    erbij = sum(deel.bedrag for deel in gedaan if not isinstance(deel, Bon))
    assert nu.over == D("143.21") + erbij - gebruikt
    assert erbij <= D("250.00")


def test_zonder_het_slot_gaat_door_elkaar_mis(potje, amina, chandra, monkeypatch):
    tel(kamer=potje, geteld=D("43.21"), sleutel=uuid4(), gebruiker=amina)
    kijk = bonnen.potje.stand
    zonder_slot(monkeypatch)

    uitslag = door_elkaar(potje, amina, chandra)

    erbij = sum(deel.bedrag for deel in uitslag if not isinstance(deel, (Exception, Bon)))
    assert kijk(potje).kas < 0 or kijk(potje).over > D("250.00") or erbij > D("250.00")


def hetzelfde_formulier(kamer, wie) -> list:
    """Let one form arrive twenty times."""
    stuk, sleutel = inhoud("10.00"), uuid4()
    return tegelijk([netjes(lambda: bonnen.dien_in(kamer=kamer, inhoud=stuk, sleutel=sleutel, gebruiker=wie))] * 20)


def test_twintig_keer_hetzelfde_bonnetje_is_een_bonnetje(potje, amina):
    uitslag = hetzelfde_formulier(potje, amina)

    assert {getattr(deel, "pk", deel) for deel in uitslag} == {Bon.objects.get().pk}
    assert stand(potje).kas == D("33.21")


def test_zonder_het_slot_zou_wie_twee_keer_drukt_horen_dat_zijn_bonnetje_er_al_is(potje, amina, monkeypatch):
    """The unique key keeps the books right; without the lock the second press is asked about the first, or fails."""
    monkeypatch.setattr(basis, "op_slot", lambda kamer: None)
    iedereen, foto = Iedereen(20), bonnen._foto
    monkeypatch.setattr(bonnen, "_foto", lambda inhoud: (iedereen.wacht(), foto(inhoud))[1])  # all found nothing yet

    uitslag = hetzelfde_formulier(potje, amina)

    assert (Bon.objects.count(), sum(isinstance(deel, Bon) for deel in uitslag)) == (1, 1)


def keur_samen(bon, *wie) -> list:
    return tegelijk([netjes(lambda g=gebruiker: oordeel.keur_goed(bon, gebruiker=g)) for gebruiker in wie])


def kosten() -> Decimal:
    return sum(b.bedrag for b in rekening("4130").debet.all())


def test_twee_goedkeuringen_tegelijk_zijn_een_keer_kosten(potje, amina, chandra, eva):
    bon = maak_bon(potje, amina, "10.00")

    uitslag = keur_samen(bon, *[chandra, eva] * 5)

    assert sum(not isinstance(deel, Exception) for deel in uitslag) == 1
    assert (kosten(), stand(potje).te_keuren) == (D("10.00"), 0)
    assert Bonstap.objects.filter(bon=bon, soort="goedgekeurd").count() == 1


@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
def test_zonder_de_sloten_zouden_twee_goedkeuringen_twee_keer_kosten_zijn(potje, amina, chandra, eva, monkeypatch):
    """The negative control: no lock of the row, no key of the receipt, and a trigger that does not look."""
    bon = maak_bon(potje, amina, "10.00")

    def los(rij):
        return Bon.objects.met_stand().select_related("kamer").get(pk=rij.pk)

    monkeypatch.setattr(oordeel, "op_slot", Iedereen(2).na(los))
    monkeypatch.setattr(
        oordeel, "boek", lambda stuk, sleutel, gebruiker: boek(stuk, sleutel=uuid4(), gebruiker=gebruiker)
    )
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'pgtrigger_bonstap_past_%'")
        naam, bron = cursor.fetchone()
        maak = "CREATE OR REPLACE FUNCTION {}() RETURNS TRIGGER AS $wacht${}$wacht$ LANGUAGE plpgsql"
        cursor.execute(maak.format(naam, "BEGIN RETURN NEW; END;"))
        try:
            keur_samen(bon, chandra, eva)
        finally:
            cursor.execute(maak.format(naam, bron))

    assert kosten() == D("20.00")
