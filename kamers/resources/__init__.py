"""Spreadsheets of a room, in and out: one resource per kind."""

from kamers.models.invoer import Gegevenssoort
from kamers.resources.activiteiten import Activiteiten
from kamers.resources.basis import Kamerresource
from kamers.resources.bijeenkomsten import Bijeenkomsten
from kamers.resources.klussen import Klussen
from kamers.resources.passen import Passen

SOORTEN: dict[str, type[Kamerresource]] = {
    Gegevenssoort.ACTIVITEITEN.value: Activiteiten,
    Gegevenssoort.BIJEENKOMSTEN.value: Bijeenkomsten,
    Gegevenssoort.PASSEN.value: Passen,
    Gegevenssoort.KLUSSEN.value: Klussen,
}
RECHT_ERBIJ = {Gegevenssoort.PASSEN.value: "kamers.passen"}  # first names: only for who sees them anyway
