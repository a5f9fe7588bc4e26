"""Named places that higher floors fill: the menu of a role, the panels of a page, the first screen."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from django.urls import reverse

from buurtwerkkamer import rollen
from buurtwerkkamer.rollen import Rol
from buurtwerkkamer.tablet import past_op_scherm, sessie_van


@dataclass(frozen=True)
class Menuregel:
    """One item in the menu of a role. ``url`` gets the code of the own room when the role belongs to a room.

    ``ook``: other addresses that belong to it, with * for what differs: /kamers/*/teljaar/*.
    """

    label: str
    urlnaam: str
    icoon: str
    volgorde: int
    url: str = ""
    actief: bool = False
    ook: tuple[str, ...] = ()

    def is_thuis(self, pad: str) -> bool:
        """Whether an address belongs to this item, though it does not begin like it."""
        return any(fnmatchcase(pad, adres) for adres in self.ook)


Paneel = Callable[..., dict | None]
_menus: dict[Rol, list[Menuregel]] = defaultdict(list)
_panelen: dict[str, list[tuple[int, str, Paneel]]] = defaultdict(list)


def registreer_menu(rol: Rol, *, label, urlnaam: str, icoon: str, volgorde: int, ook: tuple[str, ...] = ()) -> None:
    """Add an item to the menu of one role. Called in ``AppConfig.ready`` for pages that work."""
    regel = Menuregel(label, urlnaam, icoon, volgorde, ook=ook)
    if all(bestaand.urlnaam != urlnaam for bestaand in _menus[rol]):
        _menus[rol] = sorted([*_menus[rol], regel], key=lambda r: r.volgorde)


def registreer_paneel(plek: str, template: str, paneel: Paneel, volgorde: int = 0) -> None:
    """Let a higher floor show something on a page of a lower one: template and the function that fills it."""
    if all(bestaand[1] != template for bestaand in _panelen[plek]):
        _panelen[plek] = sorted([*_panelen[plek], (volgorde, template, paneel)], key=lambda p: p[0])


def panelen(plek: str, **context) -> list[tuple[str, dict]]:
    """Return template and context of each panel that has something to show at this place."""
    gevuld = ((template, paneel(**context)) for _volgorde, template, paneel in _panelen[plek])
    return [(template, inhoud) for template, inhoud in gevuld if inhoud is not None]


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
    meer_kamers = len(kamercodes_van(gebruiker)) > 1
    vast = not tablet or meer_kamers or len(gehouden) > 1
    return {
        "meer_kamers": meer_kamers,
        "menu": regels,
        "onder_meer": "altijd" if vast or len(regels) > 4 else "smal" if len(regels) > 3 else "",
        "rol": rollen.actieve_rol(gebruiker),
        "rollen": gehouden,
        "tablet": tablet,
        "kiest_code": rollen.mag(gebruiker, "kamers.tabletcode"),
    }
