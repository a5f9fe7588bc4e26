"""Named places that higher floors fill: the menu of a role, the panels of a page, the first screen."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from django.db.models import QuerySet
from django.urls import reverse

from buurtwerkkamer import rollen
from buurtwerkkamer.rollen import Rol
from buurtwerkkamer.tablet import past_op_scherm, sessie_van


@dataclass(frozen=True)
class Menuregel:
    """One item in the menu of a role. ``url`` gets the code of the own room when the role belongs to a room.

    ``ook``: other addresses that belong to it, with * for what differs: /kamers/*/teljaar/*. ``telt``: tells how much
    waits there for a user, or None on a page that did not ask; ``aantal``: how much that was, now or the last time.
    """

    label: str
    urlnaam: str
    icoon: str
    volgorde: int
    url: str = ""
    actief: bool = False
    ook: tuple[str, ...] = ()
    telt: Callable[..., int | None] | None = None
    aantal: int = 0

    def is_thuis(self, pad: str) -> bool:
        """Whether an address belongs to this item, though it does not begin like it."""
        return any(fnmatchcase(pad, adres) for adres in self.ook)


Paneel = Callable[..., dict | None]
Vraag = Callable[..., Iterable[QuerySet]]
_menus: dict[Rol, list[Menuregel]] = defaultdict(list)
_panelen: dict[str, list[tuple[int, str, Paneel, Vraag | None]]] = defaultdict(list)


def registreer_menu(rol: Rol, *, label, urlnaam: str, icoon: str, volgorde: int, **erbij) -> None:
    """Add an item to the menu of one role. Called in ``AppConfig.ready`` for pages that work."""
    regel = Menuregel(label, urlnaam, icoon, volgorde, **erbij)
    if all(bestaand.urlnaam != urlnaam for bestaand in _menus[rol]):
        _menus[rol] = sorted([*_menus[rol], regel], key=lambda r: r.volgorde)


def registreer_paneel(plek: str, template: str, paneel: Paneel, volgorde: int = 0, vraag: Vraag | None = None) -> None:
    """Let a higher floor show something on a page of a lower one: template and the function that fills it.

    ``vraag`` gives querysets of (what, key, what to do); those of all panels are asked as one, and each panel gets
    the rows of all as ``rijen``: a first screen counts what waits on every floor with one question.
    """
    if all(bestaand[1] != template for bestaand in _panelen[plek]):
        _panelen[plek] = sorted([*_panelen[plek], (volgorde, template, paneel, vraag)], key=lambda p: p[0])


def panelen(plek: str, **context) -> list[tuple[str, dict]]:
    """Return template and context of each panel that has something to show at this place."""
    vragen = [vraag for *_rest, vraag in _panelen[plek] if vraag]
    rijen = {"rijen": vraag_samen(deel for vraag in vragen for deel in vraag(**context))}
    gevuld = (
        (template, paneel(**context, **(rijen if vraag else {}))) for _plek, template, paneel, vraag in _panelen[plek]
    )
    return [(template, inhoud) for template, inhoud in gevuld if inhoud is not None]


def vraag_samen(delen: Iterable[QuerySet]) -> list[tuple]:
    """Return the rows of these querysets, asked as one; nothing is asked when there are none."""
    alle = list(delen)
    if len(alle) < 2:
        return list(alle[0]) if alle else []
    return list(alle[0].union(*alle[1:], all=True))


def kamercode_van(gebruiker) -> str:
    """Return the code of the room in which the active role works: the first, when there are more."""
    return getattr(gebruiker, "kamercode", "") or next(iter(kamercodes_van(gebruiker)), "")


def kamercodes_van(gebruiker) -> list[str]:
    """Return the codes of the rooms in which the user holds the active role."""
    rol = rollen.actieve_rol(gebruiker)
    return [info.kamercode for info in rollen.aanstellingen(gebruiker) if info.rol == rol and info.kamercode]


def menu_van(gebruiker, pad: str = "") -> list[Menuregel]:
    """Return the menu of the active role with its addresses; the active one is at home here, else the longest match."""
    rol = rollen.actieve_rol(gebruiker)
    code = kamercode_van(gebruiker) if rol in rollen.BIJ_KAMER - rollen.ALLEEN_ZELF else ""
    eigen = [r for r in _menus.get(rol, []) if past_op_scherm(gebruiker, r.urlnaam)] if rol else []
    regels = [replace(r, url=reverse(r.urlnaam, args=[code] if code else [])) for r in eigen]
    langste = max((r.url for r in regels if pad.startswith(r.url)), key=len, default=None)
    passend = next((r.url for r in regels if r.is_thuis(pad)), langste)
    return [replace(r, actief=r.url == passend) for r in regels]


def startadres(gebruiker) -> str | None:
    """Return the first screen of the active role, or None for someone without a role."""
    return next((regel.url for regel in menu_van(gebruiker)), None)


def _met_aantal(request, regels: list[Menuregel]) -> list[Menuregel]:
    """Add how much waits: what this page asked anyway, otherwise what the last one that asked found.

    A question on every page would cost more than it tells; the session keeps the number per role and item.
    """
    uit, rol = [], rollen.actieve_rol(request.user)
    for regel in regels:
        if regel.telt is None:
            uit.append(regel)
            continue
        sleutel, nu = f"wacht {rol} {regel.url}", regel.telt(request.user)
        eerder = request.session.get(sleutel, 0)
        if nu is not None and nu != eerder:
            request.session[sleutel] = nu
        uit.append(replace(regel, aantal=eerder if nu is None else nu))
    return uit


def onthoud_aantallen(request) -> None:
    """Keep how much waits, as this request found it, for the pages after it that do not ask."""
    _met_aantal(request, menu_van(request.user, request.path))


def menu(request) -> dict:
    """Context processor: the menu, the active role, and the roles to switch to."""
    gebruiker = getattr(request, "user", None)
    if gebruiker is None or not gebruiker.is_authenticated:
        return {
            "menu": [],
            "rol": None,
            "rollen": [],
            "meer_kamers": False,
            "tablet": None,
            "kiest_code": False,
            "onder_meer": "",
        }
    regels, gehouden, tablet = menu_van(gebruiker, request.path), rollen.rollen_van(gebruiker), sessie_van(gebruiker)
    regels = _met_aantal(request, regels)
    meer_kamers = len(kamercodes_van(gebruiker)) > 1
    vast = not tablet or meer_kamers or len(gehouden) > 1
    return {
        "meer_kamers": meer_kamers,
        "menu": regels,
        "wacht_in_meer": sum(regel.aantal for regel in regels[4:]),
        "onder_meer": "altijd" if vast or len(regels) > 4 else "smal" if len(regels) > 3 else "",
        "rol": rollen.actieve_rol(gebruiker),
        "rollen": gehouden,
        "tablet": tablet,
        "kiest_code": rollen.mag(gebruiker, "kamers.tabletcode"),
    }
