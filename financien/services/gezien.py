"""A mark of what stood on a form when it was opened: sent later, it changes nothing over what others did since."""

from hashlib import sha256

from django.utils.translation import gettext_lazy as _

ANDERS = _("Iemand anders paste dit net aan. Kijk wat klopt en sla dan opnieuw op.")


def merk(*wat) -> str:
    """Return a short mark of what stands there: text, numbers, lists of these."""
    return sha256(repr(wat).encode()).hexdigest()[:20]


def is_verouderd(gezien: str, nu: str) -> bool:
    """Tell whether something else stands there now than was seen. Ask it under the lock; empty is a call of our own."""
    return bool(gezien) and gezien != nu
