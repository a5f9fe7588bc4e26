"""The code of a person on a room's tablet: chosen, and asked before addresses, texts and names of participants."""

from enum import Enum

from allauth.core import ratelimit
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from buurtwerkkamer.models import Gebruiker
from kamers.models import Tablet


class Uitslag(Enum):
    """What came of a code that was typed."""

    GOED = "goed"
    FOUT = "fout"
    WACHT = "wacht"


def heeft_code(gebruiker: Gebruiker) -> bool:
    """Tell whether there is something to type: an own code, or the code that someone without e-mail logs in with."""
    return bool(gebruiker.code) or _logt_in_met_code(gebruiker)


def kiest_in_cijfers(gebruiker: Gebruiker) -> bool:
    """Tell whether the code holds only figures, so that a tablet may show its keys with figures."""
    return bool(gebruiker.code)


def _logt_in_met_code(gebruiker: Gebruiker) -> bool:
    return not gebruiker.email and gebruiker.has_usable_password()


@transaction.atomic
def zet_code(*, gebruiker: Gebruiker, code: str) -> None:
    """Choose the own code; every tablet on which the old one was given asks again."""
    wie = Gebruiker.objects.select_for_update(no_key=True).get(pk=gebruiker.pk)
    wie.code = make_password(code)
    wie.save(update_fields=["code"])


@transaction.atomic
def controleer(request, *, tablet: int, gebruiker: Gebruiker, code: str) -> Uitslag:
    """Check a code. Wrong ones count per person and per tablet; after too many even the right one has to wait.

    The locks on the tablet and the person let one guess be judged at a time, also of a hundred sent at once.
    """
    Tablet.objects.select_for_update(no_key=True).get(pk=tablet)
    wie = Gebruiker.objects.select_for_update(no_key=True).get(pk=gebruiker.pk)
    tellers = (("tabletcode_persoon", str(wie.pk)), ("tabletcode_tablet", str(tablet)))
    if not all(ratelimit.consume(request, action=actie, key=sleutel, dry_run=True) for actie, sleutel in tellers):
        return Uitslag.WACHT
    if _klopt(wie, code):
        ratelimit.clear(request, action="tabletcode_persoon", key=str(wie.pk))
        return Uitslag.GOED
    for actie, sleutel in tellers:
        ratelimit.consume(request, action=actie, key=sleutel)
    return Uitslag.FOUT


def _klopt(gebruiker: Gebruiker, code: str) -> bool:
    if gebruiker.code:
        return check_password(code, gebruiker.code)
    return _logt_in_met_code(gebruiker) and gebruiker.check_password(code)
