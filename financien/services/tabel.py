"""The grid as lines to draw: inputs, subtotals, totals and the difference, with how each is computed.

The same formulas drive the page and ``static/js/raster.js``: ``naar`` names the sums a row adds to, ``uit`` the sums a
computed row shows, ``maal`` the rows it multiplies, ``deel`` the two sums of a percentage.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import getal, invoer, procent
from financien.services.dekking import is_tekort
from financien.services.raster import AANTAL, BEDRAG, DEKKING, KOSTEN, WIE, Raster, Rij, Waarde
from kamers.models import Kamer

TEKEN, PROCENT = "teken", "procent"


@dataclass(frozen=True)
class Cel:
    """One cell: the text in it, and for an input its name, its label, what is stored, and what is wrong with it."""

    tekst: str
    naam: str = ""
    label: str = ""
    was: str = ""
    fout: str = ""
    ander: str = ""
    tekort: bool = False


@dataclass(frozen=True)
class Lijn:
    """One line of the table: a group heading (no cells), a row of inputs, or a computed row."""

    naam: str
    klas: str = ""
    cellen: tuple[Cel, ...] = ()
    totaal: Cel | None = None
    rest: str = ""
    formule: dict[str, str] = field(default_factory=dict)
    invoer: bool = False
    bron: int | None = None


def tekst(waarde: Waarde | None, soort: str) -> str:
    """Print a value the way its row does: 1.234, 1.234,50, +416 or −680."""
    if waarde is None:
        return ""
    if soort == TEKEN:
        return f"+{invoer(waarde)}" if waarde > 0 else invoer(waarde)
    return getal(waarde) if soort == AANTAL else invoer(waarde)


@dataclass(frozen=True)
class Getypt:
    """What the user typed, what was wrong with it, and what somebody else stored meanwhile; by name of the cell.

    ``was``: what is stored where the grid itself holds a proposal.
    """

    tekst: dict[str, str] = field(default_factory=dict)
    fout: dict[str, str] = field(default_factory=dict)
    ander: dict[str, str] = field(default_factory=dict)
    was: dict[str, str] = field(default_factory=dict)


class Tekenaar:
    """Draws the lines of a grid for the rooms on this page; the totals are those of all rooms."""

    def __init__(self, raster: Raster, kamers: list[Kamer], getypt: Getypt | None = None):
        self.raster, self.kamers, self.getypt = raster, kamers, getypt or Getypt()
        self.overige = [kamer for kamer in raster.kamers if kamer not in kamers]

    def begroting(self) -> list[Lijn]:
        """Return the lines of costs and financing."""
        lijnen = []
        for soort in KOSTEN:
            lijnen += [Lijn(str(soort.label), "groep"), *self._invoer(self.raster.groep(soort), f"{soort} kosten")]
            lijnen.append(self._som(_("Subtotaal"), "sub", soort.value, soort))
        lijnen.append(self._som(_("Totaal kosten"), "tot", "kosten", *KOSTEN))
        lijnen += [Lijn(_("Financiering"), "groep"), *self._invoer(self.raster.groep(DEKKING), DEKKING)]
        return [*lijnen, self._som(_("Totaal financiering"), "tot", DEKKING, DEKKING)]

    def verschil(self) -> Lijn:
        """Return the line of the dekkingsverschil, with the word tekort where it is one."""
        return self._reken(_("Dekkingsverschil"), "verschil", self.raster.verschil, TEKEN, uit="dekking -kosten")

    def uren(self) -> list[Lijn]:
        """Return the lines of the popular budget."""
        lijnen = []
        for wie, kop in WIE.items():
            rijen = self.raster.groep(wie)
            lijnen += [Lijn(str(kop), "groep"), *self._invoer(rijen, "")]
            sleutels = [rij.sleutel for rij in rijen]
            lijnen.append(
                self._reken(_("Uren"), "sub", lambda k, w=wie: self.raster.uren(k, w), AANTAL, maal=sleutels[:2])
            )
            lijnen.append(
                self._reken(
                    _("Waarde"), "sub", lambda k, w=wie: self.raster.urenwaarde(k, w), maal=sleutels, naar="waarde"
                )
            )
        return [*lijnen, *self._populair()]

    def _populair(self) -> list[Lijn]:
        def waarde(kamer):
            return self.raster.urenwaarde(kamer, *WIE)

        def samen(kamer):
            return self.raster.som(kamer, DEKKING) + waarde(kamer)

        def formeel(kamer):
            return self.raster.som(kamer, DEKKING)

        aandeel = self._reken(_("Formeel deel"), "", samen, PROCENT, deel="dekking populair")
        groepen = [*((formeel(k), samen(k)) for k in self.kamers), self._totalen(formeel, samen)]
        cellen = [Cel(procent(deel, geheel)) for deel, geheel in groepen]
        return [
            self._reken(_("Waarde van alle uren"), "tot", waarde, uit="waarde"),
            self._reken(
                _("Populaire begroting (financiering en uren)"), "tot", samen, uit="dekking waarde", naar="populair"
            ),
            Lijn(aandeel.naam, "", tuple(cellen[:-1]), cellen[-1], "", aandeel.formule),
        ]

    def _totalen(self, *functies) -> tuple[Decimal, ...]:
        return tuple(sum((f(kamer) for kamer in self.raster.kamers), Decimal(0)) for f in functies)

    def _invoer(self, rijen: list[Rij], naar: str) -> list[Lijn]:
        return [self._rij(rij, naar) for rij in rijen]

    def _rij(self, rij: Rij, naar: str) -> Lijn:
        telbaar = rij.sleutel[0] not in "ut"  # hours per person and rates do not add up
        totaal = Cel(tekst(sum(rij.waarden.values(), Decimal(0)), rij.soort)) if telbaar else Cel("")
        formule = {"naar": naar, "soort": rij.soort, "sleutel": rij.sleutel}
        rest = sum((rij.waarden.get(kamer.pk, Decimal(0)) for kamer in self.overige), Decimal(0))
        return Lijn(
            rij.naam,
            "" if telbaar else "los",
            tuple(self._invoercel(rij, kamer) for kamer in self.kamers),
            totaal,
            _eenheden(rest, rij.soort),
            formule,
            invoer=True,
            bron=int(rij.sleutel[2:]) if rij.groep == DEKKING else None,
        )

    def _invoercel(self, rij: Rij, kamer: Kamer) -> Cel:
        naam, staat = rij.cel(kamer), tekst(rij.waarden.get(kamer.pk), rij.soort)
        getypt = self.getypt
        return Cel(
            getypt.tekst.get(naam, staat),
            naam,
            f"{rij.naam}, {kamer.naam}",
            getypt.was.get(naam, staat),
            getypt.fout.get(naam, ""),
            getypt.ander.get(naam, ""),
        )

    def _som(self, naam: str, klas: str, uit: str, *groepen) -> Lijn:
        return self._reken(naam, klas, lambda kamer: self.raster.som(kamer, *groepen), uit=uit)

    def _reken(self, naam: str, klas: str, waarde, soort: str = BEDRAG, **formule) -> Lijn:
        uitkomsten = [waarde(kamer) for kamer in self.kamers]
        rest = sum((waarde(kamer) for kamer in self.overige), Decimal(0))
        cellen = [
            Cel(tekst(uitkomst, soort), tekort=soort == TEKEN and is_tekort(uitkomst))
            for uitkomst in [*uitkomsten, sum(uitkomsten) + rest]
        ]
        eigen = {sleutel: deel if isinstance(deel, str) else " ".join(deel) for sleutel, deel in formule.items()}
        return Lijn(naam, klas, tuple(cellen[:-1]), cellen[-1], _eenheden(rest, soort), {**eigen, "soort": soort})


def _eenheden(waarde: Waarde, soort: str) -> str:
    """Return a value in the unit in which the browser counts: cents, or a plain count."""
    return str(int(waarde if soort == AANTAL else waarde * 100)) if waarde else ""
