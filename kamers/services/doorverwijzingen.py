"""Referrals onward [42]: how many people were referred where, never who."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from buurtwerkkamer.handelingen import eenmaal, onthoud
from kamers.models import Doorverwijzing, Kamer
from kamers.services.teljaar import controleer_dag
from kamers.services.verzoeken import doel_van


@dataclass(frozen=True)
class Doorverwezen:
    """How many people were referred to one place, year by year."""

    naar: str
    aantallen: list[int]


@transaction.atomic
def noteer_doorverwijzing(*, kamer: Kamer, naar: str, aantal: int, dag: date, sleutel: UUID, gebruiker) -> bool:
    """Note that people were referred onward on a day; False when this form was sent before, TeljaarGesloten.

    It is taken back by ``verzoeken.neem_terug_van``, like a referral that began as a request.
    """
    handeling = eenmaal(sleutel, "doorverwijzing", gebruiker, doel_van(kamer))
    if handeling is None:
        return False
    controleer_dag(kamer.pk, dag)
    rij = Doorverwijzing.objects.create(kamer=kamer, naar=naar, aantal=aantal, dag=dag, genoteerd_door=gebruiker)
    onthoud(handeling, None, {"doorverwijzing": rij.pk})
    return True


def per_jaar(kamer: Kamer, jaren: list[int]) -> list[Doorverwezen]:
    """Return the referrals of a room per place and year, every place with its numbers, 0 included. One query."""
    rijen = Doorverwijzing.objects.filter(
        kamer=kamer, dag__gte=date(min(jaren), 1, 1), dag__lte=date(max(jaren), 12, 31)
    )
    som = {
        (naar, jaar): n for naar, jaar, n in rijen.order_by().values_list("naar", "dag__year").annotate(Sum("aantal"))
    }
    return [
        Doorverwezen(str(naam), [som.get((code, jaar), 0) for jaar in jaren])
        for code, naam in Doorverwijzing.Naar.choices
    ]
