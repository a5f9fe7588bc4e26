"""The proof of a form of the books that was refused, or only got more lines: kept as the photo of a receipt is."""

from uuid import UUID

from buurtwerkkamer.bewijs import Gekeurd
from financien.forms.bewijs import MetBewijs
from financien.services.handgeld import bonfoto


def sleutel_van(request) -> UUID | None:
    """Return the key of the form that was sent, or None when nothing of use was."""
    try:
        return UUID(request.POST.get("sleutel", "")[:36])
    except ValueError:
        return None


def bewaard(request, sleutel: UUID | None) -> Gekeurd | None:
    """Return the file that this user chose before with this form."""
    return bonfoto.bewaarde(sleutel, request.user) if sleutel else None


def houd(request, kop: MetBewijs, sleutel: UUID | None) -> None:
    """Keep the file of a form that is not done, and say so at its field."""
    if sleutel is None:
        return
    kop.is_valid()  # also when only lines were asked
    gekozen = kop.cleaned_data.get("bewijs")
    if gekozen:
        bonfoto.onthoud(sleutel, gekozen, request.user)
    kop.zeg_bewaard()
