"""Where the result of a year goes: look at it, change what a partner says, and book it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.toegang import recht
from financien.forms.bestemmen import Bestemform, Overschotform
from financien.models import Toekenning
from financien.services.bestemmen import bestem, waarom_niet
from financien.services.bestemmingstand import bestemmingstand
from financien.services.boeken import BoekFout
from financien.services.overschot import keuze_van, spreek_af
from financien.views.boeken import ZIEN, boekjaar, formulier
from financien.views.jaar import AFSLUITEN

WIJZIGEN = "financien.toekenningen_wijzigen"


@recht(ZIEN)
@formulier
def bestemmen(request, jaar):
    """Show what each room and grant has left and where it goes; the treasurer books it."""
    context = boekjaar(request, jaar, "jaar")
    rij = get_object_or_404(Jaar, jaar=jaar)
    fout, mag = waarom_niet(rij), rollen.mag(request.user, AFSLUITEN)
    toon = rij.status != Jaar.Status.OPEN and not context["elders"]  # a running year would tell wages, month by month
    stand = bestemmingstand(rij) if toon else None
    form = Bestemform(request.POST if mag and request.method == "POST" else None, merk=stand.merk if stand else "")
    if form.is_valid() and _bestem(request, jaar, form):
        return redirect("financien:bestemmen", jaar)
    context |= {"form": form, "stand": stand, "fout": fout, "mag": mag and not fout}
    return render(request, "financien/bestemmen.html", context, status=422 if form.errors else 200)


def _bestem(request, jaar: int, form: Bestemform) -> bool:
    try:
        stukken = bestem(jaar=jaar, gebruiker=request.user, **form.cleaned_data)
    except BoekFout as fout:
        form.add_error(None, str(fout))
        return False
    namen = ", ".join(str(stuk) for stuk in stukken)
    zin = _("Geboekt: %(stukken)s.") % {"stukken": namen} if stukken else _("Er was niets meer te boeken.")
    messages.success(request, zin)
    return True


@recht(WIJZIGEN)
@formulier
def overschot(request, jaar, pk):
    """Write down what the partner says about money that is left of a grant."""
    toekenning = get_object_or_404(
        Toekenning.objects.zichtbaar_voor(request.user).in_jaar(jaar).met_status().select_related("overschot"), pk=pk
    )
    afspraak = getattr(toekenning, "overschot", None)
    begin = {"keuze": keuze_van(toekenning, jaar), "grond": afspraak.grond if afspraak else ""}
    form = Overschotform(request.POST or None, initial=begin)
    if form.is_valid():
        try:
            spreek_af(toekenning=toekenning, **form.cleaned_data)
        except BoekFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("Bewaard. Kijk wat er nu geboekt wordt."))
            return redirect("financien:bestemmen", jaar)
    context = {"form": form, "jaar": jaar, "toekenning": toekenning}
    return render(request, "financien/overschot.html", context, status=422 if form.errors else 200)
