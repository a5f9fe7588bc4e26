"""What is kept no longer than needed: texts 30 days after handling, names two years after the last visit.

What was counted stays (domain.md §8).
"""

import logging
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from kamers.models import Klus, Verzoek
from kamers.services.invoerbestand import ruim_invoer_op
from kamers.services.vergeten import vergeet_oude

BEWAREN = timedelta(days=30)
SLOT = 7302  # advisory lock: who finds somebody else cleaning up leaves it to them
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Gewist:
    """How many rows lost their text."""

    klussen: int
    verzoeken: int


@dataclass(frozen=True)
class Opgeruimd:
    """What one round erased: texts of klussen and requests, and names of people who stopped coming.

    Files that nobody confirmed within their hour go along, and sessions and counts of addresses that are over.
    """

    klussen: int = 0
    verzoeken: int = 0
    mensen: int = 0


@transaction.atomic
def ruim_op(vandaag: date) -> Opgeruimd:
    """Erase everything that is due. Safe to repeat, and by two at once: then one does it and the other nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SLOT])
        if not cursor.fetchone()[0]:
            return Opgeruimd()
    gewist = wis_teksten(vandaag)
    ruim_invoer_op(timezone.now())
    _wis_verlopen()
    return Opgeruimd(gewist.klussen, gewist.verzoeken, vergeet_oude(vandaag))


def _wis_verlopen() -> None:
    """Erase what nobody can use any more: sessions, with a form that waited in one, and cache rows, with addresses.

    The database cache itself leaves rows that are over until they are asked for again.
    """
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{settings.CACHES["default"]["LOCATION"]}" WHERE expires < now()')  # noqa: S608 ours


@transaction.atomic
def wis_teksten(vandaag: date) -> Gewist:
    """Erase the text of klussen and requests that were handled 30 days ago or longer. Safe to repeat.

    A new version makes whoever still has the old page open see that something changed. Also done in a closed counting
    year: no figure changes.
    """
    grens = vandaag - BEWAREN
    verzoeken = Verzoek.objects.filter(gewist_op=None, afgehandeld_op__lte=grens)
    return Gewist(
        klussen=_oude_klussen(grens).update(
            omschrijving="", straat="", reden="", gewist_op=vandaag, versie=F("versie") + 1, gewijzigd_door=None
        ),
        verzoeken=verzoeken.update(tekst="", gewist_op=vandaag, versie=F("versie") + 1, gewijzigd_door=None),
    )


def _oude_klussen(grens: date):
    """Return the klussen handled by a day whose text still stands; a klus without that day counts by its last one."""
    gedaan = Klus.objects.filter(gewist_op=None, status__in=[Klus.Status.KLAAR, Klus.Status.VERVALLEN])
    laatst = Coalesce("afgehandeld_op", "gedaan_op", "afspraak", "gevraagd_op")
    return (
        gedaan.filter(Q(afgehandeld_op__lte=grens) | Q(afgehandeld_op=None))
        .alias(laatst=laatst)
        .filter(laatst__lte=grens)
    )


def wis_bij_inloggen(sender, **extra) -> None:
    """Erase what is due when somebody logs in, so that a site without cron keeps its word too.

    Trouble with it never keeps anyone out: it is written to the log.
    """
    try:
        ruim_op(timezone.localdate())
    except DatabaseError:
        logger.exception("cleaning up failed")
