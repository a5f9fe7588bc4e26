"""What a sheet puts into a version: amounts, and the basis and spread of its lines. One act, taken back whole."""

from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Versie
from buurtwerkkamer.versiecellen import Botsing, VersieFout
from financien.services.basis import bewaar_regels, neem_regels_terug
from financien.services.opslaan import bewaar, neem_terug
from financien.services.raster import Waarde


def _sleutel_van_regels(sleutel: UUID) -> UUID:
    """Return the key of the second half of the act: it follows from the first."""
    return uuid5(sleutel, "basis en spreiding")


@transaction.atomic
def bewaar_blad(
    *, versie: Versie, waarden: dict[str, Waarde | None], regels: dict[str, str | None], sleutel: UUID, gebruiker
) -> tuple[int, int]:
    """Store amounts, then basis and spread of the lines; return how many of each changed.

    VersieFout when the version is settled, or when somebody saved since it was read.
    """
    vast = {"versie": versie, "gebruiker": gebruiker}
    try:
        bedragen = bewaar(waarden=waarden, gezien=versie.bewerking, sleutel=sleutel, **vast)
        if not regels:
            return bedragen, 0
        gezien = versie.bewerking + bool(bedragen)
        anders = bewaar_regels(cellen=regels, gezien=gezien, sleutel=_sleutel_van_regels(sleutel), **vast)
    except Botsing as botsing:
        raise VersieFout(_("De begroting is intussen veranderd. Bekijk het bestand opnieuw.")) from botsing
    return bedragen, anders


@transaction.atomic
def neem_blad_terug(*, versie: Versie, sleutel: UUID, gebruiker) -> bool:
    """Put back what stood in the grid, and with a sheet also how its lines stood; all of it or nothing."""
    vast = {"versie": versie, "gebruiker": gebruiker}
    regels = neem_regels_terug(sleutel=_sleutel_van_regels(sleutel), **vast)
    return neem_terug(sleutel=sleutel, **vast) or regels
