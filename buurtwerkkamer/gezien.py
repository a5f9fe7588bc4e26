"""When somebody was last there: in a signed cookie beside the session, so that no page writes the session for it.

The session says when it began. The cookie says, once a minute at most, that somebody was there since. It is signed for
that one session: an older one only shortens the time, and one of another session says nothing.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils import timezone

from buurtwerkkamer.wachtrij import vanzelf

STAP = 60  # seconds


def laatst(request, sessie: str, begin: float) -> float:
    """Return when somebody was last there (seconds since 1970): ``begin``, or later when the cookie says so.

    ``sessie`` is what only this session has. Note for the answer that somebody is there now, unless an open page
    asked by itself.
    """
    nu, gezien = timezone.now().timestamp(), max(begin, _koekje(request, sessie))
    if nu - gezien >= STAP and not vanzelf(request):
        request.gezien = _signeerder(sessie).sign(repr(nu))
    return gezien


def _koekje(request, sessie: str) -> float:
    try:
        return float(_signeerder(sessie).unsign(request.COOKIES.get(settings.GEZIEN_COOKIE_NAME, "")))
    except BadSignature:
        return 0.0


def _signeerder(sessie: str) -> Signer:
    return Signer(salt=f"gezien:{sessie}")


class GezienMiddleware:
    """Give the browser the cookie that says when somebody was last there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        antwoord = self.get_response(request)
        if hasattr(request, "gezien"):
            antwoord.set_cookie(
                settings.GEZIEN_COOKIE_NAME,
                request.gezien,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return antwoord
