"""The public holidays of a year, computed: Easter moves, and King's Day is never on a Sunday."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Feestdag:
    """One day with its name, in the language of the reader.

    ``meestal``: rooms are usually closed then, so it is offered with a tick.
    """

    dag: date
    naam: Promise
    meestal: bool = True


def feestdagen(jaar: int) -> list[Feestdag]:
    """Return the public holidays of a year in order of date, and days that a room may choose to close on."""
    pasen = easter(jaar)
    return sorted(
        [
            Feestdag(date(jaar, 1, 1), _("Nieuwjaarsdag")),
            Feestdag(pasen, _("Eerste paasdag")),
            Feestdag(pasen + timedelta(days=1), _("Tweede paasdag")),
            Feestdag(koningsdag(jaar), _("Koningsdag")),
            Feestdag(date(jaar, 5, 5), _("Bevrijdingsdag"), meestal=False),
            Feestdag(pasen + timedelta(days=39), _("Hemelvaartsdag")),
            Feestdag(pasen + timedelta(days=49), _("Eerste pinksterdag")),
            Feestdag(pasen + timedelta(days=50), _("Tweede pinksterdag")),
            Feestdag(date(jaar, 7, 1), _("Keti Koti"), meestal=False),
            Feestdag(date(jaar, 12, 25), _("Eerste kerstdag")),
            Feestdag(date(jaar, 12, 26), _("Tweede kerstdag")),
        ],
        key=lambda feest: feest.dag,
    )


def koningsdag(jaar: int) -> date:
    """Return 27 April, or 26 April when that is a Sunday."""
    dag = date(jaar, 4, 27)
    return dag - timedelta(days=1) if dag.weekday() == 6 else dag
