"""Cash from the bank account of a room, and money that comes in there."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.models import Gebruiker
from financien.models import BetaaldUit, Boekstuk, Bon, Bonstap, Dagboek, Ontvangst
from financien.services.boeken import Regel, Stuk, boek
from financien.services.handgeld import basis, potje
from financien.services.handgeld.basis import AlGebruikt, HandgeldFout
from kamers.models import Kamer

NAAR = {  # on which income account money of a kind comes
    Ontvangst.Soort.BIJDRAGE: "8050",
    Ontvangst.Soort.VERKOOP: "8050",
    Ontvangst.Soort.GIFT: "8090",
    Ontvangst.Soort.PROJECT: "8060",
    Ontvangst.Soort.TERUG: basis.VORDERING,
}


@transaction.atomic
def verplaats(
    *, kamer: Kamer, datum: date, bedrag: Decimal, sleutel: UUID, gebruiker: Gebruiker, naar_kas: bool = True
) -> Boekstuk:
    """Note that cash was taken from the account (or put on it): money of the pot, in another place (§4.1).

    Lock: the pot of the room. HandgeldFout for what is not there. The same form again is the same document.
    """
    basis.op_slot(kamer)
    _keur(datum, bedrag)
    rekeningen = basis.rekeningen_van(kamer)
    naar, van = (rekeningen.kas, rekeningen.rekening) if naar_kas else (rekeningen.rekening, rekeningen.kas)
    nu = potje.stand(kamer)
    hier = nu.rekening if naar_kas else nu.kas
    if bedrag > hier and not basis.eerder_geboekt(sleutel):
        zin = _("Op de pas staat %(hier)s. Zoveel kan er niet af.") if naar_kas else _("In de kas zit %(hier)s.")
        raise HandgeldFout(zin % {"hier": euro(hier)}, "bedrag")
    wat = "Contant opgenomen" if naar_kas else "Contant gestort"
    dag = basis.boekdag(datum, timezone.localdate())
    stuk = Stuk(Dagboek.BANK, dag, wat, [Regel(naar, van, bedrag, kamer)])
    return boek(stuk, sleutel=sleutel, gebruiker=gebruiker)


@transaction.atomic
def ontvang(
    *,
    kamer: Kamer,
    datum: date,
    bedrag: Decimal,
    soort: str,
    sleutel: UUID,
    gebruiker: Gebruiker,
    omschrijving: str = "",
    op_rekening: bool = False,
    bon: Bon | None = None,
) -> Ontvangst:
    """Note money that came in in the room: an income line, or a refused receipt that was paid back (§4.6).

    Locks: the pot of the room, the row of the receipt. The same form again returns what is there, with other content
    AlGebruikt.
    """
    basis.op_slot(kamer)
    eerder = Ontvangst.objects.filter(boekstuk__sleutel=sleutel).first()
    if eerder:
        if (eerder.kamer_id, eerder.datum, eerder.bedrag, eerder.soort) == (kamer.pk, datum, bedrag, soort):
            return eerder
        raise AlGebruikt(_("Dit formulier is al gebruikt. Kijk na wat er staat en sla het op."))
    _keur(datum, bedrag)
    _keur_bon(kamer, bedrag, soort, bon)
    rekeningen = basis.rekeningen_van(kamer)
    naar = rekeningen.rekening if op_rekening else rekeningen.kas
    woord = basis.nederlands(Ontvangst.Soort(soort).label)
    wat = f"Ontvangen: {woord}{f' ({omschrijving})' if omschrijving else ''}"[:140]
    dag = basis.boekdag(datum, timezone.localdate())
    dagboek = Dagboek.BANK if op_rekening else Dagboek.KAS
    stuk = Stuk(dagboek, dag, wat, [Regel(naar, basis.grootboek(NAAR[Ontvangst.Soort(soort)]), bedrag, kamer)])
    velden = {"datum": datum, "bedrag": bedrag, "soort": soort, "omschrijving": omschrijving, "bon": bon}
    geboekt = boek(stuk, sleutel=sleutel, gebruiker=gebruiker)
    return Ontvangst.objects.create(kamer=kamer, boekstuk=geboekt, ontvangen_door=gebruiker, **velden)


def terug_te_betalen(kamer: Kamer):
    """Return the refused receipts of a room whose money did not come back yet: claims on who paid."""
    terug = Ontvangst.objects.filter(bon__isnull=False, boekstuk__omgekeerd_door=None).values("bon")
    rijen = Bon.objects.met_stand().filter(kamer=kamer, stand=Bonstap.Soort.AFGEWEZEN).exclude(pk__in=terug)
    return rijen.exclude(betaald_uit=BetaaldUit.EIGEN).order_by("datum", "pk")


def _keur(datum: date, bedrag: Decimal) -> None:
    if datum > timezone.localdate():
        raise HandgeldFout(_("Deze dag moet nog komen. Kies vandaag of een dag ervoor."), "datum")
    if bedrag <= 0:
        raise HandgeldFout(_("Vul een bedrag in dat meer is dan € 0."), "bedrag")


def _keur_bon(kamer: Kamer, bedrag: Decimal, soort: str, bon: Bon | None) -> None:
    """Let a repayment belong to a refused receipt, of its amount. Lock: its row, so that it stays refused."""
    if soort != Ontvangst.Soort.TERUG:
        return
    if bon:
        Bon.objects.select_for_update().get(pk=bon.pk)
    if bon is None or not terug_te_betalen(kamer).filter(pk=bon.pk).exists():
        raise HandgeldFout(_("Kies welk bonnetje is terugbetaald."), "bon")
    if bon.bedrag != bedrag:
        raise HandgeldFout(_("Dit bonnetje was %(bedrag)s.") % {"bedrag": euro(bon.bedrag)}, "bedrag")
