"""Acts that may arrive twice and may be taken back: one key, one act (model Handeling)."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.models import Handeling

AL_OPGESLAGEN = _("Dit was al opgeslagen.")  # to whoever sends the same form again with the back button


def eenmaal(sleutel: UUID, soort: str, gebruiker, doel: str) -> Handeling | None:
    """Claim an act: return it the first time its key arrives, None when the same act was done before.

    Call inside a transaction. A second request with the key waits for the first one. PermissionDenied when the key
    belongs to another act, another target or another user.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("eenmaal() needs a transaction")
    handeling, nieuw = Handeling.objects.get_or_create(
        sleutel=sleutel, defaults={"soort": soort, "gebruiker": gebruiker, "doel": doel}
    )
    if nieuw:
        return handeling
    if (handeling.soort, handeling.gebruiker_id, handeling.doel) != (soort, gebruiker.pk, doel):
        raise PermissionDenied
    return None


def onthoud(handeling: Handeling, voor: dict | None, na: dict | None) -> None:
    """Write what stood there before and after the act: ids, counts and hours, never a name."""
    handeling.voor, handeling.na = voor, na
    handeling.save(update_fields=["voor", "na"])


def neem_terug(sleutel: UUID, gebruiker, doel: str) -> Handeling | None:
    """Claim taking back an act of this user: return it once, None when it is unknown or was taken back before.

    Call inside a transaction; the caller restores ``voor`` when the target still stands as in ``na``.
    """
    rijen = Handeling.objects.select_for_update().filter(sleutel=sleutel, gebruiker=gebruiker, doel=doel)
    handeling = rijen.filter(ongedaan_op__isnull=True).first()
    if handeling is not None:
        handeling.ongedaan_op = timezone.now()
        handeling.save(update_fields=["ongedaan_op"])
    return handeling
