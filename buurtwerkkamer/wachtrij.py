"""What a tablet kept without internet and sends later: done by the same views, answered in words (docs/offline.md)."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

KOP = "X-Wachtrij"  # on whose behalf the tablet kept it
WACHT, WIE = "wacht", "wie"  # cookies of the tablet: whose work waits there, who noted there last
CODE_EERST = 428  # what waits on the tablet goes on waiting, until the code was given


class WachtrijMiddleware:
    """Say in words what became of a post out of the queue, refuse it under another name, ask before logging out.

    It stands within the login and the rights: whatever they refuse comes back as it is, and the tablet keeps waiting.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if _logt_uit(request) and response.status_code == 302 and not getattr(request, "blijft_ingelogd", False):
            response.delete_cookie(WIE)
            response.delete_cookie(WACHT)
        return _uitslag(request, response) if uit_wachtrij(request) else response

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or not request.user.is_authenticated:
            return None
        eigen = str(request.user.pk)
        namens = request.headers.get(KOP)
        if namens is not None and namens != eigen:
            return JsonResponse({"tekst": _("Iemand anders is ingelogd.")}, status=409)
        request.uit_wachtrij = namens is not None
        if _logt_uit(request) and request.COOKIES.get(WACHT) == eigen and "toch" not in request.POST:
            request.blijft_ingelogd = True
            return redirect("uitloggen_wacht")
        return None


def uit_wachtrij(request) -> bool:
    """Return whether this post waited on a tablet: its answer stays there, so it names nobody."""
    return getattr(request, "uit_wachtrij", False)


def vanzelf(request) -> bool:
    """Return whether an open page asked this by itself, every so often: it does not say that anybody is there."""
    return KOP in request.headers or request.path == reverse("wachtrij")


def lezer(request):
    """Return who reads the answer; None when it stays on a tablet."""
    return None if uit_wachtrij(request) else request.user


def _logt_uit(request) -> bool:
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.url_name == "account_logout"


def _uitslag(request, response):
    """Return what the view said: its messages, or why its form was refused. A redirect is a view that is done.

    That the code comes first is no refusal: it stays as it is.
    """
    if response.status_code == CODE_EERST:
        return response
    berichten = list(messages.get_messages(request))
    redenen = [*getattr(response, "redenen", []), *(str(bericht) for bericht in berichten)]
    if response.status_code >= 500:
        return JsonResponse({"tekst": _("Er ging iets mis bij ons.")}, status=response.status_code)
    if response.status_code == 403:
        redenen = [_("Je mag dit hier niet meer noteren.")]
    elif response.status_code in (400, 404):
        redenen = [_("Dit staat er niet meer.")]
    geweigerd = response.status_code >= 400 or any(bericht.level >= messages.WARNING for bericht in berichten)
    return JsonResponse({"tekst": " ".join(redenen)}, status=422 if geweigerd else 200)
