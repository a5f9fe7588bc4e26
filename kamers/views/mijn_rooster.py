"""What a volunteer has on the rota in the coming weeks."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from buurtwerkkamer.toegang import recht
from kamers.models import Persoon
from kamers.services.agenda import diensten

WEKEN = timedelta(weeks=6)


def persoon_van(request) -> Persoon:
    """Return the person of the volunteer who looks; 404 without one."""
    persoon = Persoon.objects.filter(vrijwilliger__gebruiker=request.user).first()
    if persoon is None:
        raise Http404
    return persoon


@recht("kamers.mijn_uren")
def mijn_rooster(request):
    """Show the own turns of the coming six weeks."""
    nu = timezone.localdate()
    keren = diensten(persoon_van(request), nu, nu + WEKEN)
    return render(request, "kamers/mijn_rooster.html", {"keren": keren, "vandaag": nu})
