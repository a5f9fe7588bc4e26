"""What reports show on the pages of lower floors."""

from buurtwerkkamer.rollen import mag


def invullen(*, jaar: int, gebruiker) -> dict | None:
    """Let who fills in results go there from the rooms side by side."""
    return {"jaar": jaar} if mag(gebruiker, "kamers.meting") else None
