"""How far an edition is, in words: the same on a screen, on every page of its PDF and in its data files."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from buurtwerkkamer.models import Versie
from rapportage.tabellen.rapport import JAARVERSLAG, Rapportinhoud


@dataclass(frozen=True)
class Editie:
    """What an edition prints of itself: its number, its moment, and the first twelve signs of its sha256.

    ``besluit_op``: the day of the members' meeting that settled the year with this very edition.
    """

    nummer: int
    op: datetime
    code: str
    besluit_op: date | None = None


def staat_van(
    *, soort: str, op: datetime, versie: str, besluit_op: date | None = None, vastgesteld_op: date | None = None
) -> str:
    """Say whether the members settled the year with this edition, before it (``vastgesteld_op``), or not yet.

    An offer is asked, not adopted: its version and its own day count; ``versie`` is empty when it has none. In the
    language that is on.
    """
    dag = date_format(timezone.localtime(op), "j F Y")
    if besluit_op:
        return _("vastgesteld door de ledenvergadering op %(dag)s") % {"dag": date_format(besluit_op, "j F Y")}
    if soort != JAARVERSLAG:
        zin = _("%(versie)s, vastgelegd op %(dag)s") if versie else _("vastgelegd op %(dag)s")
        return zin % {"versie": versie, "dag": dag}
    if vastgesteld_op:
        besluit = date_format(vastgesteld_op, "j F Y")
        return _("vastgelegd op %(dag)s, na de vaststelling van %(besluit)s") % {"dag": dag, "besluit": besluit}
    return _("vastgelegd op %(dag)s, nog niet vastgesteld") % {"dag": dag}


def met_dag(naam: str, datum: date) -> str:
    """Return the version an offer rests on, with its day."""
    return _("%(versie)s van %(dag)s") % {"versie": naam, "dag": date_format(datum, "j F Y")}


def versienaam(versie: Versie, jaar: int, op: datetime | None = None) -> str:
    """Return the name of a version of a year: aanbod 2018, versie 1; as it was at a moment, or else as it is now."""
    delen = {"soort": versie.get_soort_display(), "jaar": jaar, "nummer": versie.volgnummer}
    naam = _("%(soort)s %(jaar)s, versie %(nummer)s") % delen
    vast = versie.vastgesteld_op is not None and (op is None or versie.vastgesteld_op <= op)
    return naam if vast else _("%(versie)s, concept") % {"versie": naam}


def staat(inhoud: Rapportinhoud, editie: Editie | None) -> str:
    """Return the state of a report in Dutch, as it stands on every page; without an edition it is a concept."""
    with override("nl"):
        versie = met_dag(inhoud.versie, inhoud.versie_datum)
        if editie is None:
            return f"concept op basis van {versie}, niet vastgelegd"
        besluit = {"besluit_op": editie.besluit_op, "vastgesteld_op": inhoud.vastgesteld_op}
        return staat_van(soort=inhoud.soort, op=editie.op, versie=versie, **besluit)


def stempel(inhoud: Rapportinhoud, editie: Editie | None) -> str:
    """Return which edition a file is and its state, in one line; a concept says so in capitals."""
    wat = f"editie {editie.nummer} · controlecode {editie.code}" if editie else "CONCEPT"
    return f"{wat} · {staat(inhoud, editie)}"
