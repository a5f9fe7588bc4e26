"""The child that looks into an uploaded proof: no Django, no secrets, a limit on memory and time (see ``bewijs``).

``keur`` returns the bytes to keep. An image is drawn anew, so that nothing but its pixels stays; a PDF is kept as it
came, so only a PDF in which nothing can act passes. ``Geweigerd`` names the reason by a code.
"""

import io
import resource
import struct
import sys
import zipfile
import zlib

MAX_OMVANG = 10 * 1024**2  # bytes, before and after
MAX_PIXELS = 25_000_000
MAX_BLADZIJDEN = 200
MAX_DELEN = 400_000  # of a PDF, nested ones included
KWALITEIT = 88
GEWEIGERD = 3  # the exit code of a refusal; its code stands on standard output

BEELD = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
PDF = "application/pdf"
SLEUTELS = {"/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/XFA", "/RichMediaContent", "/AA"}
SOORTEN = {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D", "/EmbeddedFile"}
DADEN = {
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR"),
    *("/Rendition", "/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView", "/Trans"),
}
ADRESSEN = ("javascript:", "vbscript:", "data:", "file:")

STUK = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, RuntimeError, struct.error, zlib.error)


class Geweigerd(Exception):
    """This file is not kept. ``args[0]`` is the code of the reason."""


def soort_van(inhoud: bytes) -> str:
    """Return the type that the first bytes say, whatever the name says. Geweigerd for anything else."""
    if inhoud.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if inhoud.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if inhoud[:4] == b"RIFF" and inhoud[8:12] == b"WEBP":
        return "image/webp"
    if inhoud.startswith(b"%PDF-"):
        return PDF
    if inhoud[4:8] == b"ftyp" and inhoud[8:12] in (
        b"heic",
        b"heix",
        b"heim",
        b"heis",
        b"hevc",
        b"mif1",
        b"msf1",
        b"avif",
    ):
        raise Geweigerd("heic")
    raise Geweigerd("soort")


def keur(inhoud: bytes) -> tuple[str, bytes]:
    """Return the type and the bytes to keep. Geweigerd with a code."""
    if len(inhoud) > MAX_OMVANG:
        raise Geweigerd("groot")
    soort = soort_van(inhoud)
    if zipfile.is_zipfile(io.BytesIO(inhoud)) or (soort != PDF and b"%PDF-" in inhoud[:1024]):
        raise Geweigerd("dubbel")  # two files in one: which one is looked at depends on the reader
    if soort != PDF:
        return soort, _teken_over(inhoud, BEELD[soort])
    _bekijk_pdf(inhoud)
    return soort, inhoud


def _teken_over(inhoud: bytes, vorm: str) -> bytes:
    from PIL import Image, ImageOps  # noqa: PLC0415 - only the child needs it

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with Image.open(io.BytesIO(inhoud), formats=[vorm]) as beeld:
            if beeld.width * beeld.height > MAX_PIXELS:  # read from the header, before a pixel is decoded
                raise Geweigerd("pixels")
            recht = ImageOps.exif_transpose(beeld).convert(_kleuren(beeld))
    except Geweigerd:
        raise
    except Image.DecompressionBombError as fout:
        raise Geweigerd("pixels") from fout
    except STUK as fout:
        raise Geweigerd("stuk") from fout
    recht.info = {}  # EXIF, place, comments, profiles: nothing but the pixels goes on
    uit = io.BytesIO()
    recht.save(uit, vorm, **({} if vorm == "PNG" else {"quality": KWALITEIT}))
    if uit.tell() > MAX_OMVANG:
        raise Geweigerd("groot")
    return uit.getvalue()


def _kleuren(beeld) -> str:
    doorzichtig = "transparency" in beeld.info or beeld.mode in ("RGBA", "LA", "PA")
    if doorzichtig and beeld.format != "JPEG":
        return "RGBA"
    return "L" if beeld.mode in ("1", "L") else "RGB"


def _bekijk_pdf(inhoud: bytes) -> None:
    import pikepdf  # noqa: PLC0415 - only the child needs it

    _tot, einde, rest = inhoud.rpartition(b"%%EOF")
    if not einde or rest.strip(b"\0\t\n\f\r "):
        raise Geweigerd("dubbel" if einde else "stuk")  # something hangs on behind the end
    try:
        with pikepdf.open(io.BytesIO(inhoud), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise Geweigerd("slot")
            if not 0 < len(pdf.pages) <= MAX_BLADZIJDEN:
                raise Geweigerd("bladzijden")
            _opent_niets(pdf.Root.get("/OpenAction"), pikepdf)
            _zoek_daden([*pdf.objects, pdf.trailer], pikepdf)
    except Geweigerd:
        raise
    except pikepdf.PasswordError as fout:
        raise Geweigerd("slot") from fout
    except (pikepdf.PdfError, *STUK) as fout:
        raise Geweigerd("stuk") from fout


def _opent_niets(daad, pikepdf) -> None:
    """Refuse what happens by itself at opening; going to a page of the document itself is no act."""
    if daad is None or isinstance(daad, pikepdf.Array | pikepdf.Name | pikepdf.String):
        return
    if not isinstance(daad, pikepdf.Dictionary) or daad.get("/S") != "/GoTo" or "/Next" in daad:
        raise Geweigerd("doet")


def _zoek_daden(delen: list, pikepdf) -> None:
    """Look at every part of the document, also those that no page shows. Names come without their disguise (#4a)."""
    gezien = 0
    while delen:
        deel, gezien = delen.pop(), gezien + 1
        if gezien > MAX_DELEN:
            raise Geweigerd("bladzijden")
        if isinstance(deel, pikepdf.Array):
            delen.extend(_nieuwe(list(deel), pikepdf))
        elif isinstance(deel, pikepdf.Dictionary | pikepdf.Stream):
            _keur_sleutels(deel)
            delen.extend(_nieuwe([deel.get(sleutel) for sleutel in deel.keys()], pikepdf))  # noqa: SIM118 - no mapping


def _nieuwe(delen: list, pikepdf) -> list:
    samen = (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)
    return [deel for deel in delen if isinstance(deel, samen) and not deel.is_indirect]


def _keur_sleutels(deel) -> None:
    if SLEUTELS & set(deel.keys()):
        raise Geweigerd("doet")
    adres = "".join(str(deel.get("/URI", "")).split()).lower() if deel.get("/S") == "/URI" else ""
    if adres.startswith(ADRESSEN):  # a link that runs something, or reads a file of who opens it
        raise Geweigerd("doet")
    if str(deel.get("/S", "")) in DADEN or {str(deel.get("/Subtype", "")), str(deel.get("/Type", ""))} & SOORTEN:
        raise Geweigerd("doet")


def kind(geheugen: str, tijd: str) -> None:
    """The child: read a file from standard input, write its type, a line end and the bytes to keep."""
    resource.setrlimit(resource.RLIMIT_AS, (int(geheugen), int(geheugen)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(tijd), int(tijd) + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        soort, goed = keur(sys.stdin.buffer.read(MAX_OMVANG + 1))
    except Geweigerd as fout:
        sys.stdout.write(fout.args[0])
        sys.exit(GEWEIGERD)
    sys.stdout.buffer.write(soort.encode() + b"\n" + goed)
