"""A tablet without internet: the page that stays on it, and the script that keeps that page there (docs/offline.md)."""

from hashlib import sha256

from django.conf import settings
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.views.decorators.http import require_GET, require_safe

from buurtwerkkamer.toegang import openbaar
from kamers.forms.kaart import Kaartform

BESTANDEN = (
    "css/huis.css",
    "js/huis.js",
    "js/offline.js",
    "js/wachtrij.js",
    "js/schil.js",
    "fonts/figtree-wght.woff2",
    "fonts/bricolage-700.woff2",
    "icons/deur.svg",
)
SCHIL = "kamers/geen_internet.html"


@openbaar
@require_GET
def geen_internet(request):
    """Show what this tablet knows and keeps by itself; the page holds nothing about anybody."""
    with translation.override(_taal(request)):
        return render(request, SCHIL, _inhoud())


@openbaar
@require_safe
def dienstwerker(request):
    """Serve the service worker from the root, so that it works for every address.

    Its version is the content of the shell with the hashed names of its files: any update of the site is a new one.
    """
    taal = _taal(request)
    with translation.override(taal):
        schil = render_to_string(SCHIL, _inhoud())
    bestanden = [static(naam) for naam in BESTANDEN]
    versie = sha256("\n".join([schil, *bestanden]).encode()).hexdigest()[:16]
    inhoud = {"versie": versie, "bestanden": bestanden, "taal": taal, "statisch": settings.STATIC_URL}
    return render(request, "dienstwerker.js", inhoud, content_type="text/javascript; charset=utf-8")


def _inhoud() -> dict:
    """Return the card without anybody on it; the tablet fills in the kind and its own key."""
    leeg = {"sleutel": "", "uren": "", "uren_was": ""}
    return {"form": Kaartform(soort="{soort}", personen=[], initial=leeg), "los": True}


def _taal(request) -> str:
    gevraagd = request.GET.get("taal", "")
    return gevraagd if gevraagd in dict(settings.LANGUAGES) else translation.get_language()
