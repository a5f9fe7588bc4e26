"""Money that comes in for a grant, and money that goes back to its partner."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.models import Bestand, Gebruiker
from financien.models import Boekstuk, Dagboek, Grootboekrekening, Rekeningsoort, Toekenning, Toekenningstatus
from financien.services.bankplek import Plek
from financien.services.boeken import AlGeboekt, BoekFout, Regel, Stuk, boek
from financien.services.naar_rato import verdeel
from financien.services.ontvangstdeling import deel_ontvangst
from financien.services.saldi import NUL
from financien.services.toekenningboek import (
    eigen_inkomsten,
    erken,
    gewichten,
    regel,
    sluit_aan,
    tussenrekeningen,
    vergrendel,
)
from financien.services.toekenningschuif import verlaagd
from financien.services.toekenningstand import TERUG, VOORUIT, VORDERING, Stand, samen, standen, teruggegaan, weg
from kamers.models import Kamer

GELD = (Rekeningsoort.BANK, Rekeningsoort.HANDGELD, Rekeningsoort.KAS)
_DAGBOEK = {Rekeningsoort.KAS: Dagboek.KAS, Rekeningsoort.HANDGELD: Dagboek.KAS}
_AF = Toekenningstatus.Status.AFGEWEZEN
_VAST = Toekenningstatus.Status.VASTGESTELD


def toegekend(toekenning: Toekenning) -> Decimal:
    """Return the amount that the last decision says: the final one when it is there."""
    stap = toekenning.stappen.geldig().filter(status=_VAST).first()
    return toekenning.bedrag if stap is None or stap.bedrag is None else stap.bedrag


def _mag_nog(toekenning: Toekenning, stand: Stand) -> Decimal:
    """Return how much may still come in: of what was granted, what never came.

    Also what a closed year took off may come, as a debt at once, for a partner pays whole instalments. What of it went
    back already does not come again; after the final decision the grant itself is that much lower.
    """
    rest = toegekend(toekenning) - stand.ontvangen
    if toekenning.stappen.geldig().filter(status=_VAST).exists():
        return rest
    weg_en_eraf = (sum(per.values(), NUL) for per in (teruggegaan(toekenning), verlaagd(toekenning)))
    return rest - min(weg_en_eraf)


@transaction.atomic
def ontvang(
    *,
    toekenning: Toekenning,
    rekening: Grootboekrekening,
    datum: date,
    bedrag: Decimal,
    sleutel: UUID,
    gebruiker: Gebruiker,
    omschrijving: str = "",
    kamer: Kamer | None = None,
    bewijs: Bestand | None = None,
    plek: Plek | None = None,
) -> Boekstuk:
    """Book money that came in on ``rekening`` (bank, cash, handgeld) for a grant, in euros, over its rooms.

    Only own income may name one ``kamer``. ``plek``: what a bank line of a closed year asks of the document. BoekFout
    when it is more than is still to come, or when nobody promised it; AlGeboekt when the key stands for something else.
    """
    toekenning = vergrendel(toekenning)
    eerder = _eerder(toekenning, sleutel, datum, bedrag, {"debet": rekening}, omschrijving)
    if eerder:
        return _zelfde_kamers(eerder, toekenning, kamer)
    nu = standen(date.max, [toekenning.pk]).get(toekenning.pk, {})
    _keur(toekenning, rekening, bedrag, samen(nu))
    delen = _delen(toekenning, bedrag, nu, kamer)
    toen = standen(datum, [toekenning.pk]).get(toekenning.pk, {})
    regels = _regels(toekenning, rekening, delen, toen)
    dagboek = _DAGBOEK.get(Rekeningsoort(rekening.soort), Dagboek.BANK)
    stuk = Stuk(dagboek, datum, (omschrijving or f"Ontvangen: {toekenning}")[:140], regels, bewijs)
    boekstuk = boek(plek.zet(stuk) if plek else stuk, sleutel=sleutel, gebruiker=gebruiker)
    erken(toekenning, gebruiker)
    sluit_aan(toekenning, sleutel=sleutel, gebruiker=gebruiker)
    return boekstuk


def _eerder(
    toekenning: Toekenning, sleutel: UUID, datum: date, bedrag: Decimal, geld: dict, omschrijving: str
) -> Boekstuk | None:
    """Return what this form booked before. AlGeboekt for another day, amount, account or words under its key."""
    boekstuk = Boekstuk.objects.filter(sleutel=sleutel).first()
    if boekstuk is None:
        return None
    zelfde = boekstuk.boekingen.filter(toekenning=toekenning, **geld).exists()
    zelfde &= omschrijving[:140] in ("", boekstuk.omschrijving)
    if not zelfde or (boekstuk.datum, boekstuk.totaal) != (datum, bedrag):
        raise AlGeboekt(boekstuk)
    return boekstuk


def _zelfde_kamers(eerder: Boekstuk, toekenning: Toekenning, kamer: Kamer | None) -> Boekstuk:
    """Return it when it was for the same rooms: only own income is for one room, or for all of its estimate."""
    if eigen_inkomsten(toekenning):
        delen = _delen(toekenning, eerder.totaal, {}, kamer)
        geboekt = dict(eerder.boekingen.values_list("kamer").annotate(som=Sum("bedrag")))
        if geboekt != {plek.pk: deel for plek, deel in delen.items()}:
            raise AlGeboekt(eerder)
    return eerder


def _keur(toekenning: Toekenning, rekening: Grootboekrekening, bedrag: Decimal, nu: Stand) -> None:
    if rekening.soort not in GELD:
        raise BoekFout(_("Kies de bank, een handgeldrekening of een kas."))
    if bedrag <= 0:
        raise BoekFout(_("Vul een bedrag in dat meer is dan € 0."))
    if toekenning.in_natura:
        raise BoekFout(_("Een bijdrage in natura komt niet in de boeken."))
    if toekenning.stappen.geldig().filter(status=_AF).exists():
        raise BoekFout(_("Deze aanvraag is afgewezen. Leg eerst een nieuwe toekenning vast."))
    if eigen_inkomsten(toekenning):
        return
    rest = _mag_nog(toekenning, nu)
    if bedrag > rest:
        zin = _("Er komt nog %(rest)s. %(bedrag)s is meer. Boek wat over is bij wat het wel is.")
        raise BoekFout(zin % {"rest": euro(max(rest, NUL)), "bedrag": euro(bedrag)})


def _delen(toekenning: Toekenning, bedrag: Decimal, nu: dict[int, Stand], kamer: Kamer | None) -> dict[Kamer, Decimal]:
    if kamer is not None:
        if not eigen_inkomsten(toekenning):
            raise BoekFout(_("Een ontvangst gaat over de kamers zoals de toekenning verdeeld is."))
        return {kamer: bedrag}
    if eigen_inkomsten(toekenning):
        return {plek: deel for plek, deel in verdeel(bedrag, gewichten(toekenning)).items() if deel}
    return deel_ontvangst(toekenning, bedrag, nu)


def _regels(
    toekenning: Toekenning, geld: Grootboekrekening, delen: dict[Kamer, Decimal], toen: dict[int, Stand]
) -> list[Regel]:
    """Return the lines of a receipt: against the claim of that day, and for the rest received in advance."""
    if eigen_inkomsten(toekenning):
        return [regel(toekenning, geld, toekenning.rekening, deel, kamer) for kamer, deel in delen.items()]
    rekeningen, regels = tussenrekeningen(), []
    for kamer, deel in delen.items():
        op_vordering = min(deel, toen.get(kamer.pk, Stand()).vordering)
        for nummer, bedrag in ((VORDERING, op_vordering), (VOORUIT, deel - op_vordering)):
            if bedrag:
                regels.append(regel(toekenning, geld, rekeningen[nummer], bedrag, kamer))
    return regels


@transaction.atomic
def betaal_terug(
    *,
    toekenning: Toekenning,
    rekening: Grootboekrekening,
    datum: date,
    bedrag: Decimal,
    sleutel: UUID,
    gebruiker: Gebruiker,
    omschrijving: str = "",
    plek: Plek | None = None,
) -> Boekstuk:
    """Book what goes back to the partner. BoekFout when that is more than is owed.

    ``plek``: as in ``ontvang``.
    """
    toekenning = vergrendel(toekenning)
    eerder = _eerder(toekenning, sleutel, datum, bedrag, {"credit": rekening}, omschrijving)
    if eerder:
        return eerder
    schuld = schuld_van(toekenning, datum)
    if rekening.soort not in GELD:
        raise BoekFout(_("Kies de bank, een handgeldrekening of een kas."))
    if not 0 < bedrag <= sum(schuld.values()):
        raise BoekFout(_("Terug te betalen is %(bedrag)s.") % {"bedrag": euro(sum(schuld.values(), NUL))})
    van = tussenrekeningen()[TERUG]
    delen = verdeel(bedrag, schuld)
    regels = [regel(toekenning, van, rekening, deel, kamer) for kamer, deel in delen.items() if deel]
    stuk = Stuk(Dagboek.BANK, datum, (omschrijving or f"Terugbetaald: {toekenning}")[:140], regels)
    return _boek_terug(toekenning, plek.zet(stuk) if plek else stuk, sleutel, gebruiker)


def _boek_terug(toekenning: Toekenning, stuk: Stuk, sleutel: UUID, gebruiker: Gebruiker) -> Boekstuk:
    boekstuk = boek(stuk, sleutel=sleutel, gebruiker=gebruiker)
    sluit_aan(toekenning, sleutel=sleutel, gebruiker=gebruiker)
    return boekstuk


@transaction.atomic
def kwam_terug(
    *,
    toekenning: Toekenning,
    rekening: Grootboekrekening,
    bedrag: Decimal,
    plek: Plek,
    sleutel: UUID,
    gebruiker: Gebruiker,
) -> Boekstuk:
    """Book a repayment that the bank sent back: it is owed again, by the rooms it went from.

    ``plek``: of the bank line. BoekFout when less than that went back over this account.
    """
    toekenning = vergrendel(toekenning)
    eerder = _eerder(toekenning, sleutel, plek.datum, bedrag, {"debet": rekening}, "")
    if eerder:
        return eerder
    heen = dict(weg("kamer").filter(Q(debet=rekening) | Q(credit=rekening), toekenning=toekenning))
    uit = {kamer: heen[kamer.pk] for kamer in gewichten(toekenning) if heen.get(kamer.pk, NUL) > 0}
    if not 0 < bedrag <= sum(uit.values()):
        raise BoekFout(_("Van deze rekening ging %(bedrag)s terug.") % {"bedrag": euro(sum(uit.values(), NUL))})
    naar, delen = tussenrekeningen()[TERUG], verdeel(bedrag, uit)
    regels = [regel(toekenning, rekening, naar, deel, kamer) for kamer, deel in delen.items() if deel]
    stuk = Stuk(Dagboek.BANK, plek.datum, f"Terugbetaling kwam terug: {toekenning}"[:140], regels)
    return _boek_terug(toekenning, plek.zet(stuk), sleutel, gebruiker)


def schuld_van(toekenning: Toekenning, dag: date) -> dict[Kamer, Decimal]:
    """Return what is owed back per room on a day, and was not paid back after it."""
    nu, straks = (standen(tot, [toekenning.pk]).get(toekenning.pk, {}) for tot in (dag, date.max))
    return {
        kamer: terug
        for kamer in gewichten(toekenning)
        if (terug := min(stand.get(kamer.pk, Stand()).terug for stand in (nu, straks))) > 0
    }
