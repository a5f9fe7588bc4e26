"""A sheet of money from the moment it is chosen to the moment it is booked."""

import json
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from financien.resources.basis import Boekinvoer, Omgeving, Voorbeeld
from kamers.models import Invoer
from kamers.resources.verwerken import Anders, Verlopen
from kamers.services import invoerbestand


def soortnaam(soort: type[Boekinvoer], jaar: int) -> str:
    """Return under which name a file is kept: it belongs to one book year."""
    return f"{soort.naam}-{jaar}"


def leg_klaar(soort: type[Boekinvoer], *, sleutel: UUID, naam: str, inhoud: bytes, omgeving: Omgeving) -> Invoer:
    """Keep a file until it is confirmed. BestandFout when it cannot be read at all: then nothing of it is kept."""
    soort(omgeving).bekijk(naam, inhoud)
    vast = {"soort": soortnaam(soort, omgeving.jaar), "kamer": None, "naam": naam, "inhoud": inhoud}
    return invoerbestand.bewaar(sleutel=sleutel, gebruiker=omgeving.gebruiker, **vast)


def beeld_van(voorbeeld: Voorbeeld) -> str:
    """Return the sha256 of what a preview says, and stands for."""
    zegt = [voorbeeld.rijen, [(naam, str(som)) for naam, som in voorbeeld.totalen], voorbeeld.meldingen, voorbeeld.merk]
    return sha256(json.dumps(zegt).encode()).hexdigest()


@transaction.atomic
def bevestig(soort: type[Boekinvoer], *, sleutel: UUID, beeld: str, omgeving: Omgeving) -> str:
    """Book a file, once, and say what was done; nothing the second time.

    Verlopen after an hour; Anders when it would do something else than the preview said; BoekFout by the books.
    """
    invoer = invoerbestand.op_slot(sleutel)
    if invoer.verwerkt_op:
        return ""
    if invoer.verloopt_op <= timezone.now() or not invoerbestand.is_heel(invoer):
        raise Verlopen
    lezer = soort(omgeving)
    lezer.sleutel = invoer.sleutel
    voorbeeld = lezer.bekijk(invoer.naam, bytes(invoer.inhoud))
    if voorbeeld.fouten or beeld_van(voorbeeld) != beeld:
        raise Anders
    zin = lezer.boek(voorbeeld.wat)
    invoerbestand.verwerkt(invoer, {"rijen": len(voorbeeld.rijen)})
    return zin
