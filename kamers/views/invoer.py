"""A file between choosing and storing: what it would do, and the confirmation."""

from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtwerkkamer.bedragen import getal
from buurtwerkkamer.invoer.fouten import Celfout
from buurtwerkkamer.toegang import recht
from kamers.forms.bestanden import Bevestigform
from kamers.models import Invoer
from kamers.resources.kolommen import GEWIJZIGD, NIEUW, ZELFDE, Uitkomst
from kamers.resources.verwerken import Verlopen, beeld_van, bekijk_opnieuw, bevestig, voorbeeld
from kamers.views.bestanden import naar, omgeving_van, plek
from kamers.views.kamer import kamer_van

GETOOND = 50  # so many rows of one kind stand on the page; of the others the number


@dataclass(frozen=True)
class Foutgroep:
    """The same mistake in one column: in which rows it stands, as "4, 7–9"."""

    fout: Celfout
    rijen: str
    meer: bool


@recht("kamers.invoer")
def invoer(request, sleutel, kamer=None):
    """Show what a kept file would do, or store it on confirmation."""
    kamer = kamer_van(request, kamer) if kamer else None
    rij = get_object_or_404(Invoer.objects.defer("inhoud"), pk=sleutel, gebruiker=request.user, kamer=kamer)
    plek(request, kamer and kamer.code, rij.soort)
    if rij.verwerkt_op:
        messages.info(request, _("Dit bestand is al ingevoerd."))
        return naar(kamer, "gegevens", rij.soort)
    if rij.verloopt_op <= timezone.now():
        messages.warning(request, Verlopen().messages[0])
        return naar(kamer, "gegevens", rij.soort)
    if request.method == "POST":
        return _bevestig(request, kamer, rij)
    return _voorbeeld(request, kamer, rij, voorbeeld(rij, omgeving_van(request, kamer)))


def _bevestig(request, kamer, rij):
    omgeving = omgeving_van(request, kamer)
    form = Bevestigform(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        gedaan = bevestig(sleutel=rij.pk, beeld=form.cleaned_data["beeld"], omgeving=omgeving)
    except ValidationError as fout:
        return _voorbeeld(request, kamer, rij, bekijk_opnieuw(rij, omgeving), let=fout.messages[0], status=422)
    messages.success(request, _gedaan(gedaan.aantallen))
    return naar(kamer, "gegevens", rij.soort)


def _gedaan(aantallen: dict[str, int]) -> str:
    zin = _("Ingevoerd: %(nieuw)s nieuw, %(gewijzigd)s gewijzigd.") % {k: getal(n) for k, n in aantallen.items()}
    if not aantallen[ZELFDE]:
        return zin
    erbij = ngettext("%(n)s rij stond er al.", "%(n)s rijen stonden er al.", aantallen[ZELFDE])
    return f"{zin} {erbij % {'n': getal(aantallen[ZELFDE])}}"


def _voorbeeld(request, kamer, rij, uitkomst: Uitkomst, *, let: str = "", status: int = 200):
    inhoud = {"kamer": kamer, "rij": rij, "uitkomst": uitkomst, "let": let, "getoond": GETOOND}
    inhoud |= {"nieuw": uitkomst.van(NIEUW), "gewijzigd": uitkomst.van(GEWIJZIGD), "zelfde": uitkomst.van(ZELFDE)}
    inhoud |= {"beeld": beeld_van(uitkomst), "fouten": uitkomst.fouten, "groepen": groepen(uitkomst.fouten)}
    return render(request, "kamers/invoer.html", inhoud, status=status)


def groepen(fouten: tuple[Celfout, ...]) -> list[Foutgroep]:
    """Return every mistake, the same ones of a column together, in the order of the first row."""
    per_fout: dict[tuple, list[Celfout]] = {}
    for fout in fouten:
        per_fout.setdefault((fout.plaats, fout.kop, fout.tekst), []).append(fout)
    return [Foutgroep(z[0], reeksen([fout.rij for fout in z]), len(z) > 1) for z in per_fout.values()]


def reeksen(nummers: list[int]) -> str:
    """Write rising numbers the short way: 4, 7–9."""
    stukken = []
    for _verschil, groep in groupby(enumerate(nummers), key=lambda paar: paar[1] - paar[0]):
        rij = [nummer for _plaats, nummer in groep]
        stukken.append(str(rij[0]) if len(rij) == 1 else f"{rij[0]}–{rij[-1]}")
    return ", ".join(stukken)
