"""Agree how lines are recognised from now on, or stop doing so."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from financien.models import Bankregel, Herkenningsdeel, Herkenningsregel
from financien.services.bank.vergelijken import gelijk
from financien.services.bank.voorstellen import Deel


@transaction.atomic
def onthoud(*, regel: Bankregel, delen: Sequence[Deel], omschrijving: str, woorden: str, vandaag: date) -> None:
    """From now on propose this for lines like this one; what was agreed for the same lines before stops.

    Recognised by the account of the other side, and by words when they are given. ValueError when there is neither.
    """
    plat = gelijk(woorden)[:80]
    if not (regel.tegen_iban or plat):
        raise ValueError("nothing to recognise a line by")
    kant = Herkenningsregel.Kant.BIJ if regel.bedrag > 0 else Herkenningsregel.Kant.AF
    waaraan = {"kant": kant, "tegen_iban": regel.tegen_iban, "woorden": plat}
    for oud in Herkenningsregel.objects.select_for_update().in_gebruik().filter(**waaraan):
        stop(oud, vandaag)
    partners = {deel.partner for deel in delen}
    afspraak = Herkenningsregel.objects.create(
        **waaraan,
        omschrijving=omschrijving[:100],
        partner=partners.pop() if len(partners) == 1 else None,
        voorrang=50 if regel.tegen_iban and plat else 100,  # the more it asks, the earlier it is tried
    )
    Herkenningsdeel.objects.bulk_create(
        Herkenningsdeel(regel=afspraak, rekening=deel.rekening, kamer=deel.kamer, aandeel=abs(deel.bedrag))
        for deel in delen
    )


def stop(afspraak: Herkenningsregel, vandaag: date) -> None:
    """Do not recognise lines by it any more; it stays to be read."""
    afspraak.gestopt_op = vandaag
    afspraak.save(update_fields=["gestopt_op"])
