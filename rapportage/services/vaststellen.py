"""Vaststellen: the one act that settles a year. Books and annual report together, or neither (design.md §7)."""

from datetime import date
from uuid import UUID

from django.db import transaction

from financien.services.afsluiten import jaarslot
from financien.services.afsluiten import stel_vast as sluit_boeken
from rapportage.models import Rapport
from rapportage.services.vastleggen import MAKERS, een_blik, maak_editie, rapportslot, versie_van
from rapportage.services.voorbehoud import controleer_gezien

VERSLAG = Rapport.Soort.JAARVERSLAG


def stel_vast(
    *, jaar: int, besluit_op: date, besluit: str, gebruiker, sleutel: UUID, gezien: int | None = None
) -> Rapport | None:
    """Settle a year by the decision of the members' meeting; the same key makes one. None for a year without a report.

    All of it is in one transaction, from one view on the database: the books take nothing more, and the edition holds
    their sha256. Locks: the kind and year of the report, then the year. AfsluitFout when the books are not ready,
    NietGezien as with recording, PdfFout when it cannot be printed; then nothing is stored.
    """
    with rapportslot(VERSLAG, jaar), jaarslot(jaar), transaction.atomic():
        een_blik()
        sluit_boeken(jaar=jaar, besluit_op=besluit_op, besluit=besluit, gebruiker=gebruiker, sleutel=sleutel)
        versie = versie_van(VERSLAG, jaar)
        eerder = Rapport.objects.filter(jaar__jaar=jaar, besluit_op__isnull=False).first()
        if eerder or versie is None:
            return eerder
        controleer_gezien(VERSLAG, versie, gezien)
        return maak_editie(MAKERS[VERSLAG](jaar), gebruiker, besluit_op)
