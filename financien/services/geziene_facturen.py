"""Invoices that somebody said yes to and that are not in the books: what each room and line will pay of them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from financien.models import Factuurakkoord, Factuurregel, Inkoopfactuur, Rekeningsoort, Verdeelsleutel
from financien.services.vastgelegd import Vastgelegd
from financien.services.verdelen import deelnemers, maak_sleutel, procenten_van, verdeel
from kamers.models import Kamer


def van_facturen(jaar: int) -> Iterator[Vastgelegd]:
    """Yield the lines of the invoices of a year. One query; when rooms share a line one more.

    A line counts from the moment its room, or the project coach for all of them, said yes in this round, or the
    treasurer went on alone; it stops when it is booked, the invoice is rejected or the yes is taken back. Undone from
    the books it is asked for still, and counts again.
    """
    regels = list(_gezien(jaar))
    kamers = deelnemers(jaar) if any(regel.gedeeld for regel in regels) else []
    for regel in regels:
        rekening, factuur = regel.rekening, regel.factuur
        loon = rekening.loon or (rekening.post is not None and rekening.post.is_loon)
        eigen = [(regel.kamer_id, regel.bedrag)] if regel.kamer_id else _samen(jaar, regel, kamers)
        for kamer, bedrag in eigen:
            yield Vastgelegd(kamer, rekening.post_id, factuur.datum, bedrag, loon, factuur.vervaldatum)


def _samen(jaar: int, regel: Factuurregel, kamers: list[Kamer]) -> list[tuple[int, Decimal]]:
    """Return what each room pays of a shared line, by the key; as long as there is no key every room the same."""
    wijze = vars(regel)["wijze"] or Verdeelsleutel.Wijze.GELIJK
    sleutel = maak_sleutel(jaar, regel.rekening, wijze, vars(regel)["vast"], kamers)
    delen = verdeel(regel.bedrag, sleutel) if sleutel.delen else []
    return [(deel.kamer.pk, deel.bedrag) for deel in delen if deel.bedrag]


def _gezien(jaar: int) -> QuerySet[Factuurregel]:
    ja = Factuurakkoord.objects.geldig().filter(factuur=OuterRef("factuur"), ronde=OuterRef("factuur__ronde"))
    gezien = ja.filter(Q(kamer__isnull=True) | Q(kamer=OuterRef("kamer")), soort="gezien")
    open_ = Inkoopfactuur.objects.met_stand().filter(geboekt=False, af=False)
    sleutel = Verdeelsleutel.objects.filter(jaar__jaar=jaar, rekening=OuterRef("rekening"))
    regels = Factuurregel.objects.filter(
        Exists(gezien) | Exists(ja.filter(soort="alleen")),
        factuur__in=open_.values("pk"),
        factuur__datum__range=(date(jaar, 1, 1), date(jaar, 12, 31)),
        rekening__soort=Rekeningsoort.KOSTEN,
    )
    regels = regels.annotate(sleutel=Subquery(sleutel.values("pk")), wijze=Subquery(sleutel.values("wijze")))
    return regels.annotate(vast=procenten_van("sleutel")).select_related("factuur", "rekening__post").order_by("pk")
