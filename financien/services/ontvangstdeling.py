"""Over which rooms money of a partner falls: as the grant was divided, and as a closed year lowered it."""

from collections import defaultdict
from decimal import Decimal

from financien.models import Toekenning, Toekenningstatus
from financien.services.naar_rato import verdeel, verdeel_verder
from financien.services.saldi import NUL
from financien.services.toekenningboek import gewichten
from financien.services.toekenningschuif import nog_terug, verlaagd
from financien.services.toekenningstand import Stand
from kamers.models import Kamer


def deel_ontvangst(toekenning: Toekenning, bedrag: Decimal, nu: dict[int, Stand]) -> dict[Kamer, Decimal]:
    """Return what each room gets of ``bedrag``, in euros; ``nu``: where the grant stands per room, by its key.

    What closing a year took off a room is not hers, nor what the final decision did: first every room gets what it
    keeps. What comes above that is a debt at once, of the rooms it was taken off.
    """
    aandelen = gewichten(toekenning)
    standen = {kamer: nu.get(kamer.pk, Stand()) for kamer in aandelen}
    houdt = _houdt(toekenning, aandelen, standen)
    had = {kamer: stand.ontvangen - stand.terug for kamer, stand in standen.items()}
    eerst = min(bedrag, max(sum(houdt.values(), NUL) - sum(had.values(), NUL), NUL))
    uit = verdeel_verder(eerst, houdt, had) if eerst else {}
    if bedrag > eerst:
        open_ = _per_kamer(nog_terug(toekenning))
        schuld = {kamer: max(open_[kamer.pk] - stand.terug, NUL) for kamer, stand in standen.items()}
        for kamer, deel in verdeel(bedrag - eerst, schuld if any(schuld.values()) else aandelen).items():
            uit[kamer] = uit.get(kamer, NUL) + deel
    return {kamer: deel for kamer, deel in uit.items() if deel}


def _houdt(toekenning: Toekenning, aandelen: dict[Kamer, Decimal], standen: dict[Kamer, Stand]) -> dict[Kamer, Decimal]:
    """Return what each room keeps of the grant: its share, less what closing took off.

    After a lower final decision: its income, and its share of what is no income here.
    """
    slot = toekenning.stappen.geldig().filter(status=Toekenningstatus.Status.VASTGESTELD).first()
    if slot is None:
        eraf = _per_kamer(verlaagd(toekenning))
        return {kamer: max(deel - eraf[kamer.pk], NUL) for kamer, deel in aandelen.items()}
    if slot.bedrag in (None, sum(aandelen.values(), NUL)):
        return aandelen
    baten = {kamer: stand.baten for kamer, stand in standen.items()}
    elders = verdeel(max(slot.bedrag - sum(baten.values(), NUL), NUL), aandelen)
    return {kamer: baten[kamer] + elders[kamer] for kamer in aandelen}


def _per_kamer(per_dag: dict) -> defaultdict[int, Decimal]:
    uit: defaultdict[int, Decimal] = defaultdict(lambda: NUL)
    for (_dag, kamer), bedrag in per_dag.items():
        uit[kamer] += bedrag
    return uit
