"""The guard of uploaded proofs: scans of invoices, receipts, letters (guards.md "uploads").

What a file is, its bytes say; name and header of the sender count for nothing. It is opened in a child process with
a limit on memory and time (``bewijskeuring``). What passes is kept in the database as a ``Bestand``, once: the same
bytes a second time are the same row, and the caller hears so. Served by ``bewijs_antwoord``, from a view with a right.
"""

import re
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bewijskeuring import GEWEIGERD, MAX_OMVANG, PDF
from buurtwerkkamer.bijlage import bijlage
from buurtwerkkamer.models import Bestand

HUIS = Path(__file__).resolve().parent.parent
GEHEUGEN = 1024**3  # bytes of address space for one file
TIJD = 20  # seconds of processor time; a photo of 25 megapixel takes about two
SLOT_BEWIJS = 7403  # advisory lock (SLOT_BEWIJS, first part of the sha256): the same bytes are stored once
KIND = "import sys; sys.path.insert(0, sys.argv[1]); from buurtwerkkamer.bewijskeuring import kind; kind(*sys.argv[2:])"
ACHTERVOEGSEL = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", PDF: "pdf"}
ZINNEN = {
    "soort": _("Dit soort bestand nemen we niet aan. Kies een foto (JPEG, PNG of WebP) of een PDF."),
    "heic": _(
        "Dit is een HEIC-foto van een iPhone. Zet bij Instellingen, Camera, Formaten op Meest compatibel, "
        "of maak een schermafdruk van de foto."
    ),
    "groot": _("Dit bestand is groter dan 10 MB. Maak de foto of de scan kleiner."),
    "pixels": _("Deze foto is te groot: meer dan 25 miljoen beeldpunten. Maak hem kleiner."),
    "stuk": _("Dit bestand is stuk of niet te lezen. Maak een nieuwe foto, of druk het opnieuw af naar PDF."),
    "dubbel": _("In dit bestand zit nog een ander bestand. Druk het opnieuw af naar PDF, of maak er een foto van."),
    "slot": _("Deze PDF zit op slot. Sla hem op zonder wachtwoord, of druk hem af naar PDF."),
    "doet": _("In deze PDF zit iets dat zelf iets kan doen, of een bijlage. Druk hem af naar PDF en kies die."),
    "bladzijden": _("Deze PDF is leeg of heeft te veel bladzijden. Kies alleen de bladzijden van dit stuk."),
    "tijd": _("Dit bestand is te zwaar om te controleren. Maak een nieuwe foto of scan."),
}


class BewijsFout(ValueError):
    """A file is not kept as a proof; the text is a Dutch sentence, ``code`` the reason."""

    def __init__(self, code: str):
        super().__init__(str(ZINNEN[code]))
        self.code = code


@dataclass(frozen=True)
class Gekeurd:
    """A proof that passed the guard: the bytes to keep, what they are, and a name that says no more than that."""

    naam: str
    type: str
    inhoud: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.inhoud).hexdigest()


@dataclass(frozen=True)
class Bewijs:
    """A stored proof. ``bekend``: the same bytes were there already, so perhaps this is the same document."""

    bestand: Bestand
    bekend: bool


def keur_bewijs(inhoud: bytes, naam: str = "", *, geheugen: int = GEHEUGEN, tijd: int = TIJD) -> Gekeurd:
    """Return what may be kept of an uploaded file. BewijsFout says in Dutch why not. ``tijd`` in seconds."""
    if len(inhoud) > MAX_OMVANG:
        raise BewijsFout("groot")
    opdracht = [sys.executable, "-I", "-W", "ignore", "-c", KIND, str(HUIS), str(geheugen), str(tijd)]
    try:
        uitslag = subprocess.run(  # noqa: S603 our own interpreter and our own module
            opdracht, input=inhoud, capture_output=True, timeout=3 * tijd, cwd="/", env={}
        )
    except subprocess.TimeoutExpired as fout:
        raise BewijsFout("tijd") from fout
    if uitslag.returncode == GEWEIGERD:
        raise BewijsFout(uitslag.stdout.decode())
    if uitslag.returncode:
        raise BewijsFout("tijd")  # out of memory or time, or a decoder that broke down: the child is gone, we are not
    kop, _regel, goed = uitslag.stdout.partition(b"\n")
    soort = kop.decode()
    return Gekeurd(_naam(naam, soort), soort, goed)


def _naam(naam: str, soort: str) -> str:
    """Return a plain name: letters, digits, dots and dashes of what was given, and the suffix of what it is."""
    kaal = re.sub(r"[^A-Za-z0-9._-]+", "-", PurePath(naam.replace("\\", "/")).stem).strip(".-_")[:80]
    return f"{kaal or 'bewijs'}.{ACHTERVOEGSEL[soort]}"


@transaction.atomic
def bewaar_bewijs(gekeurd: Gekeurd) -> Bewijs:
    """Store a proof once. Lock (SLOT_BEWIJS, hash): two at once are one row."""
    som = gekeurd.sha256
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SLOT_BEWIJS, int(som[:7], 16)])
    eerder = Bestand.objects.zonder_inhoud().filter(sha256=som, type=gekeurd.type).order_by("pk").first()
    if eerder:
        return Bewijs(eerder, bekend=True)
    velden = {"naam": gekeurd.naam, "type": gekeurd.type, "inhoud": gekeurd.inhoud}
    return Bewijs(Bestand.objects.create(sha256=som, omvang=len(gekeurd.inhoud), **velden), bekend=False)


def bewijs_antwoord(bestand: Bestand):
    """Return a proof as a download: the view that calls it has checked the right and the row."""
    return bijlage(bytes(bestand.inhoud), bestand.type, bestand.naam)


class BewijsField(forms.FileField):
    """A scan or a photo. The cleaned value is a ``Gekeurd``, or None when nothing was chosen."""

    default_error_messages = {
        "required": _("Kies een foto of een PDF."),
        "invalid": _("Kies een foto of een PDF."),
        "missing": _("Kies een foto of een PDF."),
        "empty": _("Dit bestand is leeg. Kies een ander."),
        "max_length": _("De naam van dit bestand is te lang. Maak hem korter."),
    }
    widget = forms.FileInput

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("Een foto of een PDF, hoogstens 10 MB."))
        super().__init__(max_length=150, **kwargs)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": ",".join(ACHTERVOEGSEL)}

    def clean(self, data, initial=None):
        bestand = super().clean(data, initial)
        if not bestand:
            return None
        try:
            if bestand.size > MAX_OMVANG:  # before a byte of it is in memory
                raise BewijsFout("groot")
            return keur_bewijs(bestand.read(), bestand.name)
        except BewijsFout as fout:
            raise ValidationError(str(fout), code=fout.code) from fout
