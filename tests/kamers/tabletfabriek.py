"""A browser that is the tablet of a room, for tests."""

from django.conf import settings
from django.urls import reverse

from tests.fabriek import maak_tablet


def tablet_in(client, kamer, gebruiker, **velden):
    """Let a client be a tablet of a room, and return the row."""
    tablet, geheim = maak_tablet(kamer, gebruiker, **velden)
    client.cookies[settings.TABLET_COOKIE_NAME] = geheim
    return tablet


def tik_op(client, gebruiker):
    """Tap on a name."""
    return client.post(reverse("kamers:tablet_kies"), {"wie": gebruiker.pk})


def geef_code(client, code, naar=""):
    """Type a code."""
    return client.post(reverse("kamers:tablet_code"), {"code": code, "naar": naar})
