"""An activity that does not take place for a while: "ziek, drie weken niet", in one act that can be taken back."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import eenmaal, neem_terug, onthoud
from kamers.models import Activiteit, Bijeenkomst, Teljaar
from kamers.services.keer import Keer, bewaar, een_tegelijk, nieuwe_rij
from kamers.services.planning import Gepland, planning
from kamers.services.reeksstand import NietMeerTerug
from kamers.services.reekswijziging import op_slot
from kamers.services.stand import stand_van, zet_terug

HOOGSTENS = timedelta(days=366)  # longer than a year is the end of an activity


@dataclass(frozen=True)
class Periode:
    """How many times do not take place, and how many were logged already and stay."""

    vervallen: int
    genoteerd: int


@transaction.atomic
def laat_even_vervallen(
    *, activiteit: Activiteit, van: date, tot: date, reden: str, versie: int, sleutel: UUID, gebruiker
) -> Periode | None:
    """Cancel all times of a series from a day to a day; None when this form was sent before.

    What was logged stays, and a day on which the room is closed anyway needs nothing. ReeksGewijzigd when the
    series changed meanwhile; ValidationError when nothing is planned in these days.
    """
    handeling = eenmaal(sleutel, "even_niet", gebruiker, f"activiteit:{activiteit.pk}")
    if handeling is None:
        return None
    rij = op_slot(activiteit, versie)
    keren = _keren(rij, van, tot)
    genoteerd = [k for k in keren if k.rij and k.rij.status == Bijeenkomst.Status.GENOTEERD]
    open_ = [k for k in keren if k.gaat_door and k not in genoteerd]
    if not open_:
        raise ValidationError({"van": _("In deze dagen staat er niets meer op het rooster.")})
    voor, na = {}, {}
    for keer in open_:
        voor[str(keer.gepland)] = stand_van(keer.rij)
        na[str(keer.gepland)] = stand_van(_vervalt(keer, reden, gebruiker))
    onthoud(handeling, voor, na)
    return Periode(len(open_), len(genoteerd))


def _keren(rij: Activiteit, van: date, tot: date) -> list[Gepland]:
    """Return what is planned in these days; a time that was moved away belongs to the day of the series."""
    if tot < van:
        raise ValidationError({"tot": _("De laatste dag ligt voor de eerste dag.")})
    if tot - van > HOOGSTENS:
        raise ValidationError({"tot": _("Dat is langer dan een jaar. Kies onder aan deze pagina: stoppen.")})
    if Teljaar.objects.gesloten(rij.kamer_id, van.year):
        raise ValidationError({"van": _("Het teljaar %(jaar)s is gesloten.") % {"jaar": van.year}})
    keren = planning(Activiteit.objects.filter(pk=rij.pk), van - HOOGSTENS, tot + HOOGSTENS)
    return [k for k in keren if van <= k.gepland <= tot]


def _vervalt(keer: Gepland, reden: str, gebruiker) -> Bijeenkomst:
    plek = Keer(keer.activiteit, keer.gepland)
    rij = keer.rij or nieuwe_rij(plek)
    rij.status, rij.reden = Bijeenkomst.Status.VERVALLEN, reden
    bewaar(rij, plek, gebruiker)
    return rij


@transaction.atomic
def neem_even_niet_terug(*, activiteit: Activiteit, sleutel: UUID, gebruiker) -> bool:
    """Let the times that were cancelled in one act stand on the rota again; False when that was done before.

    NietMeerTerug when one of them was touched since.
    """
    een_tegelijk(activiteit.kamer_id)
    rij = activiteit
    handeling = neem_terug(sleutel, gebruiker, f"activiteit:{rij.pk}")
    if handeling is None:
        return False
    na = handeling.na or {}
    keren = Bijeenkomst.objects.select_for_update(of=("self",)).filter(activiteit=rij, gepland__in=list(na))
    staat = {str(keer.gepland): keer for keer in keren}
    if any(gepland not in staat or staat[gepland].versie != stand["versie"] for gepland, stand in na.items()):
        raise NietMeerTerug
    for gepland, stand in (handeling.voor or {}).items():
        if stand is None:
            staat[gepland].delete()
        else:
            zet_terug(staat[gepland], stand, na[gepland])
            bewaar(staat[gepland], Keer(rij, staat[gepland].gepland), gebruiker)
    return True
