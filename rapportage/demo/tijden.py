"""When the rooms of the demonstration are open, and on which days to come they are all closed."""

from datetime import date

from django.db.models import Max, Min, Q

from kamers.models import Kamer, Openingstijd, Sluiting
from kamers.services.feestdagen import feestdagen
from kamers.services.sluitingen import van_feestdag


def maak_openingstijden(kamer: Kamer, begin: date, tot: date) -> None:
    """Open the door of a room on each day from its first activity to its last one."""
    lopend = kamer.activiteiten.filter(Q(tot__isnull=True) | Q(tot__gte=tot))
    dagen = lopend.order_by().values_list("weekdag").annotate(Min("begin"), Max("eind"))
    Openingstijd.objects.bulk_create(
        Openingstijd(kamer=kamer, weekdag=weekdag, begin=open_, eind=dicht, van=begin)
        for weekdag, open_, dicht in dagen
    )


def maak_feestdagen(tot: date) -> None:
    """Close all rooms on the usual public holidays of the coming twelve months; what was, stays as it was."""
    volgend = date(tot.year + 1, tot.month, min(tot.day, 28))
    komend = [feest for jaar in (tot.year, volgend.year) for feest in feestdagen(jaar) if tot < feest.dag <= volgend]
    Sluiting.objects.bulk_create(van_feestdag(feest, None) for feest in komend if feest.meestal)
