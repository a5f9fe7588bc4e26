"""On which day something late is booked, when its month is closed."""

from datetime import date

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
