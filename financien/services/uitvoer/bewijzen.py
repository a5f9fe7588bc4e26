"""All proofs of a year in one zip, named by the number of their document, with an index of every document.

A letter of a grant goes in once, under the first document that follows from it; the index of the others names it too.
A few proofs at a time are in memory. A proof is weighed on its way out: what changed on the disk is not given out as
good. Who may see which proof: ``stukbewijs``.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from buurtwerkkamer.invoer.csv import schrijf_csv
from buurtwerkkamer.models import Bestand, Gebruiker
from buurtwerkkamer.uitvoer import UitvoerFout, Vraag
from financien.models import Boekstuk, Brief, Toekenningstatus
from financien.services.stukbewijs import met_bron, met_loonbewijs, te_zien, waarom_zonder
from financien.services.stukbrief import stappen_bij, van_jaar
from financien.services.uitvoer.regels import LOONSTUK, mag_loon_zien, met_loon

KOP = ("nummer", "datum", "omschrijving", "totaal", "bestand", "naam bij ons", "omvang", "sha256", "let op")
# part of the format, so Dutch
ZONDER, LOON, BRIEF = "geen bewijs", "loon: voor penningmeester, bestuur en accountant", "brief bij de toekenning"
CONTROLE = "voor de leden van een controle waar dit stuk in zit"
INDEX = "index.csv"
PER_KEER = 4  # so many proofs are read from the database at once
BEGIN = (2000, 1, 1, 0, 0, 0)  # the time of an entry says nothing: the same proofs make the same zip


def schrijf_bewijzen(uit: BinaryIO, vraag: Vraag) -> int:
    """Write the zip; return how many proofs it holds. UitvoerFout when nothing was booked, or a proof is damaged."""
    with ZipFile(uit, "w", ZIP_STORED) as pak:  # proofs are compressed already
        lijst = _Lijst(pak, vraag.jaar)
        for stuk in _stukken(vraag):
            lijst.voeg_toe(stuk)
        if not lijst.rijen:
            raise UitvoerFout(_("Er is in %(jaar)s nog niets geboekt.") % {"jaar": vraag.jaar})
        lijst.schrijf_brieven()
        lijst.rijen.sort(key=lambda rij: (rij[0][0], int(rij[0].rpartition("-")[2])))  # journal, number
        pak.writestr(ZipInfo(INDEX, BEGIN), schrijf_csv(KOP, lijst.rijen))
    return lijst.aantal


def _stukken(vraag: Vraag) -> Iterator[Boekstuk]:
    """Yield the documents of the year by number: first those without wages in them, for who sees none.

    With ``van_loon``, ``loonbewijs`` and ``mag``: whether wages are in it, also in its proof, and whether the proof
    goes out. Of what does not, no byte is read.
    """
    stukken = met_loonbewijs(met_loon(met_bron(Boekstuk.objects.in_jaar(vraag.jaar)))).order_by("dagboek", "nummer")
    wie = vraag.gebruiker
    mag = te_zien(wie) if isinstance(wie, Gebruiker) else Boekstuk.objects.all()
    stukken = stukken.annotate(mag=Exists(mag.filter(pk=OuterRef("pk"))))
    open_ = stukken.filter(mag=True).select_related("bewijs")
    yield from open_.iterator(chunk_size=PER_KEER)
    if not mag_loon_zien(wie):
        yield from stukken.filter(mag=False).iterator()


class _Lijst:
    """The index while the zip is written, and which letters still have to go in."""

    def __init__(self, pak: ZipFile, jaar: int):
        self.pak, self.aantal = pak, 0
        self.rijen: list[tuple] = []
        self.stappen = stappen_bij(van_jaar(jaar))
        self.brieven: dict[int, str] = {}  # the name in the zip of each letter

    def voeg_toe(self, stuk: Boekstuk) -> None:
        """Add a document to the index, and its own proof to the zip."""
        dicht = vars(stuk)["van_loon"] and not vars(stuk)["mag"]
        kop = (str(stuk), stuk.datum, *((LOONSTUK, None) if dicht else (stuk.omschrijving, stuk.totaal)))
        stappen = self.stappen.get(stuk.pk, [])
        brieven = [brief for stap in stappen for brief in stap.brieven.all()]
        if dicht or (stuk.bewijs_id and not vars(stuk)["mag"]):
            let_op = LOON if dicht or vars(stuk)["loonbewijs"] else CONTROLE
            self.rijen.append((*kop, "", "", None, "", let_op))
        elif stuk.bewijs:
            naam = _naam(stuk, stuk.omschrijving, stuk.bewijs.naam)
            self._schrijf(naam, stuk.bewijs, str(stuk))
            self.rijen.append((*kop, naam, *_van(stuk.bewijs), ""))
        elif brieven:
            self._noem(kop, stuk, brieven)
        else:
            self.rijen.append((*kop, "", "", None, "", _zonder(stuk, stappen)))

    def _noem(self, kop: tuple, stuk: Boekstuk, brieven: list[Brief]) -> None:
        """Name the letters of a document, a line each; only the first tells its total, so that those add up."""
        for plek, brief in enumerate(brieven):
            los = f"{brief.omschrijving} {plek + 1}" if plek else brief.omschrijving
            naam = self.brieven.setdefault(brief.pk, _naam(stuk, los, brief.bestand.naam))
            eerste = kop if not plek else (*kop[:3], None)
            self.rijen.append((*eerste, naam, *_van(brief.bestand), BRIEF))

    def schrijf_brieven(self) -> None:
        """Add the letters that were named, each once."""
        rijen = Brief.objects.filter(pk__in=self.brieven).select_related("bestand").order_by("pk")
        for brief in rijen.iterator(chunk_size=PER_KEER):
            naam = self.brieven[brief.pk]
            self._schrijf(naam, brief.bestand, naam)

    def _schrijf(self, naam: str, bestand: Bestand, waar: str) -> None:
        inhoud = bytes(bestand.inhoud)
        if sha256(inhoud).hexdigest() != bestand.sha256:
            raise UitvoerFout(_("Het bewijs bij %(stuk)s is beschadigd. Vraag de beheerder om hulp.") % {"stuk": waar})
        self.pak.writestr(ZipInfo(naam, BEGIN), inhoud)
        self.aantal += 1


def _van(bestand: Bestand) -> tuple[str, int, str]:
    return bestand.naam, bestand.omvang, bestand.sha256


def _zonder(stuk: Boekstuk, stappen: list[Toekenningstatus]) -> str:
    with translation.override("nl"):
        waarom = waarom_zonder(stuk, stappen)
    return f"{ZONDER}: {waarom}" if waarom else ZONDER


def _naam(stuk: Boekstuk, woorden: str, naam: str) -> str:
    """Return the name in the zip: number, what it is for, and the ending; never a path."""
    ending = slugify(naam.rpartition(".")[2])[:5] if "." in naam else ""
    delen = (str(stuk), slugify(woorden)[:60].strip("-"))
    return ".".join(deel for deel in ("-".join(d for d in delen if d), ending) if deel)
