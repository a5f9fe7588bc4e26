"""The photo of a form that was refused or not sent yet, kept for a day; and who may look at that of a receipt."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from buurtwerkkamer.bewijs import Gekeurd
from buurtwerkkamer.models import Gebruiker
from financien.models import Bon, Bonfoto, Bonstap
from financien.services.bewijsrecht import alleen_eigen_controle, in_eigen_controle

BEWAREN = timedelta(days=1)


def onthoud(sleutel: UUID, gekeurd: Gekeurd, gebruiker: Gebruiker) -> None:
    """Keep a photo that passed the guard, so that nobody makes it again after a typing mistake.

    What was kept longer than a day goes. A key of somebody else keeps what is there.
    """
    ruim_op()
    velden = {"naam": gekeurd.naam, "type": gekeurd.type, "inhoud": gekeurd.inhoud}
    rij, nieuw = Bonfoto.objects.get_or_create(sleutel=sleutel, defaults=velden | {"gebruiker": gebruiker})
    if not nieuw and rij.gebruiker_id == gebruiker.pk:
        Bonfoto.objects.filter(pk=sleutel).update(**velden)


def ruim_op(sleutel: UUID | None = None) -> None:
    """Throw away the photo of a form that is done, and of anybody what was kept longer than a day."""
    Bonfoto.objects.filter(Q(pk=sleutel) | Q(gemaakt_op__lt=timezone.now() - BEWAREN)).delete()


def bewaarde(sleutel: UUID, gebruiker: Gebruiker) -> Gekeurd | None:
    """Return the photo that this user sent with this form in the last day, or None."""
    sinds = timezone.now() - BEWAREN
    rij = Bonfoto.objects.filter(sleutel=sleutel, gebruiker=gebruiker, gemaakt_op__gte=sinds).first()
    return Gekeurd(rij.naam, rij.type, bytes(rij.inhoud)) if rij else None


def is_er(sleutel: UUID, gebruiker: Gebruiker, bon: Bon | None = None) -> bool:
    """Whether a form needs no photo: it waits here, the receipt that is repaired has one, or it was sent before."""
    if bon is not None and bon.foto_id:
        return True
    gestuurd = bon is None and Bon.objects.filter(sleutel=sleutel).exists()
    return gestuurd or bewaarde(sleutel, gebruiker) is not None


def te_zien(gebruiker: Gebruiker) -> QuerySet[Bon]:
    """Return the receipts of which this user may see the photo: those in reach.

    Of the kascommissie those that fall in a check of this very member: by their own day, or by a day on which
    something of them was booked.
    """
    rijen = Bon.objects.zichtbaar_voor(gebruiker)
    if not alleen_eigen_controle(gebruiker):
        return rijen
    geboekt = Bonstap.objects.filter(in_eigen_controle(gebruiker, "boekstuk__datum"), bon=OuterRef("pk"))
    return rijen.filter(in_eigen_controle(gebruiker, "datum") | Exists(geboekt))
