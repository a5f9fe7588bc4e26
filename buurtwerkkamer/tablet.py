"""What opens on the tablet of a room: nothing, unless an address says so; and who works there now.

The floors above declare their addresses with ``op_tablet``. An address that nobody declared is closed on a tablet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

RUST = timedelta(minutes=15)  # a shared tablet goes back to the names after so long (ux.md §5)


class Slot(IntEnum):
    """What an address asks on a tablet, beside a tap on one's name."""

    OPEN = 1
    CODE = 2


@dataclass(frozen=True)
class Tabletsessie:
    """Someone works on the tablet of a room; ``code_open`` once the own code was given."""

    tablet: int
    kamercode: str
    code_open: bool = False
    stil: int = int(RUST.total_seconds()) + 5  # seconds after which the page itself goes back to the names


_sloten: dict[str, Slot] = {}


def op_tablet(slot: Slot, namen: Iterable[str]) -> None:
    """Open addresses, by the name of the view, on the tablet of a room. Called in ``AppConfig.ready``."""
    for naam in namen:
        if _sloten.get(naam, slot) != slot:
            raise ValueError(f"{naam} is declared twice")
        _sloten[naam] = slot


def slot_van(naam: str) -> Slot | None:
    """Return what an address asks on a tablet; None when it never opens there."""
    return _sloten.get(naam)


def sessie_van(gebruiker) -> Tabletsessie | None:
    """Return the tablet on which this user works in this request, or None on an own device."""
    return getattr(gebruiker, "tablet", None)


def afgeschermd(gebruiker) -> bool:
    """Tell whether addresses, texts and names of participants stay hidden: on a tablet until the code was given."""
    sessie = sessie_van(gebruiker)
    return sessie is not None and not sessie.code_open


def past_op_scherm(gebruiker, naam: str) -> bool:
    """Tell whether a page may stand in the menu of this user: on a tablet only what can open there."""
    return sessie_van(gebruiker) is None or slot_van(naam) is not None


op_tablet(Slot.OPEN, ["start", "wissel_rol", "hulp", "toegankelijkheid", "set_language", "wachtrij"])
