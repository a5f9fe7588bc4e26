"""Users to practise with: one per role that has a page. Never made on a production site."""

from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import cycle

from django.contrib.auth.hashers import check_password, make_password
from django.utils.crypto import salted_hmac

from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.rollen import BIJ_KAMER, Rol
from kamers.models import Aanstelling, Kamer, Partner
from rapportage.demo.plan import VOORNAMEN
from vrijwilligers.models import Vrijwilliger

DOMEIN = "voorbeeld.invalid"
MERK = "(demonstratie)"  # behind every name: nobody is meant
COOPERATIE = (Rol.PENNINGMEESTER, Rol.PROJECTCOACH, Rol.BESTUUR, Rol.KASCOMMISSIE, Rol.ACCOUNTANT, Rol.BEHEERDER)
FINANCIER = "eigen-haard"
VRIJWILLIGER = "vrijwilliger-casa"


@dataclass(frozen=True)
class Login:
    """What to type to work in a role."""

    rol: str
    aanmeldnaam: str
    naam: str
    wachtwoord: str  # empty when someone changed it


def wachtwoord() -> str:
    """Return the password of the demonstration: made from this site's own secret, so stored nowhere."""
    letters = b32encode(salted_hmac("rapportage.demo", "wachtwoord").digest()).decode().lower()
    return f"kamer-{letters[:4]}-{letters[4:8]}"


def maak_logins(kamers: list[Kamer], begin: date) -> dict[int, Gebruiker]:
    """Add the users with their appointments; return the coordinator of every room by the id of the room."""
    geheim, casa, namen = make_password(wachtwoord()), kamers[0], cycle(VOORNAMEN[1:])
    coordinatoren = {kamer.pk: _gebruiker(f"coordinator.{kamer.code}", next(namen), geheim) for kamer in kamers}
    anderen = _anderen(casa, geheim, namen)
    tweede = _gebruiker("kascommissie.2", next(namen), geheim)  # a check is done by two
    Gebruiker.objects.bulk_create([*coordinatoren.values(), *anderen.values(), tweede])
    plekken = [(Rol.COORDINATOR, gebruiker, {"kamer_id": kamer}) for kamer, gebruiker in coordinatoren.items()]
    plekken += [(rol, gebruiker, _plek(rol, casa)) for rol, gebruiker in anderen.items()]
    plekken.append((Rol.KASCOMMISSIE, tweede, {}))
    Aanstelling.objects.bulk_create(
        Aanstelling(gebruiker=gebruiker, rol=rol, van=begin, **plek) for rol, gebruiker, plek in plekken
    )
    return coordinatoren


def _anderen(casa: Kamer, geheim: str, namen: Iterator[str]) -> dict[Rol, Gebruiker]:
    """Return one user for each other role; the volunteer has no e-mail address: a name and a code."""
    return {
        Rol.VRIJWILLIGER: Gebruiker(aanmeldnaam=VRIJWILLIGER, naam=f"{VOORNAMEN[0]} {MERK}", password=geheim),
        Rol.ASSISTENT: _gebruiker(f"assistent.{casa.code}", next(namen), geheim),
        Rol.FINANCIER: _gebruiker(f"financier.{FINANCIER}", next(namen), geheim),
        **{rol: _gebruiker(rol.value, next(namen), geheim) for rol in COOPERATIE},
    }


def geef_login(vrijwilliger: Vrijwilliger) -> None:
    """Let one volunteer be the user who logs in with a name and a code."""
    vrijwilliger.gebruiker = Gebruiker.objects.get(aanmeldnaam=VRIJWILLIGER)
    vrijwilliger.save(update_fields=["gebruiker"])


def _gebruiker(kant: str, naam: str, geheim: str) -> Gebruiker:
    adres = f"{kant}@{DOMEIN}"
    return Gebruiker(aanmeldnaam=adres, email=adres, naam=f"{naam} {MERK}", password=geheim)


def _plek(rol: Rol, casa: Kamer) -> dict:
    if rol == Rol.FINANCIER:
        return {"partner": Partner.objects.get(code=FINANCIER)}
    return {"kamer": casa} if rol in BIJ_KAMER else {}


def logins() -> list[Login]:
    """Return one user of the demonstration per role, in the order of the roles."""
    eigen = Aanstelling.objects.filter(gebruiker__naam__endswith=MERK).select_related("gebruiker")
    eerste = {aanstelling.rol: aanstelling.gebruiker for aanstelling in eigen.order_by("-pk")}
    nu = wachtwoord()
    klopt = {geheim: check_password(nu, geheim) for geheim in {gebruiker.password for gebruiker in eerste.values()}}
    return [
        Login(str(rol.label), gebruiker.aanmeldnaam, gebruiker.naam, nu if klopt[gebruiker.password] else "")
        for rol in Rol
        if (gebruiker := eerste.get(rol))
    ]
