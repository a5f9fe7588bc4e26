"""All proofs of a year in one zip, named by the number of their document, with an index of every document.

One proof at a time is in memory. A proof is weighed on its way out: what changed on the disk is not given out as good.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from buurtwerkkamer.invoer.csv import schrijf_csv
from buurtwerkkamer.uitvoer import UitvoerFout, Vraag
from financien.models import Boeking, Boekstuk
from financien.models.boekstuk import is_loon
from financien.services.bewijsrecht import alleen_eigen_controle, in_eigen_controle
from financien.services.uitvoer.regels import LOONSTUK, mag_loon_zien

KOP = ("nummer", "datum", "omschrijving", "totaal", "bestand", "naam bij ons", "omvang", "sha256", "let op")
ZONDER, LOON = "geen bewijs", "loon: voor penningmeester, bestuur en accountant"  # part of the format, so Dutch
CONTROLE = "voor de leden van een controle waar dit in valt"
INDEX = "index.csv"
PER_KEER = 4  # so many proofs are read from the database at once
BEGIN = (2000, 1, 1, 0, 0, 0)  # the time of an entry says nothing: the same proofs make the same zip


def schrijf_bewijzen(uit: BinaryIO, vraag: Vraag) -> int:
    """Write the zip; return how many proofs it holds. UitvoerFout when nothing was booked, or a proof is damaged."""
    rijen: list[tuple] = []
    with ZipFile(uit, "w", ZIP_STORED) as pak:  # proofs are compressed already
        aantal = sum(_pak_in(pak, stuk, rijen, dicht) for stuk, dicht in _stukken(vraag))
        if not rijen:
            raise UitvoerFout(_("Er is in %(jaar)s nog niets geboekt.") % {"jaar": vraag.jaar})
        pak.writestr(ZipInfo(INDEX, BEGIN), schrijf_csv(KOP, rijen))
    return aantal


def _stukken(vraag: Vraag) -> Iterator[tuple[Boekstuk, str]]:
    """Yield the documents of the year by number, and why a proof stays here: of wages, or of another's check."""
    stukken = Boekstuk.objects.in_jaar(vraag.jaar).order_by("dagboek", "nummer")
    loon = Boeking.objects.filter(is_loon(), boekstuk=OuterRef("pk"))
    open_ = stukken if mag_loon_zien(vraag.gebruiker) else stukken.exclude(Exists(loon))
    eigen = open_
    if vraag.gebruiker and alleen_eigen_controle(vraag.gebruiker):
        eigen = open_.filter(in_eigen_controle(vraag.gebruiker, "datum"))
        yield from ((stuk, CONTROLE if stuk.bewijs_id else "") for stuk in _buiten(open_, eigen))
    yield from ((stuk, "") for stuk in eigen.select_related("bewijs").iterator(chunk_size=PER_KEER))
    if open_ is not stukken:
        yield from ((stuk, LOON) for stuk in _buiten(stukken, open_))


def _buiten(alle: QuerySet[Boekstuk], binnen: QuerySet[Boekstuk]) -> Iterator[Boekstuk]:
    return alle.exclude(pk__in=binnen.order_by().values("pk")).iterator()


def _pak_in(pak: ZipFile, stuk: Boekstuk, rijen: list[tuple], dicht: str) -> int:
    """Add the proof of a document and its line in the index; return how many proofs were added."""
    kop = (str(stuk), stuk.datum, *((LOONSTUK, None) if dicht == LOON else (stuk.omschrijving, stuk.totaal)))
    bewijs = None if dicht else stuk.bewijs
    if bewijs is None:
        rijen.append((*kop, "", "", None, "", dicht or ZONDER))
        return 0
    inhoud = bytes(bewijs.inhoud)
    if sha256(inhoud).hexdigest() != bewijs.sha256:
        raise UitvoerFout(_("Het bewijs bij %(stuk)s is beschadigd. Vraag de beheerder om hulp.") % {"stuk": stuk})
    naam = _naam(stuk, bewijs.naam)
    pak.writestr(ZipInfo(naam, BEGIN), inhoud)
    rijen.append((*kop, naam, bewijs.naam, bewijs.omvang, bewijs.sha256, ""))
    return 1


def _naam(stuk: Boekstuk, naam: str) -> str:
    """Return the name in the zip: number, what it is for, and the ending; never a path."""
    ending = slugify(naam.rpartition(".")[2])[:5] if "." in naam else ""
    woorden = slugify(stuk.omschrijving)[:60].strip("-")
    return ".".join(deel for deel in ("-".join(d for d in (str(stuk), woorden) if d), ending) if deel)
