"""Up to which day the bank was read: what a month shows, and what a year asks before it closes."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import Case, CharField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat

from buurtwerkkamer.models import Handeling
from financien.models import Bankafschrift, Rekeningsoort

TOT = "tot"
WEER = "bankbestand nog eens"  # the act of reading a file that adds nothing: nothing came since
MAAND, DRIE_MAANDEN = relativedelta(months=1), relativedelta(months=3)
CSV = (Bankafschrift.Vorm.ING, Bankafschrift.Vorm.RABOBANK, Bankafschrift.Vorm.TRIODOS)  # these say no period


def gelezen(maand: date) -> QuerySet:
    """Return per bank account up to which day its files go, seen from a month: (``TOT``, day, account).

    The file of some banks ends with its last line: read after the month, with a day in it, it goes to the end of it.
    A CSV is nothing but its lines: read after the month, also once more, the one with our last line says that nothing
    came since.
    Not followed any more: an account that is closed, one that the bank left at nothing, and one of which no file came
    for three months.
    """
    einde = maand + MAAND - relativedelta(days=1)
    doel = Concat(Value(doel_van("")), Cast(OuterRef("pk"), CharField()))
    weer = Exists(Handeling.objects.filter(soort=WEER, doel=doel, gedaan_op__date__gt=einde))
    later = Q(ingelezen_op__date__gt=einde)
    csv = Q(vorm__in=CSV, tot=F("laatste_dag")) & (later | Q(weer))
    tot_het_einde = Q(tot__lte=einde) & (Q(later, tot__gte=maand) | csv)
    dag = Max(Case(When(tot_het_einde, then=Value(einde)), default=F("tot")))
    gevolgd = Bankafschrift.objects.filter(rekening__soort=Rekeningsoort.BANK, tot__gte=maand - DRIE_MAANDEN)
    gevolgd = gevolgd.annotate(nu=laatste("stand"), laatste_dag=laatste("tot", op="-tot"))
    gevolgd = gevolgd.exclude(nu=0).filter(rekening__gesloten=False)
    return gevolgd.order_by().values("rekening").annotate(wat=Value(TOT), dag=dag).values_list("wat", "dag", "rekening")


def laatste(veld: str, rekening: str = "rekening", *, op: str = "-pk") -> Subquery:
    """Return a field of the file of an account that was read last; ``rekening``: the path to the account."""
    van = Bankafschrift.objects.filter(rekening=OuterRef(rekening)).order_by(op)
    return Subquery(van.values(veld)[:1])


def doel_van(afschrift) -> str:
    """Return what the act of reading a file again is about."""
    return f"bankafschrift:{afschrift}"
