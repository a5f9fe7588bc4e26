"""The tablets of a room: registering, withdrawing, and who may work on them."""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.rollen import BIJ_KAMER, KAMERPLOEG
from kamers.models import Aanstelling, Kamer, Tablet
from kamers.services.aanstellingen import info_van
from kamers.services.namen import vouw

BYTES = 32  # random bytes of a secret: nobody guesses it


@dataclass(frozen=True)
class Naamknop:
    """Someone who may work on the tablet of a room. ``naam`` is a first name, the whole one when two share it."""

    gebruiker: int
    naam: str
    ploeg: bool


def som(geheim: str) -> str:
    """Return what the database keeps of the secret of a tablet."""
    return sha256(geheim.encode()).hexdigest()


def tablet_met(geheim: str) -> Tablet | None:
    """Return the tablet with this secret while it holds."""
    if not geheim:
        return None
    geldig = Tablet.objects.geldig(timezone.localdate()).select_related("kamer")
    return geldig.filter(geheim=som(geheim)).first()


@transaction.atomic
def meld_aan(*, kamer: Kamer, naam: str, gebruiker: Gebruiker, oud: str = "") -> str:
    """Register a tablet and return its secret, which is kept nowhere else.

    ``oud`` is the secret that the browser held before: that tablet of this room is withdrawn, it is this one now.
    """
    geheim, nu = secrets.token_urlsafe(BYTES), timezone.now()
    eerder = Tablet.objects.niet_ingetrokken().filter(kamer=kamer, geheim=som(oud)) if oud else Tablet.objects.none()
    eerder.update(ingetrokken_op=nu)
    tablet = Tablet(kamer=kamer, naam=naam, geheim=som(geheim), aangemeld_op=nu, aangemeld_door=gebruiker)
    tablet.full_clean()
    try:
        with transaction.atomic():
            tablet.save()
    except IntegrityError as fout:  # the same name, at the same moment
        raise ValidationError(_("Deze kamer heeft al een tablet die zo heet. Kies een andere naam.")) from fout
    return geheim


@transaction.atomic
def trek_in(*, tablet: Tablet) -> bool:
    """Withdraw a tablet: its next request is refused. False when that was done before."""
    return bool(Tablet.objects.niet_ingetrokken().filter(pk=tablet.pk).update(ingetrokken_op=timezone.now()))


@transaction.atomic
def tik_op_naam(*, tablet: Tablet, gebruiker: int) -> Gebruiker | None:
    """Return who tapped on a name, when that person may work here today; the tablet was used today."""
    vandaag = timezone.localdate()
    gekozen = _mensen(tablet.kamer).filter(gebruiker=gebruiker).select_related("gebruiker").first()
    if gekozen is None:
        return None
    Tablet.objects.filter(pk=tablet.pk).exclude(laatst_gezien=vandaag).update(laatst_gezien=vandaag)
    return gekozen.gebruiker


def persoon_op_tablet(*, tablet: int, geheim: str, gebruiker: int) -> Gebruiker | None:
    """Return the user of a session on a tablet with the roles at its room alone, in one query; None when it ended."""
    geldig = Tablet.objects.geldig(timezone.localdate()).filter(pk=tablet, geheim=som(geheim))
    rijen = _nu_aangesteld().filter(gebruiker=gebruiker, kamer__in=geldig.values("kamer"))
    rijen = list(rijen.select_related("gebruiker", "kamer").order_by("pk"))
    if not rijen:
        return None
    persoon = rijen[0].gebruiker
    persoon._aanstellingen = [info_van(rij) for rij in rijen]
    return persoon


def naamknoppen(kamer: Kamer) -> list[Naamknop]:
    """Return who may work on the tablets of a room today: the team first, by name. One query."""
    rijen = list(_mensen(kamer).values_list("gebruiker", "gebruiker__naam", "rol"))
    ploeg = {wie for wie, _naam, rol in rijen if rol in KAMERPLOEG}
    namen = {wie: naam for wie, naam, _rol in rijen}
    eerste = [naam.split(" ")[0] for naam in namen.values()]
    kort = {wie: naam if eerste.count(naam.split(" ")[0]) > 1 else naam.split(" ")[0] for wie, naam in namen.items()}
    knoppen = [Naamknop(wie, kort[wie], wie in ploeg) for wie in namen]
    return sorted(knoppen, key=lambda knop: (not knop.ploeg, vouw(knop.naam), knop.gebruiker))


def _nu_aangesteld():
    return Aanstelling.objects.op(timezone.localdate()).filter(rol__in=sorted(BIJ_KAMER), gebruiker__is_active=True)


def _mensen(kamer: Kamer):
    return _nu_aangesteld().filter(kamer=kamer)
