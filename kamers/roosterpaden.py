"""Addresses of the rota: series, days off, opening hours, the week poster and the calendars."""

from django.urls import URLPattern, path

from kamers.views import agenda, mijn_rooster, openingstijden, rooster, roosterreeks, sluitingen, weekposter

ROOSTER = "kamers/<slug:kamer>/rooster/"
REEKS = f"{ROOSTER}<int:pk>/"
VRIJ = "sluitingen/"


def roosterpaden() -> list[URLPattern]:
    """Return the addresses; the secret of a calendar stands in one of them, so no log may keep addresses."""
    return [*_rooster(), *_vrije_dagen(), *_agenda()]


def _rooster() -> list[URLPattern]:
    return [
        path(ROOSTER, rooster.rooster, name="rooster"),
        path(f"{ROOSTER}nieuw/", rooster.nieuw, name="rooster_nieuw"),
        path(f"{ROOSTER}<isodag:maandag>/poster.pdf", weekposter.weekposter, name="weekposter"),
        path(REEKS, rooster.activiteit, name="activiteit"),
        path(f"{REEKS}stop/", roosterreeks.stop, name="activiteit_stop"),
        path(f"{REEKS}niet/", roosterreeks.even_niet, name="even_niet"),
        path(f"{REEKS}niet/<uuid:sleutel>/", roosterreeks.even_ongedaan, name="even_ongedaan"),
        path(f"{REEKS}ongedaan/<uuid:sleutel>/", roosterreeks.ongedaan, name="activiteit_ongedaan"),
        path(f"{REEKS}wie/", roosterreeks.plek, name="plek"),
        path(f"{REEKS}wie/<int:plek>/weg/", roosterreeks.plek_weg, name="plek_weg"),
        path("kamers/<slug:kamer>/openingstijden/", openingstijden.openingstijden, name="openingstijden"),
    ]


def _vrije_dagen() -> list[URLPattern]:
    return [
        path(VRIJ, sluitingen.sluitingen, name="sluitingen"),
        path(f"{VRIJ}feestdagen/", sluitingen.feestdagen, name="feestdagen"),
        path(f"{VRIJ}ongedaan/<uuid:sleutel>/", sluitingen.ongedaan, name="sluiting_ongedaan"),
        path(f"{VRIJ}<int:pk>/", sluitingen.sluiting, name="sluiting"),
        path(f"{VRIJ}<int:pk>/weg/<uuid:sleutel>/", sluitingen.weg, name="sluiting_weg"),
    ]


def _agenda() -> list[URLPattern]:
    return [
        path("kamers/<slug:kamer>/agenda/", agenda.van_kamer, name="agenda"),
        path("kamers/<slug:kamer>/agenda/weg/", agenda.van_kamer_weg, name="agenda_weg"),
        path("mijn/rooster/", mijn_rooster.mijn_rooster, name="mijn_rooster"),
        path("mijn/agenda/", agenda.van_mij, name="mijn_agenda"),
        path("mijn/agenda/weg/", agenda.van_mij_weg, name="mijn_agenda_weg"),
        path("agenda/<slug:geheim>.ics", agenda.ics, name="agenda_ics"),
    ]
