"""What the queue of a tablet asks of the site: who is logged in now, and what to do with it before logging out."""

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_GET

from buurtwerkkamer.toegang import recht


@recht("buurtwerkkamer.ingelogd")
@require_GET
def wachtrij(request):
    """Say to the own page who is logged in now, with the secret that a post needs.

    Like the token in a form: no other site can read it (no CORS header), and logging in changes it, so what was asked
    by one user is refused under the next.
    """
    return JsonResponse({"wie": str(request.user.pk), "geheim": get_token(request)})


@recht("buurtwerkkamer.ingelogd")
@require_GET
def uitloggen(request):
    """Ask someone who logs out what to do with the work that waits on this tablet."""
    return render(request, "uitloggen_wacht.html")
