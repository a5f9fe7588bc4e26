"""The proof of a form of the books that was refused, or only got more lines: kept as the photo of a receipt is."""

from uuid import UUID

from buurtwerkkamer.bewijs import Gekeurd
from buurtwerkkamer.models import Bestand
from financien.forms.bewijs import MetBewijs
from financien.services.handgeld import bonfoto


def sleutel_van(request) -> UUID | None:
    """Return the key of the form that was sent, or None when nothing of use was."""
    try:
        return UUID(request.POST.get("sleutel", "")[:36])
    except ValueError:
        return None


def bewaard(request, sleutel: UUID | None) -> Gekeurd | None:
    """Return the file that this user chose before with this form; when the form was sent before, what it booked."""
    if sleutel is None:
        return None
    return bonfoto.bewaarde(sleutel, request.user) or _geboekt(request, sleutel)


def _geboekt(request, sleutel: UUID) -> Gekeurd | None:
    reden = request.POST.get("reden", "").strip()[:200].replace("\0", "")  # another reason is another document
    stuk = {"sleutel": sleutel, "geboekt_door": request.user, "reden": reden}
    rij = Bestand.objects.filter(**{f"boekstukken__{naam}": waarde for naam, waarde in stuk.items()}).first()
    return Gekeurd(rij.naam, rij.type, bytes(rij.inhoud)) if rij else None


def houd(request, kop: MetBewijs, sleutel: UUID | None) -> None:
    """Keep the file of a form that is not done, and say so at its field."""
    if sleutel is None or not kop.is_bound:
        return
    kop.is_valid()  # also when only lines were asked
    gekozen = kop.cleaned_data.get("bewijs")
    if gekozen:
        bonfoto.onthoud(sleutel, gekozen, request.user)
    kop.zeg_bewaard()
