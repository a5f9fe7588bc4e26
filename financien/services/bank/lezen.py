"""Which form a bank file has, by what is in it, and the reader of that form."""

import re

from django.utils.translation import gettext as _

from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.uitpakken import weeg
from financien.services.bank import camt, csvbanken, mt940
from financien.services.bank.afschrift import Afschrift, keur

_MT940 = re.compile(r"^:20:", re.MULTILINE)


def lees(inhoud: bytes) -> Afschrift:
    """Read a bank file whole. BestandFout says in Dutch what is wrong with it; its name never matters."""
    weeg(inhoud)
    if inhoud.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return camt.lees(inhoud)
    tekst = _tekst(inhoud)
    if _MT940.search(tekst):
        return mt940.lees(tekst)
    kop = [naam.strip().strip('"').lower() for naam in re.split(r"[;,]", tekst.partition("\n")[0])]
    if kop[: len(csvbanken.ING)] == list(csvbanken.ING):
        return keur(csvbanken.lees_ing(tekst))
    if kop[: len(csvbanken.RABO)] == list(csvbanken.RABO):
        return keur(csvbanken.lees_rabobank(tekst))
    if csvbanken.TRIODOS.match(tekst):
        return keur(csvbanken.lees_triodos(tekst))
    raise BestandFout(
        _(
            "Dit is geen bestand van een bank dat we kennen. We lezen CAMT.053, MT940, "
            "en de CSV van ING, Rabobank en Triodos. Haal er een op bij je bank."
        )
    )


def _tekst(inhoud: bytes) -> str:
    if b"\0" in inhoud:
        raise BestandFout(_("Dit is geen tekst. Haal bij je bank CAMT.053, MT940 of CSV op."))
    for codering in ("utf-8-sig", "cp1252"):
        try:
            return inhoud.decode(codering)
        except UnicodeDecodeError:
            continue
    return inhoud.decode("latin-1")
