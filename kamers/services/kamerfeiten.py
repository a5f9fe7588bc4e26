"""The page of a room: everything it is made of, read in few questions."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import eenmaal, onthoud
from kamers.models import Buurt, Buurtcijfer, Kamer, Kamerstap, Werkgebied
from kamers.models.kamer import DEURKLEUREN
from kamers.services import documenten, inventaris, producten
from kamers.services.buurtcijfers import Buurttabel, Werkgebieden, buurten_van, tabel_van_kamer, werkgebieden
from kamers.services.feiten import FeitGewijzigd, bewaar_of_weiger, stand_van
from kamers.services.tijdlijn import Moment, tijdlijn

Gebieden = dict[str, list[Buurt]]


@dataclass(frozen=True)
class Kamerfeiten:
    """What a room is made of."""

    werkgebied: Werkgebieden
    buurttabel: Buurttabel
    producten: list[producten.Productrij]
    documenten: list[documenten.Documentreeks]
    inventaris: inventaris.Herkomsttelling
    tijdlijn: list[Moment]
    stappen: dict[str, Kamerstap]


def kamerfeiten(kamer: Kamer, vandaag: date) -> Kamerfeiten:
    """Return the facts of a room, in seven queries."""
    buurten, stappen = list(buurten_van(kamer)), {stap.stap: stap for stap in kamer.stappen.all()}
    gebied = werkgebieden(buurten)
    return Kamerfeiten(
        gebied,
        tabel_van_kamer(buurten, [*gebied.vooral, *gebied.ook], list(Buurtcijfer.objects.all())),
        producten.lees([kamer]),
        [reeks for reeks in documenten.reeksen(kamer, vandaag) if reeks.geldend],
        inventaris.telling(kamer, vandaag),
        tijdlijn(kamer, stappen.get(Kamerstap.Stap.OPENING)),
        stappen,
    )


def stand_van_kamer(kamer: Kamer, gebied: Gebieden) -> str:
    """Return how the facts of a room stand, with its neighbourhoods."""
    return stand_van(kamer, [f"{soort}{buurt.pk}" for soort in sorted(gebied) for buurt in gebied[soort]])


def gebied_van(kamer: Kamer) -> Gebieden:
    """Return the neighbourhoods of a room by how it works there."""
    werk = werkgebieden(buurten_van(kamer))
    return {"vooral": werk.vooral, "ook": werk.ook}


@transaction.atomic
def wijzig_kamer(*, kamer: Kamer, velden: dict, gebied: Gebieden, gezien: str) -> None:
    """Change the facts of a room with its neighbourhoods; FeitGewijzigd when they are not what the user saw."""
    huidig = Kamer.objects.select_for_update(no_key=True).get(pk=kamer.pk)
    staat = gebied_van(huidig)
    if all(getattr(huidig, naam) == waarde for naam, waarde in velden.items()) and staat == gebied:
        return
    if stand_van_kamer(huidig, staat) != gezien:
        raise FeitGewijzigd(huidig)
    for naam, waarde in velden.items():
        setattr(huidig, naam, waarde)
    bewaar_of_weiger(huidig)
    if staat != gebied:
        _zet_gebied(huidig, gebied)


def _zet_gebied(kamer: Kamer, gebied: Gebieden) -> None:
    kamer.werkgebieden.all().delete()
    for soort, buurten in gebied.items():
        for nr, buurt in enumerate(buurten, start=1):
            Werkgebied.objects.create(kamer=kamer, buurt=buurt, soort=soort, volgorde=nr)


@transaction.atomic
def begin_kamer(*, kamer: Kamer, sleutel: UUID, gebruiker) -> Kamer | None:
    """Add a room that is being sought: with a code of its own, the next door colour and the last place.

    None when this form was sent before; ValidationError when there is a room of that name or abbreviation.
    """
    handeling = eenmaal(sleutel, "kamer_nieuw", gebruiker, "kamers")
    if handeling is None:
        return None
    kleuren = [rij.deurkleur for rij in Kamer.objects.select_for_update(no_key=True).order_by("pk")]
    kamer.code = _code(kamer.naam)
    if not kamer.code:
        raise ValidationError({"naam": _("Schrijf een naam met letters, bijvoorbeeld: De Werkplaats.")})
    kamer.status = Kamer.Status.GEZOCHT
    kamer.deurkleur = min(range(1, DEURKLEUREN + 1), key=lambda kleur: (kleuren.count(kleur), kleur))
    kamer.volgorde = (Kamer.objects.tellend().aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1
    if Kamer.objects.filter(afkorting__iexact=kamer.afkorting).exists():
        raise ValidationError({"afkorting": _("Deze letters staan al op een andere deur. Kies andere.")})
    try:
        with transaction.atomic():
            kamer.save()
    except IntegrityError as fout:
        raise ValidationError({"naam": _("Er is al een kamer met deze naam. Kies een andere naam.")}) from fout
    onthoud(handeling, None, {"kamer": kamer.pk})
    return kamer


def _code(naam: str) -> str:
    """Return the code in the address of a room: its name in small letters, without what an address cannot hold."""
    return re.sub(r"-+", "-", slugify(naam))[:30].strip("-")
