"""Where the result of a year has to go, beside where it went already (docs/jaar.md)."""

from hashlib import sha256

from financien.models import Overschot, Toekenning, Toekenningstatus
from financien.services.overschot import keuzes_van
from financien.services.resultaat import Delen, Kamerresultaat, bestemd, resultaten, verdeel_resultaat
from financien.services.saldi import NUL


class Plan:
    """Where the result of a year has to go, beside where it went already. Of a settled year that is the same."""

    def __init__(self, jaar: int, *, vast: bool = False):
        """Read it, in three questions. ``vast``: the year is settled."""
        self.jaar, self.vast = jaar, vast
        self.nu, self.eerder = bestemd(jaar)
        self.resultaten: dict[int, Kamerresultaat] = resultaten(jaar, self.nu)
        bronnen = {pk for stand in self.resultaten.values() for pk in stand.baten if pk}
        bronnen |= {bron for _kamer, bron, _naar in (*self.nu, *self.eerder) if bron}
        rijen = Toekenning.objects.filter(pk__in=bronnen).met_status()
        self.toekenningen = rijen.select_related("partner", "rekening", "overschot").in_bulk()
        self.keuzes = self._keuzes()
        self.straks = verdeel_resultaat(self.resultaten, self.keuzes, self.eerder)

    def _keuzes(self) -> dict[int, str]:
        """Return what happens with what is left of each grant.

        What a settled year did stays so, whatever was agreed since. What went somewhere before the final decision was
        there stays so too: that decision takes it into account (``toekenningboek``).
        """
        keuzes = keuzes_van(self.toekenningen.values(), self.jaar)
        ging = {bron: naar for (_kamer, bron, naar), bedrag in self.nu.items() if bron and bedrag > 0}
        for bron, toekenning in self.toekenningen.items():
            beslist = toekenning.nu == Toekenningstatus.Status.VASTGESTELD and not hasattr(toekenning, "overschot")
            if self.vast:
                keuzes[bron] = ging.get(bron, Overschot.Keuze.VRIJ)
            elif beslist and bron in ging:
                keuzes[bron] = ging[bron]
        return keuzes

    @property
    def verschil(self) -> Delen:
        """Return what is still to be booked; below zero it is taken back."""
        alle = {plek: self.straks.get(plek, NUL) - self.nu.get(plek, NUL) for plek in (*self.straks, *self.nu)}
        return {plek: bedrag for plek, bedrag in sorted(alle.items(), key=_volgorde) if bedrag}

    @property
    def merk(self) -> str:
        """Return a short mark of what is to be booked, so that nothing else is booked than what was shown."""
        return sha256(repr(self.verschil).encode()).hexdigest()[:20]


def _volgorde(rij) -> tuple:
    (kamer, bron, naar), _bedrag = rij
    return (bron is None, bron or 0, kamer, naar)
