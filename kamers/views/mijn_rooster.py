"""What a volunteer has on the rota in the coming weeks."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from buurtwerkkamer.toegang import recht
from kamers.models import Persoon
from kamers.services.agenda import diensten, klusafspraken

WEKEN = timedelta(weeks=6)


def persoon_van(request) -> Persoon:
    """Return the person of the volunteer who looks; 404 without one."""
    persoon = Persoon.objects.filter(vrijwilliger__gebruiker=request.user).first()
    if persoon is None:
        raise Http404
    return persoon


@recht("kamers.mijn_uren")
def mijn_rooster(request):
    """Show the own turns and klussen of the coming six weeks."""
    nu = timezone.localdate()
    persoon, tot = persoon_van(request), nu + WEKEN
    klussen = [klus for klus, _uren in klusafspraken(persoon, nu, tot)]
    inhoud = {"keren": diensten(persoon, nu, tot), "klussen": klussen, "vandaag": nu}
    return render(request, "kamers/mijn_rooster.html", inhoud)
