"""That no wages come any more from a month on, so that no month and no year waits for them (docs/lonen.md)."""

from collections.abc import Sequence
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import Loonjournaalpost, Loonstop
from financien.services.boeken import BoekFout

MAAND = relativedelta(months=1)


def posten_in(jaar: int) -> list[Loonjournaalpost]:
    """Return the months of a year that have wages, each with what was said of those after it: ``geen_vanaf``, or None.

    With it ``geen_reden``, ``geen_wie`` and ``geen_op``. Wages that came all the same say otherwise. One query.
    """
    erna = Loonstop.objects.filter(maand__gt=OuterRef("maand"), maand__year=jaar).order_by("maand")
    wat = {"geen_vanaf": "maand", "geen_reden": "reden", "geen_wie": "wie__naam", "geen_op": "op"}
    velden = {naam: Subquery(erna.values(pad)[:1]) for naam, pad in wat.items()}
    return list(Loonjournaalpost.objects.geldend().in_jaar(jaar).select_related("boekstuk").annotate(**velden))


def te_stoppen(posten: Sequence[Loonjournaalpost]) -> date | None:
    """Return the month of which can be said that it has no wages: the one after the last of its year, once over."""
    if not posten or vars(posten[-1])["geen_vanaf"]:
        return None
    maand = posten[-1].maand + MAAND
    return maand if maand.year == posten[-1].maand.year and maand + MAAND <= timezone.localdate() else None


@transaction.atomic
def stop_lonen(*, maand: date, reden: str, gebruiker: Gebruiker) -> Loonstop:
    """Write that there are no wages from a month on, and why; twice is once. BoekFout when that is not so any more."""
    eerder = Loonstop.objects.filter(maand=maand).first()
    if eerder:
        return eerder
    if maand != te_stoppen(posten_in(maand.year)):
        raise BoekFout(_("De lonen zijn intussen veranderd. Kijk welke maand nu mist."))
    try:
        with transaction.atomic():
            return Loonstop.objects.create(maand=maand, reden=reden, wie=gebruiker)
    except IntegrityError:  # two at once: the first one wrote it
        return Loonstop.objects.get(maand=maand)
