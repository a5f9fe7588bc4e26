"""The newest version of a year as sheets: costs, contributions and hours, in the columns of the import."""

from collections.abc import Iterable
from typing import BinaryIO

from django.utils.translation import gettext as _

from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.vormen import VORMEN
from buurtwerkkamer.models import Versie
from buurtwerkkamer.uitvoer import UitvoerFout, Vraag
from financien.models import Begrotingsregel, Financieringsregel, Tijdsraming
from financien.services.basis import GEEN, basis_van
from kamers.models import Kamer

KOSTEN = ("post", "kamer", "bedrag", "basis", "spreiding", "maanden")  # part of the format, so always Dutch
BIJDRAGEN = ("bron", "kamer", "bedrag")
UREN = ("wie", "kamer", "personen", "uren per persoon", "waarde per uur")


def schrijf_begroting(uit: BinaryIO, vraag: Vraag) -> int:
    """Write the costs, with basis and spread. UitvoerFout when there are none."""
    regels = _van(Begrotingsregel, vraag, "versie").select_related("post", "kamer")
    return _schrijf(uit, vraag, KOSTEN, map(_kosten, regels.order_by("post__volgorde", "kamer__volgorde", "kamer")))


def _kosten(regel: Begrotingsregel) -> tuple:
    maanden = "; ".join(str(maand) for maand in sorted(regel.maanden)) or None
    basis = str(basis_van(regel)) or GEEN
    return (regel.post.code, regel.kamer.code, regel.bedrag, basis, regel.spreiding, maanden)


def schrijf_bijdragen(uit: BinaryIO, vraag: Vraag) -> int:
    """Write the contributions of every source. UitvoerFout when there are none."""
    regels = _van(Financieringsregel, vraag, "bron__versie").select_related("bron", "kamer")
    op_volgorde = regels.order_by("bron__volgorde", "bron", "kamer__volgorde", "kamer")
    return _schrijf(uit, vraag, BIJDRAGEN, ((r.bron.naam, r.kamer.code, r.bedrag) for r in op_volgorde))


def schrijf_uren(uit: BinaryIO, vraag: Vraag) -> int:
    """Write the planned hours. UitvoerFout when there are none."""
    ramingen = _van(Tijdsraming, vraag, "versie").select_related("kamer").order_by("wie", "kamer__volgorde", "kamer")
    rijen = ((f"{r.wie}s", r.kamer.code, r.personen, r.uren_per_persoon, r.tarief) for r in ramingen)
    return _schrijf(uit, vraag, UREN, rijen)


def _van(model, vraag: Vraag, pad: str):
    """Return the rows of the newest version of a year, of the rooms that its reader may see."""
    versie = Versie.objects.laatste(vraag.jaar)
    rijen = model.objects.filter(**{pad: versie}) if versie else model.objects.none()
    if vraag.gebruiker is None:
        return rijen
    return rijen.filter(kamer__in=Kamer.objects.zichtbaar_voor(vraag.gebruiker))


def _schrijf(uit: BinaryIO, vraag: Vraag, kop: tuple[str, ...], rijen: Iterable[tuple]) -> int:
    alle = list(rijen)
    if not alle:
        raise UitvoerFout(_("Hiervan is in %(jaar)s nog niets begroot.") % {"jaar": vraag.jaar})
    try:
        uit.write(VORMEN[vraag.vorm]._schrijf(kop, alle))
    except BestandFout as fout:
        raise UitvoerFout(str(fout)) from fout
    return len(alle)
