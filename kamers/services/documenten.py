"""House rules and job descriptions [24]: dated; a newer version replaces the older from its day on, older ones stay."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from unicodedata import normalize
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from buurtwerkkamer import rollen
from buurtwerkkamer.handelingen import eenmaal, onthoud
from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.pdf import Pdf, maak_pdf
from kamers.models import Kamer, Kamerdocument
from kamers.services.feiten import DOEL, FeitGewijzigd, bewaar_of_weiger, stand_van


@dataclass(frozen=True)
class Documentreeks:
    """One document through the years: what holds today, what comes, and what held before."""

    geldend: Kamerdocument | None
    komend: list[Kamerdocument] = field(default_factory=list)
    oud: list[Kamerdocument] = field(default_factory=list)

    @property
    def eerste(self) -> Kamerdocument:
        return self.geldend or (self.komend or self.oud)[0]


def voor_kamer(kamer: Kamer) -> QuerySet[Kamerdocument]:
    """Return all versions of the documents of a room, with those that hold for all rooms."""
    return Kamerdocument.objects.filter(Q(kamer=kamer) | Q(kamer__isnull=True)).select_related("kamer")


def wijzigbaar(kamer: Kamer, gebruiker) -> QuerySet[Kamerdocument]:
    """Return what a user may change: of the own room; whoever sees every room also what holds for all."""
    alles = voor_kamer(kamer)
    return alles if rollen.bereik(gebruiker).alles else alles.filter(kamer=kamer)


def reeksen(kamer: Kamer, vandaag: date) -> list[Documentreeks]:
    """Return the documents of a room, each with its versions, the newest first. One query, without the texts."""
    rijen = list(voor_kamer(kamer).defer("tekst"))
    rijen.sort(key=lambda d: (_volgorde(d), d.titel, d.kamer_id or 0, -d.geldig_vanaf.toordinal()))
    return [_reeks(list(versies), vandaag) for _wat, versies in groupby(rijen, key=_wat)]


def _volgorde(document: Kamerdocument) -> int:
    return list(Kamerdocument.Soort.values).index(document.soort)


def _wat(document: Kamerdocument) -> tuple:
    return document.soort, document.titel, document.kamer_id


def _reeks(versies: list[Kamerdocument], vandaag: date) -> Documentreeks:
    komend = [d for d in versies if d.geldig_vanaf > vandaag]
    begonnen = versies[len(komend) :]
    geldt = bool(begonnen) and (begonnen[0].vervallen_op is None or vandaag < begonnen[0].vervallen_op)
    return Documentreeks(begonnen[0] if geldt else None, komend, begonnen[1:] if geldt else begonnen)


def versies_van(document: Kamerdocument) -> QuerySet[Kamerdocument]:
    """Return all versions of a document, the newest first."""
    zelfde = Kamerdocument.objects.filter(kamer=document.kamer_id, soort=document.soort, titel=document.titel)
    return zelfde.order_by("-geldig_vanaf")


def geldt_tot(document: Kamerdocument) -> date | None:
    """Return the day from which a version no longer holds: a newer one began, or it was ended. None: it still does."""
    later = versies_van(document).filter(geldig_vanaf__gt=document.geldig_vanaf).last()
    dagen = [dag for dag in (later and later.geldig_vanaf, document.vervallen_op) if dag]
    return min(dagen, default=None)


def nog_te_wijzigen(document: Kamerdocument, vandaag: date) -> bool:
    """Tell whether a version may still be changed: until its first day is over. After that it is what people read."""
    return document.geldig_vanaf >= vandaag


@transaction.atomic
def nieuwe_versie(
    *, document: Kamerdocument, geldig_vanaf: date, tekst: str, gezien: str, sleutel: UUID, gebruiker
) -> bool:
    """Let a newer text replace the document from a day on; False when this form was sent before.

    ``gezien`` is how the newest version stood (FeitGewijzigd when there is another by now). ValidationError when the
    day is not after the day on which the newest version began.
    """
    handeling = eenmaal(sleutel, "document_versie", gebruiker, DOEL)
    if handeling is None:
        return False
    nieuwste = versies_van(document).select_for_update(of=("self",)).first()
    if nieuwste is None or stand_van(nieuwste) != gezien:
        raise FeitGewijzigd(nieuwste)
    if geldig_vanaf <= nieuwste.geldig_vanaf:
        zin = _("De vorige versie begon op %(dag)s. Kies een latere dag.")
        dag = date_format(nieuwste.geldig_vanaf, "j F Y")
        raise ValidationError({"geldig_vanaf": zin % {"dag": dag}})
    vast = {naam: getattr(nieuwste, naam) for naam in ("kamer", "soort", "titel")}
    rij = Kamerdocument(**vast, geldig_vanaf=geldig_vanaf, tekst=tekst)
    bewaar_of_weiger(rij)
    onthoud(handeling, None, {"rij": rij.pk})
    return True


def druk(document: Kamerdocument, kamer: Kamer) -> Pdf:
    """Print a version on paper, for the wall or to sign. PdfFout when it cannot be printed."""
    html = maak_html(document, kamer)
    return maak_pdf(html, kenmerk=hashlib.sha256(html.encode()).hexdigest()[:32])


def maak_html(document: Kamerdocument, kamer: Kamer) -> str:
    """Return a version as HTML for the printer, with the day from which it holds."""
    inhoud = {
        "document": document,
        "kamer": kamer,
        "tot": geldt_tot(document),
        "cooperatie": Cooperatie.objects.huidig(),
    }
    with override("nl"):
        return normalize("NFC", render_to_string("kamers/document_druk.html", inhoud))
