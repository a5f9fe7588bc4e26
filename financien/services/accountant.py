"""Keep what the accountant said about a year (domain.md §6.3)."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.bewijs import Gekeurd, bewaar_bewijs
from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import Accountantsverklaring
from financien.services.controles import ControleFout


@transaction.atomic
def leg_verklaring_vast(
    *, jaar: Jaar, soort: str, oordeel: str, datum: date, bestand: Gekeurd, sleutel: UUID, gebruiker: Gebruiker
) -> Accountantsverklaring:
    """Keep a statement once per key. ControleFout when the words do not fit, or it is dated before the year ends."""
    eerder = Accountantsverklaring.objects.filter(sleutel=sleutel).first()
    if eerder:
        return eerder
    if datum <= date(jaar.jaar, 12, 31):
        raise ControleFout(_("Een verklaring over %(jaar)s komt na dat jaar.") % {"jaar": jaar.jaar}, "datum")
    rij = Accountantsverklaring(jaar=jaar, soort=soort, oordeel=oordeel, datum=datum, sleutel=sleutel)
    rij.bestand, rij.vastgelegd_door = bewaar_bewijs(bestand).bestand, gebruiker
    try:
        with transaction.atomic():
            rij.save()
    except IntegrityError as fout:
        zinnen = {c.name: str(c.violation_error_message) for c in Accountantsverklaring._meta.constraints}
        naam = getattr(getattr(fout.__cause__, "diag", None), "constraint_name", "")
        raise (ControleFout(zinnen[naam], "oordeel") if naam in zinnen else fout) from fout
    return rij
