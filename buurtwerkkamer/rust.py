"""A session that lies still too long ends: how long that is depends on the roles (rollen.RUSTTIJD)."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer import gezien, rollen
from buurtwerkkamer.tablet import RUST, sessie_van

SLEUTEL = "gezien"


def begin(request, **_rest) -> None:
    """Start counting when someone logs in (signal)."""
    request.session[SLEUTEL] = timezone.now().timestamp()


def te_lang_stil(request) -> bool:
    """End the session of a user who was away too long, and tell so; otherwise note that the user is there.

    On the tablet of a room nobody stays logged in longer than a tap on a name would, whatever the role.
    """
    if not request.user.is_authenticated or sessie_van(request.user):
        return False
    if SLEUTEL not in request.session:
        begin(request)
    sinds = request.session[SLEUTEL]
    stil = timezone.now().timestamp() - gezien.laatst(request, f"{request.user.pk}:{sinds}", sinds)
    grens = rollen.rusttijd(request.user)
    if settings.TABLET_COOKIE_NAME in request.COOKIES:
        grens = min(grens, RUST)
    if stil <= grens.total_seconds():
        return False
    logout(request)
    messages.info(request, _("Je was een tijd niet bezig. Log opnieuw in."))
    return True
