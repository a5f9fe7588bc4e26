"""A file of a higher floor that goes out: written beside the memory, weighed, and written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from io import BufferedIOBase
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from django.utils.translation import gettext as _

from buurtwerkkamer.uitvoer import UitvoerFout, Vraag, soorten
from kamers.services.invoerbestand import schrijf_op


@dataclass(frozen=True)
class Uitgaand:
    """An open file, at its beginning; closing it takes it off the disk."""

    bestand: BinaryIO
    naam: str
    type: str
    sha256: str


def haal_uit(soort: str, vraag: Vraag) -> Uitgaand:
    """Write a file of a registered kind and write down who took it, with its sha256. UitvoerFout says what is wrong."""
    wat = soorten[soort]
    if vraag.vorm not in wat.vormen:
        raise UitvoerFout(_("Kies een bestand dat eindigt op %(vormen)s.") % {"vormen": " of ".join(wat.vormen)})
    with _op_schijf() as bestand:
        rijen = wat.schrijf(bestand, vraag)
        bestand.seek(0)
        som = file_digest(cast(BufferedIOBase, bestand), "sha256").hexdigest()
        bestand.seek(0)
        wie, vorm = vraag.gebruiker, vraag.vorm
        schrijf_op(gebruiker=wie, soort=soort, kamer=None, jaar=vraag.jaar, vorm=vorm, rijen=rijen, som=som)
        return Uitgaand(bestand, f"{soort}-{vraag.jaar}.{vraag.vorm}", wat.vormen[vraag.vorm], som)


@contextmanager
def _op_schijf() -> Iterator[BinaryIO]:
    """Open a file without a name, so that nothing of it is left; closed here only when it cannot be written."""
    bestand = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    try:
        yield bestand
    except BaseException:
        bestand.close()
        raise
