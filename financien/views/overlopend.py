"""What belongs to another year: the list at the end of a year, a new one, and undoing one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.toegang import recht
from financien.forms.overlopend import Ongedaanform, Overlopendform
from financien.models import Overlopendepost
from financien.services.boeken import BoekFout
from financien.services.overlopend import boek_overlopend, maak_ongedaan, overlopend, waarom_nog_niet
from financien.views.boeken import BOEKEN, ZIEN, boekjaar, formulier


def _context(request, jaar: int) -> dict:
    """Return what these pages need; accruals are booked too while the year is provisionally closed."""
    context = boekjaar(request, jaar, "overlopend")
    status = context["boekjaar"].status if context["boekjaar"] else None
    nog_niet = waarom_nog_niet(jaar, timezone.localdate())
    kan = status in (Jaar.Status.OPEN, Jaar.Status.VOORLOPIG) and not context["elders"]
    return context | {
        "mag_overlopend": kan and rollen.mag(request.user, BOEKEN),
        "nog_niet": nog_niet if kan else "",
        "voorlopig": status == Jaar.Status.VOORLOPIG,
    }


@recht(ZIEN)
@require_safe
def lijst(request, jaar):
    """List the accruals at the end of a year; those of wages for who may see them."""
    posten = overlopend(jaar, request.user)
    return render(request, "financien/overlopend.html", _context(request, jaar) | {"posten": posten})


@recht(BOEKEN)
@formulier
def nieuw(request, jaar):
    """Book an accrual with its opposite in the next year."""
    context = _context(request, jaar)
    if context["nog_niet"] and request.method != "POST":
        messages.info(request, context["nog_niet"])
        return redirect("financien:overlopend", jaar)
    form = Overlopendform(request.POST or None, voorlopig=context["voorlopig"])
    if form.is_valid():
        vast = {"sleutel": form.cleaned_data["sleutel"], "gebruiker": request.user, "vandaag": timezone.localdate()}
        try:
            post = boek_overlopend(form.opgave(), jaar=jaar, **vast)
        except BoekFout as fout:
            form.add_error(None, str(fout))
        else:
            zin = _("Geboekt als %(een)s, en terug op 1 januari als %(ander)s.")
            messages.success(request, zin % {"een": post.boekstuk, "ander": post.tegenstuk})
            return redirect("financien:overlopend", jaar)
    return render(
        request, "financien/overlopend_nieuw.html", context | {"form": form}, status=422 if form.errors else 200
    )


@recht(BOEKEN)
@formulier
def ongedaan(request, pk):
    """Reverse both documents of an accrual."""
    erbij = ("boekstuk__jaar", "boekstuk__omgekeerd_door", "tegenstuk", "rekening")
    post = get_object_or_404(Overlopendepost.objects.select_related(*erbij), pk=pk)
    jaar = post.boekstuk.jaar.jaar
    context = _context(request, jaar) | {"post": post}
    form = Ongedaanform(request.POST or None, voorlopig=context["voorlopig"])
    if form.is_valid():
        try:
            een, ander = maak_ongedaan(post, gebruiker=request.user, **form.cleaned_data)
        except BoekFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("Omgekeerd door %(een)s en %(ander)s.") % {"een": een, "ander": ander})
            return redirect("financien:overlopend", jaar)
    return render(
        request, "financien/overlopend_weg.html", context | {"form": form}, status=422 if form.errors else 200
    )
