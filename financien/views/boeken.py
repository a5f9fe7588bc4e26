"""The journal, a document, a new memoriaal document, a reversal, and the opening balance."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.bewijs import bewijs_antwoord
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.toegang import recht
from financien.forms.beginbalans import Beginbalansform
from financien.forms.boeken import Memoriaalform, Omkeerform
from financien.models import Boekenelders, Boekstuk, Dagboek, Overlopendepost
from financien.services import beginbalans as opening
from financien.services.boeken import BoekFout, keer_om
from financien.services.handgeld import bonfoto
from financien.services.herkomst import herkomst
from financien.services.journaal import journaal
from financien.services.openposten import zonder_factuur
from financien.services.rekeningschema import zin_zonder
from financien.services.stukbewijs import boek_met_bewijs, te_zien
from financien.services.stukblad import bewijs_bij, lees
from financien.views import bewaren
from financien.views.btw import btwdeel

ZIEN, BOEKEN = "financien.boeken_zien", "financien.boeken"
formulier = require_http_methods(["GET", "HEAD", "POST"])


@recht(ZIEN)
@require_safe
def nu(request):
    """Open the books of this year, or of the newest year there is."""
    jaren = list(Jaar.objects.values_list("jaar", flat=True))
    jaar = timezone.localdate().year
    return redirect("financien:journaal", jaar if jaar in jaren or not jaren else max(jaren))


def boekjaar(request, jaar: int, hier: str = "journaal") -> dict:
    """Return what every page of the books needs: the year, those beside it, and whether this user may book. 404.

    ``hier``: the name of the page, to which the links of the other years lead.
    """
    jaren = {rij.jaar: rij for rij in Jaar.objects.select_related("boeken_elders", "afwijkingsgrens")}
    if jaar not in jaren and jaar != timezone.localdate().year:
        raise Http404
    elders = _elders(jaren.get(jaar))
    open_ = jaar in jaren and jaren[jaar].status == Jaar.Status.OPEN and elders is None
    boekt = rollen.mag(request.user, BOEKEN)
    voorlopig = {pk for pk, rij in jaren.items() if rij.status == Jaar.Status.VOORLOPIG and not _elders(rij)}
    return {
        "jaar": jaar,
        "boekjaar": jaren.get(jaar),
        "hier": hier,
        "jaarlinks": [(ander, reverse(f"financien:{hier}", args=[ander])) for ander in sorted(jaren)],
        "elders": elders,
        "ziet_lonen": rollen.mag(request.user, "financien.lonen_zien"),
        "mag_boeken": open_ and boekt,
        "voorlopig": voorlopig,  # years in which only a correction with the accountant's reference is booked
        "mag_memoriaal": boekt and (open_ or jaar in voorlopig),
    }


def _elders(jaar: Jaar | None) -> Boekenelders | None:
    return getattr(jaar, "boeken_elders", None)


@recht(ZIEN)
@require_safe
def dagboeken(request, jaar):
    """List the documents of a year, newest first; one journal, or what was looked for."""
    dagboek, zoek, blad = (request.GET.get(naam, "")[:60] for naam in ("dagboek", "zoek", "blad"))
    if dagboek and dagboek not in Dagboek.values:
        raise Http404
    context = boekjaar(request, jaar)
    stukken = journaal(jaar, gebruiker=request.user, dagboek=dagboek, zoek=zoek.replace("\0", ""), blad=blad or 1)
    context |= {"blad": stukken, "met_loon": any(stuk.dicht for stuk in stukken), "dagboek": dagboek, "zoek": zoek}
    context |= {"dagboeken": Dagboek.choices}
    if not (stukken.paginator.count or zoek or dagboek):
        context |= _wat_eerst(request, context)
    return render(request, "financien/journaal.html", context)


def _wat_eerst(request, context: dict) -> dict:
    """Return what an empty year asks: its budget when it is the next to begin, the opening balance of empty books."""
    volgt = all(ander < context["jaar"] for ander, _url in context["jaarlinks"])
    return {
        "mag_beginnen": volgt and rollen.mag(request.user, "financien.begroting_wijzigen"),
        "begint": context["mag_boeken"] and not Boekstuk.objects.exists(),
    }


@recht(ZIEN)
@require_safe
def boekstuk(request, pk):
    """Show one document with its bookings; of wages neither words nor amounts for who may not see them."""
    stuk = lees(pk, request.user)
    if stuk is None:
        raise Http404
    context, boekingen = boekjaar(request, stuk.datum.year), vars(stuk)["zichtbaar"]
    context |= {"stuk": stuk, "boekingen": boekingen, "schakels": herkomst(stuk, boekingen, request.user)}
    context["bewijs"] = bewijs_bij(stuk, boekingen, mag=vars(stuk)["mag_bewijs"])
    context |= btwdeel(request, stuk)
    return render(request, "financien/boekstuk.html", context)


@recht(ZIEN)
@require_safe
def bewijs(request, pk):
    """Give the proof of a document, to who may see it where it comes from."""
    stuk = get_object_or_404(te_zien(request.user).select_related("bewijs"), pk=pk)
    if stuk.bewijs is None:
        raise Http404
    return bewijs_antwoord(stuk.bewijs)


@recht(BOEKEN)
@formulier
def nieuw(request, jaar):
    """Book a memoriaal document, or add lines to the form without booking."""
    context, sleutel = boekjaar(request, jaar), bewaren.sleutel_van(request)
    vast = {"jaar": jaar, "voorlopig": context["voorlopig"], "bewaard": bewaren.bewaard(request, sleutel)}
    form = Memoriaalform(request.POST or None, request.FILES or None, **vast)
    fout = request.method == "POST" and "meer" not in request.POST
    if fout and form.is_valid() and _boek(request, form):
        return redirect("financien:journaal", form.kop.cleaned_data["datum"].year)
    bewaren.houd(request, form.kop, sleutel)
    fout = fout or bool(form.kop.errors)
    context |= {"form": form, "fouten": fout}
    return render(request, "financien/memoriaal.html", context, status=422 if fout else 200)


def _boek(request, form: Memoriaalform) -> bool:
    sleutel = form.kop.cleaned_data["sleutel"]
    try:
        stuk = boek_met_bewijs(form.stuk(), form.kop.gekozen, sleutel=sleutel, gebruiker=request.user)
    except BoekFout as fout:
        form.zet_fout(str(fout), fout.regel)
        return False
    bonfoto.ruim_op(sleutel)
    messages.success(request, _("Geboekt als %(stuk)s.") % {"stuk": stuk})
    return True


@recht(BOEKEN)
@formulier
def omkeren(request, pk):
    """Undo a document by its reversal, with the reason; an accrual is undone whole, on its own page."""
    stukken = Boekstuk.objects.met_dicht(request.user).select_related("jaar", "keert_om", "omgekeerd_door")
    stuk = get_object_or_404(stukken, pk=pk)
    post = Overlopendepost.objects.filter(Q(boekstuk=stuk) | Q(tegenstuk=stuk)).first()
    if post:
        return redirect("financien:overlopend_weg", post.pk)
    context = boekjaar(request, stuk.datum.year)
    vast = context["boekjaar"].status == Jaar.Status.VASTGESTELD
    form = Omkeerform(request.POST or None, jaar=stuk.datum.year, voorlopig=context["voorlopig"], vast=vast)
    if form.is_valid():
        try:
            nieuw_stuk = keer_om(stuk, gebruiker=request.user, **form.cleaned_data)
        except BoekFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("Omgekeerd door %(stuk)s.") % {"stuk": nieuw_stuk})
            return redirect("financien:boekstuk", stuk.pk)
    return render(
        request, "financien/omkeren.html", context | {"stuk": stuk, "form": form}, status=422 if form.errors else 200
    )


@recht(BOEKEN)
@formulier
def beginbalans(request, jaar):
    """Book the opening balance, once."""
    context = boekjaar(request, jaar)
    form = Beginbalansform(request.POST or None, rekeningen=opening.te_openen())
    if form.is_valid():
        vast = {"sleutel": form.cleaned_data["sleutel"], "gebruiker": request.user}
        try:
            stuk = opening.boek_beginbalans(jaar=jaar, bedragen=form.bedragen(), **vast)
        except BoekFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("De beginbalans is geboekt als %(stuk)s.") % {"stuk": stuk})
            return redirect(*(["financien:openposten"] if zonder_factuur() > 0 else ["financien:balans", jaar]))
    context |= {"form": form, "eerder": opening.beginbalans_van(), "zonder": zin_zonder()}
    context["laat"] = opening.zin_laat(jaar) if context["eerder"] is None else ""
    return render(request, "financien/beginbalans.html", context, status=422 if form.errors else 200)
