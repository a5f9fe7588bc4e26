"""What is changed, removed or added behind our back in the closed books is named, row by row and column by column."""

import json
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from psycopg import IntegrityError

from buurtwerkkamer.bevroren import Bevroren
from buurtwerkkamer.models import Bestand, Jaar
from financien.models import (
    Boeking,
    Boekstuk,
    Bon,
    Controlepost,
    Eldersstuk,
    Jaarafsluiting,
    Loonjournaalpost,
    Maandafsluiting,
)
from financien.services.afdrukken import AANHANG, LATER, van_afsluiting
from financien.services.afsluiten import sluit_maand, sluit_voorlopig, stel_vast
from financien.services.bankbetaling import boek_betaling
from financien.services.boeken import keer_om
from financien.services.controleren import controleer
from financien.services.handgeld.aanvullen import boek_aanvulling
from financien.services.handgeld.betalingen import betaal_terug
from financien.services.handgeld.kas import ontvang
from financien.services.handgeld.oordeel import keur_goed
from financien.services.handgeld.tellen import niet_geteld, tel
from financien.services.opdrachten import keur_goed as keur_opdracht_goed
from financien.services.overlopend import Deel, Opgave, boek_overlopend
from tests.databank_plugin import beheercursor
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel, rekening, stuk
from tests.financien.factuurfabriek import deel, klaar, maak_betaalbaar
from tests.financien.handgeldfabriek import DAG, MAART, maak_bon, voorschieter, vul_potje
from tests.financien.jaarfabriek import bestem_alles

NU = date(2027, 3, 10)
GROOTBOEK = (*[m for m in AANHANG if m not in LATER], Boekstuk, Maandafsluiting, Jaarafsluiting)
LATER_DAN_DE_AFSLUITING = {  # names a document and is no part of the books, so it is in no fingerprint
    Controlepost,  # the kascommissie draws it from books that were closed before; docs/controle.md proves the draw
}


@pytest.fixture
def beide(transactional_db, casa, chandra, time_machine):
    """Books of 2026 with a row of every table, settled; January 2027 closed, and a document after it."""
    time_machine.move_to("2026-03-10 10:00", tick=False)
    begin_boeken(2026, 2027)
    eerste = maak_boekstuk(chandra, regel("4110", "1000", "725", casa), regel("4120", "1000", "80", casa))
    coach, bestuur = maak_gebruiker("Coach", "projectcoach"), maak_gebruiker("Bestuur", "bestuur")
    factuur = maak_betaalbaar(chandra, coach, deel("4120", "30", casa), datum=date(2026, 3, 1), nummer="F1")
    _betaal(factuur, chandra, bestuur)
    _handgeld(casa, chandra, coach)
    loon = dict.fromkeys(("bruto", "vakantiegeld", "netto"), 2) | dict.fromkeys(("werkgeverslasten", "loonheffing"), 1)
    Loonjournaalpost.objects.create(maand=date(2026, 3, 1), poging=1, boekstuk=eerste, sha256="b" * 64, **loon)
    Eldersstuk.objects.create(bron="77", afdruk="c" * 64, boekstuk=eerste)
    vast = {"gebruiker": chandra, "sleutel": uuid4()}
    keer_om(eerste, datum=date(2026, 4, 1), reden="Dubbel", **vast)
    delen = [Deel(casa, regel("4110", "1000", "5").bedrag)]
    opgave = Opgave("nog te betalen", rekening("4120"), delen, "Stroom", "Nota kwam in januari")
    boek_overlopend(opgave, jaar=2026, vandaag=NU, sleutel=uuid4(), gebruiker=chandra)
    time_machine.move_to("2027-03-10 10:00", tick=False)
    for maand in range(1, 12):
        _sluit(chandra, maand, 2026)
    niet_geteld(kamer=casa, maand=date(2026, 12, 1), reden="Verhuisd", sleutel=uuid4(), gebruiker=chandra)
    sluit_voorlopig(jaar=2026, gebruiker=chandra, sleutel=uuid4(), vandaag=NU)
    na = {"datum": date(2026, 12, 31), "reden": "Correctie", "kenmerk": "A1"}
    maak_boekstuk(chandra, regel("4110", "1000", "3", casa), **na)
    bestem_alles(chandra)
    besluit = {"besluit_op": date(2027, 3, 9), "besluit": "Vastgesteld"}
    stel_vast(jaar=2026, gebruiker=bestuur, sleutel=uuid4(), vandaag=NU, **besluit)
    _sluit(chandra, 1, 2027)
    maak_boekstuk(chandra, regel("4110", "1000", "9", casa), datum=date(2027, 2, 1))


