"""The tablet of a room: the names on its door, whose turn it is, the code, and a form that was kept."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtwerkkamer import panelen
from buurtwerkkamer.tablet import sessie_van
from buurtwerkkamer.toegang import openbaar, recht
from buurtwerkkamer.wachtrij import WIE
from kamers import tabletsessie
from kamers.forms.tablets import CodeForm
from kamers.models import Kamer
from kamers.services import tabletcode, tablets
from kamers.services.tabletcode import Uitslag


def _tablet(request):
    return tablets.tablet_met(request.COOKIES.get(settings.TABLET_COOKIE_NAME, ""))


@openbaar
@require_safe
def deur(request):
    """Show the door of the room with the names of who may work here, while this browser is its tablet."""
    if settings.TABLET_COOKIE_NAME not in request.COOKIES:
        return redirect("account_login")
    tablet = _tablet(request)
    if tablet is None:
        return niet_meer(request)
    knoppen = tablets.naamknoppen(tablet.kamer)
    groepen = [[k for k in knoppen if k.ploeg], [k for k in knoppen if not k.ploeg]]
    inhoud = {"kamer": tablet.kamer, "op_de_deur": tablet, "groepen": groepen}
    antwoord = render(request, "kamers/tablet.html", inhoud)
    antwoord.delete_cookie(WIE)  # without internet nobody goes on under the name of who was here before
    return antwoord


def niet_meer(request):
    """Say that this browser is no tablet of a room any more, and let it forget that it was."""
    antwoord = render(request, "kamers/tablet_weg.html", status=403)
    tabletsessie.neem_koekje(antwoord)
    return antwoord


@openbaar
@require_POST
def kies(request):
    """Let someone work here: one tap on a name."""
    tablet, wie = _tablet(request), request.POST.get("wie", "")
    if tablet is None:
        return redirect("kamers:tablet")
    gekozen = int(wie) if wie.isascii() and wie.isdecimal() and len(wie) < 10 else 0
    gebruiker = tablets.tik_op_naam(tablet=tablet, gebruiker=gekozen)
    if gebruiker is None:
        raise Http404
    tabletsessie.begin(request, tablet, gebruiker)
    request.user = gebruiker
    return redirect("kamers:tablet_verder" if tabletsessie.concept_van(request) else "start")


@openbaar
@require_POST
def wissel(request):
    """Back to the names: the code is forgotten."""
    if tabletsessie.SLEUTEL in request.session:
        tabletsessie.einde(request)
    return redirect("kamers:tablet")


@recht("kamers.tabletcode")
@require_http_methods(["GET", "POST"])
def code(request):
    """Ask the code of whoever works here, and open what asked for it."""
    sessie = sessie_van(request.user)
    if sessie is None:  # on an own device nothing asks a code
        return redirect("start")
    form = CodeForm(request.POST or None, cijfers=tabletcode.kiest_in_cijfers(request.user))
    uitslag = None
    if form.is_valid():
        vast = {"tablet": sessie.tablet, "gebruiker": request.user}
        uitslag = tabletcode.controleer(request, code=form.cleaned_data["code"], **vast)
        if uitslag is Uitslag.GOED:
            return _verder(request)
        form.add_error(None if uitslag is Uitslag.WACHT else "code", _zin(uitslag))
    inhoud = {"form": form, "heeft_code": tabletcode.heeft_code(request.user), "naar": _naar(request)}
    inhoud["kamer"] = _kamer(sessie)
    status = 429 if uitslag is Uitslag.WACHT else 422 if form.errors else 200
    return render(request, "kamers/tablet_code.html", inhoud, status=status)


def _zin(uitslag: Uitslag) -> str:
    if uitslag is Uitslag.WACHT:
        return _("Dit is te vaak geprobeerd. Wacht een kwartier. Tellen kan gewoon zonder code.")
    return _("Deze code klopt niet. Probeer het opnieuw.")


def _verder(request):
    tabletsessie.open_code(request)
    if tabletsessie.concept_van(request):
        return redirect("kamers:tablet_verder")
    return redirect(_naar(request))


def _naar(request) -> str:
    naar = request.POST.get("naar") or request.GET.get("naar") or ""
    return naar if tabletsessie.opent_hier(naar) else panelen.startadres(request.user)


@recht("kamers.tabletcode")
@require_http_methods(["GET", "POST"])
def verder(request):
    """Offer the form that was kept, some only after the code: send it again where it belongs, or throw it away."""
    concept = tabletsessie.concept_van(request)
    if concept and tabletsessie.op_slot(request, concept):
        return redirect("kamers:tablet_code")
    if concept is None or request.method == "POST":
        tabletsessie.vergeet_concept(request)
        return redirect("start")
    return render(request, "kamers/tablet_verder.html", {"concept": concept, "kamer": _kamer(sessie_van(request.user))})


def _kamer(sessie):
    return Kamer.objects.get(code=sessie.kamercode)
