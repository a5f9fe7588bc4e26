"""The months of a year as cards with bars: what the templates of results draw."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from kamers.services.maandreeks import Maand, Reeks
from kamers.services.resultaten import Kamerresultaat


@dataclass(frozen=True)
class Maandrij:
    """One month on a card: the number, or None when nothing was logged."""

    maand: date
    waarde: Decimal | int | None
    keren: int
    groep: Decimal | None


@dataclass(frozen=True)
class Maandkaart:
    """One figure in the months of a year; the highest month fills the bar."""

    veld: str
    kop: str
    onder: str
    rijen: list[Maandrij]
    totaal: Maandrij

    @property
    def met_groep(self) -> bool:
        """Whether the occurrences and the average group stand beside the number."""
        return self.veld == "bezoeken"

    @property
    def hoogste(self) -> Decimal | int:
        return max((rij.waarde or 0 for rij in self.rijen), default=0)


def _kaart(veld: str, kop: str, onder: str, reeks: Reeks, maanden: list[date]) -> Maandkaart:
    def rij(maand: date, cijfers: Maand) -> Maandrij:
        waarde = getattr(cijfers, veld) if cijfers.genoteerd else None
        return Maandrij(maand, waarde, cijfers.keren, cijfers.groep)

    rijen = [rij(maand, reeks.maanden[maand.month]) for maand in maanden]
    return Maandkaart(veld, kop, onder, rijen, rij(maanden[0], reeks.jaar))


def begonnen_maanden(jaar: int, vandaag: date) -> list[date]:
    """Return the first day of every month of a year that has begun."""
    laatste = vandaag.month if jaar == vandaag.year else 12
    return [date(jaar, nummer, 1) for nummer in range(1, laatste + 1)]


def kamerkaarten(reeks: Reeks, jaar: int, vandaag: date) -> list[Maandkaart]:
    """Return the four cards of a room: new people, visits, klussen, hours."""
    kaarten = [
        ("nieuw", _("Nieuwe mensen"), _("voor het eerst dit jaar in de kamer")),
        ("bezoeken", _("Bezoeken"), _("elke keer dat iemand kwam")),
        ("klussen", _("Klussen"), _("gedaan in die maand")),
        ("uren", _("Uren"), _("van mensen die hielpen")),
    ]
    return [_kaart(*kaart, reeks, begonnen_maanden(jaar, vandaag)) for kaart in kaarten]


def soortkaarten(sleutel: int | str, reeks: Reeks, jaar: int, vandaag: date) -> list[Maandkaart]:
    """Return the cards of one figure: klussen, hours, or new people and visits."""
    maanden = begonnen_maanden(jaar, vandaag)
    if sleutel == "klussen":
        return [_kaart("klussen", _("Klussen"), _("gedaan in die maand"), reeks, maanden)]
    if sleutel in ("uren", "helpers"):
        uren = _kaart("uren", _("Uren"), _("van mensen die hielpen"), reeks, maanden)
        helpers = _kaart("helpers", _("Mensen die hielpen"), _("voor het eerst dit jaar"), reeks, maanden)
        return [uren] if sleutel == "uren" else [helpers, uren]
    return [
        _kaart("nieuw", _("Nieuwe mensen"), _("voor het eerst dit jaar"), reeks, maanden),
        _kaart("bezoeken", _("Bezoeken"), _("elke keer dat iemand kwam"), reeks, maanden),
    ]


Aantallen = list[int | None]


def soortmaanden(uitkomst: Kamerresultaat, jaar: int, vandaag: date) -> list[tuple[date, Aantallen, int | None]]:
    """Return by month the new people of every kind, and of the room, which is no sum of them."""
    reeksen = [uitkomst.reeksen.get(regel.sleutel, Reeks()) for regel in uitkomst.per_soort]
    return [
        (maand, [_nieuw(reeks, maand) for reeks in reeksen], _nieuw(uitkomst.kamer, maand))
        for maand in begonnen_maanden(jaar, vandaag)
    ]


def _nieuw(reeks: Reeks, maand: date) -> int | None:
    cijfers = reeks.maanden[maand.month]
    return cijfers.nieuw if cijfers.genoteerd else None
