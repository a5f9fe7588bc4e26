"""Budget against realisation: what was planned, booked, committed and is still expected, per room and line."""

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import F, Sum

from buurtwerkkamer.models import Jaar, Versie
from financien.models import Afwijking, Afwijkingsgrens, Begrotingsregel, Boeking, Kostenpost, Rekeningsoort
from financien.services import spreiding
from financien.services.vastgelegd import vastgelegd
from kamers.models import Kamer

NUL = Decimal("0.00")
Plek = tuple[int, int | None]  # room, line; None: costs outside the budget
BUITEN = "buiten"  # in an address, for a cost that has no line


@dataclass(frozen=True)
class Stand:
    """Where a line, or several together, stands up to and including a month, in euros.

    ``begroot`` is of the year, ``tot_nu`` the part of it up to the month, ``te_komen`` what of the budget is still to
    be spent after it and not yet committed.
    """

    begroot: Decimal = NUL
    tot_nu: Decimal = NUL
    gerealiseerd: Decimal = NUL
    vastgelegd: Decimal = NUL
    te_komen: Decimal = NUL

    @property
    def verschil(self) -> Decimal:
        """Budget up to the month minus realised: above zero is less spent than planned."""
        return self.tot_nu - self.gerealiseerd

    @property
    def verwacht(self) -> Decimal:
        """What the whole year is expected to cost."""
        return self.gerealiseerd + self.vastgelegd + self.te_komen

    @property
    def verschil_jaar(self) -> Decimal:
        return self.begroot - self.verwacht

    @property
    def over(self) -> Decimal:
        """What is left of the budget of the year, after what is booked and committed."""
        return self.begroot - self.gerealiseerd - self.vastgelegd

    def __add__(self, ander: "Stand") -> "Stand":
        return Stand(*(getattr(self, naam) + getattr(ander, naam) for naam in self.__dataclass_fields__))


@dataclass(frozen=True)
class Regel:
    """One line of one room: where it stands, what was said about it, and whether something must be said."""

    kamer: Kamer
    post: Kostenpost | None
    stand: Stand
    uitleg: Afwijking | None = None
    vraagt_uitleg: bool = False

    @property
    def code(self) -> str:
        return self.post.code.lower() if self.post else BUITEN


@dataclass(frozen=True)
class Realisatie:
    """A year up to and including a month, for some rooms."""

    jaar: int
    maand: int
    versie: Versie | None
    grens: Afwijkingsgrens
    regels: tuple[Regel, ...] = field(repr=False)

    def van(self, kamer: Kamer) -> list[Regel]:
        return [regel for regel in self.regels if regel.kamer == kamer]

    @property
    def vragen(self) -> list[Regel]:
        """The lines that still need a sentence, the largest difference first."""
        open_ = [regel for regel in self.regels if regel.vraagt_uitleg]
        return sorted(open_, key=lambda regel: -abs(regel.stand.verschil))

    @property
    def totaal(self) -> Stand:
        return som(self.regels)

    def per_post(self) -> list[tuple[Kostenpost | None, Stand]]:
        """Return each line with what all rooms together did on it, in the order of the budget."""
        per: dict[Kostenpost | None, list[Regel]] = defaultdict(list)
        for regel in self.regels:
            per[regel.post].append(regel)
        volgorde = sorted(per, key=lambda post: (post is None, post.volgorde if post else 0))
        return [(post, som(per[post])) for post in volgorde]

    def per_kamer(self) -> list[tuple[Kamer, Stand, int]]:
        """Return each room with its totals, and how many of its lines still need a sentence."""
        per: dict[Kamer, list[Regel]] = defaultdict(list)
        for regel in self.regels:
            per[regel.kamer].append(regel)
        return [(kamer, som(regels), sum(r.vraagt_uitleg for r in regels)) for kamer, regels in per.items()]


def som(regels) -> Stand:
    return sum((regel.stand for regel in regels), Stand())


def laatste_dag(jaar: int, maand: int) -> date:
    return date(jaar, maand, monthrange(jaar, maand)[1])


