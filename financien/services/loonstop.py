"""That no wages come any more from a month on, so that no month and no year waits for them (docs/lonen.md)."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import Loonjournaalpost, Loonstop
from financien.services.boeken import BoekFout

MAAND = relativedelta(months=1)


def te_stoppen() -> date | None:
    """Return the month of which can be said that it has no wages: the one after the last that has them, once over."""
    stop = Exists(Loonstop.objects.filter(maand__gt=OuterRef("maand")))
    posten = Loonjournaalpost.objects.geldend().order_by("-maand").annotate(stop=stop)
    laatste = posten.values_list("maand", "stop").first()
    if laatste is None or laatste[1]:
        return None
    maand = laatste[0] + MAAND
    return maand if maand + MAAND <= timezone.localdate() else None


def stops_in(jaar: int) -> QuerySet[Loonstop]:
    """Return what was said in a year and still holds: wages that came all the same say otherwise."""
    toch = Loonjournaalpost.objects.geldend().filter(maand__gte=OuterRef("maand"))
    return Loonstop.objects.filter(~Exists(toch), maand__year=jaar).select_related("wie")


@transaction.atomic
def stop_lonen(*, maand: date, reden: str, gebruiker: Gebruiker) -> Loonstop:
    """Write that there are no wages from a month on, and why; twice is once. BoekFout when that is not so any more."""
    eerder = Loonstop.objects.filter(maand=maand).first()
    if eerder:
        return eerder
    if maand != te_stoppen():
        raise BoekFout(_("De lonen zijn intussen veranderd. Kijk welke maand nu mist."))
    try:
        with transaction.atomic():
            return Loonstop.objects.create(maand=maand, reden=reden, wie=gebruiker)
    except IntegrityError:  # two at once: the first one wrote it
        return Loonstop.objects.get(maand=maand)
