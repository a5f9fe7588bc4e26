"""Decide about a receipt: it becomes a cost once, goes back with a reason, or is refused and becomes a claim."""

from decimal import Decimal
from uuid import uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import BetaaldUit, Boekstuk, Bon, Bonstap, Categorie, Dagboek
from financien.services.boeken import BoekFout, Regel, Stuk, boek
from financien.services.btwnotities import noteer_erbij
from financien.services.handgeld import basis
from financien.services.handgeld.basis import HandgeldFout
from financien.services.handgeld.bonnen import EIGEN_OMKERING, OPEN, op_slot, zet_stap

BESLIST = (Bonstap.Soort.GOEDGEKEURD, Bonstap.Soort.AFGEWEZEN)


@transaction.atomic
def keur_goed(bon: Bon, *, gebruiker: Gebruiker, categorie: str = "", btw: Decimal | None = None) -> Boekstuk:
    """Approve a receipt: its cost is booked once, on handgeld of the room. Lock: the row of the receipt.

    ``categorie`` fills in what the room did not know; ``btw`` is noted beside the document. Someone else's approval a
    moment ago is a HandgeldFout, and so is the own receipt, or one that is paid back to oneself (§6.4).
    """
    bon = op_slot(bon)
    _keur_wie(bon, gebruiker)
    if categorie and categorie != bon.categorie:
        bon.categorie = Categorie(categorie)
        bon.save(update_fields=["categorie"])
    if not bon.categorie:
        raise HandgeldFout(basis.ZINNEN["Dit bonnetje heeft nog geen soort."], "categorie")
    nummer = basis.VOORGESCHOTEN if bon.betaald_uit == BetaaldUit.EIGEN else basis.TE_KEUREN
    stuk = _boek(bon, basis.HANDGELD, nummer, gebruiker)
    zet_stap(bon, Bonstap.Soort.GOEDGEKEURD, gebruiker, boekstuk=stuk)
    noteer_erbij(stuk, btw, gebruiker)
    return stuk


@transaction.atomic
def stuur_terug(bon: Bon, *, reden: str, gebruiker: Gebruiker) -> None:
    """Send a receipt back to the room with a reason; it stays out of the pot until it is repaired or withdrawn."""
    bon = op_slot(bon)
    _keur_wie(bon, gebruiker)
    zet_stap(bon, Bonstap.Soort.TERUGGESTUURD, gebruiker, reden=reden)


@transaction.atomic
def wijs_af(bon: Bon, *, reden: str, gebruiker: Gebruiker) -> Boekstuk | None:
    """Refuse a receipt: what was taken from the pot is a claim on who paid (§4.2). None for own money."""
    bon = op_slot(bon)
    _keur_wie(bon, gebruiker)
    stuk = None
    if bon.betaald_uit != BetaaldUit.EIGEN:
        stuk = _boek(bon, basis.VORDERING, basis.TE_KEUREN, gebruiker)
    zet_stap(bon, Bonstap.Soort.AFGEWEZEN, gebruiker, reden=reden, boekstuk=stuk)
    return stuk


def _keur_wie(bon: Bon, gebruiker: Gebruiker) -> None:
    if vars(bon)["stand"] not in OPEN:
        raise HandgeldFout(basis.ZINNEN["Dit bonnetje is net veranderd."])
    if is_eigen(bon, gebruiker):
        raise HandgeldFout(basis.ZINNEN["Een ander keurt dit bonnetje."])


def is_eigen(bon: Bon, gebruiker: Gebruiker) -> bool:
    """Whether someone submitted this receipt, once or again, or gets its money back: then somebody else decides."""
    naam = bon.voorschieter.naam if bon.voorschieter else ""
    ingediend = [stap for stap in bon.stappen.all() if stap.soort == Bonstap.Soort.INGEDIEND]
    zelf = gebruiker.pk in {bon.gemaakt_door_id, *(stap.wie_id for stap in ingediend)}
    return zelf or naam.casefold() == gebruiker.naam.casefold()


def _boek(bon: Bon, debet: str, credit: str, gebruiker: Gebruiker) -> Boekstuk:
    """Book once per turn: a key of the receipt and of how many steps it has, all under the lock of its row."""
    regels = [Regel(basis.grootboek(debet), basis.grootboek(credit), bon.bedrag, bon.kamer, omschrijving=_letter(bon))]
    dag = basis.boekdag(bon.datum, timezone.localdate())
    stuk = Stuk(Dagboek.MEMORIAAL, dag, f"Bonnetje: {basis.nederlands(bon)}"[:140], regels, bewijs=bon.foto)
    return boek(stuk, sleutel=uuid5(bon.sleutel, f"oordeel {bon.stappen.count()}"), gebruiker=gebruiker)


def _letter(bon: Bon) -> str:
    return f"{bon.categorie}: {basis.nederlands(Categorie(bon.categorie).label)}" if bon.categorie else ""


def na_omkeren(boekstuk: Boekstuk, omkering: Boekstuk, gebruiker: Gebruiker) -> None:
    """Let a receipt follow when its document was reversed in the books: registered with ``boeken``."""
    if omkering.sleutel == uuid5(boekstuk.sleutel, EIGEN_OMKERING):
        return
    stap = Bonstap.objects.filter(boekstuk=boekstuk).select_related("bon").first()
    if stap is None:
        return
    bon = op_slot(stap.bon)
    nu = vars(bon)["stand"]
    _keur_niet_onderweg(bon)
    if stap.soort in BESLIST and nu == stap.soort and not is_terugbetaald(bon):
        zet_stap(bon, Bonstap.Soort.TERUGGEDRAAID, gebruiker, reden=omkering.reden)
    elif stap.soort == Bonstap.Soort.INGEDIEND and nu in (*OPEN, Bonstap.Soort.TERUGGESTUURD):
        zet_stap(bon, Bonstap.Soort.INGETROKKEN, gebruiker, reden=omkering.reden)
    else:
        raise BoekFout(_("Dit boekstuk hoort bij een bonnetje dat al verder is. Draai eerst de laatste stap terug."))


def _keur_niet_onderweg(bon: Bon) -> None:
    """Refuse to undo a receipt under its money: in an order on its way, or shown by a bank line that is open again."""
    regel = bon.betalingen.met_stand().onderweg().select_related("opdracht").first()
    if regel is None:
        return
    zin = _("Dit bonnetje staat in betaalopdracht %(opdracht)s. Wacht op de bank, of trek die opdracht eerst in.")
    if not regel.loopt:
        zin = _(
            "De bank betaalde dit bonnetje met betaalopdracht %(opdracht)s. "
            "Boek eerst die bankregel, of trek die opdracht in."
        )
    raise BoekFout(zin % {"opdracht": regel.opdracht})


def is_terugbetaald(bon: Bon) -> bool:
    """Whether money went back and that was not undone: own money to who paid, or by who paid for what was refused."""
    geld = (bon.terugbetalingen, bon.ontvangsten)
    return any(rijen.filter(boekstuk__omgekeerd_door=None).exists() for rijen in geld)
