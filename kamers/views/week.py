"""Week invullen: a whole week from the paper list in one grid, and the paper list itself."""

import logging
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from buurtwerkkamer import bedragen
from buurtwerkkamer.pdf import PdfFout
from buurtwerkkamer.toegang import recht
from kamers.forms.week import Keerform
from kamers.services import turflijst as druk
from kamers.services import week as dienst
from kamers.services.regels import Botsing, TeVeel
from kamers.views.kamer import kamer_van

WEEK = timedelta(days=7)
log = logging.getLogger(__name__)


@recht("kamers.noteer")
@require_safe
def nu(request, kamer):
    """Go to this week."""
    kamer = kamer_van(request, kamer)
    return redirect("kamers:week", kamer.code, dienst.maandag_van(timezone.localdate()))


@recht("kamers.noteer")
@require_http_methods(["GET", "POST"])
def week(request, kamer, maandag):
    """Show the week with what is noted, and log what was filled in: all of it, or nothing with the reasons."""
    kamer = kamer_van(request, kamer)
    if maandag.weekday():
        return redirect("kamers:week", kamer.code, dienst.maandag_van(maandag))
    dagen = _dagen(kamer, maandag, request.POST if request.method == "POST" else None)
    ingevuld = [form for _dag, regels in dagen for _keer, form in regels if form and form.ingevuld]
    fout = bool([form for form in ingevuld if not form.is_valid()])  # every form says what is wrong with it
    if ingevuld and not fout and _bewaar(request, ingevuld):
        return redirect("kamers:week", kamer.code, maandag)
    if ingevuld and not fout:
        fout, dagen = True, _opnieuw(kamer, maandag, dagen)
    leeg = request.method == "POST" and not ingevuld
    inhoud = _inhoud(kamer, maandag, dagen, fout) | ({"leeg": True, "fouten": True} if leeg else {})
    return render(request, "kamers/week.html", inhoud, status=422 if fout or leeg else 200)


@recht("kamers.noteer")
@require_safe
def turflijst(request, kamer, maandag):
    """Download the paper list of a week as PDF."""
    kamer, maandag = kamer_van(request, kamer), dienst.maandag_van(maandag)
    try:
        pdf = druk.druk_turflijst(kamer, maandag)
    except PdfFout:
        log.exception("tally list %s %s cannot be printed", kamer.code, maandag)
        messages.error(request, _("De turflijst kon niet worden gemaakt. Meld dit aan de beheerder."))
        return redirect("kamers:week", kamer.code, maandag)
    naam = f'attachment; filename="turflijst-{kamer.code}-{maandag.isoformat()}.pdf"'
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": naam})


def _dagen(kamer, maandag, data) -> list:
    """Return the days with their occurrences, and the form of each that can be filled in or was sent."""
    beeld = dienst.week(kamer, maandag, timezone.localdate())
    return [(dag, [(keer, _form(keer, data)) for keer in dag.keren]) for dag in beeld]


def _form(keer, data) -> Keerform | None:
    form = Keerform(data, keer=keer)
    return form if keer.in_te_vullen or form.is_bound else None


def _bewaar(request, ingevuld: list[Keerform]) -> bool:
    delen, vast = [form.gegevens() for form in ingevuld], {"gebruiker": request.user, "vandaag": timezone.localdate()}
    try:
        aantal = dienst.vul_in(ingevuld=delen, **vast)
    except dienst.WeekFout as fouten:
        for form in ingevuld:
            _leg_uit(form, fouten.fouten.get(form.keer.sleutel))
        return False
    tekst = ngettext("Opgeslagen: %(n)s keer genoteerd.", "Opgeslagen: %(n)s keren genoteerd.", aantal)
    messages.success(request, tekst % {"n": bedragen.getal(aantal)})
    return True


def _leg_uit(form: Keerform, fout: Exception | None) -> None:
    """Put on the form of an occurrence why it cannot be stored; what was typed stays."""
    if isinstance(fout, TeVeel):
        form.te_veel = fout.aantal
        form.add_error(None, str(fout))
    elif isinstance(fout, Botsing):
        form.begin_opnieuw(fout.rij.versie if fout.rij else 0)
        form.add_error(None, form.botsing)
    elif fout is not None:
        veld = getattr(fout, "veld", None)
        form.add_error(veld if veld in form.fields else None, fout)


def _opnieuw(kamer, maandag, dagen: list) -> list:
    """Return the days as they stand now, with the forms as they were sent."""
    forms = {keer.sleutel: form for _dag, regels in dagen for keer, form in regels}
    beeld = dienst.week(kamer, maandag, timezone.localdate())
    return [(dag, [(keer, forms.get(keer.sleutel)) for keer in dag.keren]) for dag in beeld]


def _inhoud(kamer, maandag, dagen: list, fout: bool) -> dict:
    alle = [(keer, form) for _dag, regels in dagen for keer, form in regels]
    return {
        "kamer": kamer,
        "maandag": maandag,
        "zondag": maandag + dienst.ZONDAG,
        "vorige": maandag - WEEK,
        "volgende": maandag + WEEK if maandag <= timezone.localdate() else None,
        "dagen": dagen,
        "fouten": [(keer, form) for keer, form in alle if fout and form and form.is_bound and form.errors],
        "kan_opslaan": any(keer.in_te_vullen for keer, _form in alle),
        "met_kinderen": any(keer.keer.activiteit.met_kinderen for keer, _form in alle),
    }
