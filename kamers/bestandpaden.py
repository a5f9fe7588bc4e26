"""Addresses of files that go in and out: of one room, and of all rooms at once."""

from django.urls import URLPattern, path

from kamers.views import bestanden, invoer

IN_KAMER, ALLE = "kamers/<slug:kamer>/bestanden/", "bestanden/"


def bestandpaden() -> list[URLPattern]:
    """Return the addresses; the same views serve a room and all rooms."""
    return [*_paden(IN_KAMER, ""), *_paden(ALLE, "alle_")]


def _paden(begin: str, voor: str) -> list[URLPattern]:
    return [
        path(begin, bestanden.bestanden, name=f"{voor}bestanden"),
        path(f"{begin}invoer/<uuid:sleutel>/", invoer.invoer, name=f"{voor}invoer"),
        path(f"{begin}<slug:gegevens>/", bestanden.gegevens, name=f"{voor}gegevens"),
        path(f"{begin}<slug:gegevens>/uitvoer/", bestanden.uitvoer, name=f"{voor}uitvoer"),
        path(f"{begin}<slug:gegevens>/leeg.<slug:vorm>", bestanden.leeg, name=f"{voor}leeg_bestand"),
    ]
