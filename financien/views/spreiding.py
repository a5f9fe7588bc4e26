"""Over which months each line of the open version falls."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buurtwerkkamer.toegang import recht
from buurtwerkkamer.versiecellen import VersieFout
from financien.forms.spreiding import SpreidingForm
from financien.services.spreiden import spreidingen, zet_spreiding
from financien.views.versies import WIJZIGEN, formulier, versies_van


@recht(WIJZIGEN)
@formulier
def spreiding(request, jaar):
    """Choose for each line: every month the same, certain months, or once."""
    versie = versies_van(jaar)[0]
    if versie.staat_vast:
        messages.error(request, _("Deze versie ligt vast. Maak eerst een nieuwe versie."))
        return redirect("financien:begroting", jaar)
    gegevens = request.POST if request.method == "POST" else None
    forms = [SpreidingForm(gegevens, post=post, nu=nu) for post, nu in spreidingen(versie)]
    fout = gegevens is not None and any(len(form.errors) for form in forms)
    if gegevens is not None and not fout and _bewaar(request, versie, forms):
        return redirect("financien:begroting", jaar)
    context = {"versie": versie, "jaar": jaar, "forms": forms, "fouten": fout}
    return render(request, "financien/spreiding.html", context, status=422 if fout else 200)


def _bewaar(request, versie, forms: list[SpreidingForm]) -> bool:
    try:
        aantal = zet_spreiding(versie=versie, keuzes={form.post: form.keuze for form in forms if form.keuze})
    except VersieFout as fout:
        messages.error(request, str(fout))
        return False
    messages.success(request, _("De spreiding is opgeslagen.") if aantal else _("Er was niets veranderd."))
    return True