def realisatie(jaar: Jaar, maand: int, kamers: list[Kamer]) -> Realisatie:
    """Return the year up to and including a month for these rooms. Five queries, and one for each source of
    obligations; ``jaar`` with its ``afwijkingsgrens`` selected saves one.
    """
    versie = Versie.objects.om_mee_te_vergelijken(jaar.jaar)
    grens = getattr(jaar, "afwijkingsgrens", None) or Afwijkingsgrens(jaar=jaar)
    begroot = _begroot(versie, kamers)
    geboekt = geboekte_kosten(jaar.jaar, laatste_dag(jaar.jaar, maand), kamers)
    beloofd = _vastgelegd(jaar.jaar, maand)
    zinnen = _zinnen(jaar.jaar, maand, kamers)
    posten: list[Kostenpost | None] = [*Kostenpost.objects.all(), None]
    regels = []
    for kamer in kamers:
        for post in posten:
            plek = (kamer.pk, post.pk if post else None)
            if plek in begroot or geboekt.get(plek) or plek in beloofd:
                stand = _stand(begroot.get(plek), geboekt.get(plek, NUL), beloofd.get(plek, (NUL, NUL)), maand)
                regels.append(_regel(kamer, post, stand, zinnen.get(plek), grens))
    return Realisatie(jaar.jaar, maand, versie, grens, tuple(regels))


def _regel(kamer: Kamer, post, stand: Stand, uitleg: Afwijking | None, grens: Afwijkingsgrens) -> Regel:
    """A sentence holds until the difference moved on by more than the limit since."""
    wijkt_af = grens.voorbij(stand.verschil, stand.tot_nu)
    gezegd = uitleg is not None and not grens.voorbij(stand.verschil - uitleg.verschil, stand.tot_nu)
    return Regel(kamer, post, stand, uitleg, wijkt_af and not gezegd)


def _stand(regel: Begrotingsregel | None, geboekt: Decimal, beloofd: tuple[Decimal, Decimal], maand: int) -> Stand:
    ervoor, erna = beloofd
    if regel is None:
        return Stand(gerealiseerd=geboekt, vastgelegd=ervoor + erna)
    hoe = (regel.spreiding, regel.maanden)
    tot_nu = spreiding.tot_en_met(regel.bedrag, maand, *hoe, besteed=geboekt)
    eenmalig = regel.spreiding == Begrotingsregel.Spreiding.EENMALIG
    komt = spreiding.nog_te_komen(regel.bedrag, maand, *hoe, besteed=geboekt + (ervoor if eenmalig else NUL))
    return Stand(regel.bedrag, tot_nu, geboekt, ervoor + erna, max(komt - erna, NUL))


def _begroot(versie: Versie | None, kamers: list[Kamer]) -> dict[Plek, Begrotingsregel]:
    if versie is None:
        return {}
    rijen = Begrotingsregel.objects.filter(versie=versie, kamer__in=kamers)
    return {(rij.kamer_id, rij.post_id): rij for rij in rijen}


def geboekte_kosten(jaar: int, tot: date, kamers: list[Kamer]) -> dict[Plek, Decimal]:
    """Return what was booked on costs in a year up to a day: debit minus credit. One query."""
    rijen = Boeking.objects.filter(kamer__in=kamers, boekstuk__datum__range=(date(jaar, 1, 1), tot)).order_by()
    kanten = [
        rijen.filter(**{f"{kant}__soort": Rekeningsoort.KOSTEN})
        .annotate(post=F(f"{kant}__post"))
        .values("kamer", "post")
        .annotate(som=teken * Sum("bedrag"))
        .values_list("kamer", "post", "som")
        for kant, teken in (("debet", 1), ("credit", -1))
    ]
    uit: dict[Plek, Decimal] = defaultdict(lambda: NUL)
    for kamer, post, bedrag in kanten[0].union(kanten[1], all=True):
        uit[kamer, post] += bedrag
    return dict(uit)


def _vastgelegd(jaar: int, maand: int) -> dict[Plek, tuple[Decimal, Decimal]]:
    """Return what is committed up to and including the month, and after it."""
    uit: dict[Plek, tuple[Decimal, Decimal]] = {}
    for deel in vastgelegd(jaar):
        ervoor, erna = uit.get((deel.kamer, deel.post), (NUL, NUL))
        nu = deel.datum.month <= maand
        uit[deel.kamer, deel.post] = (ervoor + deel.bedrag, erna) if nu else (ervoor, erna + deel.bedrag)
    return uit


def _zinnen(jaar: int, maand: int, kamers: list[Kamer]) -> dict[Plek, Afwijking]:
    """Return the newest sentence of each line."""
    zinnen = Afwijking.objects.tot_en_met(jaar, maand).filter(kamer__in=kamers).select_related("auteur")
    return {(zin.kamer_id, zin.post_id): zin for zin in zinnen}
