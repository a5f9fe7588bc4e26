"""The taps on a drop-in, read along with its row: which still need an answer, and whether the day is done."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, Value
from django.db.models.functions import Cast, Concat, JSONObject

from buurtwerkkamer.models import Handeling

TIK, ANTWOORD, KLAAR = "inloop", "inloop_kamer", "inloop_klaar"
AL, NIEUW = "al", "nieuw"


def tikken_van_rij() -> ArraySubquery:
    """Annotate occurrences with their taps that stand: ``soort``, ``tik`` and ``kamer`` (None: not answered)."""
    doel = Concat(
        Value("keer:"),
        Cast(OuterRef("activiteit_id"), CharField()),
        Value(":"),
        Cast(OuterRef("gepland"), CharField()),
        output_field=CharField(),
    )
    acts = Handeling.objects.filter(doel=doel, soort__in=[TIK, KLAAR], ongedaan_op=None).order_by("gedaan_op")
    return ArraySubquery(acts.values(act=JSONObject(soort="soort", tik="na__tik", kamer="na__kamer")))


def wacht_op_antwoord(na: dict | None) -> bool:
    """Tell whether a tap was of a first-timer of whom is not known yet whether the room is new as well."""
    na = na or {}
    return na.get("tik") == NIEUW and na.get("kamer") is None
