"""What a tablet keeps to note today's activities without internet: ids, times and counts, never a person's name."""

import json
from collections import Counter
from decimal import Decimal

from django.urls import reverse

from buurtwerkkamer import bedragen
from kamers.models import Kamer
from kamers.services.dag import Dagbeeld, Dagregel
from kamers.services.tikken import laatste_met_de_hand

TELLEN, TIKKEN, NAMEN, KLAAR = "tellen", "tikken", "namen", "klaar"
UREN = Decimal(2)  # what a card offers when nobody is on the rota


def tabletlijst(kamer: Kamer, beeld: Dagbeeld, tikken: set[str]) -> str:
    """Return the activities of a day as JSON: how each is noted, where to, and what the card begins with.

    ``tikken``: the keys of the drop-ins that are open for a tap.
    """
    regels = [
        _regel(kamer, beeld, regel, TIKKEN if regel.sleutel in tikken else _wijze(regel)) for regel in beeld.regels
    ]
    deur = {"kleur": kamer.deurkleur, "letters": kamer.afkorting}
    return json.dumps({"kamer": kamer.code, "naam": kamer.naam, **deur, "dag": beeld.dag.isoformat(), "regels": regels})


def _regel(kamer: Kamer, beeld: Dagbeeld, regel: Dagregel, wijze: str) -> dict:
    naam = "kamers:inloop" if wijze == TIKKEN else "kamers:noteer"
    return {
        "naam": regel.naam,
        "tijd": f"{regel.begin:%H:%M}–{regel.eind:%H:%M}",
        "soort": regel.activiteit.soort.op_scherm,
        "wijze": wijze,
        "pad": reverse(naam, args=[kamer.code, beeld.dag, regel.activiteit.pk, regel.gepland]),
        "versie": regel.versie,
        "gezien": laatste_met_de_hand(getattr(regel.rij, "tikken", [])),
        "vorige": regel.activiteit.vorige,
        "kinderen": regel.activiteit.met_kinderen,
        **_helpers(regel),
    }


def _wijze(regel: Dagregel) -> str:
    if not regel.open:
        return KLAAR
    return NAMEN if regel.met_namen else TELLEN


def _helpers(regel: Dagregel) -> dict:
    """Return who is on the rota, by id, and the hours that most of them stand there for."""
    uren = {plek["persoon"]: Decimal(plek["uren"]) for plek in regel.activiteit.rooster}
    teller = Counter(uren.values())
    gewoon = max(teller, key=lambda n: (teller[n], n)) if teller else UREN
    return {"mensen": list(uren), "uren": bedragen.uren(gewoon)}
