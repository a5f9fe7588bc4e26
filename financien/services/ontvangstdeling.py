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

_VAST = Toekenningstatus.Status.VASTGESTELD


def deel_ontvangst(toekenning: Toekenning, bedrag: Decimal, nu: dict[int, Stand]) -> dict[Kamer, Decimal]:
    """Return what each room gets of ``bedrag``, in euros; ``nu``: where the grant stands per room, by its key.

    What closing a year took off a room is not hers: first every room gets what it keeps. What comes above that is a
    debt at once, of the rooms it was taken off. After the final decision the shares are those of the grant again.
    """
    aandelen = gewichten(toekenning)
    standen = {kamer: nu.get(kamer.pk, Stand()) for kamer in aandelen}
    eraf = {} if toekenning.stappen.geldig().filter(status=_VAST).exists() else _per_kamer(verlaagd(toekenning))
    if not eraf:
        return verdeel_verder(bedrag, aandelen, {kamer: stand.ontvangen for kamer, stand in standen.items()})
    houdt = {kamer: max(deel - eraf[kamer.pk], NUL) for kamer, deel in aandelen.items()}
    had = {kamer: stand.ontvangen - stand.terug for kamer, stand in standen.items()}
    eerst = min(bedrag, max(sum(houdt.values(), NUL) - sum(had.values(), NUL), NUL))
    uit = verdeel_verder(eerst, houdt, had) if eerst else {}
    if bedrag > eerst:
        open_ = _per_kamer(nog_terug(toekenning))
        schuld = {kamer: max(open_[kamer.pk] - stand.terug, NUL) for kamer, stand in standen.items()}
        for kamer, deel in verdeel(bedrag - eerst, schuld if any(schuld.values()) else aandelen).items():
            uit[kamer] = uit.get(kamer, NUL) + deel
    return {kamer: deel for kamer, deel in uit.items() if deel}


def _per_kamer(per_dag: dict) -> defaultdict[int, Decimal]:
    uit: defaultdict[int, Decimal] = defaultdict(lambda: NUL)
    for (_dag, kamer), bedrag in per_dag.items():
        uit[kamer] += bedrag
    return uit
