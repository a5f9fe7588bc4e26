"""The forecast of the money in bank and cash, twelve months ahead (domain.md §5.3).

What is booked and what is not are kept apart, so that nothing counts twice: costs that are booked and not paid stand on
the balance sheet as debts; only the part of the budget that is not booked yet is still to be spent.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import rond
from financien.models import Grootboekrekening, Rekeningsoort
from financien.models.boekstuk import is_loon
from financien.services import loonsom, spreiding
from financien.services.bank.lijst import met_bank
from financien.services.loonvooruit import Geboekt, mensen_samen, zonder_maandloon
from financien.services.plannen import Plan, plannen_van
from financien.services.saldi import NUL, PerMaand, Saldi, Saldo, boekingen, saldi_per_maand, som_saldi
from financien.services.verwachtingen import Gedekt, Verwacht, bijdragen
from financien.services.vooruitblik import Bijdebank, Maand, Vooruitblik

MAANDEN = 12
GELD = (Rekeningsoort.BANK, Rekeningsoort.HANDGELD, Rekeningsoort.KAS)
KWARTAAL = (1, 4, 7, 10)
VAKANTIEGELD, VOORUITONTVANGEN = "1540", "1610"
GEEN_GELD = {"0500", "0510", "0900", "1400", "1490", VOORUITONTVANGEN}  # no payment follows from these


def vooruitblik(vandaag: date, *, loon: bool = True) -> Vooruitblik:
    """Return the forecast. Four questions, and those of the other sources.

    Without ``loon`` nothing in it tells the wages of a month or of one person (§5.6): what is to be paid of them is one
    amount, and what is still to come this month follows from the year.
    """
    eerste = vandaag.replace(day=1)
    plannen, ander = plannen_van(vandaag.year)
    elders = bijdragen(vandaag, eerste + relativedelta(months=MAANDEN, days=-1), loon=loon)
    rekeningen = list(met_bank(Grootboekrekening.objects.select_related("post")))
    lonen, overig = saldi_per_maand(boekingen(tot=vandaag), is_loon())
    per_maand = {nr: som_saldi(deel.get(nr, {}) for deel in (lonen, overig)) for nr in {**lonen, **overig}}
    stand = som_saldi(per_maand.values())
    balans = (rekeningen, stand) if loon else _met_loonsom(rekeningen, lonen, overig)
    items = [*elders.verwacht, *_balans(*balans, elders.rekeningen, vandaag)]
    open_ = _niet_geboekt(rekeningen, per_maand, vandaag)
    items += _kosten(*_geboekt(plannen, rekeningen, per_maand, vandaag, open_, loon), vandaag, open_)
    vooraf = -sum((_van(stand, r) for r in rekeningen if r.nummer == VOORUITONTVANGEN), NUL)
    vooraf += elders.rekeningen.get(VOORUITONTVANGEN, NUL)  # what is of a grant goes off its own instalments
    ontvangen = _per_bronsoort(rekeningen, _van_jaar(per_maand, vandaag.year))
    items += _baten(plannen, vandaag, ontvangen, vooraf, elders.gedekt)
    begin = sum((_van(stand, r) for r in rekeningen if r.soort in GELD), NUL)
    grens, bank = plannen[0].maandloon if plannen else NUL, _bank(rekeningen, loon)
    return Vooruitblik(vandaag, begin, grens, _maanden(items, eerste, begin, grens), ander, bank, open_)


def _met_loonsom(rekeningen, lonen: PerMaand, ander: PerMaand) -> tuple[list[Grootboekrekening], Saldi]:
    samen = [*rekeningen, *loonsom.regels()]
    return samen, loonsom.met_loonsom(som_saldi(ander.values()), som_saldi(lonen.values()), samen)


def _geboekt(
    plannen: list[Plan], rekeningen, per_maand, vandaag: date, open_: range, loon: bool
) -> tuple[list[Plan], Geboekt]:
    """Return the plans, and what was booked per line of the budget this year and this month."""
    standen = (_van_jaar(per_maand, vandaag.year), per_maand.get((vandaag.year, vandaag.month), {}))
    geboekt: Geboekt = (_per_post(rekeningen, standen[0]), _per_post(rekeningen, standen[1]))
    if loon:
        return plannen, geboekt
    samen = [mensen_samen(plan) for plan in plannen]
    lonen = sum((_van(standen[0], r) for r in rekeningen if r.post and r.post.is_loon), NUL)
    for plan in samen:
        if plan.jaar == vandaag.year:
            geboekt = zonder_maandloon(plan, vandaag.month, geboekt, lonen, open_)
    return samen, geboekt


def _van_jaar(per_maand: dict[tuple[int, int], Saldi], jaar: int) -> Saldi:
    return som_saldi(saldi for (j, _maand), saldi in per_maand.items() if j == jaar)


def _bank(rekeningen: list[Grootboekrekening], loon: bool) -> Bijdebank | None:
    """Return what the bank says; nothing when it would tell the amount of the one line that waits on an account."""
    bij = [vars(r) for r in rekeningen if vars(r)["bank"] is not None]
    if not bij or (not loon and any(r["aantal"] == 1 for r in bij)):
        return None
    bank, te_boeken = (sum((r[wat] for r in bij), NUL) for wat in ("bank", "wacht"))
    return Bijdebank(bank, min(r["dag"] for r in bij), te_boeken, sum(r["aantal"] for r in bij))


def _niet_geboekt(rekeningen, per_maand: dict[tuple[int, int], Saldi], vandaag: date) -> range:
    """Return the months before this one, of this year, after the last in which a cost was booked.

    Their costs are on no balance and in no month to come, so they would be forgotten. Before the first booking of all
    the books had not begun.
    """
    kosten = {r.pk for r in rekeningen if r.soort == Rekeningsoort.KOSTEN}
    geboekt = [wanneer for wanneer, stand in per_maand.items() if any(stand[pk].debet for pk in kosten & stand.keys())]
    jaar, maand = max(geboekt, default=(vandaag.year, 12))
    return range(1 if jaar < vandaag.year else maand + 1, vandaag.month)


def _van(stand: dict[int, Saldo], rekening: Grootboekrekening) -> Decimal:
    return stand[rekening.pk].waarde if rekening.pk in stand else NUL


def _per_post(rekeningen, stand: dict[int, Saldo]) -> dict[int, Decimal]:
    uit: dict[int, Decimal] = defaultdict(lambda: NUL)
    for rekening in rekeningen:
        if rekening.post_id:
            uit[rekening.post_id] += _van(stand, rekening)
    return uit


def _per_bronsoort(rekeningen, stand: dict[int, Saldo]) -> dict[str, Decimal]:
    uit: dict[str, Decimal] = defaultdict(lambda: NUL)
    for rekening in rekeningen:
        if rekening.bronsoort:
            uit[rekening.bronsoort] -= _van(stand, rekening)
    return uit


def _balans(rekeningen, stand, gedekt: Mapping[str, Decimal], vandaag: date) -> list[Verwacht]:
    """Debts are paid this month, receivables come next month, holiday allowance is paid in May."""
    volgende = vandaag.replace(day=1) + relativedelta(months=1)
    mei = date(vandaag.year + (vandaag.month > 5), 5, 25)
    items = []
    for rekening in rekeningen:
        bedrag = _van(stand, rekening) - gedekt.get(rekening.nummer, NUL)
        if not bedrag or rekening.nummer in GEEN_GELD or rekening.is_resultaat or rekening.soort in GELD:
            continue
        if rekening.soort in (Rekeningsoort.RESERVE, Rekeningsoort.BEGINBALANS):
            continue
        schuld = rekening.soort in (Rekeningsoort.SCHULD, Rekeningsoort.OVERLOPEND_PASSIEF)
        dag = mei if rekening.nummer == VAKANTIEGELD else vandaag if schuld else volgende
        items.append(Verwacht(dag, bedrag, rekening.naam, "balans"))
    return items


def _kosten(plannen: list[Plan], geboekt: Geboekt, vandaag: date, open_: range) -> list[Verwacht]:
    """Return what of the budget is not booked yet: months of which nothing is, the rest of this one, and what comes.

    People are one name: of a line the part that is left of a month could be what one person earns.
    """
    items = []
    for plan in plannen:
        for post, delen in plan.kosten.items():
            lopend = plan.jaar == vandaag.year
            dit_jaar, deze_maand = (deel.get(post.pk, NUL) for deel in geboekt)
            stand = (vandaag.month if lopend else 0, dit_jaar, deze_maand)
            naam = _("Inzet van mensen") if post.is_loon else post.naam
            for maand, bedrag in _per_maand(delen, *stand, open_ if lopend else range(0)):
                dag = max(date(plan.jaar, maand, 25), vandaag)
                items.append(Verwacht(dag, -bedrag, naam, "begroting"))
    return items


def _per_maand(delen, maand: int, dit_jaar: Decimal, deze_maand: Decimal, open_: range):
    """Yield month and amount of one line; ``maand`` is where the year stands, 0 for a year that has yet to begin.

    A one-off is planned as far as it is not spent: in its month, or in December when that is not known or over.
    """
    eenmalig = [d for d in delen if d[1] == spreiding.Soort.EENMALIG]
    gespreid = [spreiding.verdeel(*d) for d in delen if d[1] != spreiding.Soort.EENMALIG]
    los = max(sum((d[0] for d in eenmalig), NUL) - (dit_jaar if maand and not gespreid else NUL), NUL)
    wanneer = max((m for d in eenmalig for m in d[2]), default=12)
    for nr in (*open_, *range(max(maand, 1), 13)):
        bedrag = sum((deel[nr - 1] for deel in gespreid), NUL)
        if nr == maand:
            bedrag = max(bedrag - max(deze_maand, NUL), NUL)
        if nr == (wanneer if wanneer >= maand else 12):
            bedrag += los
        if bedrag:
            yield nr, bedrag


def _baten(plannen: list[Plan], vandaag: date, ontvangen, vooraf: Decimal, gedekt: Sequence[Gedekt]) -> list[Verwacht]:
    """Return the contributions by quarter that nobody decided about: of this year what is not booked yet.

    Of the next year less what came in advance. What was decided comes by its instalments, and takes its own income.
    """
    items = []
    for plan in plannen:
        lopend = plan.jaar == vandaag.year
        te_gaan = dict(ontvangen) if lopend else {}
        dagen = [date(plan.jaar, maand, 20) for maand in KWARTAAL]
        dagen = [dag for dag in dagen if dag > vandaag] or [vandaag + relativedelta(months=1, day=20)]
        rest, eigen = plan.zonder(gedekt)
        for bron, (naam, soort, _heel) in plan.baten.items():
            bedrag, vrij = rest[bron], te_gaan.get(soort, NUL) - eigen.pop(soort, NUL)
            al = min(max(vrij, NUL), bedrag)
            te_gaan[soort] = vrij - al
            if bedrag <= al:
                continue
            for dag, deel in zip(dagen, _gelijk(bedrag - al, len(dagen)), strict=True):
                er_af = min(vooraf, deel) if not lopend else NUL
                vooraf -= er_af
                items.append(Verwacht(dag, deel - er_af, naam, "financieringsplan"))
    return items


def _gelijk(bedrag: Decimal, aantal: int) -> list[Decimal]:
    standen = [rond(bedrag * nr / aantal) for nr in range(aantal + 1)]
    return [na - voor for voor, na in pairwise(standen)]


def _maanden(items: list[Verwacht], eerste: date, stand: Decimal, grens: Decimal) -> tuple[Maand, ...]:
    per: dict[date, dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: NUL))
    for item in items:
        per[item.datum.replace(day=1)][item.wat] += item.bedrag
    uit = []
    for nr in range(MAANDEN):
        maand = eerste + relativedelta(months=nr)
        delen = per[maand].items()
        stand += sum((bedrag for _wat, bedrag in delen), NUL)
        erin = tuple((wat, bedrag) for wat, bedrag in delen if bedrag > 0)
        eruit = tuple((wat, -bedrag) for wat, bedrag in delen if bedrag < 0)
        uit.append(Maand(maand, erin, eruit, stand, stand < grens))
    return tuple(uit)
