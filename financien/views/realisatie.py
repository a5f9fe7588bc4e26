"""Budget against realisation: all rooms or one, the sentence that explains a difference, and its limit."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.toegang import recht
from financien.forms.realisatie import GrensForm, UitlegForm
from financien.models import Afwijkingsgrens, Kostenpost
from financien.panelen import onthoud_onverklaard
from financien.services.onverklaard import maand_om_te_kijken
from financien.services.realisatie import realisatie as maak_realisatie
from financien.services.stand import BUITEN, zin_niet_af
from financien.services.uitleggen import UitlegFout, UitlegGewijzigd, leg_uit, merk_van, zet_grens
from financien.views.boeken import boekjaar, formulier
from kamers.models import Kamer

ZIEN, UITLEGGEN, BOEKEN_ZIEN = "financien.realisatie_zien", "financien.afwijking_uitleggen", "financien.boeken_zien"
GRENS = "financien.begroting_wijzigen"
VRAGEN, KAMERS = 12, 25  # so many on a sheet


@recht(ZIEN)
@require_safe
def nu(request):
    """Open this year, or the newest there is."""
    jaren = list(Jaar.objects.values_list("jaar", flat=True))
    jaar = timezone.localdate().year
    return redirect("financien:realisatie", jaar if jaar in jaren or not jaren else max(jaren))


def kop(request, jaar: int, hier: str = "realisatie") -> dict:
    """Return what every page beside the budget needs: the year, those beside it, and what this user may open."""
    if hier == "liquiditeit":  # it looks ahead from today, whatever the year
        context = boekjaar(request, jaar) | {"hier": hier, "jaarlinks": []}
    else:
        context = boekjaar(request, jaar, hier)
    context["ziet_boeken"] = rollen.mag(request.user, BOEKEN_ZIEN)
    context["mag_uitleggen"] = rollen.mag(request.user, UITLEGGEN)
    context["mag_grens"] = rollen.mag(request.user, GRENS)
    return context


def gekozen_maand(request, jaar: int) -> int:
    """Return the month that was asked for; otherwise the last one that is over. 404 for a month that is none."""
    gevraagd, vandaag = request.GET.get("maand", ""), timezone.localdate()
    if not gevraagd:
        return maand_om_te_kijken(jaar, vandaag)
    if not gevraagd.isascii() or not gevraagd.isdecimal() or not 1 <= int(gevraagd[:3]) <= 12:
        raise Http404
    return int(gevraagd[:3])


def kamers_van(request, jaar: int) -> list[Kamer]:
    return list(Kamer.objects.zichtbaar_voor(request.user).tellend().in_volgorde())


@recht(ZIEN)
@require_safe
def realisatie(request, jaar):
    """Show a year up to a month, of all rooms together or of one; first what still needs a sentence."""
    context, maand, kamers = kop(request, jaar), gekozen_maand(request, jaar), kamers_van(request, jaar)
    code = request.GET.get("kamer", "")
    gekozen = next((kamer for kamer in kamers if kamer.code == code), None)
    if code and gekozen is None:
        raise Http404
    wie = {"loon": context["ziet_lonen"], "vandaag": timezone.localdate()}
    stand = maak_realisatie(context["boekjaar"] or Jaar(jaar=jaar), maand, [gekozen] if gekozen else kamers, **wie)
    context |= {"kamers": kamers, "gekozen": gekozen, "maand": maand, "maandnaam": MONTHS[maand], "stand": stand}
    context |= {
        "let_op": zin_niet_af(stand),
        "maanden": MONTHS.items(),
        "vragen": stand.vragen[:VRAGEN],
        "meer": len(stand.vragen) - VRAGEN,
    }
    context["blad"] = Paginator(stand.per_kamer(), KAMERS).get_page(request.GET.get("blad", "1")[:4])
    return render(request, "financien/realisatie.html", context)


def post_of_404(code: str) -> Kostenpost | None:
    """Return the line of an address; None for costs outside the budget."""
    return None if code == BUITEN else get_object_or_404(Kostenpost, code=code.upper())


@recht(UITLEGGEN)
@formulier
def uitleg(request, jaar, kamer, post):
    """Say why a line differs up to a month."""
    context, maand = kop(request, jaar), gekozen_maand(request, jaar)
    kamer = get_object_or_404(Kamer.objects.zichtbaar_voor(request.user), code=kamer)
    wie = {"loon": context["ziet_lonen"], "vandaag": timezone.localdate()}
    regels = maak_realisatie(context["boekjaar"] or Jaar(jaar=jaar), maand, [kamer], **wie).regels
    regel = next((regel for regel in regels if regel.code == post.lower() and not regel.samen), None)
    if regel is None:
        raise Http404
    begin = {"tekst": regel.uitleg.tekst if regel.uitleg else "", "gezien": merk_van(regel.uitleg)}
    form = UitlegForm(request.POST or None, initial=begin)
    if form.is_valid() and _leg_uit(request, form, regel, jaar, maand):
        return redirect(f"{reverse('financien:realisatie', args=[jaar])}?kamer={kamer.code}&maand={maand}")
    context |= {"form": form, "regel": regel, "maand": maand, "maandnaam": MONTHS[maand]}
    return render(request, "financien/uitleg.html", context, status=422 if form.errors else 200)


def _leg_uit(request, form: UitlegForm, regel, jaar: int, maand: int) -> bool:
    wat = {"kamer": regel.kamer, "post": regel.post, "verschil": regel.stand.verschil}
    try:
        leg_uit(jaar=jaar, maand=maand, gebruiker=request.user, **form.cleaned_data, **wat)
    except UitlegFout as fout:
        form.add_error(None, str(fout))
        if isinstance(fout, UitlegGewijzigd):
            form.begin_opnieuw(merk_van(fout.nu))
        return False
    onthoud_onverklaard(request)
    messages.success(request, _("De uitleg is opgeslagen."))
    return True


@recht(GRENS)
@formulier
def grens(request, jaar):
    """Set from which difference on a sentence is asked in this year."""
    context = kop(request, jaar)
    nu_ = getattr(context["boekjaar"], "afwijkingsgrens", None) or Afwijkingsgrens()
    form = GrensForm(request.POST or None, initial={"procent": nu_.procent, "bedrag": nu_.bedrag})
    if form.is_valid():
        try:
            zet_grens(jaar=get_object_or_404(Jaar, jaar=jaar).jaar, **form.cleaned_data)
        except UitlegFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("De grens is opgeslagen."))
            return redirect("financien:realisatie", jaar)
    return render(
        request, "financien/afwijkingsgrens.html", context | {"form": form}, status=422 if form.errors else 200
    )
