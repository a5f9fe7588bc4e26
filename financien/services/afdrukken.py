"""The fingerprint of a row, of a document with all that hangs on it, and of a closing (design.md §6).

What is empty is left out of a fingerprint, so that a column that is added later does not change one of before.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime

from django.db import models

from financien.models import (
    Aanvulling,
    Bankboeking,
    Bestemming,
    Boeking,
    Boekstuk,
    Bonstap,
    Btwnotitie,
    Eldersstuk,
    Factuurakkoord,
    Jaarafsluiting,
    Kastelling,
    Loonjournaalpost,
    Maandafsluiting,
    Ontvangst,
    Overlopendepost,
    Regelbetaling,
    Terugbetaling,
)
from financien.models.afsluiting import Afsluiting

AANHANG = (  # the tables whose rows hang on a document, by ``boekstuk``
    *(Boeking, Overlopendepost, Loonjournaalpost, Eldersstuk, Bankboeking, Factuurakkoord),
    *(Bonstap, Terugbetaling, Aanvulling, Ontvangst, Kastelling, Regelbetaling, Bestemming, Btwnotitie),
)
# May come to a document after its month was closed, so a new one is nothing strange: a bank line is linked to what was
# booked long before, btw is noted until the year is settled. Every other row is written in the transaction that books
# its document.
LATER = (Bankboeking, Btwnotitie)
Rijen = dict[str, str]  # "boeking:12" → sha256


def sha256(inhoud) -> str:
    """Return the sha256 of something that can be JSON, whatever the order of its keys."""
    tekst = json.dumps(inhoud, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()


def velden(model: type[models.Model]) -> list[str]:
    """Return the columns that a fingerprint covers: all, but that the one of a closing is not in itself."""
    namen = [veld.attname for veld in model._meta.concrete_fields]
    return [naam for naam in namen if naam != "sha256"] if issubclass(model, Afsluiting) else namen


def van_rij(rij: dict) -> str:
    """Return the sha256 of the values of a row."""
    return sha256({naam: _tekst(waarde) for naam, waarde in rij.items() if waarde not in (None, "")})


def _tekst(waarde):
    if isinstance(waarde, datetime):
        return waarde.astimezone(UTC).isoformat()
    if isinstance(waarde, date):
        return waarde.isoformat()
    return waarde if isinstance(waarde, dict) else str(waarde)


def van_afsluiting(afsluiting: Maandafsluiting | Jaarafsluiting) -> str:
    """Return the sha256 of a closing; its id is given by the database and stands in the log instead."""
    rij = {naam: getattr(afsluiting, naam) for naam in velden(type(afsluiting)) if naam != "id"}
    return van_rij(rij | {"jaar": afsluiting.jaar.jaar})


def rijen_van(stukken: models.QuerySet[Boekstuk]) -> dict[int, Rijen]:
    """Return per document the fingerprint of its own row and of every row that hangs on it. A query for each table."""
    uit: dict[int, Rijen] = defaultdict(dict)
    for rij in stukken.order_by("pk").values(*velden(Boekstuk), "bewijs__sha256").iterator():
        uit[rij["id"]][f"boekstuk:{rij['id']}"] = van_rij(rij)
    for model in AANHANG:
        hangt = model.objects.filter(boekstuk__in=stukken.order_by().values("pk"))
        for rij in hangt.order_by("pk").values(*_erbij(model)).iterator():
            uit[rij["boekstuk_id"]][f"{model._meta.model_name}:{rij['id']}"] = van_rij(rij)
    return dict(uit)


def _erbij(model: type[models.Model]) -> list[str]:
    """Return the columns of a row; a booking also says which accounts it names, so that none changes behind it."""
    rekeningen = [f"{kant}__{wat}" for kant in ("debet", "credit") for wat in ("nummer", "soort")]
    return [*velden(model), *(rekeningen if model is Boeking else [])]


def afdrukken(stukken: Iterable[Boekstuk]) -> dict:
    """Return what a closing holds: per document its name, the fingerprints of its rows and one over them."""
    namen = {stuk.pk: str(stuk) for stuk in stukken}
    per_stuk = rijen_van(Boekstuk.objects.filter(pk__in=namen))
    return {str(pk): {"stuk": namen[pk], "sha256": sha256(rijen), "rijen": rijen} for pk, rijen in per_stuk.items()}
