"""What this floor shows on places of its own pages: what came in, on Vandaag; the klussen, beside the rooms."""

from uuid import uuid4

from django.utils import timezone

from buurtwerkkamer.tablet import afgeschermd
from kamers.forms.verzoeken import VerzoekForm
from kamers.services.verzoeken import op_vandaag
from kamers.views.verzoeken import keuzes

OP_VANDAAG = 3  # so many requests stand on Vandaag; all of them on their own page


def binnengekomen(*, kamer, dag, gebruiker) -> dict | None:
    """Return the box for what came in and the requests that wait longest; only on the page of today."""
    vandaag = timezone.localdate()
    if dag != vandaag:
        return None
    regels = op_vandaag(kamer, vandaag)
    if afgeschermd(gebruiker):
        return {"op_slot": True, "aantal": len(regels)}
    form = VerzoekForm(initial={"sleutel": uuid4()})
    return {"form": form, "regels": regels[:OP_VANDAAG], "meer": len(regels) - OP_VANDAAG, **keuzes()}


def klussen_van_alle_kamers(*, jaar, gebruiker) -> dict:
    """Return the year of which the klussen are counted on a page of their own."""
    return {"jaar": jaar}
