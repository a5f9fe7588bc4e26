"""Budget against realisation: what was planned, booked, committed and is still expected, per room and line."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef
from django.db.models.functions import Cast, JSONArray
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Jaar, Versie
from financien.models import Afwijking, Afwijkingsgrens, Begrotingsregel, Kostenpost
from financien.services import spreiding
from financien.services.geboekt import NUL, Geboekt, Plek, geboekte_kosten, loopt_vanaf
from financien.services.stand import SAMEN, Realisatie, Regel, Stand
from financien.services.vastgelegd import vastgelegd
from kamers.models import Kamer


def laatste_dag(jaar: int, maand: int) -> date:
    return date(jaar, maand, monthrange(jaar, maand)[1])


def realisatie(
    jaar: Jaar, maand: int, kamers: list[Kamer], *, loon: bool = True, vandaag: date | None = None
) -> Realisatie:
    """Return the year up to and including a month for these rooms. Four queries, and two at most for what is committed;
    ``jaar`` with its ``afwijkingsgrens`` selected saves one.

    Without ``loon`` wages are one figure per room for the year, the same in whatever month is asked: of two months the
    difference could be what one person earns. ``vandaag``: the month of this day is not over.
    """
    versie, begroot = _begroot(jaar.jaar, kamers)
    grens = getattr(jaar, "afwijkingsgrens", None) or Afwijkingsgrens(jaar=jaar)
    loopt = loopt_vanaf(jaar.jaar, vandaag)
    geboekt = geboekte_kosten(jaar.jaar, maand, kamers, loopt=loopt)
    gedaan = geboekt.gedaan(jaar, maand, loopt)
    cijfers = Cijfers(maand, gedaan, geboekt, begroot, _vastgelegd(jaar.jaar, gedaan))
    zinnen = _zinnen(jaar.jaar, maand, kamers)
    posten: list[Kostenpost | None] = [*Kostenpost.objects.all(), None]
    open_posten = [post for post in posten if loon or post is None or not post.is_loon]
    regels = []
    for kamer in kamers:
        if not loon:
            regels += cijfers.lonen(kamer, [post for post in posten if post and post.is_loon], loopt)
        for post in open_posten:
            stand = cijfers.stand((kamer.pk, post.pk if post else None))
            if stand:
                uitleg = zinnen.get((kamer.pk, post.pk if post else None))
                regels.append(maak_regel(kamer, post, stand, uitleg, grens, klaar=gedaan == maand))
    return Realisatie(jaar.jaar, maand, versie, grens, tuple(regels), gedaan, geboekt.laatste)


def maak_regel(
    kamer: Kamer, post, stand: Stand, uitleg: Afwijking | None, grens: Afwijkingsgrens, *, klaar: bool
) -> Regel:
    """A sentence holds until the difference moved on by more than the limit since.

    As long as a month is not done, less spent than planned says nothing; more does.
    """
    wijkt_af = grens.voorbij(stand.verschil, stand.tot_nu) and (klaar or stand.verschil < 0)
    gezegd = uitleg is not None and not grens.voorbij(stand.verschil - uitleg.verschil, stand.tot_nu)
    return Regel(kamer, post, stand, uitleg, wijkt_af and not gezegd)


@dataclass(frozen=True)
class Begroot:
    """A line of the budget of one room: its amount of the year, and when it falls."""

    bedrag: Decimal
    spreiding: str
    maanden: list[int]


@dataclass(frozen=True)
class Cijfers:
    """What a year is computed from. ``gedaan``: the last month that is done; after it the budget is still to come."""

    maand: int
    gedaan: int
    geboekt: Geboekt
    begroot: dict[Plek, Begroot]
    beloofd: dict[Plek, tuple[Decimal, Decimal]]

    def stand(self, plek: Plek) -> Stand | None:
        """Return where a line stands, or None when there is nothing to say about it."""
        regel, geboekt = self.begroot.get(plek), self.geboekt.tot_nu[plek]
        ervoor, erna = self.beloofd.get(plek, (NUL, NUL))
        if regel is None:
            return Stand(gerealiseerd=geboekt, vastgelegd=ervoor + erna) if geboekt or ervoor or erna else None
        hoe = (regel.spreiding, regel.maanden)
        tot_nu = spreiding.tot_en_met(regel.bedrag, self.maand, *hoe, besteed=geboekt)
        komt = self._te_komen(regel, geboekt, ervoor, self.geboekt.lopend[plek])
        return Stand(regel.bedrag, tot_nu, geboekt, ervoor + erna, max(komt - erna, NUL))

    def _te_komen(self, regel: Begroot, geboekt: Decimal, ervoor: Decimal, lopend: Decimal) -> Decimal:
        """Return the budget of the months after the last that is done; of the months that run what is not booked."""
        hoe = (regel.bedrag, self.gedaan, regel.spreiding, regel.maanden)
        if regel.spreiding == Begrotingsregel.Spreiding.EENMALIG:
            return spreiding.nog_te_komen(*hoe, besteed=geboekt + ervoor)
        alles = spreiding.nog_te_komen(*hoe, besteed=NUL)
        later = spreiding.nog_te_komen(regel.bedrag, self.maand, *hoe[2:], besteed=NUL)
        return max(alles - later - lopend, NUL) + later

    def lonen(self, kamer: Kamer, posten: list[Kostenpost], loopt: int) -> list[Regel]:
        """Return the wages of a room as one line of the whole year: no month, no line, nothing committed.

        They are compared up to the last month in which wages were booked, whatever month was asked.
        """
        plekken = [(kamer.pk, post.pk) for post in posten]
        begroot = [self.begroot[plek] for plek in plekken if plek in self.begroot]
        geboekt = sum((self.geboekt.heel_jaar[plek] for plek in plekken), NUL)
        if not begroot and not geboekt:
            return []
        tot = min(max((self.geboekt.laatste_van[post.pk] for post in posten), default=0), loopt, 12)
        delen = [(r.bedrag, tot, r.spreiding, r.maanden) for r in begroot]
        som = sum((regel.bedrag for regel in begroot), NUL)
        tot_nu = sum((spreiding.tot_en_met(*deel) for deel in delen), NUL)
        return [Regel(kamer, lonen_samen(), Stand(som, tot_nu, geboekt, NUL, som - tot_nu))]


def lonen_samen() -> Kostenpost:
    """Return the line under which wages stand together; it is in no table."""
    naam = _("Inzet van mensen, heel het jaar")
    return Kostenpost(pk=0, code=SAMEN, soort=Kostenpost.Soort.MENSEN, naam=naam, volgorde=0)


def _begroot(jaar: int, kamers: list[Kamer]) -> tuple[Versie | None, dict[Plek, Begroot]]:
    """Return the version that holds, and its lines for these rooms. One query."""
    regel = JSONArray("kamer_id", "post_id", Cast("bedrag", CharField()), "spreiding", "maanden")
    regels = Begrotingsregel.objects.filter(versie=OuterRef("pk"), kamer__in=kamers).order_by()
    versie = Versie.objects.annotate(regels=ArraySubquery(regels.values(regel=regel))).om_mee_te_vergelijken(jaar)
    rijen = vars(versie)["regels"] if versie else []
    return versie, {(kamer, post): Begroot(Decimal(bedrag), *hoe) for kamer, post, bedrag, *hoe in rijen}


def _vastgelegd(jaar: int, gedaan: int) -> dict[Plek, tuple[Decimal, Decimal]]:
    """Return what is committed in the months that are done, and after them."""
    uit: dict[Plek, tuple[Decimal, Decimal]] = {}
    for deel in vastgelegd(jaar):
        ervoor, erna = uit.get((deel.kamer, deel.post), (NUL, NUL))
        nu = deel.datum.month <= gedaan
        uit[deel.kamer, deel.post] = (ervoor + deel.bedrag, erna) if nu else (ervoor, erna + deel.bedrag)
    return uit


def _zinnen(jaar: int, maand: int, kamers: list[Kamer]) -> dict[Plek, Afwijking]:
    """Return the newest sentence of each line."""
    zinnen = Afwijking.objects.tot_en_met(jaar, maand).filter(kamer__in=kamers).select_related("auteur")
    return {(zin.kamer_id, zin.post_id): zin for zin in zinnen}