def _sluit(gebruiker, maand, jaar):
    vast = {"reden": "Niet geteld", "sleutel": uuid4(), "vandaag": NU}
    sluit_maand(jaar=jaar, maand=maand, gebruiker=gebruiker, **vast)


def _betaal(factuur, penningmeester, bestuur):
    """Pay an invoice by an order of two people, and book what the bank shows of it."""
    keur_opdracht_goed(klaar([factuur], penningmeester), gebruiker=bestuur)
    bank = stuk(regel("1500", "1000", "30", factuur=factuur), dagboek="bank", omschrijving="Betaald", datum=DAG)
    boek_betaling(bank, sleutel=uuid4(), gebruiker=penningmeester)


def _handgeld(kamer, penningmeester, coach):
    """Let a pot have a top-up, a receipt, own money that went back, money received, and a count that differs."""
    vul_potje(penningmeester, kamer, kas="100")
    wie, vast = {"gebruiker": penningmeester}, {"kamer": kamer, "gebruiker": coach}
    boek_aanvulling(kamer=kamer, maand=MAART, bedrag=50, datum=DAG, sleutel=uuid4(), **wie)
    keur_goed(maak_bon(kamer, coach, "12.50"), **wie)
    eigen = maak_bon(kamer, coach, "8", betaald_uit="eigen", voorschieter=voorschieter(kamer, coach))
    keur_goed(eigen, **wie)
    betaal_terug(eigen, datum=DAG, bankrekening=rekening("1000"), sleutel=uuid4(), **wie)
    ontvang(datum=DAG, bedrag=Decimal(5), soort="verkoop", sleutel=uuid4(), **vast)
    tel(
        geteld=Decimal("92.00"), uitleg="Wisselgeld weg", stuks={"b50": 1, "b20": 2, "m200": 1}, sleutel=uuid4(), **vast
    )


pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def achter_de_rug():
    """Work past the application: with every trigger and foreign key off."""
    with beheercursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield cursor


def anders(veld: models.Field, rij: dict, cursor):
    """Return SQL for another value of a column, that its constraints let through where that can be."""
    kolom = veld.column
    if veld.choices:
        keuze = next(waarde for waarde, _naam in veld.flatchoices if waarde != rij[veld.attname])
        return "%s", [keuze]
    if isinstance(veld, models.JSONField):
        return '\'{"99999": {"stuk": "M1", "sha256": "x", "rijen": {}}}\'::jsonb', []
    if isinstance(veld, models.UUIDField):
        return "%s::uuid", [str(uuid4())]
    if isinstance(veld, models.DateTimeField):
        return f"coalesce({kolom}, now()) + interval '1 second'", []
    if isinstance(veld, models.DateField):
        return f"coalesce({kolom}, '2026-05-05') + 1", []
    if isinstance(veld, models.CharField):
        return "%s", [("a" * 64) if veld.max_length == 64 else "anders"]
    if isinstance(veld, models.DecimalField):
        return f"coalesce({kolom}, 0) + 0.01", []
    return f"coalesce({kolom}, 0) + 1000", []


def rijen_van(model, cursor):
    namen = [veld.attname for veld in model._meta.concrete_fields]
    kolommen = ", ".join(f'"{veld.column}"' for veld in model._meta.concrete_fields)
    cursor.execute(f"SELECT {kolommen} FROM {model._meta.db_table} ORDER BY id")
    return [dict(zip(namen, rij, strict=True)) for rij in cursor.fetchall()]


def noemt(zinnen: list[str], model, rij: dict) -> bool:
    """Whether a sentence names this very row."""
    if model in (Maandafsluiting, Jaarafsluiting):
        naam = "afsluiting" if model is Maandafsluiting or rij["stap"] == "voorlopig" else "vaststelling"
        return any(naam in zin for zin in zinnen)
    return any(f"{model._meta.verbose_name} {rij['id']} " in zin for zin in zinnen)


