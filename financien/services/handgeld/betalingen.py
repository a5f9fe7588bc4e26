"""Pay handgeld by an order to the bank that two people make, and book what the bank shows of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import (
    Bankregel,
    BetaaldUit,
    Betaalopdracht,
    Boekstuk,
    Bon,
    Bonstap,
    Dagboek,
    Grootboekrekening,
    Handgeldbetaling,
    Terugbetaling,
)
from financien.services.bankbetaling import te_vroeg
from financien.services.bankplek import Plek
from financien.services.boeken import Regel, Stuk, boek
from financien.services.handgeld import aanvullen, basis
from financien.services.handgeld.basis import AlGebruikt, HandgeldFout
from financien.services.handgeld.betaalbestand import maak_bestand, wij_betalen
from financien.services.handgeld.betaalstand import bij_de_bank, veranderd
from financien.services.sepa import lees_iban, mis_aan_dag
from kamers.models import Kamer


@dataclass(frozen=True)
class Tegoed:
    """A receipt that was paid with own money and approved. ``mis``: why this user cannot pay it back, or empty."""

    bon: Bon
    mis: str


def open_tegoeden():
    """Return the receipts whose money did not go back yet, the oldest first. One query."""
    terug = Terugbetaling.objects.filter(boekstuk__omgekeerd_door=None).values("bon")
    rijen = Bon.objects.met_stand().filter(stand=Bonstap.Soort.GOEDGEKEURD, betaald_uit=BetaaldUit.EIGEN)
    return rijen.exclude(pk__in=terug).select_related("kamer", "voorschieter").order_by("datum", "pk")


def te_betalen(gebruiker: Gebruiker) -> list[Tegoed]:
    """Return what may go into an order now: what stands in a running one does not. One query.

    What an open bank line may have paid already, or once showed, waits for that line: else it would be paid twice.
    """
    onderweg = Handgeldbetaling.objects.met_stand().onderweg().filter(bon__isnull=False).values("bon")
    past = Bankregel.objects.open().filter(
        bedrag=-1 * OuterRef("bedrag"), tegen_iban=OuterRef("voorschieter__iban"), datum__gte=OuterRef("datum")
    )
    getoond = bij_de_bank(Terugbetaling.objects.filter(bon=OuterRef("pk")).order_by())
    rijen = open_tegoeden().exclude(pk__in=onderweg).annotate(op_de_bank=Exists(past) | Exists(getoond))
    return [Tegoed(bon, _mis(bon, gebruiker)) for bon in rijen]


def _mis(bon: Bon, gebruiker: Gebruiker) -> str:
    if bon.voorschieter and bon.voorschieter.naam.casefold() == gebruiker.naam.casefold():
        return _("Dit is een betaling aan jezelf. Iemand anders zet haar klaar.")
    if vars(bon)["op_de_bank"]:
        return _("Op de bank staat al een betaling van dit bedrag aan deze rekening. Boek die bankregel eerst.")
    return ""


@transaction.atomic
def zet_terugbetalingen_klaar(
    *, bonnen: Sequence[int], uitvoeren_op: date, sleutel: UUID, gebruiker: Gebruiker
) -> Betaalopdracht:
    """Prepare an order that pays back own money. Locks: the rows of the receipts, in order.

    The same form again returns the order that is there; with another choice it is AlGebruikt.
    """
    list(Bon.objects.select_for_update().filter(pk__in=bonnen).order_by("pk"))
    eerder = _eerder(sleutel, uitvoeren_op, {("bon", pk) for pk in bonnen})
    if eerder:
        return eerder
    _keur(mis_aan_dag(uitvoeren_op), "uitvoeren_op")
    gekozen = [rij for rij in te_betalen(gebruiker) if rij.bon.pk in set(bonnen)]
    if not bonnen or len(gekozen) != len(set(bonnen)):
        zin = _("Een van deze bonnetjes kan nu niet terugbetaald worden. Ververs de pagina.")
        raise HandgeldFout(zin if bonnen else _("Kies minstens één bonnetje."))
    _keur(next((rij.mis for rij in gekozen if rij.mis), ""))
    regels = [_terugbetaling(rij.bon, sleutel) for rij in gekozen]
    return _schrijf(regels, uitvoeren_op, sleutel, gebruiker)


def _keur(mis: str, veld: str | None = None) -> None:
    if mis:
        raise HandgeldFout(mis, veld)


def _terugbetaling(bon: Bon, sleutel: UUID) -> Handgeldbetaling:
    naar = bon.voorschieter
    return Handgeldbetaling(
        kamer=bon.kamer,
        bon=bon,
        naar_naam=naar.naam if naar else "",
        naar_iban=naar.iban if naar else "",
        bedrag=bon.bedrag,
        kenmerk=f"BWK-{sleutel.hex[:10]}-B{bon.pk}",
    )


@transaction.atomic
def zet_aanvullingen_klaar(
    *, kamers: Sequence[Kamer], maand: date, uitvoeren_op: date, sleutel: UUID, gebruiker: Gebruiker
) -> Betaalopdracht:
    """Prepare an order that tops up these rooms to the rule. Locks: the pots of the rooms, in order.

    What stands in the order counts for the rule of the month from now on, until it is paid, withdrawn or refused.
    """
    kamers = sorted(set(kamers), key=lambda kamer: kamer.pk)
    for kamer in kamers:
        basis.op_slot(kamer)
    eerder = _eerder(sleutel, uitvoeren_op, {("kamer", kamer.pk) for kamer in kamers})
    if eerder:
        return eerder
    if not kamers:
        raise HandgeldFout(_("Kies minstens één kamer."))
    _keur(mis_aan_dag(uitvoeren_op), "uitvoeren_op")
    aanvullen.keur_maand(maand, uitvoeren_op, "uitvoeren_op")
    return _schrijf([_aanvulling(kamer, maand, sleutel) for kamer in kamers], uitvoeren_op, sleutel, gebruiker)


def _aanvulling(kamer: Kamer, maand: date, sleutel: UUID) -> Handgeldbetaling:
    nu, iban = aanvullen.keur(kamer, maand), basis.rekeningen_van(kamer).rekening.iban
    if not iban:
        raise HandgeldFout(
            _("De handgeldrekening van %(kamer)s heeft nog geen IBAN. Vul die eerst in.") % {"kamer": kamer}
        )
    return Handgeldbetaling(
        kamer=kamer,
        maand=maand,
        naar_naam=kamer.naam[:70],
        naar_iban=iban,
        bedrag=nu.mag,
        kenmerk=f"BWK-{sleutel.hex[:10]}-K{kamer.pk}",
    )


def _eerder(sleutel: UUID, uitvoeren_op: date, doelen: set[tuple[str, int]]) -> Betaalopdracht | None:
    opdracht = Betaalopdracht.objects.filter(sleutel=sleutel).first()
    if opdracht is None:
        return None
    al = {("bon", r.bon_id) if r.bon_id else ("kamer", r.kamer_id) for r in opdracht.handgeldregels.all()}
    if (al, opdracht.uitvoeren_op) == (doelen, uitvoeren_op):
        return opdracht
    zin = _("Dit formulier is al gebruikt voor betaalopdracht %(opdracht)s. Kijk je keuze na en probeer het opnieuw.")
    raise AlGebruikt(zin % {"opdracht": opdracht})


def _schrijf(regels: list[Handgeldbetaling], uitvoeren_op: date, sleutel: UUID, gebruiker: Gebruiker) -> Betaalopdracht:
    wij = wij_betalen()
    try:
        with transaction.atomic():
            opdracht = Betaalopdracht.objects.create(
                uitvoeren_op=uitvoeren_op,
                aantal=len(regels),
                totaal=sum((regel.bedrag for regel in regels), Decimal("0.00")),
                van_iban=lees_iban(wij.iban),
                bestand=maak_bestand(wij, uitvoeren_op, regels),
                sleutel=sleutel,
                klaargezet_door=gebruiker,
            )
            for nummer, regel in enumerate(regels, 1):
                regel.opdracht, regel.volgnummer = opdracht, nummer
            Handgeldbetaling.objects.bulk_create(regels)
    except IntegrityError as fout:
        raise basis.vertaal(fout) from fout
    return opdracht


@transaction.atomic
def betaald(
    regel: Handgeldbetaling,
    *,
    datum: date,
    bankrekening: Grootboekrekening,
    sleutel: UUID,
    gebruiker: Gebruiker,
    plek: Plek | None = None,
) -> Boekstuk:
    """Book that the bank shows a payment of an order, a top-up or own money; again only when that was undone.

    Locks: the pot of the room, the row of the payment.
    """
    basis.op_slot(regel.kamer)
    rij = (
        Handgeldbetaling.objects.select_for_update(of=("self",))
        .select_related("kamer", "bon", "opdracht")
        .get(pk=regel.pk)
    )
    eerder = basis.eerder_geboekt(sleutel)
    if eerder:
        return eerder
    if not Handgeldbetaling.objects.met_stand().onderweg().filter(pk=rij.pk).exists():
        raise HandgeldFout(_("Deze betaling is al geboekt of gestopt. Ververs de pagina."))
    _keur(te_vroeg(rij.opdracht, datum) or veranderd(rij))
    vast: dict[str, Any] = {"datum": datum, "bankrekening": bankrekening, "sleutel": sleutel, "gebruiker": gebruiker}
    vast["plek"] = plek
    if rij.bon:
        stuk = betaal_terug(rij.bon, betaling=rij, **vast)
    else:
        maand = rij.maand or basis.eerste(datum)
        vast |= {"kamer": rij.kamer, "maand": maand, "bedrag": rij.bedrag, "betaling": rij}
        stuk = aanvullen.boek_aanvulling(**vast).boekstuk
    Handgeldbetaling.objects.filter(pk=rij.pk, loopt=True).update(loopt=False)
    return stuk


@transaction.atomic
def betaal_terug(
    bon: Bon,
    *,
    datum: date,
    bankrekening: Grootboekrekening,
    sleutel: UUID,
    gebruiker: Gebruiker,
    betaling: Handgeldbetaling | None = None,
    plek: Plek | None = None,
) -> Boekstuk:
    """Book once, on the first open day, that own money went back for a receipt: its debt is gone. Lock: its row."""
    Bon.objects.select_for_update().get(pk=bon.pk)
    eerder = basis.eerder_geboekt(sleutel)
    if eerder:
        return eerder
    if not open_tegoeden().filter(pk=bon.pk).exists():
        raise HandgeldFout(_("Voor dit bonnetje hoeft er niets terug. Ververs de pagina."))
    regels = [Regel(basis.grootboek(basis.VOORGESCHOTEN), bankrekening, bon.bedrag, bon.kamer)]
    dag = plek.datum if plek else basis.boekdag(datum, timezone.localdate())
    nieuw = Stuk(Dagboek.BANK, dag, f"Terugbetaald: {basis.nederlands(bon)}"[:140], regels)
    stuk = boek(plek.zet(nieuw) if plek else nieuw, sleutel=sleutel, gebruiker=gebruiker)
    Terugbetaling.objects.create(bon=bon, boekstuk=stuk, betaling=betaling)
    return stuk
