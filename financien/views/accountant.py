"""What the accountant said about a year: keep it, and give the document itself."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtwerkkamer.bewijs import bewijs_antwoord
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.panelen import panelen
from buurtwerkkamer.toegang import recht
from financien.forms.controle import Accountantform
from financien.models import Accountantsverklaring
from financien.services.accountant import leg_verklaring_vast
from financien.services.controles import ControleFout
from financien.views.controle import ZIEN, formulier


@recht("financien.accountantsverklaring")
@formulier
def nieuw(request, jaar):
    """Keep a statement of the accountant about a year."""
    boekjaar = get_object_or_404(Jaar, jaar=jaar)
    form = Accountantform(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            leg_verklaring_vast(jaar=boekjaar, gebruiker=request.user, **form.cleaned_data)
        except ControleFout as fout:
            form.add_error(fout.veld, str(fout))
        else:
            messages.success(request, _("De verklaring over %(jaar)s is vastgelegd.") % {"jaar": jaar})
            return redirect("financien:controles")
    context = {"form": form, "jaar": jaar, "eerdere": boekjaar.accountantsverklaringen.order_by("-pk")}
    context["panelen"] = panelen("accountant.kop", jaar=jaar, gebruiker=request.user)
    return render(request, "financien/accountant.html", context, status=422 if form.errors else 200)


@recht(ZIEN)
@require_safe
def bestand(request, pk):
    """Give the statement itself as a download."""
    rij = get_object_or_404(Accountantsverklaring.objects.select_related("bestand"), pk=pk)
    return bewijs_antwoord(rij.bestand)
