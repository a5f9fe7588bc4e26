"""Days: read the way people write them in Dutch and English, print them the Dutch way."""

import re
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

GEEN_DAG = _("Vul een dag in, bijvoorbeeld 20-11 of 20 november.")
DAG_BESTAAT_NIET = _("Deze dag bestaat niet. Kijk de datum na.")
DAG_TE_LANG_GELEDEN = _("Deze dag is te lang geleden. Kijk het jaar na.")
DAG_TE_VER = _("Deze dag is te ver weg. Kijk het jaar na.")
JAREN = range(2000, 2101)  # the years of the house, as in Jaar; far beyond them the calendar itself ends
DAG_MOET_NOG_KOMEN = _("Deze dag moet nog komen. Kies vandaag of een dag ervoor.")

MAANDEN = ("jan", "feb", "maart", "apr", "mei", "juni", "juli", "aug", "sept", "okt", "nov", "dec")
_VOLUIT = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober")
MAANDNAMEN = dict(zip((*_VOLUIT, "november", "december"), range(1, 13), strict=True))
MAANDNAMEN |= dict(zip(MAANDEN, range(1, 13), strict=True)) | {"mrt": 3, "jun": 6, "jul": 7, "sep": 9}
MAANDNAMEN |= {"january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8, "october": 10}
MAANDNAMEN |= {"mar": 3, "oct": 10}
_ISO = re.compile(r"(?P<jaar>\d{4})-(?P<maand>\d{2})-(?P<dag>\d{2})", re.ASCII)
_NL = re.compile(
    r"(?P<dag>\d{1,2})(?:[-/. ](?P<maand>\d{1,2})| ?(?P<naam>[a-z]{3,9})\.?)(?:[-/. ](?P<jaar>\d{4}|\d{2}))?", re.ASCII
)


def lees_dag(tekst: str, vandaag: date) -> date:
    """Read a day as 20-11 · 20 nov · 20-11-2018 · 20/11/2018 · 2018-11-20. ValueError with what to do.

    Without a year it is the nearest such day before or after ``vandaag``. A year outside JAREN is refused.
    """
    schoon = " ".join(tekst.lower().split())
    gevonden = _ISO.fullmatch(schoon) or _NL.fullmatch(schoon)
    if not gevonden:
        raise ValueError(GEEN_DAG)
    delen = gevonden.groupdict()
    maand = int(delen["maand"]) if delen["maand"] else MAANDNAMEN.get(delen["naam"])
    if maand is None:
        raise ValueError(GEEN_DAG)
    jaren = [_jaar(delen["jaar"])] if delen["jaar"] else [vandaag.year - 1, vandaag.year, vandaag.year + 1]
    dagen = [dag for dag in (_dag(jaar, maand, int(delen["dag"])) for jaar in jaren) if dag]
    if not dagen:
        raise ValueError(_waarom_niet(jaren, maand, int(delen["dag"])))
    return min(dagen, key=lambda dag: abs(dag - vandaag))


def _jaar(tekst: str) -> int:
    return int(tekst) if len(tekst) == 4 else 2000 + int(tekst)


def _waarom_niet(jaren: list[int], maand: int, dag: int):
    """Return why none of these days can be meant: it never was, or the year lies outside JAREN."""
    if jaren[0] in JAREN or not _dag(jaren[0], maand, dag, range(1900, 10000)):
        return DAG_BESTAAT_NIET
    return DAG_TE_LANG_GELEDEN if jaren[0] < JAREN.start else DAG_TE_VER


def _dag(jaar: int, maand: int, dag: int, jaren: range = JAREN) -> date | None:
    try:
        return date(jaar, maand, dag) if jaar in jaren else None
    except ValueError:
        return None


def dag_kort(dag: date) -> str:
    """Print a day as it is typed in a field: 20-11-2018."""
    return f"{dag:%d-%m-%Y}"


def dag_in_woorden(dag: date, vandaag: date) -> str:
    """Name a day of the last week the way people say it: vandaag, gisteren, dinsdag."""
    if dag == vandaag:
        return gettext("vandaag")
    if dag == vandaag - timedelta(days=1):
        return gettext("gisteren")
    return gettext("%(weekdag)s") % {"weekdag": WEEKDAYS[dag.weekday()]}


class DagField(forms.CharField):
    """A day as people type it: 20-11 · 20 nov · 20-11-2018. ``toekomst=False`` refuses days to come."""

    def __init__(self, *, toekomst: bool = True, **kwargs):
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)
        self.toekomst = toekomst

    def to_python(self, value):
        if isinstance(value, date) or value in self.empty_values:
            return None if value in self.empty_values else value
        try:
            return lees_dag(str(value), timezone.localdate())
        except ValueError as fout:
            raise ValidationError(fout.args[0], code="invalid") from fout

    def run_validators(self, value):
        if value is not None:
            super().run_validators(str(value))

    def validate(self, value):
        super().validate(value)
        if value and not self.toekomst and value > timezone.localdate():
            raise ValidationError(DAG_MOET_NOG_KOMEN, code="toekomst")

    def prepare_value(self, value):
        return dag_kort(value) if isinstance(value, date) else value

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True
