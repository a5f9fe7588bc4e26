"""That a hand-over took place: the pack is frozen, and both say yes to it, or they signed it on paper."""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from buurtwerkkamer.bewijs import Gekeurd, bewaar_bewijs
from buurtwerkkamer.models import Bestand, Gebruiker
from buurtwerkkamer.rollen import KAMERPLOEG, Rol
from financien.models import Overdracht, Overdrachtdaad, Overdrachtscan
from financien.models.overdracht import SLOT_DAAD, SLOT_OVERDRACHT
from financien.services.overdracht import VERS, Pakket, druk_pakket, van_kamer, van_penningmeester
from kamers.models import Aanstelling, Kamer

DAAD = Overdrachtdaad.Soort
MEESTE_SCANS = 10  # a paper of so many pages, a photo of each


@dataclass(frozen=True)
class Overgang:
    """Between whom, on which day, and whether that was on paper."""

    kamer: Kamer | None
    van: Gebruiker
    naar: Gebruiker
    datum: date
    papier: bool


def ploeg(kamer: Kamer | None, eerste: date, laatste: date) -> QuerySet[Gebruiker]:
    """Return who held the role on any of these days: the team of a room, or the treasurers."""
    wie = Q(kamer=kamer, rol__in=sorted(KAMERPLOEG)) if kamer else Q(rol=Rol.PENNINGMEESTER)
    rijen = Aanstelling.objects.filter(wie, Q(tot=None) | Q(tot__gte=eerste), van__lte=laatste)
    return Gebruiker.objects.filter(pk__in=rijen.values("gebruiker")).order_by("naam", "pk")


@transaction.atomic
def begin(overgang: Overgang, *, sleutel: UUID, gebruiker: Gebruiker, vandaag: date) -> Overdracht:
    """Freeze the pack between two people, once per key. ValidationError says what is in the way.

    Locks: (SLOT_OVERDRACHT, room, or 0 for the treasurer), so that two at once are one.
    """
    _op_slot(SLOT_OVERDRACHT, overgang.kamer.pk if overgang.kamer else 0)
    eerder = Overdracht.objects.filter(sleutel=sleutel).first()
    if eerder:
        return eerder
    with override("nl"):
        pakket = _pakket(overgang.kamer, vandaag)
    _keur(overgang, pakket)
    rij = Overdracht(kamer=overgang.kamer, van=overgang.van, naar=overgang.naar, datum=overgang.datum)
    rij.bestand, rij.sleutel, rij.begonnen_door = _bewaar(pakket, overgang), sleutel, gebruiker
    rij.save()
    if overgang.papier:
        Overdrachtdaad.objects.create(overdracht=rij, soort=DAAD.PAPIER, wie=gebruiker)
    return rij


def _pakket(kamer: Kamer | None, vandaag: date) -> Pakket:
    if kamer:
        return van_kamer(kamer, vandaag)
    return van_penningmeester(list(Kamer.objects.tellend().in_volgorde()), vandaag, loon=True)


def _keur(overgang: Overgang, pakket: Pakket) -> None:
    if overgang.van == overgang.naar:
        raise ValidationError({"naar": _("Een overdracht is tussen twee mensen. Kies een ander.")})
    if not pakket.dag - VERS < overgang.datum <= pakket.dag:
        raise ValidationError({"datum": _("Kies een dag van de laatste week.")})
    loopt = Overdracht.objects.filter(kamer=overgang.kamer).met_stand().loopt()
    if loopt.filter(begonnen_op__gt=timezone.now() - VERS).exists():
        raise ValidationError(_("Er wacht al een overdracht op een ja. Maak die eerst af, of zeg dat hij niet klopt."))
    if overgang.kamer and not pakket.geteld:
        raise ValidationError(_("Tel eerst samen de kas. Dat hoort bij een overdracht."))


def _bewaar(pakket: Pakket, overgang: Overgang) -> Bestand:
    inhoud = druk_pakket(pakket, overgang).inhoud
    wie = overgang.kamer.code if overgang.kamer else "penningmeester"
    return Bestand.objects.create(
        naam=f"overdracht-{wie}-{overgang.datum:%Y-%m-%d}.pdf",
        type="application/pdf",
        sha256=hashlib.sha256(inhoud).hexdigest(),
        omvang=len(inhoud),
        inhoud=inhoud,
    )


@transaction.atomic
def zeg_ja(overdracht: Overdracht, *, gebruiker: Gebruiker) -> None:
    """Say yes to exactly this pack; a second time changes nothing. ValidationError when it is not asked of this user.

    Lock (SLOT_DAAD, hand-over); the database asks again.
    """
    nu = _loopt(overdracht)
    if gebruiker.pk not in (nu.van_id, nu.naar_id):
        raise ValidationError(_("Alleen wie weggaat en wie het overneemt zeggen ja."))
    if nu.daden.filter(wie=gebruiker, soort=DAAD.JA).exists():
        return
    if nu.begonnen_op <= timezone.now() - VERS:
        raise ValidationError(_("Dit is ouder dan een week en klopt niet meer. Begin de overdracht opnieuw."))
    Overdrachtdaad.objects.create(overdracht=nu, soort=DAAD.JA, wie=gebruiker)


@transaction.atomic
def zeg_nee(overdracht: Overdracht, *, reden: str, gebruiker: Gebruiker) -> None:
    """Say that it is not right, with a reason; that ends it, and it stays to be seen. Lock as ``zeg_ja``."""
    nu = _loopt(overdracht)
    if gebruiker.pk not in (nu.van_id, nu.naar_id, nu.begonnen_door_id):
        raise ValidationError(_("Alleen wie erbij hoort, zegt dat het niet klopt."))
    Overdrachtdaad.objects.create(overdracht=nu, soort=DAAD.NEE, reden=reden, wie=gebruiker)


@transaction.atomic
def voeg_scan_toe(overdracht: Overdracht, *, scan: Gekeurd, gebruiker: Gebruiker) -> Overdrachtscan:
    """Keep a scan of the paper that both signed; the same bytes a second time are the same scan.

    Only who belongs to it, and only of one on paper; it stays as it is. Lock (SLOT_DAAD, hand-over).
    """
    _op_slot(SLOT_DAAD, overdracht.pk)
    if gebruiker.pk not in (overdracht.van_id, overdracht.naar_id, overdracht.begonnen_door_id):
        raise ValidationError(_("Alleen wie erbij hoort, voegt een scan toe."))
    if not overdracht.daden.filter(soort=DAAD.PAPIER).exists():
        raise ValidationError(_("Deze overdracht is niet op papier getekend. Er hoort geen scan bij."))
    bestand = bewaar_bewijs(scan).bestand
    gehad = overdracht.scans.filter(bestand=bestand).first()
    if gehad is None and overdracht.scans.count() >= MEESTE_SCANS:
        raise ValidationError(_("Er zijn al %(n)s scans. Meer kan niet.") % {"n": MEESTE_SCANS})
    return gehad or Overdrachtscan.objects.create(overdracht=overdracht, bestand=bestand, wie=gebruiker)


def _loopt(overdracht: Overdracht) -> Overdracht:
    _op_slot(SLOT_DAAD, overdracht.pk)
    nu = Overdracht.objects.met_stand().get(pk=overdracht.pk)
    if not nu.loopt:
        raise ValidationError(_("Deze overdracht is al klaar."))
    return nu


def _op_slot(slot: int, welk: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [slot, welk])
