"""What was planned in the last week and has no count yet, room by room."""

from datetime import timedelta
from itertools import groupby

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtwerkkamer.rollen import mag
from buurtwerkkamer.toegang import recht
from kamers.models import Kamer
from kamers.services.aanstellingen import coordinatoren
from kamers.services.volledigheid import TERUG, volledigheid
from kamers.services.volledigheid import vergeten as vergeten_keren


@recht("kamers.vergeten")
@require_safe
def vergeten(request):
    """Show per room the planned occurrences of the last seven days without a count, most forgotten first."""
    vandaag = timezone.localdate()
    kamers = list(Kamer.objects.zichtbaar_voor(request.user).in_jaar(vandaag.year))
    keren = vergeten_keren(kamers, vandaag - timedelta(days=TERUG), vandaag)
    per_kamer = {pk: list(rij) for pk, rij in groupby(sorted(keren, key=_kamer), key=_kamer)}
    compleet = volledigheid(kamers, vandaag.replace(month=1, day=1), vandaag)
    zelf = mag(request.user, "kamers.noteer")
    namen = {} if zelf else coordinatoren(kamers, vandaag)
    rijen = [(k, per_kamer.get(k.pk, []), compleet[k.pk], namen.get(k.pk)) for k in kamers]
    inhoud = {
        "rijen": [rij for rij in rijen if rij[1]],
        "klaar": [rij for rij in rijen if not rij[1]],
        "aantal": len(keren),
        "mag_noteren": zelf,
    }
    return render(request, "kamers/vergeten.html", inhoud)


def _kamer(keer) -> int:
    return keer.activiteit.kamer_id
