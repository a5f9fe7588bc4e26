"""Hours that a volunteer confirms, and hours that a coordinator approves (domain.md §3).

There is one ``Inzet`` per person per occurrence or klus: a report corrects it and never adds one. Lower or absent
counts at once; higher waits until a coordinator looked at it, and never at the own hours.
"""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from buurtwerkkamer.handelingen import eenmaal, neem_terug, onthoud
from kamers.models import Inzet, Kamer

VRAAG_TOT = timedelta(days=7)  # after a week nobody remembers


class UrenGewijzigd(Exception):
    """The hours are not what the user saw any more."""


class EigenUren(Exception):
    """Nobody approves the own hours."""


def _eigen(gebruiker):
    return Inzet.objects.filter(persoon__vrijwilliger__gebruiker=gebruiker)


def te_bevestigen(gebruiker, vandaag: date) -> Inzet | None:
    """Return the newest own hours of the last week that the volunteer did not react to yet."""
    open_vragen = _eigen(gebruiker).filter(
        dag__gte=vandaag - VRAAG_TOT, dag__lte=vandaag, gemeld_uren=None, beoordeeld_op=None, uren__gt=0
    )
    return open_vragen.select_related("bijeenkomst", "klus").order_by("-dag", "-pk").first()


def laatste_keren(gebruiker, zonder: Inzet | None = None, aantal: int = 10):
    """Return the newest own hours with what they were for, without the one that is asked about."""
    keren = _eigen(gebruiker).exclude(pk=zonder.pk) if zonder else _eigen(gebruiker)
    return keren.select_related("bijeenkomst", "klus").order_by("-dag", "-pk")[:aantal]


def totaal_van(gebruiker, jaar: int) -> tuple[Decimal, Decimal]:
    """Return the own hours that count in a year, and how many of them the volunteer did not confirm yet. One query.

    Practising does not count.
    """
    rijen = _eigen(gebruiker).in_jaar(jaar).filter(kamer__oefenkamer=False)
    open_ = Q(gemeld_uren=None, beoordeeld_op=None)
    totaal, bij = Sum("uren", default=Decimal(0)), Sum("uren", filter=open_, default=Decimal(0))
    alles = rijen.aggregate(totaal=totaal, open=bij)
    return alles["totaal"], alles["open"]


def _doel(inzet_id: int) -> str:
    return f"inzet:{inzet_id}"


def _stand(inzet: Inzet) -> dict:
    gemeld = None if inzet.gemeld_uren is None else f"{inzet.gemeld_uren:.2f}"
    return {"uren": f"{inzet.uren:.2f}", "gemeld": gemeld, "beoordeeld": inzet.beoordeeld_op is not None}


@transaction.atomic
def meld_uren(*, inzet_id: int, uren: Decimal, sleutel: UUID, gebruiker) -> Inzet | None:
    """Write what the volunteer says: 0 for absent. None when this was said before.

    Inzet.DoesNotExist for hours of somebody else.
    """
    inzet = _eigen(gebruiker).select_for_update(of=("self",)).get(pk=inzet_id)
    handeling = eenmaal(sleutel, "uren_gemeld", gebruiker, _doel(inzet_id))
    if handeling is None or inzet.gemeld_uren is not None:
        return None
    voor = _stand(inzet)
    inzet.gemeld_uren, inzet.gemeld_op = uren, timezone.now()
    inzet.uren = min(uren, inzet.uren)
    inzet.save()
    onthoud(handeling, voor, _stand(inzet))
    return inzet


@transaction.atomic
def neem_melding_terug(*, inzet_id: int, sleutel: UUID, gebruiker) -> bool:
    """Take back a report. False when that was done before; UrenGewijzigd when someone looked at it in between."""
    inzet = _eigen(gebruiker).select_for_update(of=("self",)).get(pk=inzet_id)
    handeling = neem_terug(sleutel, gebruiker, _doel(inzet_id))
    if handeling is None or handeling.voor is None:
        return False
    if _stand(inzet) != handeling.na:
        raise UrenGewijzigd
    inzet.uren, inzet.gemeld_uren, inzet.gemeld_op = Decimal(handeling.voor["uren"]), None, None
    inzet.save()
    return True


def wachtend(kamer: Kamer):
    """Return the hours in a room that wait for approval, oldest first, with whose they are."""
    rijen = Inzet.objects.filter(kamer=kamer).wacht_op_goedkeuring()
    return rijen.select_related("persoon__vrijwilliger", "bijeenkomst", "klus").order_by("dag", "pk")


def _kamerdoel(kamer: Kamer) -> str:
    return f"uren:{kamer.pk}"


@transaction.atomic
def beoordeel(*, kamer: Kamer, gezien: dict[int, Decimal], akkoord: bool, sleutel: UUID, gebruiker) -> list[Inzet]:
    """Approve reported hours, or keep the noted ones. ``gezien``: reported hours by Inzet, as the page showed them.

    Empty when sent before. EigenUren when one is the user's own; UrenGewijzigd when one changed in between.
    """
    handeling = eenmaal(sleutel, "uren_beoordeeld", gebruiker, _kamerdoel(kamer))
    if handeling is None:
        return []
    rijen = list(wachtend(kamer).filter(pk__in=gezien).select_for_update(of=("self",)))
    if _eigen(gebruiker).filter(pk__in=gezien).exists():
        raise EigenUren
    if {inzet.pk: inzet.gemeld_uren for inzet in rijen} != gezien:
        raise UrenGewijzigd
    voor = {str(inzet.pk): _stand(inzet) for inzet in rijen}
    for inzet in rijen:
        inzet.uren = inzet.gemeld_uren if akkoord else inzet.uren
        inzet.beoordeeld_op, inzet.beoordeeld_door = timezone.now(), gebruiker
        inzet.save()
    onthoud(handeling, voor, {str(inzet.pk): _stand(inzet) for inzet in rijen})
    return rijen


@transaction.atomic
def neem_oordeel_terug(*, kamer: Kamer, sleutel: UUID, gebruiker) -> bool:
    """Let hours wait again. False when that was done before; UrenGewijzigd when one changed in between."""
    handeling = neem_terug(sleutel, gebruiker, _kamerdoel(kamer))
    if handeling is None or handeling.voor is None:
        return False
    rijen = list(Inzet.objects.select_for_update().filter(kamer=kamer, pk__in=handeling.voor))
    if {str(inzet.pk): _stand(inzet) for inzet in rijen} != handeling.na:
        raise UrenGewijzigd
    for inzet in rijen:
        inzet.uren = Decimal(handeling.voor[str(inzet.pk)]["uren"])
        inzet.beoordeeld_op = inzet.beoordeeld_door = None
        inzet.save()
    return True
