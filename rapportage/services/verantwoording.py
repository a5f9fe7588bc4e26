"""What a financier sees of an edition: read from the frozen snapshot, never from the tables of now."""

from dataclasses import dataclass
from decimal import Decimal

from buurtwerkkamer import rollen
from kamers.models import Partner
from rapportage.models import Rapport
from rapportage.services.opmaak import Deel, verdeel
from rapportage.services.overzicht import edities
from rapportage.services.vastleggen import lees_opname
from rapportage.tabellen import Kolom, Prestatiegroep, Prestatierij, Rapportinhoud

DEELNEMERS = "P7"
PROCES = "proces"
KAMERS_IN_FEIT = 4
KAMERS_NAAST_ELKAAR = 4


@dataclass(frozen=True)
class Eigenkamer:
    """A room the partner pays for: its column, the amount, and its participants as printed."""

    kolom: Kolom
    bijdrage: Decimal
    deelnemers: str


@dataclass(frozen=True)
class Eigenrij:
    """One result in the rooms of the partner."""

    rij: Prestatierij
    cellen: tuple


@dataclass(frozen=True)
class Eigengroep:
    groep: Prestatiegroep
    rijen: tuple[Eigenrij, ...]


@dataclass(frozen=True)
class Verantwoording:
    """The page of a financier about one edition."""

    rapport: Rapport
    inhoud: Rapportinhoud
    partner: str
    bijdrage: Decimal
    totaal: Decimal
    kamers: tuple[Eigenkamer, ...]
    groepen: tuple[Eigengroep, ...]

    @property
    def delen(self) -> list[Deel]:
        """The rooms that stand beside each other on the screen."""
        return verdeel(len(self.kamers), KAMERS_NAAST_ELKAAR)

    @property
    def geteld(self) -> bool:
        """Tell whether the participants of every room are a figure."""
        return all(kamer.deelnemers[:1].isdigit() for kamer in self.kamers)

    @property
    def deelnemers(self) -> str:
        """The participants of each room, never added up: 547 · 318 · 309; of many rooms the table tells."""
        teksten = [kamer.deelnemers for kamer in self.kamers]
        if len(set(teksten)) == 1 and not self.geteld:
            return teksten[0]
        return " · ".join(teksten[:KAMERS_IN_FEIT]) + (" …" if len(teksten) > KAMERS_IN_FEIT else "")

    @property
    def proces(self) -> tuple[Eigengroep, ...]:
        return tuple(g for g in self.groepen if g.groep.code == PROCES)

    @property
    def overig(self) -> tuple[Eigengroep, ...]:
        return tuple(g for g in self.groepen if g.groep.code != PROCES)


def nieuwste(gebruiker) -> list[Rapport]:
    """Return the newest edition of each year and kind a financier may see, the newest year first. One query."""
    gezien: dict[tuple[int, str], Rapport] = {}
    for rapport in edities(gebruiker):
        gezien.setdefault((rapport.jaar.jaar, rapport.soort), rapport)
    return list(gezien.values())


def partners_van(gebruiker) -> dict[str, str]:
    """Return code and name of the partners the user works for. One query."""
    return dict(Partner.objects.filter(pk__in=rollen.bereik(gebruiker).partners).values_list("code", "naam"))


def verantwoording(rapport: Rapport, partners: dict[str, str]) -> Verantwoording:
    """Read the edition for these partners. BestandVervalst when the snapshot is not what was recorded."""
    opname = lees_opname(rapport)
    inhoud, rijen = opname.inhoud, opname.rijen_van(partners)
    bijdragen = [sum((rij.bedragen[i] or Decimal(0) for rij in rijen), Decimal(0)) for i in _plaatsen(inhoud)]
    eigen = [i for i in _plaatsen(inhoud) if bijdragen[i]]
    deelnemers = inhoud.prestaties.rij(DEELNEMERS)
    return Verantwoording(
        rapport=rapport,
        inhoud=inhoud,
        partner=", ".join(partners.values()),
        bijdrage=sum(bijdragen, Decimal(0)),
        totaal=inhoud.financiering.totaal.totaal,
        kamers=tuple(
            Eigenkamer(inhoud.kolommen[i], bijdragen[i], _bereikt(deelnemers.cellen[i]) if deelnemers else "–")
            for i in eigen
        ),
        groepen=tuple(_groep(groep, eigen) for groep in inhoud.prestaties.groepen),
    )


def _plaatsen(inhoud: Rapportinhoud) -> range:
    return range(len(inhoud.kolommen))


def _bereikt(cel) -> str:
    return cel.bereikt.tekst if cel.bereikt else cel.doel.tekst


def _groep(groep: Prestatiegroep, eigen: list[int]) -> Eigengroep:
    return Eigengroep(groep, tuple(Eigenrij(rij, tuple(rij.cellen[i] for i in eigen)) for rij in groep.rijen))
