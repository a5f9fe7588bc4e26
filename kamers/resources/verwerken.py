"""A file from the moment it is chosen to the moment it is stored; and a file that goes out."""

import json
from dataclasses import asdict
from hashlib import sha256
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.tabel import MAX_RIJEN
from buurtwerkkamer.invoer.vormen import VORMEN, lees
from kamers.models import Invoer, Kamer
from kamers.resources import SOORTEN
from kamers.resources.kolommen import Omgeving, Uitkomst
from kamers.services import invoerbestand


class Anders(ValidationError):
    """A confirmation of something else than the preview showed."""

    def __init__(self):
        super().__init__(_("Intussen veranderde er iets. Kijk opnieuw en bevestig dan nog een keer."))


class Verlopen(ValidationError):
    """A confirmation after the hour, or of a file that is not the one that was kept."""

    def __init__(self):
        super().__init__(_("Dit bestand is niet meer bewaard. Kies het opnieuw."))


def bekijk(*, soort: str, naam: str, inhoud: bytes, omgeving: Omgeving) -> Uitkomst:
    """Return what a file would do; nothing stays of it. BestandFout for a file that cannot be read at all."""
    return SOORTEN[soort](omgeving).lees(lees(naam, inhoud), proef=True)


def voer_in(*, soort: str, naam: str, inhoud: bytes, omgeving: Omgeving) -> Uitkomst:
    """Store a file at once, whole or not at all. BestandFout for a file that cannot be read."""
    return SOORTEN[soort](omgeving).lees(lees(naam, inhoud), proef=False)


def beeld_van(uitkomst: Uitkomst) -> str:
    """Return the sha256 of what a preview says."""
    return sha256(json.dumps([asdict(rij) for rij in uitkomst.rijen]).encode()).hexdigest()


def leg_klaar(
    *, sleutel: UUID, soort: str, kamer: Kamer | None, naam: str, inhoud: bytes, omgeving: Omgeving
) -> Invoer:
    """Keep a file until it is confirmed, with what it would do.

    BestandFout when it cannot be read, or is not of this kind.
    """
    uitkomst = bekijk(soort=soort, naam=naam, inhoud=inhoud, omgeving=omgeving)
    vast = {"soort": soort, "kamer": kamer, "naam": naam, "inhoud": inhoud, "gebruiker": omgeving.gebruiker}
    return invoerbestand.bewaar(sleutel=sleutel, **vast, voorbeeld=_onthoud(uitkomst))


def voorbeeld(invoer: Invoer, omgeving: Omgeving) -> Uitkomst:
    """Return what a kept file would do, as it was when it was chosen; in another language it is looked at again."""
    if invoer.aantallen.get("taal") == get_language():
        return Uitkomst.uit_json(invoer.aantallen)
    return bekijk(soort=invoer.soort, naam=invoer.naam, inhoud=bytes(invoer.inhoud), omgeving=omgeving)


def bekijk_opnieuw(invoer: Invoer, omgeving: Omgeving) -> Uitkomst:
    """Return what a kept file would do now that the rooms changed, and remember that."""
    uitkomst = bekijk(soort=invoer.soort, naam=invoer.naam, inhoud=bytes(invoer.inhoud), omgeving=omgeving)
    invoerbestand.onthoud(invoer, _onthoud(uitkomst))
    return uitkomst


def _onthoud(uitkomst: Uitkomst) -> dict:
    """Return an outcome as JSON, with the language of its sentences."""
    tekst = json.dumps({**asdict(uitkomst), "taal": get_language()})
    return json.loads(tekst.replace("\\u0000", ""))  # the database keeps no NUL


@transaction.atomic
def bevestig(*, sleutel: UUID, beeld: str, omgeving: Omgeving) -> Invoer:
    """Store a file; the second confirmation of one file stores nothing. ``beeld`` is what the preview said.

    Verlopen after an hour; Anders when the rooms changed since, so that it would do something else.
    """
    invoer = invoerbestand.op_slot(sleutel)
    if invoer.verwerkt_op:
        return invoer
    if invoer.verloopt_op <= timezone.now() or not invoerbestand.is_heel(invoer):
        raise Verlopen
    vast = {"soort": invoer.soort, "naam": invoer.naam, "inhoud": bytes(invoer.inhoud)}
    uitkomst = voer_in(**vast, omgeving=omgeving)
    if uitkomst.fouten or beeld_van(uitkomst) != beeld:
        raise Anders
    invoerbestand.verwerkt(invoer, uitkomst.aantallen)
    return invoer


@transaction.atomic
def haal_op(*, soort: str, vorm: str, kamer: Kamer | None, jaar: int | None, omgeving: Omgeving) -> bytes:
    """Return a file with what stands in the rooms, and write down that it went out. BestandFout when it is too long."""
    resource = SOORTEN[soort](omgeving)
    kamers = (kamer,) if kamer else omgeving.kamers
    rijen = list(resource.bronnen([k.pk for k in kamers], jaar)[: MAX_RIJEN + 1])
    if len(rijen) > MAX_RIJEN:
        raise BestandFout(_("Dit zijn meer dan 5.000 rijen. Kies één jaar of één kamer."))
    inhoud = VORMEN[vorm].export_data(resource.uitvoer(rijen))
    wie = omgeving.gebruiker
    vast = {"soort": soort, "kamer": kamer, "jaar": jaar, "vorm": vorm, "rijen": len(rijen)}
    invoerbestand.schrijf_op(gebruiker=wie, som=sha256(inhoud).hexdigest(), **vast)
    return inhoud


def leeg_bestand(*, soort: str, vorm: str, omgeving: Omgeving) -> bytes:
    """Return a file with the header and one row as an example."""
    return VORMEN[vorm].export_data(SOORTEN[soort](omgeving).leeg())
