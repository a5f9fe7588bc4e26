"""Addresses of the year and the week: counting years, what was forgotten, the drop-in, the week."""

from django.urls import path

from kamers.views import inloop, oefenkamer, teljaar, vergeten, week

DAG = "kamers/<slug:kamer>/dag/<isodag:dag>"


def jaarpaden() -> list:
    """Return the addresses; called once the converters are known."""
    return [
        path("teljaren/", teljaar.teljaren, name="teljaren"),
        path("kamers/<slug:kamer>/teljaar/<int:jaar>/", teljaar.teljaar, name="teljaar"),
        path("oefenkamer/", oefenkamer.oefenkamer, name="oefenkamer"),
        path("vergeten/", vergeten.vergeten, name="vergeten"),
        path(f"{DAG}/inloop/<int:activiteit>/<isodag:gepland>/", inloop.tik, name="inloop"),
        path(f"{DAG}/inloop/ongedaan/<uuid:sleutel>/", inloop.ongedaan, name="inloop_ongedaan"),
        path("kamers/<slug:kamer>/week/", week.nu, name="week_nu"),
        path("kamers/<slug:kamer>/week/<isodag:maandag>/", week.week, name="week"),
        path("kamers/<slug:kamer>/week/<isodag:maandag>/turflijst.pdf", week.turflijst, name="turflijst"),
    ]
