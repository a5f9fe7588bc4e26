"""Two members at once in a check: one word per document, one verdict each, one check per period, nothing afterwards.

Each race has its negative control: without the guard the very same race goes wrong.
"""

from contextlib import contextmanager
from datetime import date
from threading import Barrier, Event
from uuid import uuid4

import pytest
import time_machine
from django.db import connections, transaction

from financien.models import Bevinding, Controlepost, Controleverklaring, Factuurakkoord, Kascontrole
from financien.services import controledaden as daden
from financien.services import controles
from financien.services.akkoorden import boek_factuur
from financien.services.controles import ControleFout, Opgave, begin
from financien.services.controlestand import uitkomst
from tests.financien.boekfabriek import begin_boeken
from tests.financien.controlefabriek import (
    TOT,
    VAN,
    keur_alles_goed,
    maak_controle,
    maak_kosten,
    maak_lid,
    zet_alleen_door,
)
from tests.financien.factuurfabriek import deel, maak_factuur
from tests.financien.services.test_boeken_gelijktijdig import tegelijk
from tests.samen import GEDULD, Iedereen, tot_er_gewacht_wordt

BEIDE_KEKEN = f"""PERFORM pg_advisory_xact_lock_shared(7499, 1);
FOR keer IN 1..{GEDULD * 100} LOOP
    EXIT WHEN 2 <= (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 7499
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database()));
    PERFORM pg_sleep(0.01);
END LOOP;
PERFORM pg_sleep(0.5);"""  # so long the other one may take to see it too
ALS_EIGENAAR = pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)


