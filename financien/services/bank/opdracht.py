"""The bank on the command line: manage.py importeer bank BESTAND [--proef] [--door AANMELDNAAM]."""

from django.db import transaction

from buurtwerkkamer.models import Gebruiker
from financien.services.bank.inlezen import Uitslag, lees_in


@transaction.atomic
def importeer(*, naam: str, inhoud: bytes, gebruiker: Gebruiker | None, proef: bool) -> str:
    """Read a bank file as the page does; with ``proef`` everything is taken back. Returns what to print."""
    uitslag = lees_in(inhoud=inhoud, naam=naam, gebruiker=gebruiker)
    if proef:
        transaction.set_rollback(True)
        return f"Proef, er is niets ingevoerd: {_aantallen(uitslag)}"
    return f"Ingevoerd: {_aantallen(uitslag)}"


def _aantallen(uitslag: Uitslag) -> str:
    return f"{uitslag.nieuw} nieuw, {uitslag.bekend} stond er al."
