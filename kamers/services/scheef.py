"""Figures of a room that cannot stand beside each other: each is a slip that nobody sees on the card itself."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtwerkkamer.bedragen import getal
from kamers.models import AlGeteld, Kamer
from kamers.services.tellen import Doel, doelen


def scheve_cijfers(kamer: Kamer, jaar: int, cijfers: list[Doel] | None = None) -> list[str]:
    """Return as sentences what cannot be right in a year of a room. One query, and one for the figures.

    Whoever came to a kind came to the room, so the room never has fewer people than one of its kinds; and nobody was
    counted before without a name where no such people were counted.
    """
    cijfers = doelen(kamer, jaar) if cijfers is None else cijfers
    return [*_kamer_te_klein(cijfers), *_te_vaak_al_geteld(kamer, jaar, cijfers)]


def _kamer_te_klein(cijfers: list[Doel]) -> list[str]:
    samen = next((d.bereikt for d in cijfers if d.soort is None and not d.klussen), None)
    if samen is None:
        return []
    zin = _(
        "Bij %(soort)s telden we %(meer)s mensen, in de hele kamer %(minder)s. Wie nieuw was, telt ook in de kamer."
    )
    return [
        zin % {"soort": d.naam, "meer": getal(d.bereikt or 0), "minder": getal(samen)}
        for d in cijfers
        if d.soort is not None and not d.klussen and (d.bereikt or 0) > samen
    ]


def _te_vaak_al_geteld(kamer: Kamer, jaar: int, cijfers: list[Doel]) -> list[str]:
    """Compare how many pass holders were counted before without a name with how many such people were counted."""
    rijen = AlGeteld.objects.filter(kamer=kamer, jaar=jaar).order_by().values_list("soort")
    al = dict(rijen.annotate(n=Count("pk")))
    mensen = [d for d in cijfers if not d.klussen]
    return [_al_zin(d, al[d.soort]) for d in mensen if al.get(d.soort, 0) > (d.bereikt or 0) - (d.op_naam or 0)]


def _al_zin(doel: Doel, al: int) -> str:
    geteld = (doel.bereikt or 0) - (doel.op_naam or 0)
    plek = doel.naam if doel.soort is not None else _("De hele kamer")
    zin = ngettext(
        "%(plek)s: %(al)s pas staat op ‘al geteld’, maar zonder naam telden we er %(geteld)s.",
        "%(plek)s: %(al)s passen staan op ‘al geteld’, maar zonder naam telden we er %(geteld)s.",
        al,
    )
    return zin % {"plek": plek, "al": getal(al), "geteld": getal(geteld)}
