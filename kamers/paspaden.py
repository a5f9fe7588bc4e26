"""Addresses of passes, and of the page that scans them."""

from django.urls import URLPattern, path

from kamers.views import pas, passen, passen_samen, passenblad, scan

PASSEN = "kamers/<slug:kamer>/passen/"
SCAN = "kamers/<slug:kamer>/dag/<isodag:dag>/scan/<int:activiteit>/<isodag:gepland>/"


def paspaden() -> list[URLPattern]:
    """Return the addresses; a name of a person stands in none of them."""
    return [
        path(PASSEN, passen.passen, name="passen"),
        path(f"{PASSEN}nieuw/", passen.nieuw, name="pas_nieuw"),
        path(f"{PASSEN}kamer/", passen.naar_kamer, name="pas_naar_kamer"),
        path(f"{PASSEN}kaarten/", passenblad.kaarten, name="pas_kaarten"),
        path(f"{PASSEN}ongedaan/<uuid:sleutel>/", pas.ongedaan, name="pas_ongedaan"),
        path(f"{PASSEN}<int:pk>/", pas.pas, name="pas"),
        path(f"{PASSEN}<int:pk>/al-geteld/", pas.al_geteld, name="pas_al_geteld"),
        path(f"{PASSEN}<int:pk>/inzage/", pas.inzage, name="pas_inzage"),
        path(f"{PASSEN}<int:pk>/samen/", passen_samen.samen, name="pas_samen"),
        path(f"{PASSEN}<int:pk>/weg/", pas.weg, name="pas_weg"),
        path(f"{PASSEN}<int:pk>/vergeet/", pas.vergeet, name="pas_vergeet"),
        path(SCAN, scan.scan, name="scan"),
        path(f"{SCAN}weg/<int:persoon>/", scan.weg, name="scan_weg"),
    ]
