"""What the volunteers' floor shows on pages of the rooms."""

from buurtwerkkamer.rollen import mag
from kamers.services import uren


def te_keuren(*, kamer, gebruiker, **_rest) -> dict | None:
    """Fill the panel on Vandaag: how many reports wait for this user's approval; nothing when none does."""
    if not mag(gebruiker, "kamers.goedkeuren"):
        return None
    aantal = uren.wachtend(kamer).exclude(persoon__vrijwilliger__gebruiker=gebruiker).count()
    return {"aantal": aantal, "kamer": kamer} if aantal else None
