"""What the kascommissie always looks at: each part of the money tells its own (domain.md §4.5, §6.4).

Most of it went without a second pair of eyes. A source registers in ``AppConfig.ready``: a short name, the words for
it, and a function that returns the documents.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Exists, IntegerField, OuterRef, QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from financien.models import Boekstuk, Bonstap, Dagboek, Factuurakkoord
from financien.services.handgeld.basis import INGETROKKEN, VERBETERD

ALLEEN, MEMORIAAL = "alleen", "memoriaal"
Stukken = Callable[[date, date], QuerySet[Boekstuk]]


@dataclass(frozen=True)
class Bron:
    """One reason to look at a document always. ``alleen``: it went without four eyes, and counts as such."""

    naam: str
    woorden: str | Promise
    stukken: Stukken
    alleen: bool


_bronnen: dict[str, Bron] = {}


def registreer(naam: str, woorden: str | Promise, stukken: Stukken, *, alleen: bool = True) -> None:
    """Let a part of the money tell which documents, dated from the first day up to the last, are always looked at.

    ``naam`` is kept with the check (at most 20 characters), so it never changes; ``woorden`` is what people read.
    """
    _bronnen[naam] = Bron(naam, woorden, stukken, alleen)


def woorden(naam: str) -> str:
    """Return what people read for a source; also when that part is no longer there."""
    bron = _bronnen.get(naam)
    return str(bron.woorden if bron else naam)


def is_alleen(naam: str) -> bool:
    """Whether a source is about what went without four eyes; one that is no longer there was."""
    return bool(naam) and (naam not in _bronnen or _bronnen[naam].alleen)


def altijd_te_zien(van: date, tot: date) -> dict[int, str]:
    """Return the documents of a period that are always looked at, with the source that says so first. One query.

    What went without four eyes comes before the rest, so a document that is both counts as the first.
    """
    delen = list(_delen(van, tot))
    gevonden: dict[int, str] = {}
    if delen:
        for _plek, stuk, naam in sorted(delen[0].union(*delen[1:], all=True)):
            gevonden.setdefault(stuk, naam)
    return gevonden


def _delen(van: date, tot: date) -> Iterator[QuerySet]:
    for plek, bron in enumerate(sorted(_bronnen.values(), key=lambda bron: not bron.alleen)):
        vast = (Value(plek, IntegerField()), "pk", Value(bron.naam, CharField()))
        yield bron.stukken(van, tot).order_by().values_list(*vast)


def zonder_vier_ogen(van: date, tot: date) -> dict[str, QuerySet[Boekstuk]]:
    """Return for each source the documents that went without four eyes, so that a page asks them with what it asks."""
    return {bron.naam: bron.stukken(van, tot) for bron in _bronnen.values() if bron.alleen}


def doorgezette_facturen(van: date, tot: date) -> QuerySet[Boekstuk]:
    """Return the documents of invoices that the treasurer put through alone, in the round that was booked."""
    alleen = Factuurakkoord.objects.filter(
        soort="alleen", factuur=OuterRef("factuurakkoord__factuur"), ronde=OuterRef("factuurakkoord__ronde")
    )
    return Boekstuk.objects.filter(Exists(alleen), factuurakkoord__isnull=False, datum__range=(van, tot))


def memoriaal_met_reden(van: date, tot: date) -> QuerySet[Boekstuk]:
    """Return what one person booked in the memoriaal with a reason: reversals and later corrections.

    A receipt that was taken back before anyone approved it is none of these: it never was a cost, and the next count
    shows its money.
    """
    stukken = Boekstuk.objects.filter(dagboek=Dagboek.MEMORIAAL, datum__range=(van, tot)).exclude(reden="")
    return stukken.exclude(keert_om__bonstap__soort=Bonstap.Soort.INGEDIEND, reden__in=(INGETROKKEN, VERBETERD))


def registreer_eigen() -> None:
    """Register what the invoices and the memoriaal know."""
    registreer(ALLEEN, _("doorgezet zonder tweede paar ogen"), doorgezette_facturen)
    registreer(MEMORIAAL, _("memoriaal met een reden"), memoriaal_met_reden)
