"""What invoices and grants tell the forecast: what is open, on its own day (see ``verwachtingen``)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from financien.models import Financieringsbron, Inkoopfactuur, Toekenning
from financien.models.factuur import CREDITEUREN
from financien.services.saldi import NUL
from financien.services.termijnen import termijnstanden
from financien.services.toekenningen import besloten
from financien.services.toekenningstand import VORDERING, Stand, samen, standen
from financien.services.verwachtingen import Bijdrage, Verwacht


def van_facturen(van: date, tot: date) -> Bijdrage:
    """Return the invoices in the books that are not paid, each on its due day. One query."""
    open_ = [(rij.vervaldatum, vars(rij)["open"]) for rij in Inkoopfactuur.objects.met_stand().onbetaald()]
    items = tuple(Verwacht(dag, -bedrag, _("Facturen"), "facturen") for dag, bedrag in open_)
    return Bijdrage(items, rekeningen={CREDITEUREN: -sum((bedrag for _dag, bedrag in open_), NUL)})


def van_toekenningen(van: date, tot: date) -> Bijdrage:
    """Return what decided grants still bring, by instalment; without instalments next month. Four queries.

    What is asked for only is left to the financing plan.
    """
    alle = Toekenning.objects.met_status().exclude(aard=Toekenning.Aard.NATURA).select_related("partner")
    rijen = [
        rij
        for rij in alle.exclude(soort=Financieringsbron.Soort.EIGEN).prefetch_related("termijnen")
        if besloten(vars(rij)["nu"])
    ]
    stand = {pk: samen(per_kamer) for pk, per_kamer in standen(van, [rij.pk for rij in rijen]).items()}
    items = tuple(item for rij in rijen for item in _open(rij, stand.get(rij.pk, Stand()), van))
    vordering = sum((deel.vordering for deel in stand.values()), NUL)
    return Bijdrage(items, _bronnen(rijen, van, tot), {VORDERING: vordering})


def _open(rij: Toekenning, stand: Stand, van: date) -> Iterable[Verwacht]:
    vast = vars(rij)["vastgesteld"]
    toegekend: Decimal = rij.bedrag if vast is None else vast
    naam = rij.partner.naam if rij.partner else rij.omschrijving
    termijnen = termijnstanden(list(rij.termijnen.all()), stand.ontvangen, toegekend, van)
    delen = [(t.termijn.vervalt, t.open) for t in termijnen]
    if not termijnen:
        delen = [(van + relativedelta(months=1, day=20), toegekend - stand.ontvangen)]
    return [Verwacht(dag, bedrag, naam, "toekenningen") for dag, bedrag in delen if bedrag > 0]


def _bronnen(rijen: list[Toekenning], van: date, tot: date) -> frozenset[int]:
    """Return the lines of the financing plans of these years that a grant stands for: by label, or by partner."""
    op_naam = {(rij.soort, rij.bronnaam, jaar) for rij in rijen if rij.bronnaam for jaar in rij.jaren}
    op_partner = {(rij.soort, rij.partner_id, jaar) for rij in rijen if rij.partner_id for jaar in rij.jaren}
    plan = Financieringsbron.objects.filter(versie__jaar__jaar__range=(van.year, tot.year))
    return frozenset(
        pk
        for pk, soort, naam, partner, jaar in plan.values_list("pk", "soort", "naam", "partner", "versie__jaar__jaar")
        if (soort, naam, jaar) in op_naam or (soort, partner, jaar) in op_partner
    )
