"""What all rooms reached together: jobs add up, people only "ten hoogste"."""

from collections.abc import Sequence

from buurtwerkkamer.bedragen import getal
from kamers.models import Indicator, Kamer
from kamers.services.tellen import KAMER, KLUSSEN, sleutel_van
from rapportage.cijfers import Jaarcijfers
from rapportage.tabellen import prestaties as p


def cooperatie(indicator: Indicator, cellen: Sequence[p.Prestatiecel], cijfers: Jaarcijfers | None) -> str:
    """Return the figure of all rooms: jobs add up, people only "ten hoogste"; one room is not all rooms."""
    if indicator.groep != Indicator.Groep.PROCES or len(cellen) < 2:
        return ""
    aantallen = [cel.bereikt.waarde for cel in cellen if cel.bereikt and cel.bereikt.waarde is not None]
    sleutel = sleutel_van(indicator)
    if not aantallen or sleutel not in (KAMER, KLUSSEN):
        return ""
    if sleutel == KAMER and cijfers and cijfers.cooperatie:
        return f"ten hoogste {getal(cijfers.cooperatie.totaal)}"
    return getal(sum(aantallen))


def cooperatie_zin(kamers: Sequence[Kamer], cijfers: Jaarcijfers | None) -> str:
    """Return the sentence on unique people of the cooperative; empty for one room or when nothing was logged."""
    if cijfers is None or cijfers.cooperatie is None or len(kamers) < 2:
        return ""
    zin = f"De coöperatie bereikte ten hoogste {getal(cijfers.cooperatie.totaal)} verschillende mensen. "
    if cijfers.cooperatie.op_naam:
        return f"{zin}Wie zonder pas in twee kamers kwam, is twee keer geteld."
    return f"{zin}Wie in twee kamers kwam, is twee keer geteld."
