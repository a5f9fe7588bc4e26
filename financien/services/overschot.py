"""What happens with money of a grant that is left: what the partner says, or what is usual for its kind."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Jaar
from financien.models import Financieringsbron, Overschot, Toekenning, Toekenningstatus
from financien.models.boekslot import SLOT_JAAR
from financien.services.boeken import BoekFout
from financien.services.toekenningboek import vergrendel

_S = Financieringsbron.Soort
ZONDER_VERANTWOORDING = (_S.EIGEN, _S.BELASTINGDIENST, _S.CORPORATIE)  # own money, or a contract that says otherwise


def keuzes_van(toekenningen: Iterable[Toekenning], jaar: int) -> dict[int, str]:
    """Return per grant (read with its status) what happens with what is left of it in a year."""
    return {rij.pk: keuze_van(rij, jaar) for rij in toekenningen}


def keuze_van(toekenning: Toekenning, jaar: int) -> str:
    """Return what was agreed about money that is left, otherwise what is usual."""
    afspraak = getattr(toekenning, "overschot", None)
    return afspraak.keuze if afspraak else gebruikelijk(toekenning, jaar)


def gebruikelijk(toekenning: Toekenning, jaar: int) -> str:
    """Return what is usual: a subsidy goes back, one for more years goes along, other money stays with the room.

    After the final decision nothing goes back any more: it said what was to be paid back.
    """
    if toekenning.aard != Toekenning.Aard.SUBSIDIE or toekenning.soort in ZONDER_VERANTWOORDING:
        return Overschot.Keuze.VRIJ
    if toekenning.nu == Toekenningstatus.Status.VASTGESTELD:
        return Overschot.Keuze.VRIJ
    return Overschot.Keuze.FONDS if jaar < toekenning.tot.year else Overschot.Keuze.TERUG


@transaction.atomic
def spreek_af(*, toekenning: Toekenning, keuze: str, grond: str) -> Overschot:
    """Write down what the partner says about money that is left, and where.

    BoekFout once its last year is settled: then it decided where money went, or that it stayed. Locks: the row of the
    grant, then (SLOT_JAAR, last year) shared, so that nobody settles that year meanwhile.
    """
    toekenning = vergrendel(toekenning)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [SLOT_JAAR, toekenning.tot.year])
    if Jaar.objects.filter(jaar=toekenning.tot.year, status=Jaar.Status.VASTGESTELD).exists():
        raise BoekFout(_("Het resultaat van deze toekenning is vastgesteld. Dit verandert niet meer."))
    velden = {"keuze": keuze, "grond": grond}
    return Overschot.objects.update_or_create(toekenning=toekenning, defaults=velden)[0]
