"""The session of someone who works on a tablet of a room. It is no login: Django's own keys never stand in it."""

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from buurtwerkkamer import gezien
from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.tablet import RUST, Slot, afgeschermd, slot_van
from buurtwerkkamer.wachtrij import CODE_EERST, KOP
from kamers.models import Tablet
from kamers.models.tablet import BEWAAR

SLEUTEL, CONCEPT = "tablet", "tabletconcept"
STIL = "_stil"  # what the page itself sends after a quarter of an hour without a touch (static/js/tablet.js)
VERDER = "_verder"  # what the form that was kept sends along, so that it is kept no longer
VAN_DE_TABLET = "kamers:tablet"  # how the names of the tablet's own addresses begin: a code is never kept
VAN_MENSEN = {"namen", "zoek"}  # fields of a card by names: who was chosen, and what was typed to find somebody
GROOTSTE = 20_000  # characters of a form that is kept
WACHT = timedelta(hours=12)  # so long: it may be about people, and the tablet is everybody's


def begin(request, tablet: Tablet, gebruiker: Gebruiker) -> None:
    """Let someone work here, in a new session with a new key; what was being filled in is kept for its owner."""
    concept = wacht_nog(request)
    request.session.flush()
    rotate_token(request)
    stand = {"tablet": tablet.pk, "wie": gebruiker.pk, "op": timezone.now().timestamp(), "code": ""}
    request.session[SLEUTEL] = stand
    if concept:
        request.session[CONCEPT] = concept


def einde(request) -> None:
    """End the session of whoever works here: the code is forgotten, what was being filled in is not."""
    concept = wacht_nog(request)
    request.session.flush()
    rotate_token(request)
    if concept:
        request.session[CONCEPT] = concept


def verlopen(request) -> bool:
    """Tell whether a quarter of an hour passed since this person did something; note that it did not."""
    stand = request.session[SLEUTEL]
    sessie = f"tablet:{stand['tablet']}:{stand['wie']}:{stand['op']}"
    return timezone.now().timestamp() - gezien.laatst(request, sessie, stand["op"]) > RUST.total_seconds()


def open_code(request) -> None:
    """Remember that the code was given, until someone else's turn; under a new key of the session."""
    request.session.cycle_key()
    request.session[SLEUTEL] = {**request.session[SLEUTEL], "code": _vingerafdruk(request.user)}


def code_open(stand: dict, gebruiker: Gebruiker) -> bool:
    """Tell whether the code was given, and is still the code of this person."""
    return bool(stand["code"]) and constant_time_compare(stand["code"], _vingerafdruk(gebruiker))


def _vingerafdruk(gebruiker: Gebruiker) -> str:
    return salted_hmac("tabletcode", f"{gebruiker.pk}:{gebruiker.code}:{gebruiker.password}").hexdigest()


def bewaar(request) -> bool:
    """Keep a form that was sent too late or without the code, until its owner is back on this tablet; tell if it is."""
    if request.method != "POST" or request.FILES or KOP in request.headers:  # what waits on the tablet is kept there
        return False
    velden = request.POST.copy()
    for naam in ("csrfmiddlewaretoken", STIL, VERDER):
        velden.pop(naam, None)
    tekst, eigen = velden.urlencode(), request.resolver_match.view_name.startswith(VAN_DE_TABLET)
    if len(tekst) > GROOTSTE or eigen or not opent_hier(request.path):
        return False
    wie, op = request.session[SLEUTEL]["wie"], timezone.now().timestamp()
    request.session[CONCEPT] = {"wie": wie, "pad": request.path, "velden": tekst, "op": op}
    return True


def wacht_nog(request) -> dict | None:
    """Return the form that is kept on this tablet, whoever it is of; None when it waited too long."""
    concept = request.session.get(CONCEPT)
    vers = concept and timezone.now().timestamp() - concept.get("op", 0) <= WACHT.total_seconds()
    return concept if vers else None


def concept_van(request) -> dict | None:
    """Return the form that is kept for whoever works here: its address and its fields."""
    concept = wacht_nog(request)
    if concept is None or concept["wie"] != request.user.pk or not opent_hier(concept["pad"]):
        return None
    return {"pad": concept["pad"], "velden": list(QueryDict(concept["velden"]).lists())}


def op_slot(request, concept: dict) -> bool:
    """Tell whether what is kept stays closed until the code is given: of a page that asks it, or about people."""
    if not afgeschermd(request.user):
        return False
    return slot_van(resolve(concept["pad"]).view_name) is Slot.CODE or bool(VAN_MENSEN & dict(concept["velden"]).keys())


def vergeet_concept(request) -> None:
    """Throw away the form that is kept for whoever works here."""
    if concept_van(request):
        del request.session[CONCEPT]


def opent_hier(adres: str) -> bool:
    """Tell whether an address is one of this site that opens on a tablet."""
    pad = adres.split("?", 1)[0]
    try:
        return pad.startswith("/") and not pad.startswith("//") and slot_van(resolve(pad).view_name) is not None
    except Resolver404:
        return False


def vraag_code(request) -> HttpResponse:
    """Send whoever works here to the code first; after it the page, or the form that was sent, comes back."""
    if KOP in request.headers:
        return JsonResponse({"tekst": _("Geef eerst je code.")}, status=CODE_EERST)
    bewaar(request)
    adres = reverse("kamers:tablet_code")
    if request.method == "GET" and not request.htmx:
        adres += "?" + urlencode({"naar": request.get_full_path()})
    return ga_naar(request, adres)


def ga_naar(request, adres: str) -> HttpResponse:
    """Go to another page, also when only a part of this one was asked for."""
    return HttpResponseClientRedirect(adres) if request.htmx else redirect(adres)


def geef_koekje(antwoord: HttpResponse, geheim: str) -> None:
    """Let the browser be this tablet, for as long as it is used once in thirty days."""
    antwoord.set_cookie(
        settings.TABLET_COOKIE_NAME,
        geheim,
        max_age=BEWAAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def neem_koekje(antwoord: HttpResponse) -> None:
    """Let the browser forget that it was a tablet of a room."""
    antwoord.delete_cookie(settings.TABLET_COOKIE_NAME, samesite="Lax")
