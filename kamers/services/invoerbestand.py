"""The file between preview and confirmation, and the line for every file that goes out."""

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kamers.models import Invoer, Kamer, Uitvoer
from kamers.models.invoer import BEWAARTIJD


@transaction.atomic
def bewaar(
    *,
    sleutel: UUID,
    soort: str,
    kamer: Kamer | None,
    naam: str,
    inhoud: bytes,
    gebruiker,
    voorbeeld: dict | None = None,
) -> Invoer:
    """Keep a file for an hour, until it is confirmed, with what it would do; files that expired go.

    The same key with the same file is the same form sent twice: it gives back what was kept. Another file under that
    key comes from someone who went back to choose again.
    """
    nu = timezone.now()
    ruim_invoer_op(nu)
    vast: dict[str, Any] = {
        "soort": soort,
        "kamer": kamer,
        "naam": naam[-150:],
        "sha256": sha256(inhoud).hexdigest(),
        "inhoud": inhoud,
    }
    tijden = {"gemaakt_op": nu, "verloopt_op": nu + BEWAARTIJD}
    vast |= {"gebruiker": gebruiker, "aantallen": voorbeeld or {}}
    invoer, nieuw = Invoer.objects.get_or_create(sleutel=sleutel, defaults={**vast, **tijden})
    zelfde = nieuw or all(getattr(invoer, veld) == vast[veld] for veld in ("sha256", "soort", "kamer", "gebruiker"))
    return invoer if zelfde else Invoer.objects.create(sleutel=uuid4(), **vast, **tijden)


def op_slot(sleutel: UUID) -> Invoer:
    """Return a file, locked until the end of the transaction: of two confirmations the second finds it stored."""
    return Invoer.objects.select_for_update(of=("self",)).select_related("kamer").get(pk=sleutel)


def onthoud(invoer: Invoer, voorbeeld: dict) -> None:
    """Keep what a file would do now, beside it; not of one that was stored meanwhile."""
    Invoer.objects.filter(pk=invoer.pk, verwerkt_op=None).update(aantallen=voorbeeld)


def verwerkt(invoer: Invoer, aantallen: dict[str, int]) -> None:
    """Write down that a file was stored, with how many rows; its bytes and the preview go."""
    invoer.verwerkt_op, invoer.inhoud, invoer.aantallen = timezone.now(), b"", aantallen
    invoer.save(update_fields=["verwerkt_op", "inhoud", "aantallen"])


def is_heel(invoer: Invoer) -> bool:
    """Tell whether the bytes are those that were kept."""
    return sha256(bytes(invoer.inhoud)).hexdigest() == invoer.sha256


def ruim_invoer_op(nu: datetime) -> int:
    """Remove files that nobody confirmed within the hour."""
    return Invoer.objects.filter(Q(verloopt_op__lte=nu), verwerkt_op=None).delete()[0]


def schrijf_op(
    *, gebruiker, soort: str, kamer: Kamer | None, jaar: int | None, vorm: str, rijen: int, som: str
) -> Uitvoer:
    """Write down who took which file out; ``som`` is its sha256."""
    vast = {"kamer": kamer, "jaar": jaar, "vorm": vorm, "rijen": rijen, "sha256": som}
    return Uitvoer.objects.create(gebruiker=gebruiker, soort=soort, **vast)
