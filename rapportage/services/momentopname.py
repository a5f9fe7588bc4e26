"""The snapshot of an edition: the whole frozen content as JSON, and back. What is read from it never changes again."""

import json
import types
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from rapportage.tabellen import Rapportinhoud

VORM = 1  # a later shape gets its own number and its own reader


@dataclass(frozen=True)
class Momentopname:
    """The content of an edition, and which partner (by its code) stood behind each line of the financing."""

    inhoud: Rapportinhoud
    partners: dict[str, str]

    def rijen_van(self, codes) -> list:
        """Return the lines of the financing of these partners."""
        return [rij for rij in self.inhoud.financiering.rijen if self.partners.get(rij.naam) in codes]


def schrijf(opname: Momentopname) -> bytes:
    """Return the snapshot as JSON; equal content gives equal bytes."""
    boom = {"vorm": VORM, "partners": opname.partners, "inhoud": asdict(opname.inhoud)}
    return json.dumps(boom, ensure_ascii=False, sort_keys=True, default=_plat).encode()


def lees(inhoud: bytes) -> Momentopname:
    """Read a snapshot back. ValueError for a shape that this version does not know."""
    boom = json.loads(inhoud)
    if boom["vorm"] != VORM:
        raise ValueError(f"unknown shape {boom['vorm']}")
    return Momentopname(_bouw(Rapportinhoud, boom["inhoud"]), boom["partners"])


def _plat(waarde) -> str:
    return waarde.isoformat() if isinstance(waarde, date) else f"{waarde:f}"


_soorten = cache(get_type_hints)


def _bouw(soort: Any, waarde: Any) -> Any:
    """Rebuild a value of a declared type: dataclass, tuple, optional, Decimal, date, or plain JSON.

    A part that did not exist yet when the edition was frozen is as its default: not there.
    """
    if get_origin(soort) in (Union, types.UnionType):
        return None if waarde is None else _bouw(get_args(soort)[0], waarde)
    if get_origin(soort) is tuple:
        return tuple(_bouw(get_args(soort)[0], deel) for deel in waarde)
    if isinstance(soort, type) and is_dataclass(soort):
        velden = _soorten(soort)
        return soort(
            **{veld.name: _bouw(velden[veld.name], waarde[veld.name]) for veld in fields(soort) if veld.name in waarde}
        )
    if soort is Decimal:
        return Decimal(waarde)
    return date.fromisoformat(waarde) if soort is date else waarde
