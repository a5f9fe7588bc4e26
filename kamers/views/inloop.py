"""The card of a drop-in: one tap, one person."""

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import retarget

from buurtwerkkamer import bedragen
from buurtwerkkamer.toegang import recht
from kamers.forms.inloop import TikForm
from kamers.services import inloop as dienst
from kamers.services.dag import dagbeeld
from kamers.services.deelnames import telt_per_tik
from kamers.services.keer import Keer
from kamers.services.regels import Botsing
from kamers.views.dagpagina import Blad, genoteerd_tekst, jaar_samen
from kamers.views.kamer import kamer_van
from kamers.views.redenen import wat_er_staat


@recht("kamers.noteer")
@require_POST
def tik(request, kamer, dag, activiteit, gepland):
    """Count someone, answer whether the last one is new in the room, or be done for the day."""
    blad = Blad(request, kamer_van(request, kamer), dag)
    keer = Keer(get_object_or_404(blad.kamer.activiteiten, pk=activiteit), gepland)
    form = TikForm(request.POST)
    if not form.is_valid() or not telt_per_tik(keer.activiteit):
        raise BadRequest
    tikte = form.cleaned_data["actie"] in dienst.VELD
    try:
        _doe(blad, keer, **form.cleaned_data)
    except ValidationError as fout:
        blad.meld(" ".join(fout.messages), niveau=messages.WARNING)
    except Botsing as botsing:
        zinnen = [_("Dit is net ook op een andere plek aangepast."), wat_er_staat(botsing.rij)]
        zinnen += [_("Wat je net tikte, telde niet mee. Wie er nog bij hoort, tik je opnieuw.")] if tikte else []
        blad.meld(" ".join(zinnen), niveau=messages.WARNING)
        return _antwoord(blad, keer, nieuw=True)  # a tap that waits had not seen this either, and goes with its card
    if form.cleaned_data["actie"] == TikForm.KLAAR:
        return blad.klaar()
    return _antwoord(blad, keer)


@recht("kamers.noteer")
@require_POST
def ongedaan(request, kamer, dag, sleutel):
    """Take back one tap."""
    blad = Blad(request, kamer_van(request, kamer), dag)
    try:
        keer = dienst.neem_tik_terug(kamer=blad.kamer, sleutel=sleutel, gebruiker=request.user)
    except (Botsing, ValidationError) as fout:
        tekst = " ".join(fout.messages) if isinstance(fout, ValidationError) else ""
        blad.meld(tekst or _("Dit is net ook op een andere plek aangepast."), niveau=messages.WARNING)
        return blad.klaar(alles_oob=True)
    blad.meld(_("Ongedaan gemaakt.") if keer else _("Dit was al ongedaan gemaakt."))
    return _antwoord(blad, keer, oob=True) if keer else blad.klaar(alles_oob=True)


def _doe(blad: Blad, keer: Keer, sleutel, actie: str, gezien: int | None) -> None:
    vast = {"keer": keer, "sleutel": sleutel, "gebruiker": blad.request.user}
    vandaag = timezone.localdate()
    if actie in dienst.VELD:
        rij = dienst.tik(wie=actie, vandaag=vandaag, gezien=gezien, **vast)
        tekst = (_("Geteld. Vandaag nu %(n)s.") if rij.dag == vandaag else _("Geteld. Nu %(n)s.")) % {
            "n": bedragen.getal(rij.deelnemers)
        }
        pad = reverse("kamers:inloop_ongedaan", args=[blad.kamer.code, blad.dag, sleutel])
        list(messages.get_messages(blad.request))
        messages.success(blad.request, tekst, extra_tags=f"ongedaan:{pad}")
    elif actie == TikForm.KLAAR:
        blad.meld(genoteerd_tekst(dienst.rond_af(vandaag=vandaag, **vast)), sleutel)
    else:
        dienst.antwoord(ook_nieuw=actie == TikForm.JA, **vast)


def _antwoord(blad: Blad, keer: Keer, *, oob=False, nieuw=False):
    """Answer with the state of this card alone, so that nothing else on the page loses what was typed.

    ``nieuw``: with the whole card anew.
    """
    if not blad.request.htmx:
        return redirect(blad.adres)
    vandaag = timezone.localdate()
    kaarten = dienst.inlopen(dagbeeld(blad.kamer, blad.dag), vandaag)
    kaart = next((k for k in kaarten if k.regel.activiteit == keer.activiteit), None)
    if kaart is None:
        return blad.klaar(alles_oob=True)
    inhoud = {"kamer": blad.kamer, "dag": blad.dag, "inloop": kaart, "inloop_oob": oob, "adres": blad.adres}
    inhoud |= {"is_vandaag": blad.dag == vandaag, "nieuw": nieuw, **jaar_samen(blad.kamer, blad.dag)}
    response = render(blad.request, "kamers/_inloop_antwoord.html", inhoud)
    return retarget(response, f"#inloop-{keer.activiteit.pk}") if nieuw else response
