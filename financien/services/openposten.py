"""What we owe suppliers, item by item: open invoices, and what stands on 1500 without one (docs/facturen.md).

A debt of the opening balance is one amount. The treasurer puts the invoices to it, one by one: each becomes an open
invoice like any other, while the amount on 1500 stays what it was. Together the items are always the balance of 1500.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import (
    Boeking,
    Boekstuk,
    Dagboek,
    Factuurakkoord,
    Factuurregel,
    Grootboekrekening,
    Inkoopfactuur,
    Rekeningsoort,
)
from financien.models.factuur import CREDITEUREN
from financien.services.beginbalans import beginbalans_van
from financien.services.boeken import BoekFout, Regel, Stuk, boek
from financien.services.facturen import AlGebruikt, FactuurFout, vertaal
from financien.services.factuurstand import is_eigen
from financien.services.maanden import boekdag
from financien.services.rekeningschema import vaste_rekening
from financien.services.saldi import NUL
from financien.services.toekenningstand import TERUG as NAAR_FINANCIER
from financien.services.verrekenen import TUSSEN
from kamers.models import Partner

TUSSEN_LOON = "1520"  # a wage account, so that who may not see wages sees neither of the two bookings
REDEN = "Stond al open bij het begin van de boeken"  # Dutch, whoever does it
TERUG = "Teruggedraaid: het bedrag staat weer zonder factuur open"


@dataclass(frozen=True)
class Leverancier:
    """What we owe one supplier: the open invoices, and what no invoice is known of. Below zero it owes us."""

    partner: Partner | None
    facturen: tuple[Inkoopfactuur, ...]  # from ``met_stand``
    zonder: Decimal

    @property
    def open(self) -> Decimal:
        return self.zonder + sum((vars(factuur)["open"] for factuur in self.facturen), NUL)


@dataclass(frozen=True)
class Openpost:
    """An invoice that was open before the books began here: what we owe, or get back of a credit note (``credit``).

    ``loon``: it is about wages or hired people, so it is for treasurer, board and accountant only.
    """

    leverancier: Partner
    nummer: str
    datum: date
    vervaldatum: date
    omschrijving: str
    bedrag: Decimal
    credit: bool = False
    loon: bool = False

    @property
    def teken(self) -> int:
        return -1 if self.credit else 1


def per_leverancier() -> list[Leverancier]:
    """Return who has something open on 1500, by name; first what has no supplier. Two queries."""
    per: dict[Partner | None, list[Inkoopfactuur]] = defaultdict(list)
    for factuur in Inkoopfactuur.objects.met_stand().oneffen().select_related("leverancier"):
        per[factuur.leverancier].append(factuur)
    zonder = _zonder_factuur()
    partners = Partner.objects.in_bulk([pk for pk in zonder if pk]) if any(zonder) else {}
    wie = {*per, *(partners.get(pk) if pk else None for pk in zonder)}
    op_naam = sorted(wie, key=lambda partner: (partner is not None, str(partner).casefold()))
    return [Leverancier(p, tuple(per.get(p, ())), zonder.get(p.pk if p else None, NUL)) for p in op_naam]


def zonder_factuur() -> Decimal:
    """Return what stands on 1500 of which no invoice is known."""
    return sum(_zonder_factuur().values(), NUL)


def _zonder_factuur() -> dict[int | None, Decimal]:
    kanten = Q(debet__nummer=CREDITEUREN) | Q(credit__nummer=CREDITEUREN)
    rijen = Boeking.objects.filter(kanten, factuur=None).order_by().values_list("partner")
    erin = Sum("bedrag", filter=Q(credit__nummer=CREDITEUREN), default=NUL)
    eruit = Sum("bedrag", filter=Q(debet__nummer=CREDITEUREN), default=NUL)
    return {partner: saldo for partner, saldo in rijen.annotate(saldo=erin - eruit) if saldo}


@transaction.atomic
def zet_erbij(post: Openpost, *, sleutel: UUID, gebruiker: Gebruiker) -> Inkoopfactuur:
    """Put an invoice to a debt that stands on 1500 without one; from then on it is paid like any other.

    The amount on 1500 stays. It goes without a second pair of eyes, and the kascommissie always sees it; its payment
    has two people. The same form again returns the invoice that is there, with other content it is AlGebruikt.
    Lock: the row of account 1500, so that no more is named than there is.
    """
    crediteuren = vaste_rekening(CREDITEUREN, FactuurFout, slot=True)
    eerder = _eerder(post, sleutel)
    if eerder:
        return eerder
    _keur(post, gebruiker)
    try:
        with transaction.atomic():
            tussen = _tussen(post)
            factuur = _schrijf(post, tussen, sleutel, gebruiker)
            stuk = boek(_stuk(post, factuur, crediteuren, tussen), sleutel=_eigen(sleutel), gebruiker=gebruiker)
            vast = {"factuur": factuur, "ronde": factuur.ronde, "wie": gebruiker}
            Factuurakkoord.objects.create(soort="alleen", reden=REDEN, **vast)
            Factuurakkoord.objects.create(soort="akkoord", boekstuk=stuk, **vast)
    except IntegrityError as fout:
        raise vertaal(fout) from fout
    except BoekFout as fout:
        raise FactuurFout(str(fout)) from fout
    return factuur


def _eigen(sleutel: UUID) -> UUID:
    return uuid5(sleutel, "openstaande post")


def _eerder(post: Openpost, sleutel: UUID) -> Inkoopfactuur | None:
    akkoord = Factuurakkoord.objects.filter(boekstuk__sleutel=_eigen(sleutel)).select_related("factuur").first()
    if akkoord is None:
        return None
    velden, regel = _velden(post), akkoord.factuur.regels.get()
    gelijk = {naam: getattr(akkoord.factuur, naam) for naam in velden} == velden
    if gelijk and (regel.bedrag, regel.rekening.loon) == (post.teken * post.bedrag, post.loon):
        return akkoord.factuur
    zin = _("Dit formulier is al gebruikt voor factuur %(factuur)s. Kijk na wat er staat en voer hem opnieuw in.")
    raise AlGebruikt(zin % {"factuur": akkoord.factuur})


def _keur(post: Openpost, gebruiker: Gebruiker) -> None:
    if is_eigen(gebruiker, post.leverancier.pk):
        raise FactuurFout(_("Je werkt zelf voor deze leverancier. Iemand anders zet deze factuur erbij."))
    if post.vervaldatum < post.datum:
        raise FactuurFout(_("De uiterste dag ligt niet voor de factuurdatum."), "vervaldatum")
    rest = zonder_factuur()
    if not post.credit and post.bedrag > rest:
        zin = _("Er staat nog %(rest)s zonder factuur. Krijg je ook geld terug? Zet de creditnota er dan eerst bij.")
        raise FactuurFout(zin % {"rest": euro(max(rest, NUL))}, "bedrag")


def _tussen(post: Openpost) -> Grootboekrekening:
    return vaste_rekening(TUSSEN_LOON if post.loon else TUSSEN, FactuurFout)


def _velden(post: Openpost) -> dict:
    namen = ("leverancier", "datum", "vervaldatum", "omschrijving", "credit")
    return {naam: getattr(post, naam) for naam in namen} | {"nummer": " ".join(post.nummer.split())}


def _schrijf(post: Openpost, tussen: Grootboekrekening, sleutel: UUID, gebruiker: Gebruiker) -> Inkoopfactuur:
    """Write the invoice; one that was turned back before begins a new round."""
    velden = _velden(post)
    terug = Inkoopfactuur.objects.met_stand().filter(af=True, open=0, regels__rekening__in=_tussenrekeningen())
    oud = terug.filter(leverancier=post.leverancier, nummer__iexact=velden["nummer"]).first()
    if oud:
        Inkoopfactuur.objects.filter(pk=oud.pk).update(ronde=F("ronde") + 1, **velden)
        oud.regels.all().delete()
        factuur = Inkoopfactuur.objects.get(pk=oud.pk)
    else:
        factuur = Inkoopfactuur.objects.create(sleutel=sleutel, ingevoerd_door=gebruiker, **velden)
    Factuurregel.objects.create(factuur=factuur, volgnummer=1, rekening=tussen, bedrag=post.teken * post.bedrag)
    return factuur


def _tussenrekeningen():
    return Grootboekrekening.objects.exclude(soort=Rekeningsoort.KOSTEN).exclude(nummer=NAAR_FINANCIER)


def _stuk(post: Openpost, factuur: Inkoopfactuur, crediteuren: Grootboekrekening, tussen: Grootboekrekening) -> Stuk:
    """Return the document: off what has no invoice, and back on 1500 under the invoice. A credit note mirrors it."""
    af, erbij = (crediteuren, tussen), (tussen, crediteuren)
    if post.credit:
        af, erbij = erbij, af
    regels = [Regel(*af, post.bedrag), Regel(*erbij, post.bedrag, partner=post.leverancier, factuur=factuur)]
    return Stuk(Dagboek.MEMORIAAL, _dag(), f"Stond al open: {factuur}"[:140], regels)


def _dag() -> date:
    """Return the day of the opening balance while its year is open, otherwise today; the first open day of either."""
    begin, vandaag = beginbalans_van(), timezone.localdate()
    open_ = begin and Jaar.objects.filter(pk=begin.jaar_id, status=Jaar.Status.OPEN, boeken_elders=None).exists()
    return boekdag(begin.datum if begin and open_ else vandaag)


def na_omkeren(stuk: Boekstuk, omkering: Boekstuk, gebruiker: Gebruiker) -> None:
    """Let the invoice go with its document: the amount stands on 1500 without an invoice again."""
    akkoord = Factuurakkoord.objects.filter(boekstuk=stuk, factuur__regels__rekening__in=_tussenrekeningen()).first()
    if akkoord is None:
        return
    rij = Inkoopfactuur.objects.select_for_update().get(pk=akkoord.factuur_id)
    Inkoopfactuur.objects.filter(pk=rij.pk).update(ronde=rij.ronde + 1)
    Factuurakkoord.objects.create(factuur=rij, ronde=rij.ronde + 1, soort="afgekeurd", reden=TERUG, wie=gebruiker)
