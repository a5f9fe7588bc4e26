"""Payments of handgeld inside an order to the bank: what is against them, and who they are for."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import (
    Bankboeking,
    Bankregel,
    Bon,
    Bonstap,
    Grootboekrekening,
    Handgeldbetaling,
    Rekeningsoort,
    Terugbetaling,
)
from financien.services.handgeld import aanvullen, onderweg
from financien.services.handgeld.basis import regel_van
from financien.services.saldi import NUL


def bij_de_bank(rijen: QuerySet) -> QuerySet:
    """Keep the top-ups or repayments outside an order that the bank once showed: undone, their bank line still open.

    The money left our account, so it does not go there a second time before that line is booked again. A payment of
    an order is under way then (``Handgeldbetaling.onderweg``).
    """
    open_ = Bankregel.objects.open().filter(pk=OuterRef("regel"))
    getoond = Bankboeking.objects.filter(Exists(open_), boekstuk=OuterRef("boekstuk"))
    return rijen.filter(Exists(getoond), boekstuk__omgekeerd_door__isnull=False, betaling__isnull=True)


def bezwaren_van(regels: Iterable[Handgeldbetaling]) -> Iterator[str]:
    """Return a sentence for each payment of which the file says something else than the books do now."""
    regels = list(regels)
    bonnen = [regel.bon_id for regel in regels if regel.bon_id]
    goed = set(
        Bon.objects.met_stand().filter(pk__in=bonnen, stand=Bonstap.Soort.GOEDGEKEURD).values_list("pk", flat=True)
    )
    terug = Terugbetaling.objects.filter(bon__in=bonnen, boekstuk__omgekeerd_door=None)
    al = set(terug.values_list("bon", flat=True))
    yield from _van_aanvullingen([regel for regel in regels if regel.maand and regel.loopt])
    for regel in regels:
        if not regel.loopt or regel.bon_id in al:
            zin = _("De betaling aan %(naam)s is intussen gedaan of gestopt. Trek deze opdracht in.")
            yield zin % {"naam": regel.naar_naam}
        elif regel.bon_id and regel.bon_id not in goed:
            zin = _("Het bonnetje van %(naam)s is veranderd. Trek deze opdracht in en maak een nieuwe.")
            yield zin % {"naam": regel.naar_naam}


def _van_aanvullingen(regels: list[Handgeldbetaling]) -> Iterator[str]:
    """Say it of top-ups: the account of the room changed, or the bank filled the pot. Four questions, or none.

    All top-ups of an order are of one month.
    """
    kamers, maand = [regel.kamer for regel in regels], next((regel.maand for regel in regels), None)
    if maand is None:
        return
    rekeningen = Grootboekrekening.objects.filter(kamer__in=kamers, soort=Rekeningsoort.HANDGELD)
    iban, al = dict(rekeningen.values_list("kamer", "iban")), dict(aanvullen.al_rijen(kamers, maand))
    los = {rij.potje: rij for rij in reversed(onderweg.vraag(kamers)) if rij.op_de_bank and rij.maand == maand}
    hoogstens = regel_van(maand.year).per_maand
    for regel in regels:
        if regel.naar_iban != iban.get(regel.kamer_id):
            zin = _("Het rekeningnummer van %(naam)s is veranderd. Trek deze opdracht in en maak een nieuwe.")
            yield zin % {"naam": regel.naar_naam}
        elif regel.kamer_id in los:
            yield los[regel.kamer_id].zin(regel.kamer)
        elif al.get(regel.kamer_id, NUL) + regel.bedrag > hoogstens:
            zin = _("%(naam)s kreeg al handgeld van deze maand. Trek deze opdracht in en maak een nieuwe.")
            yield zin % {"naam": regel.naar_naam}


def is_aan_zichzelf(regels: Iterable[Handgeldbetaling], gebruiker: Gebruiker) -> bool:
    """Whether the user would approve money for the own account (§6.4)."""
    return any(regel.naar_naam.casefold() == gebruiker.naam.casefold() for regel in regels)


def veranderd(rij: Handgeldbetaling) -> str:
    """Return what is against a payment of which the receipt is another one by now. Under the lock of the pot."""
    bon = rij.bon
    if bon is None or (bon.bedrag, bon.voorschieter and bon.voorschieter.iban) == (rij.bedrag, rij.naar_iban):
        return ""
    zin = _("Het bonnetje van %(naam)s is veranderd na betaalopdracht %(opdracht)s. Boek deze bankregel met Anders.")
    return zin % {"naam": rij.naar_naam, "opdracht": rij.opdracht}
