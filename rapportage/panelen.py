"""What reports show on the pages of lower floors."""

from django.utils import timezone

from buurtwerkkamer.rollen import mag


def invullen(*, jaar: int, gebruiker) -> dict | None:
    """Let who fills in results go there from the rooms side by side."""
    return {"jaar": jaar} if mag(gebruiker, "kamers.meting") else None


def invullen_van_kamer(*, jaar: int, kamer, gebruiker) -> dict | None:
    """Let who fills in results go there from the results of a room, in this year."""
    return {"kamer": kamer} if mag(gebruiker, "kamers.meting") and jaar == timezone.localdate().year else None


def vaststellen(*, jaar: int, gebruiker) -> dict | None:
    """Let the board go from the closing of a year to the act that settles it, with the annual report."""
    return {"jaar": jaar} if mag(gebruiker, "financien.vaststellen") else None
