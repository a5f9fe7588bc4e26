"""What a document of the books comes from, as links: invoice, receipt, grant, bank line, order, count, wages, accrual.

Of a document that tells a wage only what its visible bookings name (§5.6).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from buurtwerkkamer import rollen
from buurtwerkkamer.bedragen import euro, in_taal
from buurtwerkkamer.models import Gebruiker
from financien.models import Bankboeking, Bankregel, Betaalopdracht, Boeking, Boekstuk, Regelbetaling
from financien.models.grootboek import BESTEMD


@dataclass(frozen=True)
class Schakel:
    """One step down: what it is, which one, and where it stands."""

    soort: str
    naam: str
    url: str


def met_geld(stukken: QuerySet[Boekstuk], gebruiker: Gebruiker) -> QuerySet[Boekstuk]:
    """Read the bank lines and the payments of orders of documents with them. Two queries."""
    bank = Bankboeking.objects.zichtbaar_voor(gebruiker).select_related("regel").order_by("pk")
    orders = Regelbetaling.objects.zichtbaar_voor(gebruiker).select_related("regel__opdracht").order_by("pk")
    return stukken.prefetch_related(Prefetch("bankboekingen", bank), Prefetch("regelbetalingen", orders))


def herkomst(stuk: Boekstuk, boekingen: Sequence[Boeking], gebruiker: Gebruiker) -> list[Schakel]:
    """Return where a document leads to. After ``stukbewijs.met_bron`` and ``met_geld``; no query.

    ``boekingen``: those in reach of this user, with invoice and grant.
    """
    uit = [*_van_boekingen(boekingen)]
    if not vars(stuk)["dicht"]:
        uit += [*_van_handgeld(stuk), *_van_bank(stuk, gebruiker), *_orders(stuk), *_van_eind(stuk, boekingen)]
    return uit


def _van_boekingen(boekingen: Iterable[Boeking]) -> Iterator[Schakel]:
    facturen = {b.factuur_id: b.factuur for b in boekingen if b.factuur}
    toekenningen = {b.toekenning_id: b.toekenning for b in boekingen if b.toekenning}
    for factuur in facturen.values():
        yield Schakel(_("Factuur"), str(factuur), reverse("financien:factuur", args=[factuur.pk]))
    for toekenning in toekenningen.values():
        yield Schakel(_("Toekenning"), str(toekenning), reverse("financien:toekenning", args=[toekenning.pk]))


def _van_handgeld(stuk: Boekstuk) -> Iterator[Schakel]:
    for naam in ("bonstap", "terugbetaling", "ontvangst"):
        bon = getattr(getattr(stuk, naam, None), "bon", None)
        if bon:
            yield Schakel(_("Bonnetje"), str(bon), reverse("financien:bon", args=[bon.pk]))
    telling = getattr(stuk, "kastelling", None)
    if telling:
        yield Schakel(_("Telling"), str(telling), reverse("financien:tellingen", args=[telling.kamer.code]))
    for naam, soort in (("ontvangst", _("Ontvangen in")), ("aanvulling", _("Potje van"))):
        rij = getattr(stuk, naam, None)
        if rij:
            yield Schakel(soort, str(rij.kamer), reverse("financien:handgeld", args=[rij.kamer.code]))


def _van_bank(stuk: Boekstuk, gebruiker: Gebruiker) -> Iterator[Schakel]:
    boekt = rollen.mag(gebruiker, "financien.bank")
    for koppeling in stuk.bankboekingen.all():
        yield Schakel(_("Bankregel"), _regelnaam(koppeling.regel), _regeladres(koppeling.regel, stuk, boekt=boekt))


def _regelnaam(regel: Bankregel) -> str:
    return f"{date_format(regel.datum, 'd-m-Y')}, {in_taal(euro(regel.bedrag))}"


def _regeladres(regel: Bankregel, stuk: Boekstuk, *, boekt: bool) -> str:
    """Return the page of a line for who books; for who only reads the list of what is booked, at this document."""
    if boekt:
        return reverse("financien:bankregel", args=[regel.pk])
    return f"{reverse('financien:bank_geboekt')}?{urlencode({'zoek': str(stuk)})}"


def _orders(stuk: Boekstuk) -> Iterator[Schakel]:
    orders: dict[int, Betaalopdracht] = {r.regel.opdracht_id: r.regel.opdracht for r in stuk.regelbetalingen.all()}
    for naam in ("terugbetaling", "aanvulling"):
        betaling = getattr(getattr(stuk, naam, None), "betaling", None)
        if betaling:
            orders[betaling.opdracht_id] = betaling.opdracht
    for order in orders.values():
        yield Schakel(_("Betaalopdracht"), str(order), reverse("financien:betaling", args=[order.pk]))


def _van_eind(stuk: Boekstuk, boekingen: Iterable[Boeking]) -> Iterator[Schakel]:
    """Yield what belongs to a month or a year: wages, an accrual, what was taken over, where the result went."""
    maand = getattr(getattr(stuk, "loonjournaalpost", None), "maand", None)
    if maand:
        yield Schakel(_("Lonen"), date_format(maand, "F Y"), reverse("financien:lonen", args=[maand.year]))
    post = getattr(stuk, "overlopendepost", None) or getattr(stuk, "overlopend_van", None)
    if post:
        adres = reverse("financien:overlopend", args=[post.boekstuk.datum.year])
        yield Schakel(_("Overlopende post"), str(post.get_soort_display()), adres)
    elders = getattr(stuk, "eldersstuk", None)
    if elders:
        yield Schakel(_("Boeken elders"), elders.bron, reverse("financien:elders", args=[stuk.datum.year]))
    if any(BESTEMD in (b.debet.nummer, b.credit.nummer) for b in boekingen):
        adres = reverse("financien:jaar", args=[stuk.datum.year])
        yield Schakel(_("Bestemming van het resultaat"), str(stuk.datum.year), adres)
