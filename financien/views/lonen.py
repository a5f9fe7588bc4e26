"""Wages of a year per month and per room, for who may see them, and the holiday allowance."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer.toegang import recht
from financien.forms.lonen import Loonstopform, Vakantiegeldform
from financien.services.boeken import BoekFout
from financien.services.lonen import MEI, betaal_vakantiegeld, opgebouwd, vakantiegeld_van
from financien.services.loonkosten import loonkosten
from financien.services.loonstop import posten_in, stop_lonen, te_stoppen
from financien.views.boeken import BOEKEN, boekjaar, formulier
from kamers.models import Kamer

LONEN = "financien.lonen_zien"


@recht(LONEN)
@require_safe
def lonen(request, jaar):
    """Show the months that were booked, what wages cost per room, and what is reserved."""
    return render(request, "financien/lonen.html", _lonen(request, jaar))


def _lonen(request, jaar: int, form: Loonstopform | None = None) -> dict:
    context, posten = boekjaar(request, jaar, "lonen"), posten_in(jaar)
    maand = te_stoppen(posten) if context["mag_boeken"] else None
    tot = min(timezone.localdate(), timezone.localdate().replace(year=jaar, month=12, day=31))
    context |= {"posten": posten, "laatste": posten[-1] if posten else None, "uitbetaald": vakantiegeld_van(jaar)}
    context |= {"kosten": loonkosten(jaar), "opgebouwd": sum(opgebouwd(tot).values()), "tot": tot}
    if maand:
        context |= {"stopmaand": maand, "form": form or Loonstopform(initial={"maand": maand})}
    return context


@recht(BOEKEN)
@require_POST
def geen_lonen(request, jaar):
    """Write that there are no wages from the month on that was shown, so that December does not wait for them."""
    form = Loonstopform(request.POST)
    if not form.is_valid():
        return render(request, "financien/lonen.html", _lonen(request, jaar, form), status=422)
    try:
        stop_lonen(gebruiker=request.user, **form.cleaned_data)
    except BoekFout as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, _("Bewaard. Geen maand en geen jaar wacht hierna nog op lonen."))
    return redirect("financien:lonen", jaar)


@recht(BOEKEN)
@formulier
def vakantiegeld(request, jaar):
    """Turn the holiday allowance that was reserved into wages to be paid, once a year."""
    form = Vakantiegeldform(request.POST or None, jaar=jaar)
    if form.is_valid():
        try:
            stuk = betaal_vakantiegeld(gebruiker=request.user, **form.cleaned_data)
        except BoekFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("Het vakantiegeld is geboekt als %(stuk)s.") % {"stuk": stuk})
            return redirect("financien:lonen", jaar)
    laatste = timezone.localdate().replace(year=jaar, month=MEI, day=31)
    stand = opgebouwd(laatste)
    kamers = Kamer.objects.in_bulk([kamer for kamer in stand if kamer])
    context = boekjaar(request, jaar, "lonen") | {"form": form, "totaal": sum(stand.values())}
    context["stand"] = [(kamers.get(kamer), bedrag) for kamer, bedrag in stand.items()]
    return render(request, "financien/vakantiegeld.html", context, status=422 if form.errors else 200)
