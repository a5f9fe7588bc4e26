"""The budget and the financing plan of this year and the next, as the forecast needs them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from buurtwerkkamer.bedragen import rond
from buurtwerkkamer.models import Versie
from financien.models import Begrotingsregel, Financieringsregel, Kostenpost
from financien.services.saldi import NUL
from financien.services.verwachtingen import Gedekt

Delen = tuple[tuple[Decimal, str, list[int]], ...]  # amounts with their spread over the months


@dataclass(frozen=True)
class Plan:
    """The budget and financing of one year: costs per line and month, income per source and kind."""

    jaar: int
    kosten: dict[Kostenpost, Delen]
    baten: dict[int, tuple[str, str, Decimal]]

    @property
    def maandloon(self) -> Decimal:
        """One month of wages: a twelfth of what is budgeted for people [138]."""
        mensen = [d[0] for post, delen in self.kosten.items() if post.soort == Kostenpost.Soort.MENSEN for d in delen]
        return rond(sum(mensen, NUL) / 12)

    def zonder(self, gedekt: Iterable[Gedekt]) -> tuple[dict[int, Decimal], dict[str, Decimal]]:
        """Return what of each line nobody decided about, and what of the income per kind is of those decisions.

        A decision takes the place of so much as it was for, also when it is finally less: what it lost does not come
        in another way. More than its line is extra, and no other line is less for it.
        """
        rest = {bron: bedrag for bron, (_naam, _soort, bedrag) in self.baten.items()}
        eigen: dict[str, Decimal] = defaultdict(lambda: NUL)
        op_naam_eerst = sorted(gedekt, key=lambda deel: not deel.eigen & rest.keys())
        for deel in (deel for deel in op_naam_eerst if deel.jaar == self.jaar):
            over, regels = deel.bedrag, deel.regels(rest)
            for bron in regels:
                af = min(over, rest[bron])
                over, rest[bron] = over - af, rest[bron] - af
            eigen[deel.soort] += deel.geboekt
        return rest, eigen


def plannen_van(jaar: int) -> tuple[list[Plan], int | None]:
    """Return the plans of this year and the next; a year without a budget repeats the year before, and says so."""
    kosten: dict[int, dict[Kostenpost, list]] = defaultdict(lambda: defaultdict(list))
    versies: dict[int, Versie] = {}
    begroot = Begrotingsregel.objects.filter(versie__jaar__jaar__in=(jaar, jaar + 1))
    for r in begroot.select_related("post", "versie__jaar"):
        versies[r.versie_id] = r.versie
        kosten[r.versie_id][r.post].append((r.bedrag, r.spreiding, r.maanden))
    van = _die_gelden(versies.values())
    if not van:
        return [], None
    baten: dict[int, dict[int, tuple]] = defaultdict(dict)
    velden = ("bron__versie", "bron", "bron__naam", "bron__soort")
    regels = Financieringsregel.objects.filter(bron__versie__in=van.values()).order_by("bron__volgorde")
    for versie, bron, naam, soort, bedrag in regels.values_list(*velden).annotate(som=Sum("bedrag")):
        baten[versie][bron] = (naam, soort, bedrag)
    delen = {j: Plan(j, {p: tuple(d) for p, d in kosten[v.pk].items()}, baten[v.pk]) for j, v in van.items()}
    if jaar in delen and jaar + 1 not in delen:
        nu = delen[jaar]
        return [nu, Plan(jaar + 1, nu.kosten, nu.baten)], jaar
    return [delen[j] for j in sorted(delen)], None


def _die_gelden(versies: Iterable[Versie]) -> dict[int, Versie]:
    """Return the version that holds for each year: the last settled one, otherwise the newest."""
    volgorde = sorted(versies, key=lambda versie: (versie.staat_vast, versie.volgnummer))
    return {versie.jaar.jaar: versie for versie in volgorde}
