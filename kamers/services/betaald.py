"""Paid helpers: from which day on the hours of somebody are those of staff, beside the contract (domain.md §3)."""

from datetime import date

from django.db import transaction
from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.db.models.functions import ExtractYear

from kamers.models import Inzet, Persoon, Tariefsoort, Teljaar


@transaction.atomic
def zet_betaald(*, persoon_id: int, vanaf: date | None, tot: date | None) -> int:
    """Say from and until which day somebody is paid staff; return how many hours that were noted change kind.

    Hours of a closed counting year stay what they were. Locks: the hours of the person, then the person; whoever notes
    hours now is waited for, whoever notes them later finds the new days (the trigger of ``Inzet``).
    """
    rijen = Inzet.objects.filter(persoon=persoon_id)
    list(rijen.select_for_update().order_by("pk").values_list("pk"))
    Persoon.objects.filter(pk=persoon_id).update(betaald_vanaf=vanaf, betaald_tot=tot)
    dicht = Teljaar.objects.filter(kamer=OuterRef("kamer"), jaar=ExtractYear(OuterRef("dag")))
    soort = _soort(vanaf, tot)
    return rijen.exclude(Exists(dicht)).exclude(tariefsoort=soort).update(tariefsoort=soort)


def _soort(vanaf: date | None, tot: date | None) -> Case | Value:
    bewoner = Value(Tariefsoort.BEWONER.value, output_field=CharField())
    if vanaf is None:
        return bewoner
    in_dienst = Q(dag__gte=vanaf) & (Q(dag__lte=tot) if tot else Q())
    return Case(When(in_dienst, then=Value(Tariefsoort.MEDEWERKER.value)), default=bewoner, output_field=CharField())
