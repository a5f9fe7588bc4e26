"""Files that a higher floor gives out, by name: filled once in ``AppConfig.ready``, read by page and command alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from django.utils.functional import Promise


class UitvoerFout(ValueError):
    """A file cannot be given out; the text is a Dutch sentence that says what to do."""


@dataclass(frozen=True)
class Vraag:
    """Which file: of which year, in which form, for whom. Nobody is a command on the server, which sees everything."""

    jaar: int
    vorm: str
    gebruiker: object = None


@dataclass(frozen=True)
class Uitvoersoort:
    """A kind of file: its name in words and what is in it, its forms with their types, and how one is written.

    ``schrijf`` fills an open file and returns how many rows or parts it holds. UitvoerFout when it cannot.
    """

    label: str | Promise
    uitleg: str | Promise
    vormen: Mapping[str, str]
    schrijf: Callable[[BinaryIO, Vraag], int] = field(repr=False)


soorten: dict[str, Uitvoersoort] = {}


def registreer(naam: str, soort: Uitvoersoort) -> None:
    """Let a higher floor give out a kind of file. Called once, in ``AppConfig.ready``."""
    soorten[naam] = soort