def test_kloppende_boeken_geven_geen_zin(beide):
    assert controleer() == []
    uit = StringIO()
    call_command("controleer", stdout=uit)
    assert uit.getvalue() == "De boeken kloppen (2026, 2027).\n"


def test_elke_bevroren_tabel_aan_een_boekstuk_hangt_eraan(db):
    """A new table that names a document must be in its fingerprint, or here with the reason why not."""
    hangt = {
        rel.related_model
        for rel in Boekstuk._meta.related_objects
        if issubclass(rel.related_model, Bevroren) and rel.related_model is not Boekstuk
    }

    assert hangt == {*AANHANG, *LATER_DAN_DE_AFSLUITING}


def test_elke_verandering_van_een_veld_wordt_bij_de_rij_genoemd(beide):
    gemist, geweigerd, gezien = [], set(), 0
    with achter_de_rug() as cursor:
        for model in GROOTBOEK:
            tabel = model._meta.db_table
            rijen = [rij for rij in rijen_van(model, cursor) if dicht(model, rij)]
            for rij in [*rijen[:2], *rijen[-1:]]:
                for veld in model._meta.concrete_fields:
                    sql, waarden = anders(veld, rij, cursor)
                    try:
                        cursor.execute(f"UPDATE {tabel} SET {veld.column} = {sql} WHERE id = %s", [*waarden, rij["id"]])
                    except IntegrityError:
                        geweigerd.add(f"{model.__name__}.{veld.name}")
                        continue
                    zinnen = controleer()
                    gezien += 1
                    if not noemt(zinnen, model, rij) and not ontbreekt(zinnen, model, rij):
                        gemist.append((model.__name__, veld.name, zinnen[:3]))
                    nu = rij["id"] + 1000 if veld.primary_key else rij["id"]
                    terug = rij[veld.attname]
                    if isinstance(veld, models.JSONField) and terug is not None:
                        terug = terug if isinstance(terug, str) else json.dumps(terug)
                    cursor.execute(f"UPDATE {tabel} SET {veld.column} = %s WHERE id = %s", [terug, nu])
    assert [(m, v) for m, v, _z in gemist] == [], gemist
    assert gezien > 150
    assert geweigerd <= {
        "Boekstuk.keert_om",
        "Boekstuk.nummer",
        "Boekstuk.dagboek",
        "Jaarafsluiting.stap",
        "Jaarafsluiting.besluit_op",
        "Jaarafsluiting.besluit",
        "Maandafsluiting.maand",
        "Factuurakkoord.soort",
        "Factuurakkoord.neemt_terug",
        "Aanvulling.maand",
        "Bestemming.naar",
        "Bestemming.toekenning",
        "Bonstap.soort",
        "Kastelling.maand",
        "Kastelling.soort",
        "Ontvangst.bon",
        *(f"Loonjournaalpost.{naam}" for naam in ("maand", "bruto", "werkgeverslasten", "netto", "loonheffing")),
    }  # a constraint of the row itself refuses these, whoever asks
    assert controleer() == []


def dicht(model, rij) -> bool:
    """Whether a row falls under a closing: the last document is of an open month."""
    los = Boekstuk.objects.filter(datum=date(2027, 2, 1)).get().pk
    stuk = rij["id"] if model is Boekstuk else rij.get("boekstuk_id", 0)
    return stuk is not None and stuk != los


def test_elke_rij_die_weg_is_wordt_genoemd(beide):
    gemist = []
    with achter_de_rug() as cursor:
        for model in GROOTBOEK:
            tabel = model._meta.db_table
            for rij in [rij for rij in rijen_van(model, cursor) if dicht(model, rij)]:
                cursor.execute("BEGIN")
                cursor.execute(f"CREATE TABLE weg AS SELECT * FROM {tabel} WHERE id = %s", [rij["id"]])
                cursor.execute(f"DELETE FROM {tabel} WHERE id = %s", [rij["id"]])
                cursor.execute("COMMIT")
                if not noemt(zinnen := controleer(), model, rij) and not ontbreekt(zinnen, model, rij):
                    gemist.append((model.__name__, rij["id"], zinnen[:3]))
                cursor.execute("BEGIN")
                cursor.execute(f"INSERT INTO {tabel} SELECT * FROM weg")
                cursor.execute("DROP TABLE weg")
                cursor.execute("COMMIT")
    assert gemist == []
    assert controleer() == []


