"""Where a figure of a room comes from: its definition, its method and the records behind it."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from kamers.models import Bijeenkomst, Inzet, Kamer, Klus
from kamers.services.resultaten import Regel
from kamers.services.tellen import KAMER, KLUSSEN
from kamers.services.vorigjaar import HELPERS, UREN


@dataclass(frozen=True)
class Herkomst:
    """How a figure is made, in words, and its records: occurrences, klussen, or days with hours."""

    definitie: str
    methode: list[str]
    wat: str  # which kind of records: "keren", "klussen" or "uren"
    rijen: QuerySet


def herkomst(regel: Regel, kamer: Kamer, jaar: int) -> Herkomst:
    """Return the origin of one figure of a room; the newest record comes first. Asks nothing by itself."""
    if regel.sleutel == KLUSSEN:
        return _van_klussen(kamer, jaar)
    if regel.sleutel in (UREN, HELPERS):
        return _van_uren(regel, kamer, jaar)
    return _van_kamer(kamer, jaar) if regel.sleutel == KAMER else _van_soort(regel, kamer, jaar)


def _keren(kamer: Kamer, jaar: int) -> QuerySet[Bijeenkomst]:
    return Bijeenkomst.objects.in_jaar(jaar).genoteerd().filter(kamer=kamer).order_by("-dag", "-begin", "-pk")


def _van_soort(regel: Regel, kamer: Kamer, jaar: int) -> Herkomst:
    woorden = {"soort": regel.naam, "jaar": jaar}
    wat = _("Verschillende mensen die in %(jaar)s minstens één keer bij %(soort)s kwamen.") % woorden
    hoe = [
        _("Bij elke keer noteert de kamer wie er dit jaar voor het eerst bij deze soort is."),
        _("Die aantallen tellen we op. Wie een pas heeft, telt één keer."),
        _("Lessen op verschillende dagen horen bij dezelfde soort."),
    ]
    return Herkomst(wat, hoe, "keren", _keren(kamer, jaar).filter(soort_id=int(regel.sleutel)))


def _van_kamer(kamer: Kamer, jaar: int) -> Herkomst:
    wat = _("Verschillende mensen die in %(jaar)s minstens één keer in de kamer kwamen.") % {"jaar": jaar}
    hoe = [
        _("Bij elke keer noteert de kamer wie er dit jaar voor het eerst in de kamer is."),
        _("Die aantallen tellen we op. Wie een pas heeft, telt één keer."),
        _("Daarbij komen de mensen voor wie de kamer dit jaar de eerste klus deed."),
        _("Het is geen optelling van de soorten: wie bij twee soorten komt, telt hier één keer."),
    ]
    return Herkomst(wat, hoe, "keren", _keren(kamer, jaar))


def _van_klussen(kamer: Kamer, jaar: int) -> Herkomst:
    wat = _("Klussen die in %(jaar)s klaar zijn. Dit telt klussen, geen mensen.") % {"jaar": jaar}
    hoe = [
        _("Een klus telt op de dag waarop hij gedaan is."),
        _("Wat er moest gebeuren, staat hier niet: die tekst wissen we na 30 dagen."),
    ]
    klaar = Klus.objects.klaar_in(jaar).filter(kamer=kamer).select_related("product")
    return Herkomst(wat, hoe, "klussen", klaar.order_by("-gedaan_op", "-pk"))


def _van_uren(regel: Regel, kamer: Kamer, jaar: int) -> Herkomst:
    wat = _("Uren die mensen in %(jaar)s gaven, bij activiteiten en bij klussen.") % {"jaar": jaar}
    hoe = []
    if regel.sleutel == HELPERS:
        wat = _("Verschillende mensen die in %(jaar)s uren gaven, bij activiteiten of bij klussen.") % {"jaar": jaar}
        hoe = [_("Wie vaker hielp, telt één keer. Een overeenkomst is hier niet nodig.")]
    hoe += [
        _("We tellen de uren die de kamer noteerde of goedkeurde."),
        _("Uren die nog op goedkeuring wachten, tellen nog niet mee."),
        _("Hier staan de uren per dag, zonder namen."),
    ]
    per_dag = Inzet.objects.in_jaar(jaar).filter(kamer=kamer, uren__gt=0).order_by("-dag").values("dag")
    return Herkomst(wat, hoe, "uren", per_dag.annotate(som=Sum("uren"), mensen=Count("persoon", distinct=True)))
