"""Logging something that was on no rota."""

from django.shortcuts import redirect, render
from django.utils import timezone

from buurtwerkkamer.toegang import recht
from kamers.forms.los import Losform
from kamers.services.bijeenkomsten import noteer_los
from kamers.services.dag import wie_hielpen
from kamers.views.dagpagina import Blad, genoteerd_tekst
from kamers.views.kaart import met_uitleg
from kamers.views.kamer import kamer_van


@recht("kamers.noteer")
def los(request, kamer, dag):
    """Log an activity of its own: what, when, how many, who helped."""
    blad = Blad(request, kamer_van(request, kamer), dag)
    form = Losform(request.POST or None, personen=list(wie_hielpen(blad.kamer, None, dag, [])))
    rij = form.is_bound and form.is_valid() and met_uitleg(form, request.user, lambda: _noteer(blad, form))
    if rij:
        blad.meld(genoteerd_tekst(rij), form.cleaned_data["sleutel"])
        return redirect(blad.adres)
    inhoud = {"kamer": blad.kamer, "dag": dag, "adres": blad.adres, "form": form, "los": True}
    return render(request, "kamers/los.html", inhoud, status=422 if form.is_bound else 200)


def _noteer(blad: Blad, form: Losform):
    return noteer_los(
        kamer=blad.kamer,
        dag=blad.dag,
        gegevens=form.activiteit(),
        invulling=form.invulling(),
        sleutel=form.cleaned_data["sleutel"],
        klopt=form.cleaned_data["klopt"],
        gebruiker=blad.request.user,
        vandaag=timezone.localdate(),
    )
