"""Makes documents for tests of the books."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.urls import reverse

from buurtwerkkamer.models import Jaar
from financien.models import Dagboek, Grootboekrekening
from financien.services.boeken import Regel, Stuk, boek
from financien.services.rekeningschema import laad_rekeningen

DAG = date(2026, 3, 10)


def begin_boeken(*jaren: int) -> None:
    """Load the accounts, and make the years in which is booked."""
    laad_rekeningen()
    for jaar in jaren or (2026,):
        Jaar.objects.get_or_create(jaar=jaar)


def rekening(nummer: str) -> Grootboekrekening:
    return Grootboekrekening.objects.get(nummer=nummer)


def kas_van(kamer) -> Grootboekrekening:
    return Grootboekrekening.objects.get(kamer=kamer, soort="kas")


def regel(debet, credit, bedrag, kamer=None, **velden) -> Regel:
    """Make a line between two accounts, named by their numbers or given."""
    van_naar = [rekening(r) if isinstance(r, str) else r for r in (debet, credit)]
    return Regel(*van_naar, Decimal(bedrag), kamer, **velden)


def stuk(*regels, datum=DAG, dagboek=Dagboek.MEMORIAAL, omschrijving="Huur maart", **velden) -> Stuk:
    return Stuk(dagboek, datum, omschrijving, regels, **velden)


def maak_boekstuk(gebruiker, *regels, **velden):
    """Book a document under a key of its own."""
    return boek(stuk(*regels, **velden), sleutel=uuid4(), gebruiker=gebruiker)


def adres(naam, *args):
    """Return the address of a page of money; of 2026 when nothing is named."""
    return reverse(f"financien:{naam}", args=args or [2026])


def tekst(antwoord) -> str:
    """Return the text of an answer, with plain spaces."""
    return antwoord.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def meldingen(antwoord) -> list[str]:
    """Return what the bar says."""
    return [str(melding) for melding in antwoord.context["messages"]]
