"""On which day something late is booked, when its month is closed."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max
from django.db.models.functions import Coalesce

from buurtwerkkamer.models import Jaar
from financien.models import Maandafsluiting

DECEMBER = 12


def boekdag(dag: date) -> date:
    """Return the day itself while its month is open, otherwise the first open day after it in the same year.

    What comes late keeps its own date elsewhere and is booked on the first open day (domain.md §4.5). Of a year that
    is closed the day itself comes back, and the books say why it is refused.
    """
    open_ = Jaar.objects.filter(jaar=dag.year, status=Jaar.Status.OPEN)
    dicht = Maandafsluiting.objects.filter(jaar__in=open_).order_by("-maand").values_list("maand", flat=True).first()
    return dag if dicht is None or dag.month > dicht else date(dag.year, dicht + 1, 1)


def open_dagen(dagen: Iterable[date]) -> list[tuple[date, bool]]:
    """Return these days in order, each with whether it can be booked on; after the closed ones the first open day.

    When nothing after a closed day is open, it counts as open itself, so that the books say why it is refused.
    """
    laatste = Coalesce(Max("maandafsluitingen__maand"), 0)
    rijen = Jaar.objects.filter(status=Jaar.Status.OPEN, boeken_elders__isnull=True).annotate(dicht=laatste)
    vanaf = {jaar: date(jaar, dicht + 1, 1) for jaar, dicht in rijen.values_list("jaar", "dicht")}
    uit: dict[date, bool] = {}
    for dag in dagen:
        uit[dag] = dag.year in vanaf and dag >= vanaf[dag.year]
        later = [eerste for jaar, eerste in vanaf.items() if jaar >= dag.year]
        if not uit[dag] and later:
            uit[min(later)] = True
        elif not uit[dag]:
            uit[dag] = True
    return sorted(uit.items())
