"""Up to which day the bank was read: what a month shows, and what a year asks before it closes."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import Case, F, Max, QuerySet, Value, When

from financien.models import Bankafschrift, Rekeningsoort

TOT = "tot"
MAAND, DRIE_MAANDEN = relativedelta(months=1), relativedelta(months=3)


def gelezen(maand: date) -> QuerySet:
    """Return per bank account up to which day its files go, seen from a month: (``TOT``, day, account).

    The file of some banks ends with its last line: read after the month, with a day in it, it goes to the end of it.
    An account of which no file came for three months is not followed any more.
    """
    einde = maand + MAAND - relativedelta(days=1)
    na_de_maand = When(tot__range=(maand, einde), ingelezen_op__date__gt=einde, then=Value(einde))
    gevolgd = Bankafschrift.objects.filter(rekening__soort=Rekeningsoort.BANK, tot__gte=maand - DRIE_MAANDEN)
    rijen = gevolgd.order_by().values("rekening")
    return rijen.annotate(wat=Value(TOT), dag=Max(Case(na_de_maand, default=F("tot")))).values_list(
        "wat", "dag", "rekening"
    )
