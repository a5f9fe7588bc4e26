"""The three accounts between money and income of a grant, and the lines that move money to where it belongs."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import product

from django.db.models import Sum

from financien.models import Bestemming, Grootboekrekening, Toekenning
from financien.models.bestemming import Naar
from financien.services.boeken import BoekFout, Regel
from financien.services.rekeningschema import ontbreekt
from financien.services.saldi import NUL
from financien.services.toekenningstand import TERUG, TUSSEN, VOORUIT, VORDERING, Stand, teruggegaan
from kamers.models import Kamer


def tussenrekeningen() -> dict[str, Grootboekrekening]:
    """Return the three accounts between money and income, by number. BoekFout when one is not there."""
    rekeningen = {rekening.nummer: rekening for rekening in Grootboekrekening.objects.filter(nummer__in=TUSSEN)}
    for nummer in TUSSEN:
        if nummer not in rekeningen:
            raise BoekFout(ontbreekt(nummer))
    return rekeningen


def regel(
    toekenning: Toekenning, debet: Grootboekrekening, credit: Grootboekrekening, bedrag: Decimal, kamer: Kamer
) -> Regel:
    """Return a line that names the grant and its partner."""
    return Regel(debet, credit, bedrag, kamer, toekenning.partner, toekenning=toekenning)


def verlaagd(toekenning: Toekenning) -> dict[tuple[date, int], Decimal]:
    """Return what closing a year took off the income of a grant, to be paid back, by day and room. One query."""
    rijen = Bestemming.objects.filter(toekenning=toekenning, naar=Naar.TERUG).order_by()
    per = rijen.values_list("boekstuk__datum", "kamer").annotate(som=Sum("bedrag"))
    return {(dag, kamer): som for dag, kamer, som in per}


def nog_terug(toekenning: Toekenning) -> dict[tuple[date, int], Decimal]:
    """Return the same minus what went back since: money that comes later is not owed for it again. Two queries."""
    uit = defaultdict(lambda: NUL, verlaagd(toekenning))
    for plek, bedrag in teruggegaan(toekenning).items():
        uit[plek] -= bedrag
    return uit


def goed(stand: Stand, terug: Decimal | None) -> Stand:
    """Return the same money and income on the accounts between where they belong.

    ``terug``: how much of the money above the income is to be paid back; None after the final decision: all of it.
    """
    vordering, teveel = max(stand.baten - stand.ontvangen, NUL), max(stand.ontvangen - stand.baten, NUL)
    terug = teveel if terug is None else min(teveel, max(terug, NUL))
    return Stand(stand.ontvangen, stand.baten, vordering, vooruit=teveel - terug, terug=terug)


def schuif(toekenning: Toekenning, kamer: Kamer, was: Stand, wordt: Stand) -> list[Regel]:
    """Return the lines from what was to what is right: the accounts that fall against those that rise."""
    rekeningen = tussenrekeningen()
    debet = {
        VORDERING: wordt.vordering - was.vordering,
        VOORUIT: was.vooruit - wordt.vooruit,
        TERUG: was.terug - wordt.terug,
    }
    erbij = {nummer: waarde for nummer, waarde in debet.items() if waarde > 0}
    eraf = {nummer: -waarde for nummer, waarde in debet.items() if waarde < 0}
    regels = []
    for naar, van in product(erbij, eraf):  # together they are equal, so all of it is moved
        bedrag = min(erbij[naar], eraf[van])
        if bedrag:
            regels.append(regel(toekenning, rekeningen[naar], rekeningen[van], bedrag, kamer))
            erbij[naar] -= bedrag
            eraf[van] -= bedrag
    return regels
