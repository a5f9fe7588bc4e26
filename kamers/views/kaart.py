"""What a coordinator does with an occurrence: log, change, cancel, move, take back."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from buurtwerkkamer.toegang import recht
from buurtwerkkamer.wachtrij import lezer
from kamers.forms.anders import Andersform, VerplaatsForm, VervalForm
from kamers.forms.kaart import begin_van
from kamers.services import bijeenkomsten
from kamers.services.dag import dagbeeld
from kamers.services.deelnames import verschil
from kamers.services.keer import Keer
from kamers.services.overlap import hints_op_dag
from kamers.services.regels import Botsing, DagMoetNogKomen, Telfout, TeVeel
from kamers.services.teljaar import TeljaarGesloten
from kamers.tabletsessie import vraag_code
from kamers.views.dagpagina import Blad, genoteerd_tekst
from kamers.views.kamer import kamer_van
from kamers.views.namen import vul_aan


@recht("kamers.noteer")
@require_POST
def noteer(request, kamer, dag, activiteit, gepland):
    """Log an occurrence, or change what was logged; or fill in a card by names without saving it yet."""
    blad, regel = _regel(request, kamer, dag, activiteit, gepland)
    if regel is None:
        return _weg(blad)
    form = blad.kaart(regel, request.POST)
    if form.op_slot:
        return vraag_code(request)
    if form.vult_aan:
        return blad.antwoord(regel, vul_aan(blad, regel, form))
    rij = form.is_valid() and _probeer(form, request.user, regel)
    if not rij:
        return blad.antwoord(regel, form, status=422)
    blad.meld(genoteerd_tekst(rij), form.cleaned_data["sleutel"])
    return blad.klaar(focus=regel.sleutel)


@recht("kamers.noteer")
@require_POST
def vervalt(request, kamer, dag, activiteit, gepland):
    """Write down that an occurrence did not take place."""
    act = (VervalForm, bijeenkomsten.laat_vervallen, lambda _rij: _("Genoteerd: ging niet door."))
    return _anders(request, kamer, dag, activiteit, gepland, act)


@recht("kamers.noteer")
@require_POST
def verplaats(request, kamer, dag, activiteit, gepland):
    """Move an occurrence to another day or time."""
    act = (VerplaatsForm, bijeenkomsten.verplaats, _verplaatst_tekst)
    return _anders(request, kamer, dag, activiteit, gepland, act)


@recht("kamers.noteer")
@require_POST
def zet_terug(request, kamer, dag, activiteit, gepland):
    """Let a moved or cancelled occurrence of a day to come stand as it was planned."""
    blad = Blad(request, kamer_van(request, kamer), dag)
    keer = Keer(get_object_or_404(blad.kamer.activiteiten, pk=activiteit), gepland)
    form = Andersform(request.POST, regel=None)
    if not form.is_valid():
        raise BadRequest
    try:
        vast = {"gebruiker": request.user, "vandaag": timezone.localdate()}
        bijeenkomsten.herstel_planning(keer=keer, **vast, **form.gegevens())
    except Botsing as botsing:
        blad.meld(_botsing_tekst(botsing, request.user), niveau=messages.WARNING)
    else:
        blad.meld(_teruggezet_tekst(keer))
    return redirect(blad.adres)


@recht("kamers.noteer")
@require_POST
def ongedaan(request, kamer, dag, sleutel):
    """Take back the last act; the card opens again with what was filled in."""
    blad = Blad(request, kamer_van(request, kamer), dag)
    try:
        handeling = bijeenkomsten.maak_ongedaan(kamer=blad.kamer, sleutel=sleutel, gebruiker=request.user)
    except Botsing as botsing:
        blad.meld(_botsing_tekst(botsing, lezer(request)), niveau=messages.WARNING)
        return blad.klaar(alles_oob=True)
    except TeljaarGesloten as gesloten:
        blad.meld(gesloten.message, niveau=messages.WARNING)
        return blad.klaar(alles_oob=True)
    if handeling is None:
        blad.meld(_("Dit was al ongedaan gemaakt."), niveau=messages.INFO)
        return blad.klaar(alles_oob=True)
    blad.meld(_("Ongedaan gemaakt."))
    return _open_opnieuw(blad, handeling)


def _regel(request, kamer, dag, activiteit, gepland):
    blad = Blad(request, kamer_van(request, kamer), dag)
    get_object_or_404(blad.kamer.activiteiten, pk=activiteit)
    beeld = dagbeeld(blad.kamer, dag)
    return blad, beeld.regel(f"{activiteit}:{gepland.isoformat()}")


def _weg(blad: Blad):
    blad.meld(_("Deze activiteit staat niet meer op deze dag. Er is niets opgeslagen."), niveau=messages.WARNING)
    return blad.klaar()


def _probeer(form, gebruiker, regel):
    """Log what the form says; None when the form has to say why not."""
    vast = {"gebruiker": gebruiker, "vandaag": timezone.localdate(), "invulling": form.invulling()}
    velden = {naam: form.cleaned_data[naam] for naam in ("sleutel", "versie", "klopt")}
    return met_uitleg(
        form, gebruiker, lambda: bijeenkomsten.noteer(keer=Keer(regel.activiteit, regel.gepland), **vast, **velden)
    )


def met_uitleg(form, gebruiker, doe):
    """Do it, or put on the form why it cannot be done; the form then keeps everything that was typed."""
    try:
        return doe()
    except Telfout as fout:
        form.add_error(fout.veld, fout)
    except (DagMoetNogKomen, TeljaarGesloten) as fout:
        form.add_error(None, fout)
    except TeVeel as veel:
        form.te_veel = veel
    except Botsing as botsing:
        form.botsing = botsing
        form.botsing_tekst = _botsing_tekst(botsing, gebruiker)
        form.verschil = _verschil(form, botsing)
        form.begin_opnieuw(botsing.rij.versie if botsing.rij else 0)
    return None


def _verschil(form, botsing: Botsing) -> list[str]:
    """Say which names differ between what stands there and what was chosen."""
    if botsing.rij is None or "namen" not in form.fields:
        return []
    daar, hier = verschil(botsing.rij, frozenset(form.cleaned_data["namen"]))
    zinnen = (
        (_("Alleen op de andere plek gekozen: %(namen)s."), daar),
        (_("Alleen door jou gekozen: %(namen)s."), hier),
    )
    return [zin % {"namen": get_text_list(namen, _("en"))} for zin, namen in zinnen if namen]


def _botsing_tekst(botsing: Botsing, gebruiker) -> str:
    if botsing.rij is None:
        return _("Dit is net ongedaan gemaakt. Sla het opnieuw op als het toch klopt.")
    door = botsing.rij.genoteerd_door
    if None in (door, gebruiker) or door == gebruiker:
        return _("Dit is net ook op een andere plek aangepast. Kijk welke cijfers kloppen.")
    return _("%(wie)s heeft dit net ook aangepast. Kijk welke cijfers kloppen.") % {"wie": door.get_short_name()}


def _anders(request, kamer, dag, activiteit, gepland, act):
    formklasse, dienst, tekst = act
    blad, regel = _regel(request, kamer, dag, activiteit, gepland)
    if regel is None:
        return _weg(blad)
    form = formklasse(request.POST, regel=regel)
    keer = Keer(regel.activiteit, regel.gepland)
    gelukt = form.is_valid() and met_uitleg(
        form, request.user, lambda: dienst(keer=keer, gebruiker=request.user, **form.gegevens())
    )
    if not gelukt:
        return blad.antwoord(regel, blad.kaart(regel), status=422, anders=form)
    blad.meld(tekst(gelukt), form.cleaned_data["sleutel"])
    return blad.klaar(focus=regel.sleutel)


def _verplaatst_tekst(rij) -> str:
    woorden = {"dag": date_format(rij.dag, "l j F"), "tijd": f"{rij.begin:%H:%M}"}
    zin = _("Verplaatst naar %(dag)s, %(tijd)s. Die dag staat de activiteit weer klaar.") % woorden
    return " ".join([zin, *hints_op_dag(rij.kamer, rij)])


def _teruggezet_tekst(keer: Keer) -> str:
    woorden = {"naam": keer.activiteit.naam, "dag": date_format(keer.gepland, "l j F")}
    return _("Teruggezet. %(naam)s staat weer op %(dag)s.") % woorden


def _open_opnieuw(blad: Blad, handeling):
    """After an undo: the card stands open again, filled in as it was."""
    _soort, activiteit, gepland = handeling.doel.split(":")
    beeld = dagbeeld(blad.kamer, blad.dag)
    regel = beeld.regel(f"{activiteit}:{gepland}")
    if regel is None or handeling.na["kwamen_al"] is None or not blad.request.htmx:
        return blad.klaar(alles_oob=True)
    form = blad.kaart(regel, begin=begin_van(handeling.na))
    return blad.antwoord(regel, form, beeld=beeld, focus="kaart", alles_oob=True)
