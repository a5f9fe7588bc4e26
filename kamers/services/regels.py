"""What a count must satisfy (domain.md §1.2), and the sentences that say what to do (ux.md §4)."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Avg, F, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtwerkkamer import bedragen
from buurtwerkkamer.datums import DAG_MOET_NOG_KOMEN
from kamers.models import Bijeenkomst

KEREN_TERUG = 5  # what is usual at an activity: the mean of its last five times
VEEL = 3  # more than this many times the usual number asks for a confirmation
GEWOON_MINSTENS = 5  # a lesson with one learner may have five next week without a question
GEWOON_ONBEKEND = Decimal(50)  # the first time nothing is usual; a full room is no question, a slip of the finger is


class Telfout(ValidationError):
    """A count that cannot be right; ``veld`` is the field of the card it belongs to."""

    def __init__(self, veld: str, tekst: str):
        super().__init__(tekst, code=veld)
        self.veld = veld


class TeVeel(Exception):
    """A number far above the usual one, to be confirmed."""

    def __init__(self, aantal: int):
        super().__init__(aantal)
        self.aantal = aantal

    def __str__(self):
        return _("%(aantal)s deelnemers is veel. Klopt dat?") % {"aantal": bedragen.getal(self.aantal)}


class DagMoetNogKomen(ValidationError):
    """Logging a day that has not come yet."""

    def __init__(self):
        super().__init__(DAG_MOET_NOG_KOMEN)


class Botsing(Exception):
    """The occurrence changed after the page was made; holds it as it stands now (None: it is not logged)."""

    def __init__(self, rij: Bijeenkomst | None):
        super().__init__(rij.pk if rij else None)
        self.rij = rij


def _jaar_van_soort(rij: Bijeenkomst):
    jaar = Bijeenkomst.objects.genoteerd().in_jaar(rij.dag.year)
    return jaar.filter(kamer_id=rij.kamer_id, soort_id=rij.soort_id).exclude(pk=rij.pk)


def bereikt_voor(rij: Bijeenkomst) -> int:
    """Return unique(kind, room, year) as it was reached before this occurrence."""
    eerder = Q(dag__lt=rij.dag) | Q(dag=rij.dag, begin__lt=rij.begin)
    return _jaar_van_soort(rij).filter(eerder).aggregate(n=Sum("nieuw_soort", default=0))["n"]


def gewoonlijk(activiteit_id: int, voor: date) -> Decimal:
    """Return the mean number of people at the last five times of an activity."""
    eerder = Bijeenkomst.objects.genoteerd().filter(activiteit_id=activiteit_id, gepland__lt=voor)
    laatste = eerder.order_by("-gepland").values(n=F("kwamen_al") + F("nieuw_soort"))[:KEREN_TERUG]
    gemiddeld = laatste.aggregate(gemiddeld=Avg("n"))["gemiddeld"]
    return GEWOON_ONBEKEND if gemiddeld is None else max(Decimal(str(gemiddeld)), Decimal(GEWOON_MINSTENS))


def controleer(rij: Bijeenkomst, invulling, klopt: int | None) -> None:
    """Refuse counts that cannot be right: Telfout, or TeVeel when a high number was not confirmed as ``klopt``.

    More people who came before than were ever counted is refused on the newest occurrence of its kind; for an
    earlier one it is written and listed for repair, because later entries exist.
    """
    gewoon = gewoonlijk(rij.activiteit_id, rij.gepland)
    if invulling.deelnemers > VEEL * gewoon and klopt != invulling.deelnemers:
        raise TeVeel(invulling.deelnemers)
    bereikt = bereikt_voor(rij)
    later = Q(dag__gt=rij.dag) | Q(dag=rij.dag, begin__gt=rij.begin)
    if invulling.kwamen_al > bereikt and not _jaar_van_soort(rij).filter(later).exists():
        raise Telfout("kwamen_al", vraag_te_veel_bekend(rij.soort.kort, bereikt, invulling.kwamen_al))


def vraag_te_veel_bekend(soort: str, bereikt: int, kwamen_al: int) -> str:
    """Ask how many are here for the first time, when fewer people were counted this year than came before."""
    woorden = {"soort": soort, "bereikt": bedragen.getal(bereikt), "aantal": bedragen.getal(kwamen_al)}
    telling = (
        ngettext(
            "Dit jaar telden we bij %(soort)s pas %(bereikt)s mens.",
            "Dit jaar telden we bij %(soort)s pas %(bereikt)s mensen.",
            bereikt,
        )
        if bereikt
        else _("Dit jaar telden we bij %(soort)s nog niemand.")
    )
    vraag = ngettext(
        "Is deze voor het eerst dit jaar?", "Hoeveel van deze %(aantal)s zijn er voor het eerst dit jaar?", kwamen_al
    )
    return f"{telling % woorden} {vraag % woorden}"
