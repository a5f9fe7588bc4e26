"""Cards to print and cut: for people with a pass, and cards without a name whose numbers are kept for later."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from unicodedata import normalize
from uuid import UUID

import segno
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from buurtwerkkamer.drukbaar import zonder_letter
from buurtwerkkamer.handelingen import eenmaal, onthoud
from buurtwerkkamer.models import Handeling
from buurtwerkkamer.pdf import Pdf, maak_pdf
from kamers.models import Kamer, Pasnummer, Persoon
from kamers.services.pasnummer import nieuwe_nummers, nummer_van

PER_VEL = 10  # 85 × 54 mm, two beside each other and five below, with room for the cutting marks
HOOGSTENS = 200  # cards at once: twenty sheets
LANG = 12  # longer names are printed smaller


@dataclass(frozen=True)
class Kaart:
    """One card: a first name (empty: to be written by hand) and a number."""

    naam: str
    nummer: str

    @property
    def lang(self) -> bool:
        return len(self.naam) > LANG

    @property
    def qr(self) -> str:
        """The QR of the number as the path of a drawing; nothing else stands in it."""
        return pad_van(self.nummer)

    @property
    def maat(self) -> int:
        return len(_matrix(self.nummer))


@transaction.atomic
def kaarten_voor(
    *, kamer: Kamer, personen: list[Persoon], leeg: int, vandaag: date, sleutel: UUID, gebruiker
) -> list[Kaart]:
    """Return the cards of these people and ``leeg`` cards without a name; the same form gives the same cards again.

    Who has no number yet gets one. A number of a card without a name is kept until someone gets the card.
    """
    handeling = eenmaal(sleutel, "pas_kaarten", gebruiker, f"kamer:{kamer.pk}")
    if handeling is None:
        eerder = Handeling.objects.get(sleutel=sleutel).na or {}
        nummers = list(Pasnummer.objects.filter(pk__in=eerder["leeg"]).order_by("pk"))
    else:
        nummers = nieuwe_nummers(kamer=kamer, aantal=leeg, vandaag=vandaag)
        onthoud(handeling, None, {"leeg": [rij.pk for rij in nummers]})
    met_naam = [Kaart(_op_papier(p.voornaam), p.pasnummer or _geef_nummer(p, kamer, vandaag)) for p in personen]
    return met_naam + [Kaart("", nummer_van(rij)) for rij in nummers]


def _geef_nummer(persoon: Persoon, kamer: Kamer, vandaag: date) -> str:
    persoon = Persoon.objects.select_for_update().get(pk=persoon.pk)
    if not persoon.pasnummer:
        rij = nieuwe_nummers(kamer=kamer, aantal=1, vandaag=vandaag)[0]
        rij.uitgegeven_op = vandaag
        rij.save(update_fields=["uitgegeven_op"])
        persoon.pasnummer = nummer_van(rij)
        persoon.save(update_fields=["pasnummer"])
    return persoon.pasnummer


def _op_papier(voornaam: str) -> str:
    """Return a name as it can be printed; one in another script is written on the card by hand."""
    return "" if zonder_letter(voornaam) else normalize("NFC", voornaam)


def druk_kaarten(kamer: Kamer, kaarten: list[Kaart]) -> Pdf:
    """Print cards on sheets of ten. The same cards give the same bytes. PdfFout."""
    vellen = [kaarten[i : i + PER_VEL] for i in range(0, len(kaarten), PER_VEL)]
    with override("nl"):
        html = render_to_string("kamers/pasblad_druk.html", {"kamer": kamer, "vellen": vellen, "rijen": range(1, 7)})
    return maak_pdf(html, kenmerk=hashlib.sha256(html.encode()).hexdigest()[:32])


def _matrix(tekst: str) -> tuple[bytearray, ...]:
    return segno.make_qr(tekst, error="q", boost_error=False).matrix


def pad_van(tekst: str) -> str:
    """Return the dark modules of a QR as an SVG path, one unit to a module."""
    return "".join(_strepen(_matrix(tekst)))


def _strepen(matrix: tuple[bytearray, ...]) -> Iterator[str]:
    for y, rij in enumerate(matrix):
        x = 0
        for donker, groep in groupby(rij):
            breed = len(list(groep))
            if donker:
                yield f"M{x} {y}h{breed}v1h-{breed}z"
            x += breed
