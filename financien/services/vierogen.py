"""What went without a second pair of eyes: each part of the money tells its own (domain.md §6.4).

A source registers in ``AppConfig.ready``: a short name, the words for it, and a function that returns the documents.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, DecimalField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from financien.models import Boekstuk, Dagboek, Factuurakkoord

ALLEEN, MEMORIAAL = "alleen", "memoriaal"
Stukken = Callable[[date, date], Iterable[int]]


@dataclass(frozen=True)
class Bron:
    """One way in which something goes without four eyes."""

    naam: str
    woorden: str | Promise
    stukken: Stukken


_bronnen: dict[str, Bron] = {}


def registreer(naam: str, woorden: str | Promise, stukken: Stukken) -> None:
    """Let a part of the money tell which documents, dated from the first day up to the last, went without four eyes.

    ``naam`` is kept with the check (at most 20 characters), so it never changes; ``woorden`` is what people read.
    """
    _bronnen[naam] = Bron(naam, woorden, stukken)


def woorden(naam: str) -> str:
    """Return what people read for a source; also when that part is no longer there."""
    bron = _bronnen.get(naam)
    return str(bron.woorden if bron else naam)


def zonder_vier_ogen(van: date, tot: date) -> dict[int, str]:
    """Return the documents of a period that went without four eyes, with the source that says so first."""
    gevonden: dict[int, str] = {}
    for bron in _bronnen.values():
        for stuk in bron.stukken(van, tot):
            gevonden.setdefault(stuk, bron.naam)
    return gevonden


def tellend(van: date, tot: date) -> list[QuerySet]:
    """Return for each source its rows (its name, the document), so that a page asks them with what else it asks."""
    naam, stuk = CharField(), DecimalField(max_digits=20, decimal_places=2)
    return [
        Boekstuk.objects.filter(pk__in=bron.stukken(van, tot))
        .order_by()
        .annotate(wat=Value(bron.naam, output_field=naam), getal=Cast("pk", stuk))
        .values_list("wat", "getal")
        for bron in _bronnen.values()
    ]


def doorgezette_facturen(van: date, tot: date) -> Iterable[int]:
    """Return the documents of invoices that the treasurer put through alone, in the round that was booked."""
    alleen = Factuurakkoord.objects.filter(
        soort="alleen", factuur=OuterRef("factuurakkoord__factuur"), ronde=OuterRef("factuurakkoord__ronde")
    )
    stukken = Boekstuk.objects.filter(Exists(alleen), factuurakkoord__isnull=False, datum__range=(van, tot))
    return stukken.order_by("pk").values_list("pk", flat=True)


def memoriaal_met_reden(van: date, tot: date) -> Iterable[int]:
    """Return what one person booked in the memoriaal with a reason: reversals and later corrections."""
    stukken = Boekstuk.objects.filter(dagboek=Dagboek.MEMORIAAL, datum__range=(van, tot)).exclude(reden="")
    return stukken.order_by("pk").values_list("pk", flat=True)


def registreer_eigen() -> None:
    """Register what the invoices and the memoriaal know."""
    registreer(ALLEEN, _("doorgezet zonder tweede paar ogen"), doorgezette_facturen)
    registreer(MEMORIAAL, _("memoriaal met een reden"), memoriaal_met_reden)
