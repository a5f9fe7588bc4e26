"""Over which months each line of the open version falls."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buurtwerkkamer.toegang import recht
from buurtwerkkamer.versiecellen import VersieFout
from financien.forms.spreiding import SpreidingForm
from financien.services.spreiden import SpreidingGewijzigd, merk_van, spreidingen, zet_spreiding
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
    mag = gegevens is not None and all(form.is_valid() for form in forms)
    if mag and _bewaar(request, versie, forms):
        return redirect("financien:begroting", jaar)
    fout = any(len(form.errors) for form in forms)
    context = {"versie": versie, "jaar": jaar, "forms": forms, "fouten": fout}
    return render(request, "financien/spreiding.html", context, status=422 if fout else 200)


def _bewaar(request, versie, forms: list[SpreidingForm]) -> bool:
    anders = {form.post: form for form in forms if form.keuze}
    keuzes = {post: form.keuze for post, form in anders.items()}
    gezien = {post: form.cleaned_data["gezien"] for post, form in anders.items()}
    try:
        aantal = zet_spreiding(versie=versie, keuzes=keuzes, gezien=gezien)
    except SpreidingGewijzigd as fout:
        anders[fout.post].add_error("soort", str(fout))
        anders[fout.post].begin_opnieuw(merk_van(fout.nu))
        return False
    except VersieFout as fout:
        messages.error(request, str(fout))
        return False
    messages.success(request, _("De spreiding is opgeslagen.") if aantal else _("Er was niets veranderd."))
    return True
