"""What the pages of a room show of its money."""

from buurtwerkkamer import rollen


def geld_van_kamer(*, jaar: int, kamer, gebruiker) -> dict | None:
    """Lead from the results of a room to its money of this year, for who may see it."""
    return {"kamer": kamer, "jaar": jaar} if rollen.mag(gebruiker, "financien.kamergeld_zien") else None
