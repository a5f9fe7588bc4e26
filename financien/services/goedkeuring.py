"""Take back the approval of an order right after it was given: the order stops, and nothing was sent.

An approval is never erased: the withdrawal is an act of its own, by who approved. The treasurer prepares a new order.
"""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import Betaalopdracht
from financien.models.factuurslot import SLOT_OPDRACHT
from financien.services.facturen import FactuurFout
from financien.services.factuurstand import is_getoond
from financien.services.opdrachten import stop

REDEN = "Goedkeuring teruggenomen"  # Dutch, whoever does it


@transaction.atomic
def neem_goedkeuring_terug(opdracht: Betaalopdracht, *, gebruiker: Gebruiker) -> None:
    """Withdraw an order as the one who approved it. Lock: (SLOT_OPDRACHT, order), as each of its acts takes.

    FactuurFout for another person, and when the file went to the bank, or the bank shows a payment of it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SLOT_OPDRACHT, opdracht.pk])
    daden = [(daad.soort, daad.wie_id) for daad in opdracht.daden.order_by("pk")]
    if ("goedgekeurd", gebruiker.pk) not in daden:
        raise FactuurFout(_("Jij keurde deze opdracht niet goed."))
    handgeld = opdracht.handgeldregels.filter(loopt=False).exists()
    if len(daden) > 1 or handgeld or any(is_getoond(regel) for regel in opdracht.regels.met_stand()):
        raise FactuurFout(_("Deze opdracht is al verder. Vraag de penningmeester wat er nog kan."))
    stop(opdracht, reden=REDEN, gebruiker=gebruiker)
