"""The fictional closings: months up to two months ago, and the years before this one provisionally, with their result.

The members' meeting is left to whoever tries it; with three years or more ``edities`` settles the oldest.
"""

from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from dateutil.relativedelta import relativedelta
from django.db import connection
from django.utils import translation

from buurtwerkkamer.models import Gebruiker
from financien.models import Kastelling
from financien.services.afsluiten import sluit_maand, sluit_voorlopig
from financien.services.bestemmen import bestem
from financien.services.bestemmingsplan import Plan
from financien.services.handgeld import potje
from financien.services.hindernissen import einde, van_maand
from financien.services.maanden import DECEMBER
from kamers.models import Kamer

REDEN = "Dit zoeken we nog uit (fictief)"


def sluit_af(kamers: list[Kamer], jaren: range, tot: date, wie: Gebruiker) -> None:
    """Count the tins of every month that is over for two months, and close it; December closes with its year."""
    grens = tot.replace(day=1) - relativedelta(months=2)
    maanden = [maand for jaar in jaren for m in range(1, DECEMBER + 1) if (maand := date(jaar, m, 1)) <= grens]
    ploeg = dict(Gebruiker.objects.filter(aanstellingen__rol="coordinator").values_list("aanstellingen__kamer", "pk"))
    with connection.cursor() as cursor, translation.override("nl"):
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # a document is complete only with its bookings
        for maand in maanden:
            _tel(kamers, maand, ploeg)
            if maand.month < DECEMBER:
                _sluit_maand(maand, tot, wie)
            else:
                _sluit_jaar(maand.year, tot, wie)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _tel(kamers: list[Kamer], maand: date, ploeg: dict[int, int]) -> None:
    """Let every room that has a pot count it at the end of the month: what is there is what the books say."""
    dag = einde(maand.year, maand.month)
    standen = potje.standen(kamers, tot=dag)
    Kastelling.objects.bulk_create(
        Kastelling(
            kamer=kamer,
            maand=maand,
            datum=dag,
            soort=Kastelling.Soort.MAAND,
            kas_boek=nu.kas,
            kas_geteld=nu.kas,
            rekening_boek=nu.rekening,
            te_keuren=nu.te_keuren,
            sleutel=_sleutel("telling", maand, kamer.code),
            geteld_door_id=ploeg[kamer.pk],
        )
        for kamer in kamers
        if (nu := standen[kamer.pk]).gebruikt
    )


def _sluit_maand(maand: date, tot: date, wie: Gebruiker) -> None:
    reden = REDEN if any(not h.melding for h in van_maand(maand.year, maand.month, tot)) else ""
    sleutel = _sleutel("maand", maand)
    sluit_maand(jaar=maand.year, maand=maand.month, reden=reden, gebruiker=wie, sleutel=sleutel, vandaag=tot)


def _sluit_jaar(jaar: int, tot: date, wie: Gebruiker) -> None:
    sluit_voorlopig(jaar=jaar, gebruiker=wie, sleutel=_sleutel("jaar", jaar), vandaag=tot)
    kenmerk = f"FICTIEF-{jaar}"
    bestem(jaar=jaar, merk=Plan(jaar).merk, kenmerk=kenmerk, sleutel=_sleutel("resultaat", jaar), gebruiker=wie)


def _sleutel(*delen: object) -> UUID:
    return uuid5(NAMESPACE_URL, "demo:afsluiten:" + ":".join(str(deel) for deel in delen))
