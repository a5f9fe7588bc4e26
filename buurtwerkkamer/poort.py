"""The gate before every page: what is no proper request is refused in words, and no page stays behind in a cache."""

import codecs
from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.http import HttpResponseNotAllowed
from django.template.loader import render_to_string

METHODEN = ("GET", "HEAD", "POST")
NUL = "\x00"
ZONDER_APPARATEN = "camera=(), microphone=(), geolocation=()"  # the page that scans passes asks for the camera itself


class PoortMiddleware:
    """Refuse foreign methods (405), and text that no database can hold or no reader can read (400).

    Pages carry names, so a browser or proxy keeps none: after logging out the back button shows nothing.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in METHODEN:
            return _met_uitleg(HttpResponseNotAllowed(METHODEN))
        _weiger_onleesbaar(request)
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", ZONDER_APPARATEN)
        return _met_uitleg(response) if response.status_code == 405 and not response.content else response


def _weiger_onleesbaar(request) -> None:
    if NUL in unquote(request.META.get("QUERY_STRING", "")) or NUL in "".join(request.COOKIES.values()):
        raise BadRequest("NUL")
    tekens = request.content_params.get("charset", "utf-8") if request.method == "POST" else "utf-8"
    try:
        leesbaar = codecs.lookup(tekens).name == "utf-8"
    except LookupError:
        leesbaar = False
    if not leesbaar:
        raise BadRequest("charset")


def _met_uitleg(response: HttpResponseNotAllowed) -> HttpResponseNotAllowed:
    """Put the words of a refusal in an answer that has none."""
    response.content = render_to_string("400.html")
    return response