def ontbreekt(zinnen, model, rij) -> bool:
    if model is Maandafsluiting:
        jaar = Jaar.objects.get(pk=rij["jaar_id"]).jaar
        return any(zin.startswith(f"maandafsluiting:{jaar}:{rij['maand']} ontbreekt") for zin in zinnen)
    return model is Jaarafsluiting and any(
        zin.startswith(f"jaarafsluiting:2026:{rij['stap']} ontbreekt") for zin in zinnen
    )


def erbij(model, rij: dict, cursor) -> int:
    """Add a copy of a row to another closed document, that its constraints let through; return its id."""
    gehad = model.objects.filter(boekstuk__isnull=False).values("boekstuk")
    vrij = Boekstuk.objects.filter(jaar__jaar=2026).order_by("pk")
    een, ander = (vrij if model is Boeking else vrij.exclude(pk__in=gehad))[:2]
    uniek = {naam for regel in model._meta.constraints for naam in getattr(regel, "fields", ())}
    nieuw = {}
    for veld in model._meta.concrete_fields:
        naam, waarde = veld.attname, rij[veld.attname]
        if naam in ("boekstuk_id", "tegenstuk_id"):
            waarde = een.pk if naam == "boekstuk_id" else ander.pk
        elif isinstance(veld, models.UUIDField):
            waarde = str(uuid4())
        elif veld.primary_key or (veld.name in uniek and isinstance(waarde, int)):
            waarde += 1000
        elif veld.unique and waarde is not None:
            waarde = f"{waarde}9"[-veld.max_length :]
        elif isinstance(veld, models.JSONField) and waarde is not None and not isinstance(waarde, str):
            waarde = json.dumps(waarde)
        nieuw[veld.column] = waarde
    kolommen, plekken = ", ".join(nieuw), ", ".join(["%s"] * len(nieuw))
    cursor.execute(f"INSERT INTO {model._meta.db_table} ({kolommen}) VALUES ({plekken})", list(nieuw.values()))
    return nieuw["id"]


def test_elke_rij_die_bij_een_gesloten_stuk_kwam_wordt_genoemd(beide):
    gemist = []
    with achter_de_rug() as cursor:
        for model in AANHANG:
            rijen = [rij for rij in rijen_van(model, cursor) if dicht(model, rij)]
            if model in LATER:
                continue
            pk = erbij(model, rijen[0], cursor)
            zinnen = controleer()
            if not any(f"{model._meta.verbose_name} {pk} is erbij gekomen" in zin for zin in zinnen):
                gemist.append((model.__name__, zinnen[:3]))
            cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", [pk])
    assert gemist == []
    assert controleer() == []


def test_elk_stuk_dat_erbij_kwam_wordt_genoemd(beide):
    with achter_de_rug() as cursor:
        for sql, waarden in (
            (
                "INSERT INTO financien_boeking (boekstuk_id, volgnummer, debet_id, credit_id, bedrag, omschrijving) "
                "SELECT boekstuk_id, 9, debet_id, credit_id, 1, '' FROM financien_boeking "
                "ORDER BY id LIMIT 1 RETURNING id",
                "boeking {} is erbij gekomen",
            ),
            (
                "INSERT INTO financien_boekstuk (dagboek, jaar_id, nummer, datum, omschrijving, aantal, totaal, reden, "
                "kenmerk, sleutel, geboekt_door_id, geboekt_op) SELECT 'kas', jaar_id, 77, datum, 'x', 1, 1, '', '', "
                "gen_random_uuid(), geboekt_door_id, now() FROM financien_boekstuk ORDER BY id LIMIT 1 RETURNING id",
                "({}) is erbij gekomen na het afsluiten",
            ),
            (
                "INSERT INTO financien_maandafsluiting (jaar_id, maand, reden, door_id, op, afdrukken, vorige, sha256) "
                "SELECT jaar_id, 2, '', door_id, now(), '{}', sha256, 'x' FROM financien_maandafsluiting "
                "ORDER BY id DESC LIMIT 1 RETURNING id",
                "De afsluiting van februari 2027 is erbij gekomen",
            ),
        ):
            cursor.execute(sql)
            pk = cursor.fetchone()[0]
            zinnen = controleer()
            assert any(waarden.format(pk) in zin for zin in zinnen), zinnen
            cursor.execute(f"DELETE FROM {sql.split()[2]} WHERE id = %s", [pk])
    assert controleer() == []


