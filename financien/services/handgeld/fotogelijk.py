"""Whether a photo shows the same receipt as another one of the same amount, though its bytes differ.

A photo that was sent around, made smaller or saved again has another sha256. It still is light and dark in the same
places: of 32 by 32 squares the grey goes up and down together. What was cut or turned is not seen. Only photos that the
guard drew anew are opened here.
"""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from statistics import correlation

from PIL import Image

from financien.models import Bon, Bonstap

KANT = 32
GELIJK = 0.985  # the correlation of one photo saved twice is above 0.995, of two receipts of one shop below 0.95
VLAK = 24  # of 255 steps of grey: a photo with less in it says nothing
VENSTER = timedelta(days=92)
HOOGSTENS = 10  # photos to compare with


def lijkt_op(bon: Bon, inhoud: Callable[[], bytes]) -> Bon | None:
    """Return a receipt of the same amount, of any room and about the same time, with a photo that looks like this one.

    ``bon``: day and amount to compare with, stored or not. ``inhoud``: gives the bytes of its photo. One question. A
    photo that is the very same is known by its sha256, and is not looked at here.
    """
    rijen = Bon.objects.met_stand().exclude(stand=Bonstap.Soort.INGETROKKEN).exclude(pk=bon.pk)
    rijen = rijen.filter(bedrag=bon.bedrag, datum__range=(bon.datum - VENSTER, bon.datum + VENSTER))
    rijen = rijen.filter(foto__type__startswith="image/").exclude(foto=bon.foto_id)
    kandidaten = list(rijen.select_related("foto", "kamer").order_by("-pk")[:HOOGSTENS])
    eigen = _afdruk(inhoud()) if kandidaten else None
    if eigen is None:
        return None
    for ander in kandidaten:
        afdruk = _afdruk(bytes(ander.foto.inhoud)) if ander.foto else None
        if afdruk is not None and correlation(eigen, afdruk) >= GELIJK:
            return ander
    return None


def van_bon(bon: Bon) -> Bon | None:
    """Return the same for a receipt that is there. One question, two when there is one to compare with."""
    if bon.foto is None or not bon.foto.type.startswith("image/"):
        return None
    foto = bon.foto
    return lijkt_op(bon, lambda: bytes(foto.inhoud))


def _afdruk(inhoud: bytes) -> list[int] | None:
    """Return the squares of a photo, each from 0 (black) to 255; None when there is nothing to see in it."""
    try:
        with Image.open(BytesIO(inhoud), formats=["JPEG", "PNG", "WEBP"]) as beeld:
            beeld.draft("L", (8 * KANT, 8 * KANT))
            klein = beeld.convert("L").resize((KANT, KANT), Image.Resampling.BOX)
    except OSError:  # a PDF
        return None
    grijs = list(klein.tobytes())
    return grijs if max(grijs) - min(grijs) >= VLAK else None
