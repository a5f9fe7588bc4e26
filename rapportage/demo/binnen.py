"""What came in at a fictional room and who was referred onward. Texts are neutral, referrals are numbers."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kamers.models import Doorverwijzing, Verzoek
from rapportage.demo.kamers import Kamerplan
from rapportage.demo.plan import kans

WACHT = (("Wil graag meehelpen in de tuin", 2), ("Vraag over een brief van de gemeente", 0))
KLAAR = ("Kan niet naar de taalles komen", 4)
NAAR = list(Doorverwijzing.Naar)


def maak_verzoeken(plan: Kamerplan, tot: date) -> None:
    """Add what waits on the day itself and one cancellation that was handled."""
    vast = {"kamer": plan.kamer, "gewijzigd_door": plan.coordinator}
    Verzoek.objects.bulk_create(Verzoek(tekst=tekst, binnen_op=_ochtend(tot, dagen), **vast) for tekst, dagen in WACHT)
    tekst, dagen = KLAAR
    klaar = {"werd": Verzoek.Werd.AFMELDING, "afgehandeld_op": tot - timedelta(days=dagen)}
    Verzoek.objects.create(tekst=tekst, binnen_op=_ochtend(tot, dagen), **klaar, **vast)


def maak_doorverwijzingen(plan: Kamerplan, jaar: int, tot: date) -> None:
    """Add about two referrals a month, each of one to three people."""
    rijen = []
    for nummer in range(24):
        dobbel = kans(plan.kamer.code, jaar, "doorverwezen", nummer)
        dag = date(jaar, 1, 4) + timedelta(days=nummer * 15 + dobbel.randint(0, 4))
        if dag < tot:
            wat = {"naar": dobbel.choice(NAAR), "aantal": dobbel.randint(1, 3)}
            rijen.append(Doorverwijzing(kamer=plan.kamer, dag=dag, genoteerd_door=plan.coordinator, **wat))
    Doorverwijzing.objects.bulk_create(rijen)


def _ochtend(tot: date, dagen: int) -> datetime:
    return timezone.make_aware(datetime.combine(tot - timedelta(days=dagen), time(9)))
