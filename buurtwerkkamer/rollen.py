"""Who may what: the one page on which roles, their rights and their reach stand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Rol(TextChoices):
    """A role of a person in the cooperative. The order is the order of the role switch."""

    COORDINATOR = "coordinator", _("coördinator")
    ASSISTENT = "assistent", _("assistent-coördinator")
    VRIJWILLIGER = "vrijwilliger", _("vrijwilliger")
    PENNINGMEESTER = "penningmeester", _("penningmeester")
    PROJECTCOACH = "projectcoach", _("projectcoach")
    BESTUUR = "bestuur", _("bestuur")
    KASCOMMISSIE = "kascommissie", _("kascommissie")
    ACCOUNTANT = "accountant", _("accountant")
    FINANCIER = "financier", _("financier")
    BEHEERDER = "beheerder", _("beheerder")


BIJ_KAMER = {Rol.COORDINATOR, Rol.ASSISTENT, Rol.VRIJWILLIGER}
BIJ_PARTNER = {Rol.FINANCIER}
ALLEEN_ZELF = {Rol.VRIJWILLIGER}
COOPERATIE = set(Rol) - BIJ_KAMER - BIJ_PARTNER  # these see every room
CONTROLE = {Rol.BESTUUR, Rol.KASCOMMISSIE, Rol.ACCOUNTANT}
KAMERPLOEG = {Rol.COORDINATOR, Rol.ASSISTENT}

RECHTEN: dict[str, set[Rol]] = {
    # buurtwerkkamer
    "buurtwerkkamer.ingelogd": set(Rol),  # help, role switch, own account
    "buurtwerkkamer.beheer": {Rol.BEHEERDER},  # the Django admin
    # kamers
    "kamers.noteer": KAMERPLOEG,  # Vandaag, activities, klussen, rota of the own room
    "kamers.goedkeuren": {Rol.COORDINATOR, Rol.PROJECTCOACH},  # hours that a volunteer reported higher
    "kamers.mijn_uren": {Rol.VRIJWILLIGER},
    "kamers.overzicht": {Rol.PROJECTCOACH, Rol.BESTUUR},  # all rooms side by side
    "kamers.passen": KAMERPLOEG,  # first names and pass numbers
    "kamers.resultaten": KAMERPLOEG | {Rol.PROJECTCOACH, Rol.BESTUUR},  # agreed, reached, expected
    "kamers.vergeten": KAMERPLOEG | {Rol.PROJECTCOACH},  # planned and not counted yet
    "kamers.teljaar": {Rol.PROJECTCOACH},  # close the counting year of a room
    "kamers.oefenkamer": {Rol.PROJECTCOACH, Rol.BEHEERDER},  # a room outside all figures
    "kamers.sluitingen": {Rol.COORDINATOR, Rol.PROJECTCOACH},  # school holidays and closing days
    "kamers.feiten_zien": KAMERPLOEG | {Rol.PROJECTCOACH, Rol.BESTUUR},  # what a room is made of
    "kamers.feiten_wijzigen": {Rol.COORDINATOR, Rol.PROJECTCOACH},
    "kamers.sleutels_zien": KAMERPLOEG | {Rol.PENNINGMEESTER, Rol.PROJECTCOACH} | CONTROLE,  # who has which
    "kamers.sleutels": {Rol.COORDINATOR, Rol.PENNINGMEESTER, Rol.PROJECTCOACH},  # give out and take in, of a room
    "kamers.alle_sleutels_zien": {Rol.PENNINGMEESTER, Rol.PROJECTCOACH} | CONTROLE,  # all of them
    "kamers.alle_sleutels": {Rol.PENNINGMEESTER, Rol.PROJECTCOACH},
    "kamers.levensloop": {Rol.PROJECTCOACH},  # begin a room, its steps, open and close it
    "kamers.buurtcijfers": {Rol.PROJECTCOACH},  # neighbourhoods and what is known of them
    "kamers.tablet": {Rol.COORDINATOR},  # make a tablet belong to the room
    "kamers.tabletcode": BIJ_KAMER,  # choose the own code for it
    "kamers.agenda": KAMERPLOEG,  # the secret calendar of the room
    "kamers.invoer": {Rol.COORDINATOR, Rol.PROJECTCOACH},  # from a spreadsheet
    "kamers.uitvoer": {Rol.COORDINATOR, Rol.PROJECTCOACH},
    "kamers.afspraken": {Rol.PENNINGMEESTER, Rol.PROJECTCOACH},  # targets of a version
    "kamers.meting": {Rol.PROJECTCOACH, Rol.COORDINATOR},  # results that are not computed yet
    # vrijwilligers
    "vrijwilligers.lijst": KAMERPLOEG | {Rol.PROJECTCOACH},
    "vrijwilligers.wijzigen": KAMERPLOEG,
    # financien
    "financien.begroting_zien": {Rol.PENNINGMEESTER, Rol.PROJECTCOACH} | CONTROLE,
    "financien.begroting_wijzigen": {Rol.PENNINGMEESTER},
    "financien.boeken_zien": {Rol.PENNINGMEESTER} | CONTROLE,  # journal, accounts, balance sheet
    "financien.boeken": {Rol.PENNINGMEESTER},
    "financien.afsluiten": {Rol.PENNINGMEESTER},  # close months, and a year provisionally
    "financien.maand": {Rol.PENNINGMEESTER},  # the steps of a month, exactly one next
    "financien.vaststellen": {Rol.BESTUUR},  # write down that the members adopted the accounts
    "financien.facturen_zien": {Rol.PENNINGMEESTER, Rol.PROJECTCOACH, Rol.COORDINATOR} | CONTROLE,
    "financien.kamerfacturen": {Rol.COORDINATOR},  # those of the own room
    "financien.facturen": {Rol.PENNINGMEESTER},  # enter, book, prepare payments
    "financien.facturen_akkoord": {Rol.COORDINATOR, Rol.PROJECTCOACH, Rol.BESTUUR},  # that we got what is asked for
    "financien.facturen_afkeuren": {Rol.COORDINATOR, Rol.PROJECTCOACH, Rol.BESTUUR, Rol.PENNINGMEESTER},
    "financien.facturen_terug": {Rol.COORDINATOR, Rol.PROJECTCOACH, Rol.BESTUUR, Rol.PENNINGMEESTER},  # the own yes
    "financien.betalingen_zien": {Rol.PENNINGMEESTER, Rol.PROJECTCOACH} | CONTROLE,
    "financien.betalingen_goedkeuren": {Rol.BESTUUR, Rol.PROJECTCOACH},  # the second person of a payment
    "financien.toekenningen_zien": {Rol.PENNINGMEESTER, Rol.PROJECTCOACH} | CONTROLE,  # financiers, grants, agreements
    "financien.toekenningen_wijzigen": {Rol.PENNINGMEESTER},
    "financien.bank_zien": {Rol.PENNINGMEESTER} | CONTROLE,  # bank files and lines
    "financien.bank": {Rol.PENNINGMEESTER},  # read files, book lines
    "financien.lonen_zien": {Rol.PENNINGMEESTER, Rol.BESTUUR, Rol.ACCOUNTANT},  # wages per month and room, §5.6
    "financien.realisatie_zien": {Rol.PENNINGMEESTER, Rol.PROJECTCOACH} | CONTROLE,  # budget beside what was spent
    "financien.afwijking_uitleggen": {Rol.PENNINGMEESTER, Rol.PROJECTCOACH},
    "financien.kamergeld_zien": {Rol.COORDINATOR, Rol.PENNINGMEESTER, Rol.PROJECTCOACH} | CONTROLE,  # of one room
    "financien.vooruitzien": {Rol.PENNINGMEESTER, Rol.PROJECTCOACH} | CONTROLE,  # what-if, liquidity
    "financien.handgeld": KAMERPLOEG,  # receipts, money received and counts of the own room
    "financien.handgeld_zien": KAMERPLOEG | {Rol.PENNINGMEESTER, Rol.PROJECTCOACH} | CONTROLE,
    "financien.bonnen_zien": {Rol.PENNINGMEESTER, Rol.PROJECTCOACH} | CONTROLE,  # receipts and pots of all rooms
    "financien.bonnen_keuren": {Rol.PENNINGMEESTER, Rol.PROJECTCOACH, Rol.BESTUUR},
    "financien.aanvullen": {Rol.PENNINGMEESTER},  # top up pots, pay back own money, the rule of a year
    "financien.controle_zien": {Rol.PENNINGMEESTER} | CONTROLE,  # the checks by the kascommissie
    "financien.controle_doen": {Rol.KASCOMMISSIE},  # begin one, judge, sign
    "financien.controle_antwoord": {Rol.PENNINGMEESTER},  # answer what was asked
    "financien.accountantsverklaring": {Rol.PENNINGMEESTER, Rol.ACCOUNTANT},  # keep what the accountant said
    "financien.overdracht": KAMERPLOEG | {Rol.PENNINGMEESTER, Rol.PROJECTCOACH, Rol.BESTUUR},  # say yes or no to one
    "financien.overdracht_kamer": {Rol.COORDINATOR, Rol.PROJECTCOACH},  # begin one of a room
    "financien.overdracht_kas": {Rol.PENNINGMEESTER, Rol.BESTUUR},  # begin one of the treasurer
    # rapportage
    "rapportage.zien": {Rol.PENNINGMEESTER, Rol.PROJECTCOACH} | CONTROLE,  # concepts and editions
    "rapportage.vastleggen": {Rol.PENNINGMEESTER, Rol.PROJECTCOACH},
    "rapportage.verantwoording": {Rol.FINANCIER},  # editions of the own years
}

HALF_UUR, HALVE_DAG = timedelta(minutes=30), timedelta(hours=12)
RUSTTIJD: dict[Rol, timedelta] = {  # so long a session may lie still; who holds more roles has the shortest
    **dict.fromkeys(Rol, HALF_UUR),
    **dict.fromkeys((Rol.FINANCIER, Rol.VRIJWILLIGER, Rol.COORDINATOR, Rol.ASSISTENT), HALVE_DAG),
}


@dataclass(frozen=True)
class Aanstellinginfo:
    """What floor 1 needs to know of an appointment that holds today."""

    rol: Rol
    kamer: int | None = None
    kamercode: str = ""
    partner: int | None = None


@dataclass(frozen=True)
class Bereik:
    """The rows within reach of one role of one user."""

    alles: bool = False
    kamers: frozenset[int] = field(default_factory=frozenset)
    partners: frozenset[int] = field(default_factory=frozenset)
    alleen_zelf: bool = False


Bron = Callable[[object], Iterable[Aanstellinginfo]]
_bronnen: list[Bron] = []


def registreer_bron(bron: Bron) -> None:
    """Let a higher floor tell which appointments a user holds today. Called once, in ``AppConfig.ready``."""
    if bron not in _bronnen:
        _bronnen.append(bron)


def aanstellingen(gebruiker) -> list[Aanstellinginfo]:
    """Return the appointments of today; read once per user object, so once per request."""
    if not getattr(gebruiker, "is_active", False):
        return []
    if not hasattr(gebruiker, "_aanstellingen"):
        gebruiker._aanstellingen = [info for bron in _bronnen for info in bron(gebruiker)]
    return gebruiker._aanstellingen


def rollen_van(gebruiker) -> list[Rol]:
    """Return the roles of a user, in the order of the role switch."""
    gehouden = {info.rol for info in aanstellingen(gebruiker)}
    return [rol for rol in Rol if rol in gehouden]


def rusttijd(gebruiker) -> timedelta:
    """Return how long the session of a user may lie still: the shortest of the roles held."""
    return min((RUSTTIJD[rol] for rol in rollen_van(gebruiker)), default=HALF_UUR)


def actieve_rol(gebruiker) -> Rol | None:
    """Return the role in which the user works now: the one chosen for this request, otherwise the first."""
    rollen = rollen_van(gebruiker)
    gekozen = getattr(gebruiker, "rol", None)
    return gekozen if gekozen in rollen else next(iter(rollen), None)


def rol_voor(gebruiker, recht: str, voorkeur: str | None = None, kamercode: str = "") -> Rol | None:
    """Return the role that opens a page: one with the right, of this room if possible, the preferred one first."""
    houders = [info for info in aanstellingen(gebruiker) if info.rol in RECHTEN[recht]]
    if kamercode:
        houders = [info for info in houders if info.kamercode in ("", kamercode)] or houders
    kandidaten = [rol for rol in Rol if any(info.rol == rol for info in houders)]
    return Rol(voorkeur) if voorkeur in kandidaten else next(iter(kandidaten), None)


def mag(gebruiker, recht: str) -> bool:
    """Tell whether the active role holds a right; Django's model permissions belong to the beheerder."""
    rol = actieve_rol(gebruiker)
    if recht in RECHTEN:
        return rol in RECHTEN[recht]
    return Rol.BEHEERDER in rollen_van(gebruiker)


def bereik(gebruiker) -> Bereik:
    """Return which rows the active role reaches: own rooms, own partners, own person, or everything."""
    rol = actieve_rol(gebruiker)
    if rol is None:
        return Bereik()
    if rol in COOPERATIE:
        return Bereik(alles=True)
    eigen = [info for info in aanstellingen(gebruiker) if info.rol == rol]
    return Bereik(
        kamers=frozenset() if rol in ALLEEN_ZELF else frozenset(info.kamer for info in eigen if info.kamer),
        partners=frozenset(info.partner for info in eigen if info.partner),
        alleen_zelf=rol in ALLEEN_ZELF,
    )
