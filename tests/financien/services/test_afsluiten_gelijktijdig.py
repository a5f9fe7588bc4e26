"""A hundred months close under eight writers: nothing gets in after a close, and it is done in seconds."""

from datetime import date
from threading import Event, Thread
from time import monotonic, sleep
from uuid import uuid4

import pytest
from django.db import connections

from buurtwerkkamer.models import Jaar
from financien.models import Boekstuk, Jaarafsluiting, Maandafsluiting
from financien.services.afsluiten import AfsluitFout, sluit_maand, sluit_voorlopig
from financien.services.boeken import BoekFout, boek
from financien.services.controleren import controleer
from tests.financien.boekfabriek import begin_boeken, regel, stuk
from tests.financien.jaarfabriek import sluit_maanden
from tests.financien.services.test_boeken_gelijktijdig import tegelijk

JAREN = range(2001, 2011)  # eleven months each
SECONDEN = 300  # on a free machine it takes a few; this is for a busy one


def sluit_onder_schrijvers(chandra, casa, aantal: int) -> tuple[int, int, float]:
    """Close months one after another while eight keep booking in the month that closes; how many came too late."""
    begin_boeken(*JAREN)
    vast = regel("4110", "1000", "12.50", casa)
    maanden = [(jaar, maand) for jaar in JAREN for maand in range(1, 12)][:aantal]
    nu, klaar = [maanden[0]], Event()

    def schrijf():
        try:
            while not klaar.is_set():
                jaar, maand = nu[0]
                try:
                    boek(stuk(vast, datum=date(jaar, maand, 28)), sleutel=uuid4(), gebruiker=chandra)
                except BoekFout as fout:
                    assert "is afgesloten" in str(fout)  # noqa: PT017 - the only refusal there may be
        finally:
            connections.close_all()

    schrijvers = [Thread(target=schrijf) for _ in range(8)]
    for draad in schrijvers:
        draad.start()
    _tot_er_geschreven_wordt()
    begin, bij_sluiting = monotonic(), {}
    try:
        for jaar, maand in maanden:
            nu[0] = (jaar, maand)
            sluit_maand(jaar=jaar, maand=maand, gebruiker=chandra, sleutel=uuid4(), vandaag=date(2027, 1, 1))
            bij_sluiting[jaar, maand] = Boekstuk.objects.filter(datum=date(jaar, maand, 28)).count()
        duur = monotonic() - begin
    finally:
        klaar.set()
        for draad in schrijvers:
            draad.join()
    te_laat = sum(Boekstuk.objects.filter(datum=date(*m, 28)).count() - n for m, n in bij_sluiting.items())
    buiten = sum(bij_sluiting.values()) - sum(len(rij.afdrukken) for rij in Maandafsluiting.objects.all())
    return te_laat, buiten, duur


def _tot_er_geschreven_wordt():
    """Wait for the first document, so that the closings do not run before any writer has its connection."""
    einde = monotonic() + 120
    while not Boekstuk.objects.exists() and monotonic() < einde:
        sleep(0.01)


def test_honderd_afsluitingen_onder_acht_schrijvers_laten_niets_door(transactional_db, chandra, casa):
    te_laat, buiten, duur = sluit_onder_schrijvers(chandra, casa, 100)

    assert (te_laat, buiten) == (0, 0)
    assert Boekstuk.objects.count() > 0
    assert Jaar.objects.filter(status="open").count() >= len(JAREN)
    assert duur < SECONDEN


@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
def test_zonder_het_slot_zou_er_wel_iets_doorkomen(chandra, casa):
    """The negative control: a trigger that looks but does not lock lets bookings in after the close."""
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'pgtrigger_boekstuk_nummer_%'")
        naam, bron = cursor.fetchone()
        zwak = bron.replace("PERFORM pg_advisory_xact_lock_shared(7401, j.jaar);", "").replace(
            "RETURN NEW;", "PERFORM pg_sleep(0.02); RETURN NEW;"
        )
        hersteld = "CREATE OR REPLACE FUNCTION {}() RETURNS TRIGGER AS $wacht${}$wacht$ LANGUAGE plpgsql"
        cursor.execute(hersteld.format(naam, zwak))
        try:
            te_laat, _buiten, _duur = sluit_onder_schrijvers(chandra, casa, 10)
        finally:
            cursor.execute(hersteld.format(naam, bron))

    assert te_laat > 0


@pytest.mark.parametrize("wat", ["maand", "jaar"])
def test_vier_die_tegelijk_afsluiten_sluiten_een_keer(transactional_db, chandra, casa, wat):
    """One closing; the others hear that it is done. Unique rules and triggers say the same without the lock."""
    begin_boeken(2010)
    boek(stuk(regel("4110", "1000", "12.50", casa), datum=date(2010, 1, 5)), sleutel=uuid4(), gebruiker=chandra)
    vandaag = date(2027, 1, 1)
    if wat == "jaar":
        sluit_maanden(chandra, 2010, vandaag=vandaag)

    def sluit():
        try:
            vast = {"gebruiker": chandra, "sleutel": uuid4(), "vandaag": vandaag}
            return sluit_voorlopig(jaar=2010, **vast) if wat == "jaar" else sluit_maand(jaar=2010, maand=1, **vast)
        except AfsluitFout as fout:
            return str(fout)

    uitslag = tegelijk([sluit] * 4)

    zin = "Dit boekjaar is al afgesloten." if wat == "jaar" else "Deze maand is al afgesloten."
    assert [deel for deel in uitslag if isinstance(deel, str)] == [zin] * 3
    assert (Jaarafsluiting.objects.count(), Maandafsluiting.objects.count()) == ((1, 11) if wat == "jaar" else (0, 1))
    assert controleer() == []
