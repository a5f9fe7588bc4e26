"""Take back the approval of an order right after it was given: it waits for its second person again.

An approval is never erased: taking it back is an act of its own, by who approved. Who prepared the order may withdraw
it, and someone else than that person may approve it: also who took it back, as a second look.
"""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import Betaalopdracht, Opdrachtdaad
from financien.models.factuurslot import SLOT_OPDRACHT
from financien.services.facturen import FactuurFout
from financien.services.factuurstand import is_getoond
from financien.services.opdrachten import doe


@transaction.atomic
def neem_goedkeuring_terug(opdracht: Betaalopdracht, *, gebruiker: Gebruiker) -> None:
    """Take back the own approval. Lock: (SLOT_OPDRACHT, order), as each of its acts takes.

    FactuurFout for another person, and when the file went to the bank, or the bank shows a payment of it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SLOT_OPDRACHT, opdracht.pk])
    daden = list(opdracht.daden.geldig().order_by("pk"))
    goedgekeurd = next((d for d in daden if (d.soort, d.wie_id) == ("goedgekeurd", gebruiker.pk)), None)
    if goedgekeurd is None:
        raise FactuurFout(_("Jij keurde deze opdracht niet goed."))
    if len(daden) > 1 or is_bij_de_bank(opdracht):
        raise FactuurFout(_("Deze opdracht is al verder. Vraag de penningmeester wat er nog kan."))
    doe(opdracht, Opdrachtdaad.Soort.TERUG, gebruiker, neemt_terug=goedgekeurd)


def is_bij_de_bank(opdracht: Betaalopdracht) -> bool:
    """Whether the bank shows or showed a payment of an order that runs: then its file went out."""
    handgeld = opdracht.handgeldregels.filter(loopt=False).exists()
    return handgeld or any(is_getoond(regel) for regel in opdracht.regels.met_stand())