def test_een_status_die_niet_bij_de_afsluitingen_past_wordt_genoemd(beide):
    with achter_de_rug() as cursor:
        cursor.execute("UPDATE buurtwerkkamer_jaar SET status = 'open' WHERE jaar = 2026")
    assert controleer() == ["Jaar 2026 staat op open. Volgens de afsluitingen is het vastgesteld."]


def test_wie_een_maand_opnieuw_afdrukt_valt_door_de_keten_en_het_logboek(beide):
    """Even who knows how a fingerprint is made leaves a trace: the next closing and the log name the old one."""
    rij = Maandafsluiting.objects.get(jaar__jaar=2026, maand=3)
    rij.reden = "Niets aan de hand"
    with achter_de_rug() as cursor:
        cursor.execute(
            "UPDATE financien_maandafsluiting SET reden = %s, sha256 = %s WHERE id = %s",
            [rij.reden, van_afsluiting(rij), rij.pk],
        )
    assert controleer() == [
        "De afsluiting van maart 2026 is veranderd: het logboek zegt iets anders.",
        "De keten breekt tussen de afsluiting van maart 2026 en de afsluiting van april 2026.",
    ]


def test_ook_in_een_open_maand_valt_een_boeking_die_mist_op(beide):
    with achter_de_rug() as cursor:
        cursor.execute("UPDATE financien_boeking SET bedrag = 8 WHERE bedrag = 9")
    stuk = Boekstuk.objects.get(datum=date(2027, 2, 1))
    pk = stuk.boekingen.get().pk
    assert controleer() == [
        f"Boekstuk {stuk} ({stuk.pk}) is niet compleet.",
        f"Boeking {pk} is veranderd, buiten het programma om.",
    ]


def test_een_bewijs_met_andere_bytes_wordt_genoemd(beide):
    bestand = Bestand.objects.create(naam="x.pdf", type="application/pdf", sha256="0" * 64, omvang=1, inhoud=b"x")

    assert controleer() == [f"Bestand {bestand.pk} is veranderd."]


def test_de_opdracht_noemt_wat_er_mis_is_en_stopt_met_een_foutcode(beide):
    with achter_de_rug() as cursor:
        cursor.execute(
            "UPDATE financien_boekstuk SET omschrijving = 'Anders' "
            "WHERE nummer = 1 AND datum < '2026-12-01' AND dagboek = 'memoriaal'"
        )
    uit = StringIO()
    with pytest.raises(CommandError, match=r"^Er klopt 1 ding niet\.$") as fout:
        call_command("controleer", "2026", stdout=uit)

    assert (fout.value.returncode, uit.getvalue()[:10]) == (1, "M2026-0001")
    with pytest.raises(CommandError, match="Jaar 2031 is er niet"):
        call_command("controleer", "2031")
    assert Boeking.objects.exists()


@pytest.mark.parametrize(
    ("kolom", "sql"),
    [
        ("bedrag", "bedrag + 0.01"),
        ("categorie", "'F'"),
        ("kamer_id", "kamer_id + 1000"),
        ("foto_id", "foto_id + 1000"),
    ],
)
def test_een_bonnetje_dat_iets_anders_zegt_dan_zijn_boekstuk_wordt_genoemd(beide, kolom, sql):
    """No closing holds it, because it may be repaired after its month; what is booked is of it all the same."""
    bon = Bon.objects.get(bedrag=Decimal("12.50"))
    with achter_de_rug() as cursor:
        cursor.execute(f"UPDATE financien_bon SET {kolom} = {sql} WHERE id = %s", [bon.pk])
    stukken = [str(s.boekstuk) for s in bon.stappen.order_by("pk") if kolom != "categorie" or s.soort == "goedgekeurd"]

    anders = [f"Bonnetje {bon.pk} zegt iets anders dan {stuk}." for stuk in stukken]
    assert controleer() == [f"Bonnetje {bon.pk} is veranderd, buiten het programma om.", *anders]