@pytest.fixture(autouse=True)
def vandaag():
    with time_machine.travel("2026-03-10 12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def leden(transactional_db, chandra, casa):
    begin_boeken(2026)
    maak_kosten(chandra, casa, 6)
    return maak_lid("Kim"), maak_lid("Karel")


@pytest.fixture
def controle(leden):
    return maak_controle(*leden)


def netjes(taak):
    """Return a task whose refusal is an answer."""

    def doe():
        try:
            return taak()
        except ControleFout as fout:
            return fout

    return doe


def samen(*taken) -> list:
    return tegelijk([netjes(taak) for taak in taken])


def geweigerd(uitslag) -> list[str]:
    return [str(deel) for deel in uitslag if isinstance(deel, Exception)]


@contextmanager
def zonder_slot_in(*triggers):
    """Let these triggers look without the lock, and go on when the other has looked as well."""
    with connections["eigenaar"].cursor() as cursor:
        oud = {}
        for trigger in triggers:
            cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE %s", [f"pgtrigger_{trigger}_%"])
            naam, oud[naam] = cursor.fetchone()
            regels = [regel for regel in oud[naam].splitlines() if "pg_advisory_xact_lock" not in regel]
            los = "\n".join(regels).replace("RETURN NEW;", f"{BEIDE_KEKEN} RETURN NEW;")
            _vervang(cursor, naam, los)
        try:
            yield
        finally:
            for naam, bron in oud.items():
                _vervang(cursor, naam, bron)


def _vervang(cursor, naam, bron) -> None:
    cursor.execute(f"CREATE OR REPLACE FUNCTION {naam}() RETURNS TRIGGER AS $wacht${bron}$wacht$ LANGUAGE plpgsql")


@contextmanager
def zonder_regel(tabel, naam, kolommen):
    """Take a unique rule away for a while; what broke it is thrown out again."""
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute(f"ALTER TABLE {tabel} DROP CONSTRAINT {naam}")
        try:
            yield
        finally:
            cursor.execute(f"ALTER TABLE {tabel} DISABLE TRIGGER USER; DELETE FROM {tabel}")
            cursor.execute(f"ALTER TABLE {tabel} ENABLE TRIGGER USER")
            cursor.execute(f"ALTER TABLE {tabel} ADD CONSTRAINT {naam} UNIQUE ({kolommen})")


# two members at the same document


def oordelen_samen(controle, leden) -> list:
    post, (kim, karel) = controle.posten.first(), leden
    return samen(
        lambda: daden.oordeel(post, soort="goed", na=0, gebruiker=kim),
        lambda: daden.oordeel(post, soort="vraag", tekst="Waar is de bon?", na=0, gebruiker=karel),
    )


def test_twee_leden_bij_hetzelfde_stuk_geven_een_oordeel_en_de_ander_kijkt_opnieuw(controle, leden):
    uitslag = oordelen_samen(controle, leden)

    assert Bevinding.objects.count() == 1
    assert geweigerd(uitslag) == ["Iemand anders schreef net iets bij dit stuk. Ververs de pagina."]


@ALS_EIGENAAR
def test_zonder_die_regel_zouden_er_twee_eerste_oordelen_zijn(controle, leden):
    with zonder_regel("financien_bevinding", "bevinding_nummer_eens", "post_id, volgnummer"):
        with zonder_slot_in("bevinding_mag"):
            oordelen_samen(controle, leden)
        assert list(Bevinding.objects.values_list("volgnummer", flat=True)) == [1, 1]


# two verdicts at once


def test_beide_leden_tekenen_tegelijk_en_het_strengste_telt(controle, leden):
    kim, karel = leden
    keur_alles_goed(controle, kim)
    samen(
        lambda: daden.teken(controle, uitspraak="goed", gebruiker=kim),
        lambda: daden.teken(controle, uitspraak="niet", tekst="Te veel zonder bon.", gebruiker=karel),
    )

    assert uitkomst(list(Controleverklaring.objects.all())) == "niet"


def teken_twee_keer(controle, kim) -> list:
    return samen(
        lambda: daden.teken(controle, uitspraak="goed", gebruiker=kim),
        lambda: daden.teken(controle, uitspraak="niet", tekst="Toch niet.", gebruiker=kim),
    )


def test_een_lid_dat_op_twee_schermen_tekent_geeft_een_oordeel(controle, leden):
    keur_alles_goed(controle, leden[0])

    uitslag = teken_twee_keer(controle, leden[0])

    assert Controleverklaring.objects.count() == 1
    assert geweigerd(uitslag) == ["Je gaf je oordeel al. Het kan niet meer anders."]


@ALS_EIGENAAR
def test_zonder_die_regel_zou_een_lid_twee_oordelen_geven(controle, leden):
    keur_alles_goed(controle, leden[0])

    with zonder_regel("financien_controleverklaring", "verklaring_eens_per_lid", "controle_id, wie_id"):
        teken_twee_keer(controle, leden[0])
        assert Controleverklaring.objects.count() == 2


# nothing after the first signature


def teken_en_vraag(controle, leden) -> list:
    """One signs while the other asks something about a document that was right."""
    post, (kim, karel) = controle.posten.first(), leden
    return samen(
        lambda: daden.teken(controle, uitspraak="goed", gebruiker=kim),
        lambda: daden.oordeel(post, soort="vraag", tekst="Waar is de bon?", na=1, gebruiker=karel),
    )


def test_tekenen_en_vragen_tegelijk_wordt_een_van_beide(controle, leden):
    keur_alles_goed(controle, leden[0])

    teken_en_vraag(controle, leden)

    assert (Controleverklaring.objects.count(), Bevinding.objects.filter(soort="vraag").count()) in {(1, 0), (0, 1)}


@ALS_EIGENAAR
def test_zonder_het_slot_zou_er_getekend_zijn_met_een_open_vraag(controle, leden):
    keur_alles_goed(controle, leden[0])

    with zonder_slot_in("bevinding_mag", "verklaring_mag"):
        teken_en_vraag(controle, leden)

    assert (Controleverklaring.objects.count(), Bevinding.objects.filter(soort="vraag").count()) == (1, 1)


def teken_en_voeg_toe(controle, leden) -> list:
    """One signs while a document comes in, past the service that would say no first."""
    kim = leden[0]
    ander = controles.populatie(VAN, TOT).stukken["M2026-0006"]
    nieuw = {"controle": controle, "volgnummer": 99, "boekstuk_id": ander, "steekproef": True}
    return samen(
        lambda: daden.teken(controle, uitspraak="goed", gebruiker=kim),
        lambda: controles.schrijf(Controlepost, **nieuw),
    )


@pytest.fixture
def kleine_controle(leden):
    controle = maak_controle(*leden, van=date(2026, 2, 1), tot=date(2026, 2, 3))  # M2026-0006 is of another day
    keur_alles_goed(controle, leden[0])
    return controle


def test_tekenen_en_een_stuk_erbij_tegelijk_laat_nooit_een_ongezien_stuk_tekenen(kleine_controle, leden):
    teken_en_voeg_toe(kleine_controle, leden)

    erbij = Controlepost.objects.filter(volgnummer=99).count()
    assert (Controleverklaring.objects.count(), erbij) in {(1, 0), (0, 1)}


@ALS_EIGENAAR
def test_zonder_het_slot_zou_een_ongezien_stuk_getekend_zijn(kleine_controle, leden):
    with zonder_slot_in("controlepost_mag", "verklaring_mag"):
        teken_en_voeg_toe(kleine_controle, leden)

    assert (Controleverklaring.objects.count(), Controlepost.objects.filter(volgnummer=99).count()) == (1, 1)


def boek_terwijl_er_getekend_wordt(controle, kim, factuur, chandra):
    """Book an invoice that nobody looked at, and let the signature begin before that is committed."""
    geboekt, klaar = Barrier(2, timeout=GEDULD), Event()

    def boekt():
        with transaction.atomic():
            boek_factuur(factuur, ronde=1, gebruiker=chandra)
            geboekt.wait()
            tot_er_gewacht_wordt(of=klaar)

    def tekent():
        geboekt.wait()
        try:
            daden.teken(controle, uitspraak="goed", gebruiker=kim)
        finally:
            klaar.set()

    return samen(boekt, tekent)


@pytest.fixture
def onderweg(controle, leden, chandra, casa):
    keur_alles_goed(controle, leden[0])
    factuur = maak_factuur(chandra, deel("4120", "50", casa), datum=date(2026, 2, 2))
    Factuurakkoord.objects.create(factuur=factuur, ronde=1, soort="alleen", wie=chandra, reden="Vakantie")
    return factuur


def test_wat_half_geboekt_is_wordt_eerst_bekeken(controle, leden, onderweg, chandra):
    uitslag = boek_terwijl_er_getekend_wordt(controle, leden[0], onderweg, chandra)

    assert Controleverklaring.objects.count() == 0
    assert geweigerd(uitslag) == [
        "Na het begin kwam er nog iets dat jullie altijd bekijken. Haal het erbij en bekijk het eerst."
    ]


def test_zonder_het_slot_op_het_jaar_zou_het_ongezien_blijven(controle, leden, onderweg, chandra, monkeypatch):
    monkeypatch.setattr(daden, "jaren_op_slot", lambda van, tot: None)

    boek_terwijl_er_getekend_wordt(controle, leden[0], onderweg, chandra)

    assert Controleverklaring.objects.count() == 1
    assert len(daden.later_bijgekomen(controle)) == 1


# two fetch at once


def haal_samen_erbij(controle, leden) -> list:
    return samen(*[lambda wie=wie: daden.vul_aan(controle, gebruiker=wie) for wie in leden])


def test_twee_leden_halen_tegelijk_erbij_en_alles_komt_een_keer(controle, leden, chandra, casa):
    zet_alleen_door(maak_factuur(chandra, deel("4120", "50", casa), datum=date(2026, 2, 2)), chandra)

    uitslag = haal_samen_erbij(controle, leden)

    assert sorted(uitslag) == [0, 1]
    assert controle.posten.filter(later=True).count() == 1


def test_zonder_het_slot_zou_de_een_een_fout_van_de_databank_krijgen(controle, leden, chandra, casa, monkeypatch):
    zet_alleen_door(maak_factuur(chandra, deel("4120", "50", casa), datum=date(2026, 2, 2)), chandra)
    monkeypatch.setattr(daden, "slot", lambda sleutel, nummer: None)
    monkeypatch.setattr(daden, "later_bijgekomen", Iedereen(2).na(daden.later_bijgekomen))

    uitslag = haal_samen_erbij(controle, leden)

    assert len(geweigerd(uitslag)) == 1


# one check per period


def begin_samen(leden) -> list:
    opgave = Opgave(VAN, TOT, leden[1], 5, "kerst")
    return samen(*[lambda: begin(opgave, sleutel=uuid4(), gebruiker=leden[0])] * 4)


def test_vier_keer_tegelijk_beginnen_is_een_controle(leden):
    uitslag = begin_samen(leden)

    assert Kascontrole.objects.count() == 1
    assert geweigerd(uitslag) == [
        "Een deel van deze periode zit al in de controle van 01-01-2026 – 09-03-2026."
    ] * 3  # fmt: skip


def test_zonder_het_slot_zouden_er_meer_controles_van_een_periode_zijn(leden, monkeypatch):
    monkeypatch.setattr(controles, "slot", lambda sleutel, nummer: None)
    monkeypatch.setattr(controles, "_keur_periode", Iedereen(4).na(controles._keur_periode))

    begin_samen(leden)

    assert Kascontrole.objects.count() > 1


def test_hetzelfde_formulier_vier_keer_tegelijk_is_een_controle(leden):
    opgave, sleutel = Opgave(VAN, TOT, leden[1], 5, "kerst"), uuid4()

    uitslag = samen(*[lambda: begin(opgave, sleutel=sleutel, gebruiker=leden[0])] * 4)

    assert {getattr(deel, "pk", deel) for deel in uitslag} == {Kascontrole.objects.get().pk}
