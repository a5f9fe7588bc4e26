"""Addresses of the year and the week: counting years, what was forgotten, the drop-in."""

from django.urls import path

from kamers.views import inloop, teljaar, vergeten

DAG = "kamers/<slug:kamer>/dag/<isodag:dag>"


def jaarpaden() -> list:
    """Return the addresses; called once the converters are known."""
    return [
        path("teljaren/", teljaar.teljaren, name="teljaren"),
        path("kamers/<slug:kamer>/teljaar/<int:jaar>/", teljaar.teljaar, name="teljaar"),
        path("vergeten/", vergeten.vergeten, name="vergeten"),
        path(f"{DAG}/inloop/<int:activiteit>/<isodag:gepland>/", inloop.tik, name="inloop"),
        path(f"{DAG}/inloop/ongedaan/<uuid:sleutel>/", inloop.ongedaan, name="inloop_ongedaan"),
    ]
