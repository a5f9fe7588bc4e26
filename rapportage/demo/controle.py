"""The fictional checks: last year's is signed, with a question and its answer; this year's still runs."""

from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from buurtwerkkamer.models import Gebruiker
from financien.models import Kascontrole
from financien.services.controledaden import antwoord, oordeel, teken
from financien.services.controles import ControleFout, Opgave, begin

GROOTTE = 10


def maak_controles(jaren: range, tot: date, penningmeester: Gebruiker) -> None:
    """Check every year; all but the last one are done."""
    leden = list(Gebruiker.objects.filter(aanstellingen__rol="kascommissie").order_by("pk"))
    for jaar in jaren:
        einde = min(date(jaar, 12, 31), tot - timedelta(days=1), timezone.localdate())
        if einde < date(jaar, 1, 1):
            continue
        opgave = Opgave(date(jaar, 1, 1), einde, leden[1], GROOTTE, f"fictief-{jaar}")
        try:
            controle = begin(
                opgave,
                sleutel=uuid5(NAMESPACE_URL, f"demo:controle:{jaar}"),
                gebruiker=leden[0],
                loot=lambda _lengte: "",  # the same every time
            )
        except ControleFout:  # nothing booked yet, in the first weeks of a year
            continue
        _bekijk(controle, leden, penningmeester, klaar=jaar < jaren[-1])


def _bekijk(controle: Kascontrole, leden: list[Gebruiker], penningmeester: Gebruiker, *, klaar: bool) -> None:
    eerste, tweede = leden[:2]
    for post in controle.posten.order_by("volgnummer")[: None if klaar else 3]:
        if post.volgnummer == 2:
            oordeel(post, soort="vraag", tekst="Welke kamer is dit? (fictief)", na=0, gebruiker=eerste)
            if klaar:
                antwoord(post, tekst="Alle kamers samen, volgens de sleutel. (fictief)", na=1, gebruiker=penningmeester)
        else:
            oordeel(post, soort="goed", na=0, gebruiker=eerste)
    if klaar:
        teken(controle, uitspraak="goed", gebruiker=eerste)
        teken(controle, uitspraak="opmerkingen", tekst="Zet de kamer bij elk stuk. (fictief)", gebruiker=tweede)
