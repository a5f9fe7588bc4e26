"""The figures of the books: trial balance, ledger card, balance sheet, statement of income and expenditure."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.datums import lees_dag
from buurtwerkkamer.toegang import recht
from financien.models import Grootboekrekening
from financien.models.boekstuk import LOON_ZIEN
from financien.services.balans import balans as maak_balans
from financien.services.journaal import kaart as maak_kaart
from financien.services.kasoverzicht import KOLOMMEN, kasboekingen, loon_uit
from financien.services.kasoverzicht import kasoverzicht as maak_kasoverzicht
from financien.services.loonsom import proefbalans_met_loonsom
from financien.services.rekeningschema import (
    aanvulling,
    kamers_zonder,
    laad_rekeningen,
    maak_kamerrekeningen,
    zin_zonder,
)
from financien.services.saldi import Proefregel, proefbalans
from financien.services.staat import staat as maak_staat
from financien.views.boeken import BOEKEN, ZIEN, boekjaar
from kamers.models import Kamer

MAANDEN = {str(nummer) for nummer in range(1, 13)}


def _kamer(request) -> tuple[list[Kamer], Kamer | None]:
    """Return the rooms to choose from, and the one that was chosen; 404 for one that is not there."""
    kamers = list(Kamer.objects.zichtbaar_voor(request.user).tellend().in_volgorde())
    code = request.GET.get("kamer", "")
    gekozen = next((kamer for kamer in kamers if kamer.code == code), None)
    if code and gekozen is None:
        raise Http404
    return kamers, gekozen


def _tot(request, jaar: int) -> date:
    """Return the day up to which is counted: what was asked for, otherwise today or the end of the year."""
    try:
        gevraagd = lees_dag(request.GET["tot"], timezone.localdate()) if request.GET.get("tot") else _laatste(jaar)
    except ValueError:
        gevraagd = _laatste(jaar)
    return gevraagd if gevraagd.year == jaar else date(jaar, 12, 31)


def _tot_dag(request, jaar: int) -> date | None:
    """Return the day of this year that a card is asked up to, or None for the whole year."""
    tot = _tot(request, jaar) if request.GET.get("tot") else None
    return None if tot == date(jaar, 12, 31) else tot


def _vraag(jaar: int, tot: date, gekozen: Kamer | None = None) -> str:
    """Return what a link asks of a card or a statement of this year, so that it ends where the figure ends."""
    delen = {"kamer": gekozen.code} if gekozen else {}
    if tot < date(jaar, 12, 31):
        delen["tot"] = f"{tot:%d-%m-%Y}"
    return f"?{urlencode(delen)}" if delen else ""


def _laatste(jaar: int) -> date:
    """Return the last day of a year, or today when it is not over: the only day for who may not see wages."""
    laatste = date(jaar, 12, 31)
    return min(laatste, timezone.localdate()) if timezone.localdate().year == jaar else laatste


@recht(ZIEN)
@require_safe
def rekeningen(request, jaar):
    """Show the trial balance: every account with where it began, what happened, where it stands."""
    context = boekjaar(request, jaar, "rekeningen")
    regels = proefbalans(jaar) if context["ziet_lonen"] else proefbalans_met_loonsom(jaar)
    totalen = [sum(getattr(regel, veld) for regel in regels) for veld in ("begin", "debet", "credit", "eind")]
    context |= {"regels": regels, "totalen": totalen}
    context["eerder"] = totalen[0] if regels else None  # what earlier years left over stands on no account
    context |= _beheer(regels) if rollen.mag(request.user, BOEKEN) else {}
    return render(request, "financien/rekeningen.html", context)


def _beheer(regels: list[Proefregel]) -> dict:
    """Return what the treasurer can add or change; the accounts are of every year, so also when this one is closed."""
    met = [regel.rekening.pk for regel in regels]
    stil = Grootboekrekening.objects.filter(kamer=None).exclude(pk__in=met)
    return {"mag_beheren": True, "zonder": zin_zonder(), "erbij": aanvulling(), "stil": stil}


@recht(BOEKEN)
@require_POST
def nieuwe_kamers(request, jaar):
    """Give the rooms that have none yet their cash and handgeld account; a second time changes nothing."""
    maak_kamerrekeningen(kamers_zonder())
    messages.success(request, _("Elke kamer heeft nu een kas en een handgeldrekening."))
    return redirect("financien:rekeningen", jaar)


@recht(BOEKEN)
@require_POST
def aanvullen(request, jaar):
    """Add the accounts of our chart that this administration does not have; a second time changes nothing."""
    laad_rekeningen()
    messages.success(request, _("De rekeningen zijn aangevuld. Wat er al was, bleef zoals het was."))
    return redirect("financien:rekeningen", jaar)


@recht(ZIEN)
@require_safe
def rekening(request, jaar, nummer):
    """Show the ledger card of an account; of wages only the totals for who may not see the entries."""
    rij = get_object_or_404(Grootboekrekening.objects.select_related("kamer"), nummer=nummer)
    kamers, gekozen = _kamer(request)
    blad, tot = request.GET.get("blad", "1")[:6], _tot_dag(request, jaar)
    dicht = rij.loon and request.user.rol not in LOON_ZIEN
    context = boekjaar(request, jaar, "rekeningen") | {"rekening": rij, "kamers": kamers, "gekozen": gekozen}
    kaart = maak_kaart(rij, jaar, gebruiker=request.user, kamer=gekozen, tot=tot, blad=blad)
    context |= {"dicht": dicht, "tot": tot, "kaart": kaart, "mag_beheren": rollen.mag(request.user, BOEKEN)}
    return render(request, "financien/rekening.html", context)


@recht(ZIEN)
@require_safe
def balans(request, jaar):
    """Show the balance sheet at the end of a day of this year; who may not see wages does not choose the day."""
    context = boekjaar(request, jaar, "balans")
    tot = _tot(request, jaar) if context["ziet_lonen"] else _laatste(jaar)
    stand = maak_balans(tot, loon=context["ziet_lonen"])
    context |= {"balans": stand, "tot": tot, "vraag": _vraag(jaar, tot)}
    return render(request, "financien/balans.html", context)


@recht(ZIEN)
@require_safe
def staat(request, jaar):
    """Show income and expenditure beside the budget and last year, of one room or of all."""
    context = boekjaar(request, jaar, "staat")
    kamers, gekozen = _kamer(request)
    tot = _tot(request, jaar)
    stand = maak_staat(jaar, tot, gekozen, loon=context["ziet_lonen"])
    context |= {"kamers": kamers, "gekozen": gekozen, "tot": tot, "loopt": tot < date(jaar, 12, 31)}
    context |= {"staat": stand, "vraag": _vraag(jaar, tot, gekozen)}
    return render(request, "financien/staat.html", context)


@recht(ZIEN)
@require_safe
def kasoverzicht(request, jaar):
    """Show the money that came in and went out each month, apart from income and costs."""
    context = boekjaar(request, jaar, "kasoverzicht")
    ziet = context["ziet_lonen"]
    tot = _tot(request, jaar) if ziet else _laatste(jaar)
    maanden = maak_kasoverzicht(jaar, tot, loon=ziet)
    lonen = 0 if ziet else loon_uit(jaar)
    totalen = [sum(getattr(m, veld) for m in maanden) for veld in KOLOMMEN]
    totalen[-1] += lonen
    eind = maanden[-1].eind - lonen if maanden else None
    context |= {"maanden": maanden, "totalen": totalen, "lonen": lonen, "eind": eind}
    context["gevraagd"] = request.GET.get("tot", "")[:10]
    return render(request, "financien/kasoverzicht.html", context | _opengemaakt(request, jaar, tot, ziet=ziet))


def _opengemaakt(request, jaar: int, tot: date, *, ziet: bool) -> dict:
    """Return the bookings of the figure that was opened; nothing for an address that names none."""
    maand, wat = request.GET.get("maand", ""), request.GET.get("wat", "")
    if maand not in MAANDEN or wat not in KOLOMMEN:
        return {}
    eerste, blad = date(jaar, int(maand), 1), request.GET.get("blad", "1")[:6]
    boekingen = kasboekingen(eerste, tot, wat, gebruiker=request.user, loon=ziet, blad=blad)
    return {"open": {"maand": eerste, "wat": wat}, "blad": boekingen}
