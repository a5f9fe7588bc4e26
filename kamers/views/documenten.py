"""The documents of a room: the list with all versions, reading, adding, a newer version, ending, and on paper."""

import logging

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtwerkkamer.pdf import PdfFout
from buurtwerkkamer.rollen import mag
from buurtwerkkamer.toegang import recht
from kamers.forms.documenten import Documentform, Versieform, Vervalform
from kamers.models import Kamerdocument
from kamers.services import documenten as dienst
from kamers.views.feitblad import bewerk
from kamers.views.kamer import kamer_van

log = logging.getLogger(__name__)


@recht("kamers.feiten_zien")
@require_safe
def documenten(request, kamer):
    """Show what holds today, what comes, and what held before."""
    kamer = kamer_van(request, kamer)
    reeksen = dienst.reeksen(kamer, timezone.localdate())
    inhoud = {"kamer": kamer, "reeksen": reeksen, "mag_wijzigen": mag(request.user, "kamers.feiten_wijzigen")}
    return render(request, "kamers/documenten.html", inhoud)


@recht("kamers.feiten_zien")
@require_safe
def document(request, kamer, pk):
    """Show one version, whether it holds, and the other versions."""
    kamer, vandaag = kamer_van(request, kamer), timezone.localdate()
    rij = get_object_or_404(dienst.voor_kamer(kamer), pk=pk)
    versies = list(dienst.versies_van(rij).defer("tekst"))
    eigen = mag(request.user, "kamers.feiten_wijzigen") and dienst.wijzigbaar(kamer, request.user).filter(pk=pk)
    inhoud = {
        "kamer": kamer,
        "document": rij,
        "versies": versies,
        "tot": dienst.geldt_tot(rij),
        "vandaag": vandaag,
        "nieuwste": versies[0].pk == rij.pk,
        "mag_wijzigen": bool(eigen),
        "nog_te_wijzigen": dienst.nog_te_wijzigen(rij, vandaag),
    }
    return render(request, "kamers/document.html", inhoud)


def _blad(kamer, rij: Kamerdocument | None = None) -> dict:
    adres = ["kamers:document", kamer.code, rij.pk] if rij else ["kamers:documenten", kamer.code]
    tekst = rij.titel if rij else _("Documenten")
    return {"terug": reverse(adres[0], args=adres[1:]), "terug_tekst": tekst, "kamer": kamer}


@recht("kamers.feiten_wijzigen")
def nieuw(request, kamer):
    """Add a document."""
    kamer = kamer_van(request, kamer)
    begin = {"geldig_vanaf": timezone.localdate()}
    vast = {"instance": Kamerdocument(kamer=kamer), "initial": begin, "gebruiker": request.user}
    form = Documentform(request.POST or None, **vast)
    return bewerk(request, form, gedaan=_("Het document is bewaard."), titel=_("Nieuw document"), **_blad(kamer))


@recht("kamers.feiten_wijzigen")
def versie(request, kamer, pk):
    """Write a newer version, which replaces the document from its day on."""
    kamer = kamer_van(request, kamer)
    rij = dienst.versies_van(get_object_or_404(dienst.wijzigbaar(kamer, request.user), pk=pk)).first()
    form = Versieform(request.POST or None, nieuwste=rij, vandaag=timezone.localdate())

    def bewaar():
        return dienst.nieuwe_versie(document=rij, gebruiker=request.user, **form.cleaned_data)

    titel = _("Nieuwe versie: %(titel)s") % {"titel": rij.titel}
    inhoud = {"gedaan": _("De nieuwe versie is bewaard."), "titel": titel, **_blad(kamer)}
    return bewerk(request, form, bewaar=bewaar, **inhoud)


@recht("kamers.feiten_wijzigen")
def wijzig(request, kamer, pk):
    """Repair a version until its first day is over; after that only a newer version changes anything."""
    kamer = kamer_van(request, kamer)
    rij = get_object_or_404(dienst.wijzigbaar(kamer, request.user), pk=pk)
    if not dienst.nog_te_wijzigen(rij, timezone.localdate()):
        messages.info(request, _("Deze tekst geldt al. Schrijf een nieuwe versie; de oude blijft te lezen."))
        return redirect("kamers:document_versie", kamer.code, pk)
    form = Documentform(request.POST or None, instance=rij, gebruiker=request.user)
    inhoud = {"gedaan": _("Het document is aangepast."), "titel": _("Document wijzigen"), **_blad(kamer, rij)}
    return bewerk(request, form, **inhoud)


@recht("kamers.feiten_wijzigen")
def stop(request, kamer, pk):
    """Write from which day a document no longer holds."""
    kamer = kamer_van(request, kamer)
    rij = get_object_or_404(dienst.wijzigbaar(kamer, request.user), pk=pk)
    begin = {} if rij.vervallen_op else {"vervallen_op": timezone.localdate()}
    form = Vervalform(request.POST or None, instance=rij, initial=begin)
    titel = _("Geldt niet meer: %(titel)s") % {"titel": rij.titel}
    return bewerk(request, form, gedaan=_("Het document is aangepast."), titel=titel, **_blad(kamer, rij))


@recht("kamers.feiten_zien")
@require_safe
def pdf(request, kamer, pk):
    """Print one version."""
    kamer = kamer_van(request, kamer)
    rij = get_object_or_404(dienst.voor_kamer(kamer), pk=pk)
    try:
        papier = dienst.druk(rij, kamer)
    except PdfFout:
        log.exception("document %s cannot be printed", rij.pk)
        messages.error(request, _("Het document kon niet worden gemaakt. Meld dit aan de beheerder."))
        return redirect("kamers:document", kamer.code, pk)
    antwoord = HttpResponse(papier.inhoud, content_type="application/pdf")
    naam = f"{slugify(rij.titel) or 'document'}-{rij.geldig_vanaf.isoformat()}.pdf"
    antwoord.headers["Content-Disposition"] = f'inline; filename="{naam}"'
    return antwoord
