"""Save cells of a version: all or none, once, one person at a time, and never over what somebody else just saved."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import eenmaal, neem_terug, onthoud
from buurtwerkkamer.models import Handeling, Jaar, Versie
from buurtwerkkamer.models.jaar import SLOT_JAAR

Cellen = dict[str, Any]  # by name; None is an empty cell


class VersieFout(ValueError):
    """A version cannot be made, changed or settled; the text is a Dutch sentence for the user."""


@dataclass(frozen=True)
class Anders:
    """A cell that somebody else changed meanwhile: what stood there and what stands there now."""

    voor: Any
    na: Any


class Botsing(Exception):
    """Somebody saved the same cells after this page was opened; nothing is stored."""

    def __init__(self, door: str, cellen: dict[str, Anders], bewerking: int):
        super().__init__(door)
        self.door, self.cellen, self.bewerking = door, cellen, bewerking


@dataclass(frozen=True)
class Celsoort:
    """A grid: its name in the acts, how its cells are read and written, and how one value becomes text and back."""

    naam: str
    lees: Callable[[Versie], Cellen]
    schrijf: Callable[[Versie, Cellen, Cellen], None]
    uit_tekst: Callable[[str], Any] = str


def deel_jaarslot(jaar: int) -> None:
    """Let who settles a year wait for this transaction, and wait for who is settling it. ``jaar``: its key.

    Lock: (SLOT_JAAR, year) shared, before any row of the year; who settles takes it exclusively before it looks.
    """
    with connection.cursor() as cursor:
        slot = "SELECT pg_advisory_xact_lock_shared(%s, jaar) FROM buurtwerkkamer_jaar WHERE id = %s"
        cursor.execute(slot, [SLOT_JAAR, jaar])


def vergrendel(versie: Versie) -> Versie:
    """Return a version as it is now, with its year: nobody else saves it, and nobody settles either of them."""
    deel_jaarslot(versie.jaar_id)
    return Versie.objects.select_for_update(of=("self",)).select_related("jaar").get(pk=versie.pk)


def weiger_vastgesteld(jaar: Jaar) -> None:
    """Refuse to change the budget of a year that the members settled: it was in what they decided on."""
    if jaar.status == Jaar.Status.VASTGESTELD:
        raise VersieFout(_("%(jaar)s is vastgesteld. De begroting van dat jaar verandert niet meer.") % {"jaar": jaar})


@transaction.atomic
def bewaar_cellen(soort: Celsoort, *, versie: Versie, waarden: Cellen, gezien: int, sleutel: UUID, gebruiker) -> int:
    """Store the cells that differ and return how many; the same ``sleutel`` is stored once.

    ``gezien`` is the ``bewerking`` of the version when the page was opened. Botsing when others changed cells of this
    grid since, or when the same key comes with other cells (the back button). VersieFout when the version or its year
    is settled.
    """
    versie = vergrendel(versie)
    handeling = eenmaal(sleutel, soort.naam, gebruiker, _doel(versie))
    if handeling is None and _is_dubbel(sleutel, waarden):
        return len(_cellen(Handeling.objects.get(pk=sleutel).na))
    if versie.staat_vast:
        raise VersieFout(_("Deze versie is intussen vastgelegd. Wat je typte is niet opgeslagen."))
    weiger_vastgesteld(versie.jaar)
    _weiger_botsing(soort, versie, gezien)
    if handeling is None:
        raise Botsing(gebruiker.naam, {}, versie.bewerking)
    nu = soort.lees(versie)
    anders = {naam: waarde for naam, waarde in waarden.items() if nu.get(naam) != waarde}
    if anders:
        soort.schrijf(versie, anders, nu)
        versie.bewerking += 1
        versie.save(update_fields=["bewerking"])
    _onthoud(handeling, versie, {naam: nu.get(naam) for naam in anders}, anders, waarden)
    return len(anders)


def _onthoud(handeling: Handeling, versie: Versie, voor: Cellen, na: Cellen, waarden: Cellen) -> None:
    stand = {"bewerking": versie.bewerking, "cellen": _teksten(na), "getypt": _vingerafdruk(waarden)}
    onthoud(handeling, _teksten(voor), stand)


@transaction.atomic
def neem_cellen_terug(soort: Celsoort, *, versie: Versie, sleutel: UUID, gebruiker) -> bool:
    """Put back what stood in the cells of one save; False when there is nothing to take back.

    All of it or none: VersieFout when the version or its year is settled, or when one of the cells changed since.
    """
    versie = vergrendel(versie)
    if not Handeling.objects.filter(pk=sleutel, soort=soort.naam).exists():
        return False
    handeling = neem_terug(sleutel, gebruiker, _doel(versie))
    if handeling is None or not _cellen(handeling.na):
        return False
    if versie.staat_vast:
        raise VersieFout(_("Deze versie is intussen vastgelegd. Er is niets teruggezet."))
    weiger_vastgesteld(versie.jaar)
    voor, na = ({n: _waarde(soort, t) for n, t in c.items()} for c in (handeling.voor or {}, _cellen(handeling.na)))
    _zet_terug(soort, versie, voor, na)
    nieuw = eenmaal(uuid4(), soort.naam, gebruiker, _doel(versie))  # so that others see these cells change
    _onthoud(cast(Handeling, nieuw), versie, na, voor, {})
    return True


def _zet_terug(soort: Celsoort, versie: Versie, voor: Cellen, na: Cellen) -> None:
    nu = soort.lees(versie)
    kan = all(nu.get(naam) == waarde for naam, waarde in na.items())
    if kan:
        soort.schrijf(versie, voor, nu)
        nu = soort.lees(versie)  # a line that is gone takes no cells
        kan = all(nu.get(naam) == waarde for naam, waarde in voor.items())
    if not kan:
        raise VersieFout(_("Daarna is hier nog iets veranderd. Er is niets teruggezet. Kijk welke cijfers kloppen."))
    versie.bewerking += 1
    versie.save(update_fields=["bewerking"])


def _is_dubbel(sleutel: UUID, waarden: Cellen) -> bool:
    """Tell whether the same form came again, and what it did still stands."""
    handeling = Handeling.objects.get(pk=sleutel)
    return handeling.ongedaan_op is None and (handeling.na or {}).get("getypt") == _vingerafdruk(waarden)


def _vingerafdruk(waarden: Cellen) -> str:
    """Tell one filled-in sheet from another without keeping it."""
    return hashlib.sha256(repr(sorted(_teksten(waarden).items())).encode()).hexdigest()


def _doel(versie: Versie) -> str:
    return f"versie:{versie.pk}"


def _cellen(na: dict | None) -> dict[str, str | None]:
    return (na or {}).get("cellen", {})


def _teksten(cellen: Cellen) -> dict[str, str | None]:
    return {naam: None if waarde is None else str(waarde) for naam, waarde in cellen.items()}


def _waarde(soort: Celsoort, tekst: str | None) -> Any:
    return None if tekst is None else soort.uit_tekst(tekst)


def _weiger_botsing(soort: Celsoort, versie: Versie, gezien: int) -> None:
    if gezien == versie.bewerking:
        return
    later = Handeling.objects.filter(doel=_doel(versie), soort=soort.naam, na__bewerking__gt=gezien)
    cellen: dict[str, Anders] = {}
    namen = []

    for handeling in later.select_related("gebruiker").order_by("gedaan_op"):
        namen.append(handeling.gebruiker.naam)
        eerst = handeling.voor or {}
        for naam, na in _cellen(handeling.na).items():
            voor = cellen[naam].voor if naam in cellen else _waarde(soort, eerst.get(naam))
            cellen[naam] = Anders(voor, _waarde(soort, na))
    if cellen:
        raise Botsing(_(" en ").join(dict.fromkeys(namen)), cellen, versie.bewerking)
