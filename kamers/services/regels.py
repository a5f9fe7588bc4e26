"""What a count must satisfy (domain.md §1.2), and the sentences that say what to do (ux.md §4)."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtwerkkamer import bedragen
from buurtwerkkamer.datums import DAG_MOET_NOG_KOMEN
from kamers.models import Bijeenkomst
from kamers.services.bereikt import bereikt_voor

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


def gewoonlijk(activiteit_id: int, voor: date) -> Decimal:
    """Return the mean number of people at the last five times of an activity."""
    eerder = Bijeenkomst.objects.genoteerd().filter(activiteit_id=activiteit_id, gepland__lt=voor)
    laatste = eerder.order_by("-gepland").values_list(F("kwamen_al") + F("nieuw_soort") + F("op_naam"), flat=True)
    return gewoon_aantal(list(laatste[:KEREN_TERUG]))


def gewoon_aantal(eerder: list[int]) -> Decimal:
    """Return what is usual after these numbers of people, the newest first."""
    laatste = eerder[:KEREN_TERUG]
    return max(Decimal(sum(laatste)) / len(laatste), Decimal(GEWOON_MINSTENS)) if laatste else GEWOON_ONBEKEND


def is_veel(aantal: int, gewoon: Decimal) -> bool:
    """Tell whether a number is far above the usual one."""
    return aantal > VEEL * gewoon


def controleer_hoogte(rij: Bijeenkomst, aantal: int, klopt: int | None) -> None:
    """Ask with TeVeel whether a number far above the usual one is right, until it was confirmed as ``klopt``."""
    if is_veel(aantal, gewoonlijk(rij.activiteit_id, rij.gepland)) and klopt != aantal:
        raise TeVeel(aantal)


def controleer_bekend(rij: Bijeenkomst) -> None:
    """Refuse a count that was just written and cannot be right with Telfout; the transaction takes it back.

    More people who came before than were ever counted is refused on the newest occurrence of its kind; for an
    earlier one it is written and listed for repair, because later entries exist.
    """
    bereikt = bereikt_voor(rij) if rij.kwamen_al else 0
    if (rij.kwamen_al or 0) > bereikt and not _later_genoteerd(rij):
        raise Telfout("kwamen_al", vraag_te_veel_bekend(rij, bereikt))


def _later_genoteerd(rij: Bijeenkomst) -> bool:
    later = Q(dag__gt=rij.dag) | Q(dag=rij.dag, begin__gt=rij.begin)
    jaar = Bijeenkomst.objects.genoteerd().in_jaar(rij.dag.year).filter(kamer_id=rij.kamer_id, soort_id=rij.soort_id)
    return jaar.filter(later).exists()


def vraag_te_veel_bekend(rij: Bijeenkomst, bereikt: int) -> str:
    """Ask how many are here for the first time, when fewer people were counted this year than came before."""
    kwamen = rij.kwamen_al or 0
    woorden = {"soort": rij.soort.op_scherm, "bereikt": bedragen.getal(bereikt), "aantal": bedragen.getal(kwamen)}
    telling = _naast_namen(bereikt) if rij.op_naam else _tot_nu_toe(bereikt)
    vraag = ngettext(
        "Is deze voor het eerst dit jaar?", "Hoeveel van deze %(aantal)s zijn er voor het eerst dit jaar?", kwamen
    )
    return f"{telling % woorden} {vraag % woorden}"


def _tot_nu_toe(bereikt: int) -> str:
    if not bereikt:
        return _("Dit jaar telden we bij %(soort)s nog niemand.")
    return ngettext(
        "Dit jaar telden we bij %(soort)s pas %(bereikt)s mens.",
        "Dit jaar telden we bij %(soort)s pas %(bereikt)s mensen.",
        bereikt,
    )


def _naast_namen(bereikt: int) -> str:
    if not bereikt:
        return _("Naast deze namen telden we dit jaar bij %(soort)s nog niemand.")
    return ngettext(
        "Naast deze namen telden we dit jaar bij %(soort)s pas %(bereikt)s mens.",
        "Naast deze namen telden we dit jaar bij %(soort)s pas %(bereikt)s mensen.",
        bereikt,
    )
