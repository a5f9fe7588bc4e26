"""Book what the bank shows of invoices: payments, money that comes back, and which payment of an order it was."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import Betaalopdracht, Betaalregel, Boekstuk, Inkoopfactuur, Regelbetaling
from financien.models.betaling import BetaalregelQuerySet
from financien.models.factuur import CREDITEUREN
from financien.services.boeken import BoekFout, Stuk, boek
from financien.services.facturen import FactuurFout
from financien.services.verrekenen import verrekend_op


@transaction.atomic
def boek_betaling(stuk: Stuk, *, sleutel: UUID, gebruiker: Gebruiker, bankdag: date | None = None) -> Boekstuk:
    """Book a document whose lines on 1500 name invoices, and tie it to the payments of orders that it shows.

    ``bankdag``: the day of the bank line, when it is booked on a later one; an order of after it is not paid by it.
    Locks: the rows of the invoices, in order. FactuurFout when more is paid than is open, or more comes back than
    there is to claim. The same key with the same lines returns the document that is there, and ties nothing twice.
    """
    bewegingen = _bewegingen(stuk)
    nu = op_slot(bewegingen)
    eerder = Boekstuk.objects.filter(sleutel=sleutel).exists()
    if not eerder:
        for pk, bedrag in bewegingen.items():
            _keur(nu[pk], bedrag)
    boekstuk = boek(stuk, sleutel=sleutel, gebruiker=gebruiker)
    if not eerder:
        for pk, bedrag in bewegingen.items():
            _koppel(nu[pk], bedrag, boekstuk, bankdag or stuk.datum)
    return boekstuk


def te_vroeg(opdracht: Betaalopdracht, bankdag: date) -> str:
    """Say why a bank line of this day is no payment of an order, or return an empty text."""
    if bankdag >= opdracht.vanaf:
        return ""
    zin = _("Betaalopdracht %(opdracht)s is van %(dag)s. Een bankregel van een eerdere dag is daar geen betaling van.")
    return zin % {"opdracht": opdracht, "dag": date_format(opdracht.vanaf, "j F Y")}


def op_slot(facturen) -> dict[int, Inkoopfactuur]:
    """Return the invoices with what is open, while nobody else can pay them."""
    ids = sorted(facturen)
    list(Inkoopfactuur.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    return {rij.pk: rij for rij in Inkoopfactuur.objects.filter(pk__in=ids).met_stand().select_related("leverancier")}


def _bewegingen(stuk: Stuk) -> Mapping[int, Decimal]:
    """Return what is paid of each invoice; below zero is what comes back. BoekFout for both of one invoice at once."""
    uit: dict[int, Decimal] = defaultdict(lambda: Decimal("0.00"))
    for nummer, regel in enumerate(stuk.regels, 1):
        if regel.factuur:
            bedrag = regel.bedrag if regel.debet.nummer == CREDITEUREN else -regel.bedrag
            if uit[regel.factuur.pk] * bedrag < 0:
                zin = _("Van %(factuur)s kan niet tegelijk betaald worden en terugkomen. Vul het verschil in.")
                raise BoekFout(zin % {"factuur": regel.factuur}, nummer)
            uit[regel.factuur.pk] += bedrag
    return uit


def _keur(factuur: Inkoopfactuur, bedrag: Decimal) -> None:
    open_ = vars(factuur)["open"]
    if bedrag > 0 and bedrag > open_:
        raise FactuurFout(_("Er is meer betaald dan er openstaat."))
    if bedrag < 0 and -bedrag > terug_te_krijgen(factuur):
        zin = _("Van %(factuur)s komt meer terug dan er betaald was.")
        raise FactuurFout(zin % {"factuur": factuur})


def terug_te_krijgen(factuur: Inkoopfactuur) -> Decimal:
    """Return how much may come back of an invoice from ``met_stand``: our claim, or what the bank paid for it.

    What a claim took off it was never paid, so it does not come back.
    """
    gelezen = vars(factuur)
    if gelezen["open"] < 0:
        return -gelezen["open"]
    if not gelezen["geboekt"] or factuur.credit:
        return Decimal("0.00")
    af = gelezen["verrekend"] if "verrekend" in gelezen else verrekend_op(factuur)  # read before, or asked now
    return gelezen["totaal"] - gelezen["open"] - af


def _koppel(factuur: Inkoopfactuur, bedrag: Decimal, boekstuk: Boekstuk, bankdag: date) -> None:
    """Write down which payments of orders this is; of what the bank gives back, the newest first."""
    regels = Betaalregel.objects.met_stand().filter(factuur=factuur, opdracht__klaargezet_op__date__lte=bankdag)
    rest = abs(bedrag)
    if bedrag > 0:
        delen = _te_tonen(regels.filter(goedgekeurd=True), bedrag)
    elif vars(factuur)["open"] < 0:
        delen = []  # our claim: no payment failed
    else:
        delen = [(r, vars(r)["afgeschreven"]) for r in regels.filter(afgeschreven__gt=0).order_by("-pk")]
    for regel, ruimte in delen:
        deel = min(rest, ruimte)
        if deel > 0:
            teken = 1 if bedrag > 0 else -1
            Regelbetaling.objects.create(regel=regel, boekstuk=boekstuk, bedrag=teken * deel)
            rest -= deel
            if teken * deel == ruimte:  # shown whole: the invoice may be in an order for what else is open
                Betaalregel.objects.filter(pk=regel.pk, loopt=True).update(loopt=False)
    if bedrag == vars(factuur)["open"]:
        Betaalregel.objects.filter(factuur=factuur, loopt=True).update(loopt=False)


def _te_tonen(regels: BetaalregelQuerySet, bedrag: Decimal) -> list[tuple[Betaalregel, Decimal]]:
    """Return which payments an amount may show, and how much of each: first one that is under way for just that.

    Last what failed by someone's word while the bank had shown it: shown again, it is under way when that is undone.
    """
    lopend = sorted(((r, vars(r)["rest"]) for r in regels.onderweg()), key=lambda deel: deel[1] != bedrag)
    toch = regels.filter(vervallen=True, mislukt=True, eens_getoond=True)
    return [*lopend, *((r, r.bedrag - vars(r)["afgeschreven"]) for r in toch)]
