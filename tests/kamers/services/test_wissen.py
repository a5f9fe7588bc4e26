from datetime import date, timedelta

import pytest
import time_machine
from allauth.account.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.utils import timezone

from kamers.models import Klus, Persoon, Teljaar, Verzoek
from kamers.services import klussen, tellen, verzoeken, wissen
from kamers.services.kluswerk import KlusGewijzigd, laat_vervallen, neem_klus_terug
from kamers.services.wissen import Gewist, Opgeruimd, wis_teksten
from tests.fabriek import WACHTWOORD, maak_klus, maak_persoon
from tests.kamers.klusfabriek import DAG, maak_geplande_klus, tik_klaar
from tests.kamers.verzoekfabriek import handel, maak_verzoek

WOORD = "xylofoonkraan"
pytestmark = pytest.mark.django_db


def plekken_met(woord: str) -> list[str]:
    """Return every column of every table of the database that holds a word, the audit trail and json included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name, c.column_name FROM information_schema.columns c"
            " JOIN information_schema.tables t USING (table_schema, table_name)"
            " WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'"
            " AND c.data_type IN ('character varying', 'text', 'json', 'jsonb', 'ARRAY')"
        )
        gevonden = []
        for tabel, kolom in cursor.fetchall():
            cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{tabel}" WHERE "{kolom}"::text ILIKE %s)', [f"%{woord}%"])
            if cursor.fetchone()[0]:
                gevonden.append(f"{tabel}.{kolom}")
    return sorted(gevonden)


@pytest.fixture
def afgehandeld(casa, amina):
    """A klus that was done, one that went off and a request, all handled on the same day with the word in them."""
    with time_machine.travel("2026-11-24 10:30 +0100"):
        tik_klaar(maak_geplande_klus(casa, omschrijving=f"{WOORD} boven", straat=f"bij {WOORD}"), amina)
        af = maak_geplande_klus(casa, omschrijving=WOORD)
        laat_vervallen(klus_id=af.pk, versie=1, reden=f"geen {WOORD}", sleutel=DAG_SLEUTEL, gebruiker=amina)
        handel(maak_verzoek(casa, f"mevrouw belde over {WOORD}"), amina, "vraag", vandaag=DAG)
    return af


DAG_SLEUTEL = "00000000-0000-0000-0000-000000000024"
OVERAL = ["kamers_klus.omschrijving", "kamers_klus.reden", "kamers_klus.straat", "kamers_verzoek.tekst"]


def test_op_dag_29_staat_de_tekst_er_nog_en_op_dag_30_nergens_meer(afgehandeld):
    wis_teksten(DAG + timedelta(days=29))
    dag_29 = plekken_met(WOORD)
    gewist = wis_teksten(DAG + timedelta(days=30))

    assert dag_29 == OVERAL
    assert plekken_met(WOORD) == []
    assert gewist == Gewist(klussen=2, verzoeken=1)


def test_nog_een_keer_wissen_doet_niets_meer(afgehandeld):
    dag = DAG + timedelta(days=30)
    wis_teksten(dag)

    assert wis_teksten(dag + timedelta(days=1)) == Gewist(klussen=0, verzoeken=0)
    assert set(Klus.objects.values_list("gewist_op", flat=True)) == {dag}


def test_wat_open_staat_houdt_zijn_tekst_hoe_oud_het_ook_is(casa):
    maak_klus(casa, "Lekkende kraan", gevraagd_op=date(2025, 1, 1))
    maak_geplande_klus(casa, omschrijving="Heg snoeien", afspraak=date(2025, 1, 9))
    maak_verzoek(casa, "Belde terug")

    assert wis_teksten(DAG) == Gewist(klussen=0, verzoeken=0)
    assert sorted(Klus.objects.values_list("omschrijving", flat=True)) == ["Heg snoeien", "Lekkende kraan"]
    assert Verzoek.objects.get().tekst == "Belde terug"


def test_een_klus_zonder_dag_van_afhandelen_gaat_30_dagen_na_de_dag_waarop_hij_gedaan_is(casa):
    maak_klus(casa, "net niet", status="klaar", gedaan_op=DAG - timedelta(days=29))
    maak_klus(casa, "net wel", status="klaar", gedaan_op=DAG - timedelta(days=30))
    maak_klus(casa, "afspraak", status="vervallen", afspraak=DAG - timedelta(days=30))
    maak_klus(casa, "gevraagd", status="vervallen", gevraagd_op=DAG - timedelta(days=30))

    assert wis_teksten(DAG).klussen == 3
    assert list(Klus.objects.exclude(omschrijving="").values_list("omschrijving", flat=True)) == ["net niet"]


def test_de_tellingen_veranderen_niet_ook_niet_in_een_gesloten_teljaar(casa, amina):
    for keer in ("ja", "nee"):
        maak_klus(casa, WOORD, status="klaar", gedaan_op=date(2025, 6, 1), eerste_keer=keer)
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)
    voor = tellen.bereikt_per_kamer(2025)

    gewist = wis_teksten(DAG)

    assert gewist.klussen == 2
    assert plekken_met(WOORD) == []
    assert tellen.bereikt_per_kamer(2025) == voor == {casa.pk: {"klussen": 2, "kamer": 1}}


def test_na_het_wissen_kan_het_oude_ongedaan_maken_niet_meer(afgehandeld, amina):
    wis_teksten(DAG + timedelta(days=30))

    with pytest.raises(KlusGewijzigd):
        neem_klus_terug(klus_id=afgehandeld.pk, sleutel=DAG_SLEUTEL, gebruiker=amina)

    assert Klus.objects.get(pk=afgehandeld.pk).status == "vervallen"


def test_een_gewiste_klus_en_een_gewist_verzoek_hebben_nog_een_naam(afgehandeld, casa):
    wis_teksten(DAG + timedelta(days=30))

    assert str(klussen.regel(afgehandeld.pk, DAG).klus) == "kleine reparatie"
    assert str(Verzoek.objects.get()) == "vraag, beantwoord"
    assert verzoeken.afgehandeld(casa, DAG + timedelta(days=30)) == []


def test_wie_inlogt_ruimt_op_zonder_cron(afgehandeld, amina):
    with time_machine.travel("2026-12-24 09:00 +0100"):
        user_logged_in.send(sender=type(amina), request=None, user=amina)

    assert plekken_met(WOORD) == []


def test_een_storing_bij_het_opruimen_houdt_niemand_buiten(amina, monkeypatch, caplog):
    def stuk(vandaag):
        raise DatabaseError("vol")

    monkeypatch.setattr(wissen, "wis_teksten", stuk)

    user_logged_in.send(sender=type(amina), request=None, user=amina)

    assert "cleaning up failed" in caplog.text


def test_wie_twee_jaar_niet_kwam_verliest_ook_zijn_naam(casa):
    maak_persoon("Rosa", casa, pasnummer="1004", sinds=DAG.replace(year=2024) - timedelta(days=1))
    maak_persoon("Ama", casa, pasnummer="1005", sinds=DAG.replace(year=2024))

    assert wissen.ruim_op(DAG) == Opgeruimd(mensen=1)
    assert [persoon.voornaam for persoon in Persoon.objects.exclude(voornaam="")] == ["Ama"]


@pytest.mark.django_db(transaction=True)
def test_wie_een_ander_ziet_opruimen_laat_het_aan_die_ander(casa):
    maak_klus(casa, status="klaar", gedaan_op=DAG - timedelta(days=30))
    ander = connection.copy()
    with ander.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [wissen.SLOT])

    try:
        tegelijk = wissen.ruim_op(DAG)
    finally:
        ander.close()

    assert tegelijk == Opgeruimd()
    assert wissen.ruim_op(DAG) == Opgeruimd(klussen=1)


def test_de_inlogbladzijde_zelf_ruimt_op(afgehandeld, amina, client, time_machine):
    time_machine.move_to("2026-12-24 09:00 +0100")

    client.post("/inloggen/", {"login": amina.email, "password": WACHTWOORD})

    assert client.session.get("_auth_user_id") == str(amina.pk)
    assert plekken_met(WOORD) == []


def test_wat_verlopen_is_gaat_ook_uit_de_sessies_en_uit_de_tellingen_per_adres(client):
    nu = timezone.now()
    for sleutel, einde in (("oud", nu - timedelta(minutes=1)), ("nieuw", nu + timedelta(hours=1))):
        Session.objects.create(session_key=sleutel, session_data="x", expire_date=einde)
    cache.clear()
    cache.set("controlecode:192.0.2.1", (1, 0), timeout=-1)
    cache.set("controlecode:192.0.2.2", (1, 0), timeout=300)
    with connection.cursor() as cursor:  # the cache itself keeps nothing that is over from the start
        cursor.execute("INSERT INTO buurtwerkkamer_cache VALUES ('controlecode:192.0.2.3', 'x', now() - interval '1s')")

    wissen.ruim_op(DAG)

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM buurtwerkkamer_cache WHERE cache_key LIKE '%controlecode%'")
        assert [rij[0] for rij in cursor.fetchall()] == [":1:controlecode:192.0.2.2"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["nieuw"]
