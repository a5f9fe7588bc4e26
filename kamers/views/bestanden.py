"""Files in and out: which kinds there are, one kind with its columns, and the files themselves."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.vormen import VORMEN
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.rollen import mag
from buurtwerkkamer.toegang import recht
from kamers.forms.bestanden import VORMNAMEN, Invoerform, Uitvoerform
from kamers.models import Kamer
from kamers.models.invoer import Gegevenssoort
from kamers.resources import RECHT_ERBIJ, SOORTEN
from kamers.resources.kolommen import Omgeving
from kamers.resources.verwerken import haal_op, leeg_bestand, leg_klaar
from kamers.views.kamer import kamer_van

BEKIJK = {  # where one sees what a file brought
    Gegevenssoort.ACTIVITEITEN.value: "kamers:rooster",
    Gegevenssoort.BIJEENKOMSTEN.value: "kamers:vandaag",
    Gegevenssoort.PASSEN.value: "kamers:passen",
    Gegevenssoort.KLUSSEN.value: "kamers:klussen",
}


def omgeving_van(request, kamer: Kamer | None) -> Omgeving:
    """Return who works with a file: for the room of the page, or for every room within reach."""
    kamers = (kamer,) if kamer else tuple(Kamer.objects.zichtbaar_voor(request.user).in_volgorde())
    return Omgeving(request.user, kamers, timezone.localdate(), kamer)


def soorten_voor(request, kamer: Kamer | None) -> list[Gegevenssoort]:
    """Return the kinds this role may exchange here: passes only for who sees them, and in one room at a time."""
    return [
        soort
        for soort in Gegevenssoort
        if mag(request.user, RECHT_ERBIJ.get(soort, "kamers.invoer")) and (kamer or not SOORTEN[soort].voor_kamer)
    ]


def plek(request, code: str | None, gegevens: str) -> tuple[Kamer | None, Gegevenssoort]:
    """Return room and kind of an address; 404 for a room out of reach or a kind this role may not see."""
    kamer = kamer_van(request, code) if code else None
    soort = next((soort for soort in soorten_voor(request, kamer) if soort == gegevens), None)
    if soort is None:
        raise Http404
    return kamer, soort


def naar(kamer: Kamer | None, naam: str, *args):
    """Return the redirect to a page of files: of this room, or of all."""
    return redirect(f"kamers:{naam}", kamer.code, *args) if kamer else redirect(f"kamers:alle_{naam}", *args)


@recht("kamers.invoer")
def bestanden(request, kamer=None):
    """Show which kinds of data go in and out."""
    kamer = kamer_van(request, kamer) if kamer else None
    return render(request, "kamers/bestanden.html", {"kamer": kamer, "soorten": soorten_voor(request, kamer)})


@recht("kamers.invoer")
def gegevens(request, gegevens, kamer=None):
    """Show one kind with its columns; take a file in to look at it first."""
    kamer, soort = plek(request, kamer, gegevens)
    form = Invoerform(request.POST or None, request.FILES or None)
    invoer = _leg_klaar(request, kamer, soort, form) if request.method == "POST" and form.is_valid() else None
    if invoer:
        return naar(kamer, "invoer", invoer.pk)
    return toon(request, kamer, soort, form=form)


def toon(request, kamer, soort, *, form=None, uitform=None):
    """Show the page of one kind, with what is wrong in one of its forms."""
    inhoud = {"kamer": kamer, "soort": soort, "kolommen": list(SOORTEN[soort].fields.values()), "vormen": VORMNAMEN}
    zelf = kamer and mag(request.user, "kamers.noteer")
    inhoud["bekijk"] = reverse(BEKIJK[soort.value], args=[kamer.code]) if zelf else ""
    inhoud |= {"form": form or Invoerform(), "uitform": uitform or Uitvoerform(jaren=_jaren(soort))}
    fout = (form and form.errors) or (uitform and uitform.errors)
    return render(request, "kamers/gegevens.html", inhoud, status=422 if fout else 200)


def _jaren(soort: str) -> list[int]:
    if soort == Gegevenssoort.PASSEN:
        return []
    nu = timezone.localdate().year
    return sorted({nu, *Jaar.objects.filter(jaar__lte=nu).values_list("jaar", flat=True)}, reverse=True)


def _leg_klaar(request, kamer, soort, form):
    bestand = form.cleaned_data["bestand"]
    wat = {"soort": soort.value, "kamer": kamer, "naam": bestand.name, "inhoud": bestand.read()}
    try:
        return leg_klaar(sleutel=form.cleaned_data["sleutel"], **wat, omgeving=omgeving_van(request, kamer))
    except BestandFout as fout:
        form.add_error("bestand", list(fout.zinnen))
        return None


@recht("kamers.uitvoer")
@require_POST
def uitvoer(request, gegevens, kamer=None):
    """Give a file with what stands in the room; it is written down that it went out."""
    kamer, soort = plek(request, kamer, gegevens)
    form = Uitvoerform(request.POST, jaren=_jaren(soort))
    if not form.is_valid():
        return toon(request, kamer, soort, uitform=form)
    keuze = {"vorm": form.cleaned_data["vorm"], "jaar": form.cleaned_data.get("jaar")}
    try:
        inhoud = haal_op(soort=soort.value, kamer=kamer, omgeving=omgeving_van(request, kamer), **keuze)
    except BestandFout as fout:
        form.add_error("jaar" if "jaar" in form.fields else None, list(fout.zinnen))
        return toon(request, kamer, soort, uitform=form)
    return _bestand(inhoud, [kamer.code if kamer else "alle-kamers", soort.value, keuze["jaar"]], keuze["vorm"])


@recht("kamers.invoer")
def leeg(request, gegevens, vorm, kamer=None):
    """Give a file with only the header and an example."""
    kamer, soort = plek(request, kamer, gegevens)
    if vorm not in VORMEN:
        raise Http404
    inhoud = leeg_bestand(soort=soort.value, vorm=vorm, omgeving=omgeving_van(request, kamer))
    return _bestand(inhoud, ["leeg", soort.value], vorm)


def _bestand(inhoud: bytes, delen: list, vorm: str) -> HttpResponse:
    naam = "-".join(str(deel) for deel in delen if deel)
    koppen = {"Content-Disposition": f'attachment; filename="{naam}.{vorm}"', "Cache-Control": "no-store"}
    return HttpResponse(inhoud, content_type=VORMEN[vorm].soort, headers=koppen)
