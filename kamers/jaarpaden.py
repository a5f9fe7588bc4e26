"""Addresses of the year and the week: counting years, what was forgotten."""

from django.urls import path

from kamers.views import teljaar, vergeten


def jaarpaden() -> list:
    """Return the addresses; called once the converters are known."""
    return [
        path("teljaren/", teljaar.teljaren, name="teljaren"),
        path("kamers/<slug:kamer>/teljaar/<int:jaar>/", teljaar.teljaar, name="teljaar"),
        path("vergeten/", vergeten.vergeten, name="vergeten"),
    ]
