"""The papers of a grant: its letters and its conditions; and what of these was wrong."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer.bewijs import bewaar_bewijs, bewijs_antwoord
from buurtwerkkamer.toegang import recht
from financien.forms.toekenningdaden import Briefform, Voorwaardeform
from financien.forms.toekenningpapier import Vervalform, Voorwaardewijzigform, Weghaalform
from financien.models import Brief, Voorwaarde
from financien.services.toekenningpapier import (
    VoorwaardeGewijzigd,
    bewaar_brief,
    bewaar_voorwaarde,
    haal_weg,
    laat_vervallen,
    merk_van,
    wijzig_voorwaarde,
)
from financien.views.toekenningdaden import _handel
from financien.views.toekenningen import WIJZIGEN, ZIEN, formulier, toekenning_van


@recht(WIJZIGEN)
@formulier
def brief(request, pk):
    """Keep a letter with the grant."""
    rij = toekenning_van(request, pk)
    form = Briefform(request.POST or None, request.FILES or None, stappen=rij.stappen.zonder_brief())

    def doe(schoon):
        bewaar_brief(toekenning=rij, bestand=bewaar_bewijs(schoon.pop("bestand")).bestand, **schoon)

    vast = {"titel": _("Brief toevoegen"), "knop": _("Bewaar de brief"), "gedaan": _("De brief is bewaard.")}
    uitleg = _("Een brief blijft staan zoals hij bewaard is. Was het de verkeerde? Laat hem dan vervallen.")
    return _handel(request, rij, form, doe, uitleg=uitleg, **vast)


@recht(ZIEN)
@require_safe
def briefbestand(request, pk):
    """Serve a letter."""
    rij = get_object_or_404(Brief.objects.zichtbaar_voor(request.user).select_related("bestand"), pk=pk)
    return bewijs_antwoord(rij.bestand)


@recht(WIJZIGEN)
@formulier
def brief_vervalt(request, pk):
    """Let a wrong letter fall away: it stays to be read, and counts no longer."""
    rij = get_object_or_404(Brief.objects.zichtbaar_voor(request.user).select_related("toekenning__partner"), pk=pk)

    def doe(schoon):
        laat_vervallen(rij, reden=schoon["reden"], gebruiker=request.user)

    uitleg = _("%(brief)s blijft te lezen, met je reden. Hoort hij bij een besluit? Dan ontbreekt daar weer een brief.")
    vast = {"titel": _("Deze brief hoort hier niet"), "knop": _("Laat de brief vervallen")}
    vast |= {"gedaan": _("De brief telt niet meer mee."), "uitleg": uitleg % {"brief": rij}}
    return _handel(request, rij.toekenning, Vervalform(request.POST or None), doe, **vast)


@recht(WIJZIGEN)
@formulier
def voorwaarde(request, pk):
    """Write down what the partner asks in return."""
    rij = toekenning_van(request, pk)
    form = Voorwaardeform(request.POST or None)

    def doe(schoon):
        bewaar_voorwaarde(toekenning=rij, **schoon)

    vast = {"titel": _("Voorwaarde toevoegen"), "knop": _("Bewaar de voorwaarde")}
    return _handel(request, rij, form, doe, gedaan=_("De voorwaarde is bewaard."), **vast)


def _voorwaarde(request, pk: int) -> Voorwaarde:
    rijen = Voorwaarde.objects.zichtbaar_voor(request.user).select_related("toekenning__partner")
    return get_object_or_404(rijen, pk=pk)


def _op_wat_er_staat(form, rij: Voorwaarde, daad):
    """Return what does it to the condition as it was seen; otherwise the next try is about how it stands now."""

    def doe(schoon):
        try:
            daad(voorwaarde=rij, **schoon)
        except VoorwaardeGewijzigd:
            form.begin_opnieuw(merk_van(Voorwaarde.objects.get(pk=rij.pk)))
            raise

    return doe


@recht(WIJZIGEN)
@formulier
def voorwaarde_wijzig(request, pk):
    """Change a condition that is not met."""
    rij = _voorwaarde(request, pk)
    form = Voorwaardewijzigform(request.POST or None, instance=rij)
    doe = _op_wat_er_staat(form, rij, wijzig_voorwaarde)
    vast = {"titel": _("Voorwaarde wijzigen"), "knop": _("Bewaar de voorwaarde")}
    return _handel(request, rij.toekenning, form, doe, gedaan=_("De voorwaarde is bewaard."), **vast)


@recht(WIJZIGEN)
@formulier
def voorwaarde_weg(request, pk):
    """Remove a condition that nobody asked and that is not met."""
    rij = _voorwaarde(request, pk)
    form = Weghaalform(request.POST or None, instance=rij)
    doe = _op_wat_er_staat(form, rij, haal_weg)
    uitleg = _("Dit gaat weg: %(voorwaarde)s. Doe dit alleen als de partner dit niet vraagt.") % {"voorwaarde": rij}
    vast = {"titel": _("Voorwaarde weghalen"), "knop": _("Haal de voorwaarde weg")}
    return _handel(request, rij.toekenning, form, doe, gedaan=_("De voorwaarde is weg."), uitleg=uitleg, **vast)


@recht(WIJZIGEN)
@require_POST
def voldaan(request, pk):
    """Mark a condition as done today; a second time changes nothing."""
    rij = get_object_or_404(Voorwaarde.objects.zichtbaar_voor(request.user), pk=pk)
    Voorwaarde.objects.filter(pk=rij.pk, voldaan_op=None).update(voldaan_op=timezone.localdate())
    messages.success(request, _("Deze voorwaarde is voldaan."))
    return redirect("financien:toekenning", rij.toekenning_id)


@recht(WIJZIGEN)
@require_POST
def niet_voldaan(request, pk):
    """Open a condition again that was marked as done by mistake; a second time changes nothing."""
    rij = get_object_or_404(Voorwaarde.objects.zichtbaar_voor(request.user), pk=pk)
    if rij.voldaan_op:
        Voorwaarde.objects.filter(pk=rij.pk).update(voldaan_op=None)
        dag = date_format(rij.voldaan_op, "j F Y")
        messages.success(request, _("Deze voorwaarde staat weer open. Ze was voldaan op %(dag)s.") % {"dag": dag})
    return redirect("financien:toekenning", rij.toekenning_id)
