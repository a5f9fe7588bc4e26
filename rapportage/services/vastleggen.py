"""Record a report as an edition: bytes that never change again."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import override

from buurtwerkkamer.handelingen import eenmaal, onthoud
from buurtwerkkamer.models import Bestand, Handeling, Jaar, Versie
from financien.models import Financieringsbron
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.models import Download, Rapport
from rapportage.services import momentopname
from rapportage.services.drukken import druk
from rapportage.services.momentopname import Momentopname
from rapportage.services.voorbehoud import controleer_gezien
from rapportage.staat import Editie, met_dag, staat_van, versienaam
from rapportage.tabellen import Rapportinhoud
from rapportage.uitvoer import naar_csv, naar_json, naar_xlsx

MAKERS = {Rapport.Soort.AANBOD: aanbod, Rapport.Soort.JAARVERSLAG: jaarverslag}
TYPEN = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
SLOT = 7201  # first key of the advisory locks of this service
CODE = 12  # signs of the sha256 that are printed


class BestandVervalst(Exception):
    """The bytes of a recorded file no longer have the sha256 they were recorded with."""


@dataclass(frozen=True)
class Opbrengst:
    """A file before it is stored: its name and its bytes."""

    naam: str
    soort: str
    inhoud: bytes


def versie_van(soort: str, jaar: int) -> Versie | None:
    """Return the version a report of a year rests on, or None when there can be no such report."""
    versies = Versie.objects.select_related("jaar")
    return (None if soort == Rapport.Soort.AANBOD else versies.geldend(jaar)) or versies.aanbod(jaar)


def volgende(soort: str, versie: Versie) -> dict[str, Any]:
    """Return the number of the next edition, and the words that will stand on every page of it. One query."""
    edities = Rapport.objects.filter(soort=soort, jaar=versie.jaar_id).aggregate(
        aantal=Count("pk"), besluit=Max("besluit_op")
    )
    with override("nl"):
        wat = met_dag(versienaam(versie, versie.jaar.jaar), versie.datum)
        staat = staat_van(soort=soort, op=timezone.now(), versie=wat, vastgesteld_op=edities["besluit"])
    return {"editie": edities["aantal"] + 1, "staat": staat}


def leg_vast(*, soort: str, jaar: int, gebruiker, sleutel: UUID, gezien: int | None = None) -> Rapport:
    """Record the report of a year as its next edition; the same key makes one edition.

    One at a time for each kind and year (advisory lock), all tables from one view on the database. RapportFout when
    the year has no such report, PdfFout when it cannot be printed, NietGezien when the year is not finished and
    ``gezien`` is not how many items were still open; then nothing is stored.
    """
    with rapportslot(soort, jaar), transaction.atomic():
        een_blik()
        handeling = eenmaal(sleutel, "rapport_vastgelegd", gebruiker, f"rapport:{soort}:{jaar}")
        if handeling is None:
            return Rapport.objects.get(pk=Handeling.objects.values_list("na__rapport", flat=True).get(pk=sleutel))
        inhoud = MAKERS[Rapport.Soort(soort)](jaar)
        controleer_gezien(soort, versie_van(soort, jaar), gezien)
        rapport = maak_editie(inhoud, gebruiker)
        onthoud(handeling, None, {"rapport": rapport.pk})
        return rapport


def maak_editie(inhoud: Rapportinhoud, gebruiker, besluit_op: date | None = None) -> Rapport:
    """Freeze a report as the next edition of its kind and year. Inside the transaction of the act, under its lock.

    ``besluit_op``: the day of the meeting of which this is the decision; one edition of a year has it.
    """
    opname = momentopname.schrijf(Momentopname(inhoud, _partners(inhoud.versie_id)))
    jaar = Jaar.objects.get(jaar=inhoud.jaar)
    nummer = Rapport.objects.filter(soort=inhoud.soort, jaar=jaar).count() + 1
    editie = Editie(nummer, timezone.now(), hashlib.sha256(opname).hexdigest()[:CODE], besluit_op)
    pdf = druk(inhoud, editie)
    naam = inhoud.bestandsnaam
    return Rapport.objects.create(
        soort=inhoud.soort,
        jaar=jaar,
        versie_id=inhoud.versie_id,
        editie=nummer,
        vastgelegd_op=editie.op,
        vastgelegd_door=gebruiker,
        besluit_op=besluit_op,
        bladzijden=pdf.bladzijden,
        momentopname=_bewaar(Opbrengst(f"{naam}-momentopname.json", "json", opname)),
        pdf=_bewaar(Opbrengst(f"{naam}.pdf", "pdf", pdf.inhoud)),
        xlsx=_bewaar(Opbrengst(f"{naam}.xlsx", "xlsx", naar_xlsx(inhoud, editie))),
        csv=_bewaar(Opbrengst(f"{naam}.csv", "csv", naar_csv(inhoud, editie))),
        json=_bewaar(Opbrengst(f"{naam}.json", "json", naar_json(inhoud, editie))),
    )


def _bewaar(opbrengst: Opbrengst) -> Bestand:
    return Bestand.objects.create(
        naam=opbrengst.naam,
        type=TYPEN[opbrengst.soort],
        sha256=hashlib.sha256(opbrengst.inhoud).hexdigest(),
        omvang=len(opbrengst.inhoud),
        inhoud=opbrengst.inhoud,
    )


def _partners(versie: int) -> dict[str, str]:
    """Return the code of the partner behind each line of the financing."""
    bronnen = Financieringsbron.objects.filter(versie=versie, partner__isnull=False)
    return dict(bronnen.values_list("naam", "partner__code"))


@transaction.atomic
def haal_op(rapport: Rapport, vorm: str, gebruiker) -> Bestand:
    """Return a file of an edition and log who took it. BestandVervalst when its bytes are not those recorded."""
    bestand = getattr(rapport, vorm)
    if hashlib.sha256(bestand.inhoud).hexdigest() != bestand.sha256:
        raise BestandVervalst(f"{bestand.pk} {bestand.naam}")
    Download.objects.create(rapport=rapport, bestand=bestand, gebruiker=gebruiker)
    return bestand


def lees_opname(rapport: Rapport) -> Momentopname:
    """Return the frozen content of an edition. BestandVervalst when it is not what was recorded."""
    inhoud = bytes(rapport.momentopname.inhoud)
    if hashlib.sha256(inhoud).hexdigest() != rapport.momentopname.sha256:
        raise BestandVervalst(f"{rapport.momentopname_id} {rapport.momentopname.naam}")
    return momentopname.lees(inhoud)


@contextmanager
def rapportslot(soort: str, jaar: int) -> Iterator[None]:
    """Hold the lock of one kind and year, taken before the transaction so that its view is of after the wait."""
    sleutel = [SLOT + list(Rapport.Soort.values).index(soort), jaar]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", sleutel)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", sleutel)


def een_blik() -> None:
    """Let all queries of this transaction see the same moment; inside a caller's transaction that is the caller's."""
    if len(connection.savepoint_ids) == 0:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
