"""What if a contribution falls away: the choices stand in the address, so they can be shared; nothing is stored."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtwerkkamer.bedragen import euro_heel, getal
from buurtwerkkamer.models import Versie
from buurtwerkkamer.toegang import recht
from financien.services.dekking import TEKORT_MARGE
from financien.services.raster import DEKKING, Raster, lees_raster
from financien.services.watals import Uitkomst, lees_minder, wat_als
from financien.views.realisatie import kop
from kamers.models import Kamer
from kamers.views.blad import Kamerblad

LANG = 20  # so many signs in one field


@recht("financien.vooruitzien")
@require_safe
def pagina(request, jaar):
    """Show the sources with room for what goes off, and what that does to every room."""
    ingevuld = {naam: tekst.strip()[:LANG] for naam, tekst in request.GET.items() if naam[:2] in ("r-", "c-")}
    gevuld = {naam: tekst for naam, tekst in ingevuld.items() if tekst}
    vraag = urlencode(_blad(request) | gevuld)
    adres = f"{request.path}?{vraag}" if vraag else request.path
    if gevuld != ingevuld and not request.htmx:
        return redirect(adres)  # a short address to share
    versie = Versie.objects.om_mee_te_vergelijken(jaar)
    context = kop(request, jaar, "wat_als")
    if versie is None:
        return render(request, "financien/watals.html", context)
    raster = lees_raster(versie, Kamer.objects.zichtbaar_voor(request.user).in_jaar(jaar))
    blad = Kamerblad(raster.kamers, request.GET.get("kamers", "1"))
    keuzes, fouten = _lees(gevuld, raster)
    uitkomst = wat_als(raster, keuzes)
    context |= {"versie": versie, **blad.context, "rijen": _rijen(raster, blad.kamers, gevuld, fouten)}
    context |= {"uitkomst": uitkomst, "zin": zin_van(uitkomst), "fouten": fouten, "marge": getal(TEKORT_MARGE)}
    context["elders"] = [(n, t) for n, t in gevuld.items() if n not in _namen(raster, blad.kamers)]
    deel = "financien/_watals_uitkomst.html" if request.htmx else "financien/watals.html"
    antwoord = render(request, deel, context)
    if request.htmx:
        antwoord["HX-Replace-Url"] = adres
    return antwoord


def _blad(request) -> dict[str, str]:
    return {"kamers": request.GET["kamers"]} if request.GET.get("kamers", "1") != "1" else {}


def _namen(raster: Raster, kamers) -> set[str]:
    bronnen = [rij.sleutel[2:] for rij in raster.groep(DEKKING)]
    return {f"r-{b}" for b in bronnen} | {f"c-{b}-{kamer.pk}" for b in bronnen for kamer in kamers}


def _lees(gevuld: dict[str, str], raster: Raster) -> tuple[dict, dict[str, str]]:
    """Return the choices, and what is wrong per field; 404 for a field of another version."""
    bestaat = _namen(raster, raster.kamers)
    keuzes, fouten = {}, {}
    for naam, tekst in gevuld.items():
        if naam not in bestaat:
            raise Http404
        delen = [int(deel) for deel in naam.split("-")[1:]]
        try:
            keuzes[delen[0], delen[1] if len(delen) > 1 else None] = lees_minder(tekst)
        except ValueError as fout:
            fouten[naam] = str(fout.args[0])
    return keuzes, fouten


def _rijen(raster: Raster, kamers, gevuld: dict[str, str], fouten: dict[str, str]) -> list[tuple]:
    """Return each source with its own field and one for each room that gets something."""

    def veld(naam: str) -> tuple[str, str, str]:
        return naam, gevuld.get(naam, ""), fouten.get(naam, "")

    return [
        (
            rij.naam,
            sum(rij.waarden.values()),
            veld(f"r-{rij.sleutel[2:]}"),
            [(k, rij.waarden.get(k.pk, 0), veld(f"c-{rij.sleutel[2:]}-{k.pk}")) for k in kamers],
        )
        for rij in raster.groep(DEKKING)
    ]


def zin_van(uitkomst: Uitkomst) -> str:
    """Say what happens: who falls short first, and how many rooms in all."""
    tekorten = uitkomst.tekorten
    if not tekorten:
        return _("Geen kamer komt geld tekort.")
    eerste = {"kamer": tekorten[0].kamer.naam, "bedrag": euro_heel(-tekorten[0].verschil)}
    if len(tekorten) == 1:
        return _("Alleen %(kamer)s komt geld tekort: %(bedrag)s.") % eerste
    zin = _("%(n)s kamers komen geld tekort. %(kamer)s het meest: %(bedrag)s.")
    return zin % (eerste | {"n": getal(len(tekorten))})
