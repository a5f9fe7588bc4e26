"""The rooms of a report: since when, where, and in which neighbourhoods they work [3–6]."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kamerrij:
    """What a room says about itself, as it was when the report was made."""

    code: str  # only in XLSX, CSV and JSON
    naam: str
    start: str  # "maart 2011"; empty when the month is not settled
    gepland: str  # the words of the offer: "direct begin 2018"
    vestiging: str
    vooral: tuple[str, ...]  # neighbourhoods, in their order
    ook: tuple[str, ...]
    doel: str = ""

    @property
    def sinds(self) -> str:
        """The start as printed."""
        return self.gepland or self.start

    @property
    def gebied(self) -> str:
        """The neighbourhoods as printed: vooral in Venserpolder; ook in D-buurt, E-buurt en F-buurt."""
        delen = (("vooral", self.vooral), ("ook", self.ook))
        return "; ".join(f"{soort} in {_en(namen)}" for soort, namen in delen if namen)


def _en(namen: tuple[str, ...]) -> str:
    return " en ".join(filter(None, [", ".join(namen[:-1]), namen[-1]]))
