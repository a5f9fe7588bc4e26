"""The report of the kascommissie on paper: how it was drawn, what was found, the answers, and the verdict."""

import hashlib
from unicodedata import normalize

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils.translation import override

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.pdf import Pdf, maak_pdf
from financien.models import Bevinding, Controlepost, Kascontrole
from financien.services.controlestand import uitkomst
from financien.services.steekproef import reekswoorden
from financien.services.vierogen import is_alleen, woorden


def druk_verslag(controle: Kascontrole) -> Pdf:
    """Print the report of a check, always in Dutch; the same rows give the same bytes. PdfFout when it cannot."""
    with override("nl"):
        html = normalize("NFC", render_to_string("financien/controleverslag_druk.html", _inhoud(controle)))
    return maak_pdf(html, kenmerk=hashlib.sha256(html.encode()).hexdigest()[:32])


def _inhoud(controle: Kascontrole) -> dict:
    verklaringen = list(controle.verklaringen.select_related("wie"))
    gezegd = Prefetch("bevindingen", Bevinding.objects.select_related("wie").order_by("volgnummer"))
    posten = list(controle.posten.select_related("boekstuk").prefetch_related(gezegd).order_by("volgnummer"))
    for post in posten:
        post.waarom = woorden(post.bron) if post.bron else ""
    return {
        "controle": controle,
        "verklaringen": verklaringen,
        "uitkomst": uitkomst(verklaringen),
        "ingetrokken": controle.is_gestopt,
        "posten": posten,
        "met_woorden": [post for post in posten if _heeft_woorden(post)],
        "bekeken": sum(1 for post in posten if post.bevindingen.all()),
        "steekproef": sum(1 for post in posten if post.steekproef),
        "zonder": sum(1 for post in posten if is_alleen(post.bron)),
        "reeksen": ", ".join(reekswoorden(controle.reeksen)),
        "cooperatie": Cooperatie.objects.huidig(),
    }


def _heeft_woorden(post: Controlepost) -> bool:
    return any(rij.tekst for rij in post.bevindingen.all())
