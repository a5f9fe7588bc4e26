"""The counting years: which are open, what lacks a count, and closing one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buurtwerkkamer.toegang import recht
from kamers.forms.teljaar import SluitForm
from kamers.models import Kamer
from kamers.services import jaarsluiting
from kamers.services.aanstellingen import coordinatoren_van
from kamers.views.kamer import kamer_van


@recht("kamers.teljaar")
@require_safe
def teljaren(request):
    """Show rooms beside years: open, or closed since when."""
    vandaag = timezone.localdate()
    rijen = jaarsluiting.teljaren(Kamer.objects.zichtbaar_voor(request.user), vandaag)
    jaren = [jaar for jaar, _dicht in rijen[0].jaren] if rijen else []
    return render(request, "kamers/teljaren.html", {"rijen": rijen, "jaren": jaren, "dit_jaar": vandaag.year})


@recht("kamers.teljaar")
@require_http_methods(["GET", "POST"])
def teljaar(request, kamer, jaar):
    """Show what lacks in a year of a room, and close it."""
    erbij = {"dicht": jaarsluiting.gesloten_in(jaar), "coordinatoren": coordinatoren_van(timezone.localdate())}
    kamer = kamer_van(request, kamer, **erbij)
    form = SluitForm(request.POST or None)
    if form.is_valid() and _sluit(request, kamer, jaar, form):
        return redirect("kamers:teljaren")
    open_ = jaarsluiting.openstaand(kamer, jaar)
    inhoud = {
        "kamer": kamer,
        "jaar": jaar,
        "form": form,
        "open": open_,
        "dicht": jaarsluiting.gesloten_uit(kamer.dicht),
        "over": jaar < timezone.localdate().year,
        "namen": kamer.coordinatoren,
    }
    return render(request, "kamers/teljaar.html", inhoud, status=422 if form.errors else 200)


def _sluit(request, kamer: Kamer, jaar: int, form: SluitForm) -> bool:
    vast = {"vandaag": timezone.localdate(), "gebruiker": request.user}
    try:
        jaarsluiting.sluit_teljaar(kamer=kamer, jaar=jaar, gezien=form.gezien_aantal(), **vast)
    except ValidationError as fout:
        form.add_error(None, fout)
        return False
    tekst = _("Het teljaar %(jaar)s van %(kamer)s is gesloten.")
    messages.success(request, tekst % {"jaar": jaar, "kamer": kamer.naam})
    return True
