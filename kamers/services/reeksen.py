"""On which days a series is, and how people say it: elke dinsdag · om de week · elke laatste vrijdag."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kamers.models import Activiteit
from kamers.models.activiteit import LAATSTE

VOORUIT = timedelta(days=400)  # far enough to meet the next time of any series
KEREN = {
    1: gettext_lazy("eerste"),
    2: gettext_lazy("tweede"),
    3: gettext_lazy("derde"),
    4: gettext_lazy("vierde"),
    LAATSTE: gettext_lazy("laatste"),
}


def dagen(activiteit: Activiteit, van: date, tot: date) -> list[date]:
    """Return the days of a series from a day to a day, both included; closing days are not left out."""
    if activiteit.herhaling == Activiteit.Herhaling.EENMALIG:
        return [activiteit.van] if van <= activiteit.van <= tot else []
    eerste, laatste = max(van, activiteit.van), min(tot, activiteit.tot or tot)
    dag = eerste + timedelta(days=(activiteit.weekdag - eerste.weekday()) % 7)
    gevonden = []
    while dag <= laatste:
        if activiteit.is_op(dag):
            gevonden.append(dag)
        dag += timedelta(days=7)
    return gevonden


def volgende_keer(activiteit: Activiteit, vanaf: date) -> date | None:
    """Return the first day of a series on or after a day, or None when it has ended."""
    begin = max(vanaf, activiteit.van)
    return next(iter(dagen(activiteit, begin, begin + VOORUIT)), None)


def op_weekdag(vanaf: date, weekdag: int) -> date:
    """Return the first such day of the week on or after a day."""
    return vanaf + timedelta(days=(weekdag - vanaf.weekday()) % 7)


def hoe_vaak(activiteit: Activiteit) -> str:
    """Say how often: "Elke dinsdag", "Om de week op dinsdag", "Elke laatste vrijdag van de maand"."""
    soort, dag = activiteit.Herhaling, activiteit.get_weekdag_display()
    if activiteit.herhaling == soort.TWEEWEKELIJKS:
        return _("Om de week op %(dag)s") % {"dag": dag}
    if activiteit.herhaling == soort.MAANDELIJKS:
        keer = KEREN[activiteit.keer_in_maand or LAATSTE]
        return _("Elke %(keer)s %(dag)s van de maand") % {"keer": keer, "dag": dag}
    if activiteit.herhaling == soort.EENMALIG:
        return _("Eén keer, op %(dag)s") % {"dag": date_format(activiteit.van, "l j F Y")}
    return _("Elke %(dag)s") % {"dag": dag}


def in_woorden(activiteit: Activiteit, vandaag: date) -> str:
    """Say how often, and when it is next unless that goes without saying: "…, volgende keer 1 december"."""
    zin = hoe_vaak(activiteit)
    volgende = volgende_keer(activiteit, vandaag)
    if activiteit.herhaling in (Activiteit.Herhaling.WEKELIJKS, Activiteit.Herhaling.EENMALIG) or volgende is None:
        return zin
    return _("%(zin)s, volgende keer %(dag)s") % {"zin": zin, "dag": dag_voluit(volgende, vandaag)}


def dag_voluit(dag: date, vandaag: date) -> str:
    """Print a day as "1 december", with its year when that is another one."""
    return date_format(dag, "j F" if dag.year == vandaag.year else "j F Y")
