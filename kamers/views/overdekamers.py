"""All rooms by what they are made of: the list, products beside rooms, and for whom activities are."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from buurtwerkkamer.datums import JAREN
from buurtwerkkamer.rollen import mag
from buurtwerkkamer.toegang import recht
from kamers.forms.producten import Productenform
from kamers.models import Kamer, Productstand
from kamers.services import doelgroepen as groepen
from kamers.services import producten as dienst
from kamers.views.blad import Kamerblad
from kamers.views.kamer import kamer_van


@recht("kamers.overzicht")
@require_safe
def over_de_kamers(request):
    """Show every room, also those that are sought, bare or closed, with the way to its facts."""
    alle, vandaag = list(Kamer.objects.zichtbaar_voor(request.user).tellend().in_volgorde()), timezone.localdate()
    inhoud = {
        "kamers": [kamer for kamer in alle if not kamer.is_dicht(vandaag)],
        "dicht": [kamer for kamer in alle if kamer.is_dicht(vandaag)],
        "mag_sturen": mag(request.user, "kamers.levensloop"),
    }
    return render(request, "kamers/over_de_kamers.html", inhoud)


@recht("kamers.overzicht")
@require_http_methods(["GET", "HEAD", "POST"])
def producten(request):
    """Show which room offers which product; the projectcoach fills it in."""
    open_ = Kamer.objects.zichtbaar_voor(request.user).in_jaar(timezone.localdate().year)
    blad = Kamerblad(open_, request.GET.get("kamers", "1"))
    if request.method == "POST" and not mag(request.user, "kamers.feiten_wijzigen"):
        raise PermissionDenied
    return _producten(request, blad.kamers, request.get_full_path(), "kamers/producten.html", blad.context)


@recht("kamers.feiten_wijzigen")
@require_http_methods(["GET", "HEAD", "POST"])
def kamerproducten(request, kamer):
    """Fill in which products one room offers."""
    kamer = kamer_van(request, kamer)
    terug = reverse("kamers:feiten", args=[kamer.code])
    return _producten(request, [kamer], terug, "kamers/kamerproducten.html", {"kamer": kamer})


def _producten(request, kamers: list[Kamer], terug: str, sjabloon: str, inhoud: dict):
    form = Productenform(request.POST or None, rijen=dienst.lees(kamers))
    if form.is_bound and form.is_valid():
        try:
            aantal = dienst.bewaar(kamers=kamers, waarden=form.waarden(), gezien=form.cleaned_data["gezien"])
        except dienst.ProductenGewijzigd as botsing:
            _begin_opnieuw(form, botsing, kamers)
        else:
            gelukt = ngettext("%(n)s wijziging opgeslagen.", "%(n)s wijzigingen opgeslagen.", aantal) % {"n": aantal}
            messages.success(request, gelukt if aantal else _("Er was niets veranderd."))
            return redirect(terug)
    inhoud = {"form": form, "mag_wijzigen": mag(request.user, "kamers.feiten_wijzigen"), **inhoud}
    return render(request, sjabloon, inhoud, status=422 if form.errors else 200)


def _begin_opnieuw(form: Productenform, botsing: dienst.ProductenGewijzigd, kamers: list[Kamer]) -> None:
    """Say which cells someone else changed too; the next save is about what stands there now."""
    woorden = dict(Productstand.Stand.choices)
    for naam, stand in botsing.cellen.items():
        zin = _("%(wat)s: iemand anders zette dit net op %(stand)s. Kies wat klopt en sla opnieuw op.")
        nu = str(woorden.get(stand, _("nog niet bekend")))
        form.add_error(naam, zin % {"wat": form.fields[naam].label, "stand": nu})
    form.data = form.data.copy()
    vers = Productenform(rijen=dienst.lees(kamers))
    gezien, nu_er = form.cleaned_data["gezien"], dienst.stand_nu(vers.rijen)
    for naam, stand in nu_er.items():  # what this user left alone takes the value of the other
        if form.data.get(naam) == gezien[naam]:
            form.data[naam] = stand
    form.data["gezien"] = vers.initial["gezien"]


@recht("kamers.overzicht")
@require_safe
def doelgroepen_nu(request):
    """Open the counts of this year."""
    return redirect("kamers:doelgroepen", timezone.localdate().year)


@recht("kamers.overzicht")
@require_safe
def doelgroepen(request, jaar):
    """Show how many activities there were for each target group and each domain: activities, never persons."""
    nu = timezone.localdate().year
    if jaar not in JAREN or jaar > nu:
        raise Http404
    blad = Kamerblad(Kamer.objects.zichtbaar_voor(request.user).in_jaar(jaar), request.GET.get("kamers", "1"))
    inhoud = {
        "jaar": jaar,
        "vorig": jaar - 1 if jaar > JAREN[0] else None,
        "volgend": jaar + 1 if jaar < nu else None,
        "doelgroepen": groepen.doelgroepen(blad.kamers, jaar),
        "domeinen": groepen.domeinen(blad.kamers, jaar),
        **blad.context,
    }
    return render(request, "kamers/doelgroepen.html", inhoud)
