"""The guard of the tablets: who works there, until when, and which pages open (buurtwerkkamer/tablet.py)."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from pghistory.middleware import HistoryMiddleware

from buurtwerkkamer.tablet import Slot, Tabletsessie, sessie_van, slot_van
from buurtwerkkamer.toegang import verklaard_recht
from kamers import tabletsessie
from kamers.services import tablets

DEUR = "kamers:tablet"
OVER_NIEMAND = {"kamers:dienstwerker", "kamers:geen_internet"}  # the browser asks these by itself
AAN_DE_DEUR = {DEUR, "kamers:tablet_kies", "kamers:tablet_wissel"}  # these look after themselves


class TabletMiddleware:
    """Put the person of a tablet session in the request; refuse what ended, and what does not open on a tablet."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.tablet_reden = ""
        if tabletsessie.SLEUTEL in request.session:
            request.user = self._persoon(request)
        return self.get_response(request)

    @staticmethod
    def _persoon(request):
        """Return who works here, with the roles at this room alone; nobody when the session or the tablet ended."""
        stand = request.session[tabletsessie.SLEUTEL]
        if tabletsessie.verlopen(request):
            request.tablet_reden = "stil"
            return AnonymousUser()
        geheim = request.COOKIES.get(settings.TABLET_COOKIE_NAME, "")
        gebruiker = tablets.persoon_op_tablet(tablet=stand["tablet"], geheim=geheim, gebruiker=stand["wie"])
        if gebruiker is None:
            request.tablet_reden = "weg"
            return AnonymousUser()
        code_open = tabletsessie.code_open(stand, gebruiker)
        gebruiker.tablet = Tabletsessie(stand["tablet"], gebruiker._aanstellingen[0].kamercode, code_open)
        return gebruiker

    def process_view(self, request, view, args, kwargs):
        if tabletsessie.SLEUTEL in request.session:
            if request.user.is_authenticated and tabletsessie.STIL in request.POST:
                request.tablet_reden = "stil"
            if request.tablet_reden and request.resolver_match.view_name in OVER_NIEMAND:
                return None  # the end is said to whoever taps, not to a script
            return _afgelopen(request) if request.tablet_reden else _bewaak(request)
        if settings.TABLET_COOKIE_NAME in request.COOKIES and not request.user.is_authenticated:
            gesloten = verklaard_recht(view, request.resolver_match) is not None
            return tabletsessie.ga_naar(request, reverse(DEUR)) if gesloten else None
        return None


def _afgelopen(request):
    """Go back to the names after a quarter of an hour; say so when a person or a tablet may not work any more."""
    stil, aan_de_deur = request.tablet_reden == "stil", request.resolver_match.view_name in AAN_DE_DEUR
    bewaard = stil and tabletsessie.bewaar(request)
    tabletsessie.einde(request)
    request.user = AnonymousUser()
    if aan_de_deur:
        return None
    if not stil:
        return _weigering(request, "kamers/tablet_afgelopen.html")
    zin = _("Tik op je naam. Wat je invulde is bewaard.") if bewaard else _("Je was even weg. Tik op je naam.")
    messages.info(request, zin)
    return tabletsessie.ga_naar(request, reverse(DEUR))


def _bewaak(request):
    """Let a page open, ask the code first, or keep it closed."""
    slot = slot_van(request.resolver_match.view_name)
    if slot is None:
        return _weigering(request, "kamers/tablet_dicht.html")
    if slot is Slot.CODE and not sessie_van(request.user).code_open:
        return tabletsessie.vraag_code(request)
    if tabletsessie.VERDER in request.POST:
        tabletsessie.vergeet_concept(request)
    return None


def _weigering(request, sjabloon: str):
    if request.htmx:
        return tabletsessie.ga_naar(request, reverse(DEUR))
    return render(request, sjabloon, status=403)


class SpoorMiddleware(HistoryMiddleware):
    """The audit trail says on which tablet something was done: there, a tap on a name is all that says who did it."""

    def get_context(self, request):
        sessie = sessie_van(request.user)
        return super().get_context(request) | ({"tablet": sessie.tablet} if sessie else {})
