"""Which language the screens speak: the reader's own choice, Dutch otherwise. Reports stay Dutch."""

from django.conf import settings
from django.utils import translation
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.tablet import sessie_van
from buurtwerkkamer.toegang import openbaar

TALEN = {code for code, _naam in settings.LANGUAGES}


class TaalMiddleware:
    """Speak the language of the cookie, of the user's profile, or Dutch; never the browser's guess.

    A room's tablet is often set to another language than the people around it read.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        taal = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if taal not in TALEN:
            taal = getattr(request.user, "taal", "") or settings.LANGUAGE_CODE
        translation.activate(taal)
        request.LANGUAGE_CODE = taal
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", taal)
        return response


@openbaar
@require_POST
def wissel_taal(request):
    """Switch the language: in a cookie, and in the profile of whoever is logged in."""
    taal = request.POST.get("language")
    if request.user.is_authenticated and taal in TALEN and sessie_van(request.user) is None:  # a tap is no proof of who
        Gebruiker.objects.filter(pk=request.user.pk).update(taal=taal)
    return set_language(request)
