"""The taps on a drop-in, read along with its row: which still need an answer, and whether the day is done."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat, JSONObject

from buurtwerkkamer.models import Handeling

TIK, ANTWOORD, KLAAR, MET_DE_HAND = "inloop", "inloop_kamer", "inloop_klaar", "noteer"
AL, NIEUW = "al", "nieuw"


def tikken_van_rij() -> ArraySubquery:
    """Annotate occurrences with the acts that stand, oldest first: soort, versie, tik, kamer (None: unknown)."""
    doel = Concat(
        Value("keer:"),
        Cast(OuterRef("activiteit_id"), CharField()),
        Value(":"),
        Cast(OuterRef("gepland"), CharField()),
        output_field=CharField(),
    )
    acts = _die_staan(Handeling.objects.filter(doel=doel))
    return ArraySubquery(
        acts.values(act=JSONObject(soort="soort", tik="na__tik", kamer="na__kamer", versie="na__versie"))
    )


def _die_staan(acts: QuerySet[Handeling]) -> QuerySet[Handeling]:
    return acts.filter(soort__in=[TIK, KLAAR, MET_DE_HAND], ongedaan_op=None).order_by("gedaan_op", "pk")


def wacht_op_antwoord(na: dict | None) -> bool:
    """Tell whether a tap was of a first-timer of whom is not known yet whether the room is new as well."""
    na = na or {}
    return na.get("tik") == NIEUW and na.get("kamer") is None


def vragen(acts: Sequence[dict]) -> int:
    """Return how many first-timers still need an answer: whoever wrote the card by hand gave all answers till then."""
    return sum(wacht_op_antwoord(act) for act in _sinds_met_de_hand(acts, [act["soort"] for act in acts]))


def vraag_van(doel: str) -> Handeling | None:
    """Return the tap of the first-timer who waits longest for an answer, locked."""
    acts = list(_die_staan(Handeling.objects.select_for_update().filter(doel=doel)))
    open_ = _sinds_met_de_hand(acts, [act.soort for act in acts])
    return next((act for act in open_ if act.soort == TIK and wacht_op_antwoord(act.na)), None)


def _sinds_met_de_hand(acts: Sequence, soorten: list[str]) -> Sequence:
    laatste = max((nr for nr, soort in enumerate(soorten) if soort == MET_DE_HAND), default=-1)
    return acts[laatste + 1 :]


def met_de_hand(acts: Sequence[dict]) -> bool:
    """Tell whether somebody saved the card."""
    return any(act["soort"] == MET_DE_HAND for act in acts)


def laatste_met_de_hand(acts: Iterable[Mapping[str, Any]]) -> int:
    """Return the version that somebody wrote by hand last; 0 when all that stands was tapped."""
    return max((act["versie"] for act in acts if act["soort"] == MET_DE_HAND), default=0)


def overgeschreven(doel: str, gezien: int | None, eigen: Handeling) -> bool:
    """Tell whether a total was written since the tap ``eigen`` was made, which saw ``gezien`` (None: it does not say).

    It was, when the last card by hand is another one than it saw; or when there is only a card by hand.
    """
    acts = list(
        _die_staan(Handeling.objects.filter(doel=doel)).exclude(pk=eigen.pk).values("soort", versie=F("na__versie"))
    )
    met_hand = laatste_met_de_hand(acts)
    return gezien not in (None, met_hand) or (met_hand > 0 and all(act["soort"] == MET_DE_HAND for act in acts))


def begonnen(acts: Sequence[dict]) -> bool:
    """Tell whether people were tapped in, and nobody said yet to be done for the day."""
    soorten = {act["soort"] for act in acts}
    return TIK in soorten and KLAAR not in soorten


def half_af(acts: Sequence[dict]) -> bool:
    """Tell whether the taps of a day that is over were left as they were, without being done or written by hand."""
    return begonnen(acts) and acts[-1]["soort"] == TIK
