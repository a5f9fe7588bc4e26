"""The drop-in: open all day, one tap for everyone who comes in (domain.md §2).

Each tap is an act of its own with its own key, so it counts once and can be taken back while others go on tapping.
Whether a first-timer is also new in the room is asked after the tap; what was not answered yet stands open
(Handeling.na["kamer"] is None), and the day is not done before it is.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import eenmaal, neem_terug, onthoud
from buurtwerkkamer.models import Handeling
from kamers.models import Bijeenkomst, Inzet, Kamer, Roosterplek
from kamers.services.dag import Dagbeeld, Dagregel
from kamers.services.keer import Keer, bewaar, een_tegelijk, huidig, keer_uit, nieuwe_rij
from kamers.services.regels import Botsing, DagMoetNogKomen, controleer_bekend
from kamers.services.rooster import vrijwilligers_op
from kamers.services.stand import stand_van
from kamers.services.teljaar import controleer_dag
from kamers.services.tikken import (
    AL,
    ANTWOORD,
    KLAAR,
    NIEUW,
    TIK,
    begonnen,
    half_af,
    laatste_met_de_hand,
    overgeschreven,
    vraag_van,
    vragen,
)

VELD = {AL: "kwamen_al", NIEUW: "nieuw_soort"}


class EerstAntwoorden(ValidationError):
    """The day cannot be done while it is not known who is also new in the room."""

    def __init__(self):
        super().__init__(_("Zeg eerst of de nieuwe mensen ook nieuw in de kamer zijn."))


@dataclass(frozen=True)
class Inloopkaart:
    """A drop-in of today: how many first-timers still need an answer, and which card by hand its taps have seen."""

    regel: Dagregel
    vragen: int
    met_de_hand: int

    @property
    def sleutel(self) -> UUID:
        """A fresh key for one form, another one each time it is asked."""
        return uuid4()

    @property
    def aantal(self) -> int:
        return self.regel.rij.deelnemers if self.regel.rij else 0

    @property
    def nieuw(self) -> int:
        return (self.regel.rij.nieuw_soort or 0) if self.regel.rij else 0


def inlopen(beeld: Dagbeeld, vandaag: date) -> list[Inloopkaart]:
    """Return the drop-ins to tap on: those of today that are not done, and those of an earlier day left half-way.

    What was noted on the ordinary card, without a tap, needs no card to tap on; where names are ticked or children
    are counted there is none either, because a tap cannot say that.
    """
    regels = [r for r in beeld.regels if r.tikken_kan and not r.vervallen and _open(r, beeld.dag == vandaag)]
    return [Inloopkaart(r, vragen(_tikken(r)), laatste_met_de_hand(_tikken(r))) for r in regels]


def _tikken(regel: Dagregel) -> list[dict]:
    return getattr(regel.rij, "tikken", [])


def _open(regel: Dagregel, is_vandaag: bool) -> bool:
    if not is_vandaag:
        return regel.genoteerd and half_af(_tikken(regel))
    return not regel.genoteerd or begonnen(_tikken(regel))


@transaction.atomic
def tik(*, keer: Keer, wie: str, sleutel: UUID, gebruiker, vandaag: date, gezien: int | None = None) -> Bijeenkomst:
    """Count one person: AL (came before this year) or NIEUW. The same key counts once.

    ``gezien`` is the last card by hand that the tap has seen (``Inloopkaart.met_de_hand``; None: it does not say).
    Telfout when more people came before than were ever counted, DagMoetNogKomen, TeljaarGesloten, Botsing when it
    was cancelled meanwhile, or written by hand: whether this person is in that total only a person can say.
    """
    een_tegelijk(keer.activiteit.kamer_id)
    handeling = eenmaal(sleutel, TIK, gebruiker, keer.doel)
    if handeling is None:
        return _rij(keer)
    rij = _te_tellen(keer, vandaag)
    if overgeschreven(keer.doel, gezien, handeling):
        raise Botsing(rij)
    setattr(rij, VELD[wie], getattr(rij, VELD[wie]) + 1)
    bewaar(rij, keer, gebruiker)
    controleer_bekend(rij)
    onthoud(handeling, None, {"tik": wie, "kamer": None, "versie": rij.versie})
    return rij


def _rij(keer: Keer) -> Bijeenkomst:
    rij = huidig(keer)
    if rij is None:
        raise Botsing(None)
    return rij


def _te_tellen(keer: Keer, vandaag: date) -> Bijeenkomst:
    """Return the row to count on, which exists from the first tap."""
    rij = huidig(keer) or nieuwe_rij(keer)
    if rij.dag > vandaag:
        raise DagMoetNogKomen
    controleer_dag(rij.kamer_id, rij.dag)
    if rij.status == Bijeenkomst.Status.VERVALLEN:
        raise Botsing(rij)
    if rij.status != Bijeenkomst.Status.GENOTEERD:
        rij.status, rij.kwamen_al, rij.nieuw_soort, rij.nieuw_kamer = Bijeenkomst.Status.GENOTEERD, 0, 0, 0
    return rij


@transaction.atomic
def antwoord(*, keer: Keer, ook_nieuw: bool, sleutel: UUID, gebruiker) -> None:
    """Say of the first-timer who waits longest whether this person is also new in the room. TeljaarGesloten."""
    een_tegelijk(keer.activiteit.kamer_id)
    if eenmaal(sleutel, ANTWOORD, gebruiker, keer.doel) is None:
        return
    vraag = vraag_van(keer.doel)
    if vraag is None:
        return
    rij = _rij(keer)
    controleer_dag(rij.kamer_id, rij.dag)
    rij.nieuw_kamer = (rij.nieuw_kamer or 0) + ook_nieuw
    bewaar(rij, keer, gebruiker)
    onthoud(vraag, None, {**(vraag.na or {}), "kamer": ook_nieuw})


@transaction.atomic
def neem_tik_terug(*, kamer: Kamer, sleutel: UUID, gebruiker) -> Keer | None:
    """Take one tap of this user back, whatever others tapped since; None when that was done before.

    Botsing when the card was changed by hand so that there is nothing left to take off. TeljaarGesloten.
    """
    een_tegelijk(kamer.pk)
    eerder = Handeling.objects.filter(sleutel=sleutel, soort=TIK).first()
    keer = keer_uit(eerder.doel, kamer) if eerder else None
    handeling = neem_terug(sleutel, gebruiker, keer.doel) if keer else None
    if keer is None or handeling is None:
        return None
    rij, na = _rij(keer), handeling.na or {}
    controleer_dag(rij.kamer_id, rij.dag)
    veld = VELD[na["tik"]]
    if not getattr(rij, veld):
        raise Botsing(rij)
    setattr(rij, veld, getattr(rij, veld) - 1)
    rij.nieuw_kamer = max(0, min((rij.nieuw_kamer or 0) - bool(na["kamer"]), rij.nieuw_soort or 0))
    if rij.deelnemers or rij.inzet.exists():
        bewaar(rij, keer, gebruiker)
    else:
        rij.delete()
    return keer


@transaction.atomic
def rond_af(*, keer: Keer, sleutel: UUID, gebruiker, vandaag: date) -> Bijeenkomst:
    """Be done for the day: the helpers and hours of the rota are written down. The same key does it once.

    EerstAntwoorden, DagMoetNogKomen, TeljaarGesloten, Botsing.
    """
    een_tegelijk(keer.activiteit.kamer_id)
    handeling = eenmaal(sleutel, KLAAR, gebruiker, keer.doel)
    if handeling is None:
        return _rij(keer)
    if vraag_van(keer.doel):
        raise EerstAntwoorden
    voor = stand_van(huidig(keer))
    rij = _te_tellen(keer, vandaag)
    bewaar(rij, keer, gebruiker)
    _zet_rooster(rij)
    onthoud(handeling, voor, stand_van(rij))
    return rij


def _zet_rooster(rij: Bijeenkomst) -> None:
    er_al = set(rij.inzet.values_list("persoon_id", flat=True))
    mensen = vrijwilligers_op(rij.kamer, rij.dag)
    plekken = Roosterplek.objects.op(rij.dag).filter(activiteit=rij.activiteit_id, persoon__in=mensen)
    uren = dict(plekken.order_by("van").values_list("persoon", "uren"))
    vast = {"kamer_id": rij.kamer_id, "bijeenkomst": rij, "dag": rij.dag}
    Inzet.objects.bulk_create(Inzet(persoon_id=wie, uren=n, **vast) for wie, n in uren.items() if wie not in er_al)
