"""Klussen done in a year, counted [39]: per corporation and product, and per room. Zero rows are printed too."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from kamers.models import Corporatieproduct, Kamer, Klus, Partner


@dataclass(frozen=True)
class Telrij:
    """One row of a table of counts: a name, its number per column and their sum."""

    naam: str
    cellen: list[int]

    @property
    def totaal(self) -> int:
        return sum(self.cellen)


@dataclass(frozen=True)
class Teltabel:
    """A table of counts with the products as columns; the last column holds klussen without a product."""

    kolommen: list[str]
    rijen: list[Telrij]

    @property
    def som(self) -> Telrij:
        """The last line: the sum of every column. Klussen may be added up, people may not."""
        kolommen = zip(*(rij.cellen for rij in self.rijen), strict=True)
        return Telrij(_("Samen"), [sum(kolom) for kolom in kolommen] or [0] * len(self.kolommen))


@dataclass(frozen=True)
class Klustellingen:
    """The tables of all rooms: by room and by corporation."""

    per_kamer: Teltabel
    per_corporatie: Teltabel


def tellingen_van(kamer: Kamer, jaar: int) -> Teltabel:
    """Return the klussen of one room in a year by corporation and product. One query for the figures."""
    return _per_corporatie(Klus.objects.klaar_in(jaar).filter(kamer=kamer), _producten())


def alle_tellingen(kamers: list[Kamer], jaar: int) -> Klustellingen:
    """Return the klussen of all rooms but those to practise in. One query per table."""
    klaar, producten = Klus.objects.klaar_in(jaar).filter(kamer__in=kamers), _producten()
    rijen = [(kamer.pk, kamer.naam) for kamer in kamers]
    return Klustellingen(_tabel(klaar, "kamer", rijen, producten), _per_corporatie(klaar, producten))


def _producten() -> list[Corporatieproduct]:
    return list(Corporatieproduct.objects.all())


def _per_corporatie(klaar, producten: list[Corporatieproduct]) -> Teltabel:
    """Count by corporation. A landlord that is no corporation any more keeps its row, so that the sum holds."""
    ook = Q(pk__in=klaar.order_by().values("corporatie"))
    verhuurders = Partner.objects.filter(Q(soort=Partner.Soort.CORPORATIE) | ook).order_by("naam", "pk")
    corporaties = [(partner.pk, partner.naam) for partner in verhuurders]
    return _tabel(klaar, "corporatie", [*corporaties, (None, _("Onbekend of anders"))], producten)


def _tabel(klaar, per: str, rijen: Iterable[tuple], producten: list[Corporatieproduct]) -> Teltabel:
    """Count klussen by row and product in one GROUP BY."""
    n = {(rij, product): aantal for rij, product, aantal in _groepen(klaar, per)}
    kolommen = [(product.pk, product.naam) for product in producten] + [(None, _("Geen product"))]
    return Teltabel(
        [naam for _pk, naam in kolommen],
        [Telrij(naam, [n.get((rij, product), 0) for product, _naam in kolommen]) for rij, naam in rijen],
    )


def _groepen(klaar, per: str):
    return klaar.order_by().values_list(per, "product").annotate(n=Count("pk"))
