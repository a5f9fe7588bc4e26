"""A few fictional explanations of differences: two for each year that is over, one for the year that runs."""

from datetime import date

from django.utils import translation

from buurtwerkkamer.models import Gebruiker, Jaar
from financien.services.realisatie import realisatie
from financien.services.uitleggen import leg_uit
from kamers.models import Kamer

ZINNEN = {
    "m": "Een medewerker begon later dan gepland. (fictief)",
    "f1": "De verhuurder rekende minder servicekosten. (fictief)",
    "f2": "De energiebelasting ging omlaag. (fictief)",
    "f3": "De kamer kreeg eten van winkels in de buurt. (fictief)",
    "f4": "De folders konden dit jaar samen met andere kamers. (fictief)",
    "f5": "Eén training gaf een partner gratis. (fictief)",
    "f6": "De kasten kwamen tweedehands van een school. (fictief)",
}
PER_JAAR = 2


def leg_verschillen_uit(jaren: range, tot: date, kamers: list[Kamer], wie: Gebruiker) -> None:
    """Explain the largest differences below the budget; the others still wait for a sentence."""
    with translation.override("nl"):
        for jaar in Jaar.objects.filter(jaar__in=jaren):
            maand = 12 if jaar.jaar < tot.year else tot.month - 1
            if maand:
                _jaar(jaar, maand, kamers, wie, PER_JAAR if maand == 12 else 1)


def _jaar(jaar: Jaar, maand: int, kamers: list[Kamer], wie: Gebruiker, hoeveel: int) -> None:
    minder = [regel for regel in realisatie(jaar, maand, kamers).vragen if regel.post and regel.stand.verschil > 0]
    per_post = {regel.code: regel for regel in reversed(minder)}  # one room for each line
    for regel in list(per_post.values())[-hoeveel:]:
        zin = ZINNEN.get(regel.code) or ZINNEN[regel.code[0]]
        wat = {"kamer": regel.kamer, "post": regel.post, "verschil": regel.stand.verschil, "tekst": zin}
        leg_uit(jaar=jaar.jaar, maand=maand, gebruiker=wie, **wat)
