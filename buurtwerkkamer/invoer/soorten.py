"""Kinds of file that ``manage.py importeer`` takes besides the spreadsheets: a higher floor names its own."""

from collections.abc import Callable, Mapping

Importeer = Callable[..., str]
_soorten: dict[str, Importeer] = {}


def registreer(soort: str, importeer: Importeer) -> None:
    """Let a higher floor import its own kind of file. Called in ``AppConfig.ready``.

    ``importeer`` gets naam, inhoud (bytes), gebruiker (or None) and proef, and returns what to print. BestandFout says
    what is wrong with the file; then nothing is stored.
    """
    _soorten[soort] = importeer


def soorten() -> Mapping[str, Importeer]:
    """Return the kinds of the higher floors."""
    return dict(_soorten)
