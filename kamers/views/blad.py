"""Rooms side by side in a table: all of them, or eight to a sheet when there are many."""

from django.http import Http404

PER_BLAD = 8
ALLES_TOT = 12  # up to here one sheet shows every room


class Kamerblad:
    """The rooms of the sheet that was asked for (``?kamers=2``); 404 for a sheet that is not there."""

    def __init__(self, kamers, gekozen: str):
        alle = list(kamers)
        per = PER_BLAD if len(alle) > ALLES_TOT else max(len(alle), 1)
        self.bladen = [alle[i : i + per] for i in range(0, len(alle), per)] or [[]]
        if not gekozen.isascii() or not gekozen.isdecimal() or not 1 <= int(gekozen[:4]) <= len(self.bladen):
            raise Http404
        self.nummer = int(gekozen[:4])
        self.kamers = self.bladen[self.nummer - 1]

    @property
    def context(self) -> dict:
        """What the templates of a sheet need."""
        return {"kamers": self.kamers, "bladen": self.bladen, "blad_nummer": self.nummer}
