"""Fixtures of the journeys: a real browser against the real site."""

import pytest

from tests.reis.server import echte_site


@pytest.fixture(scope="session")
def site(django_db_setup, tmp_path_factory):
    """The address of the site behind gunicorn; use it together with ``transactional_db``."""
    with echte_site(tmp_path_factory.mktemp("site")) as adres:
        yield adres


@pytest.fixture
def sessie(client, context, site):
    """Return a function that logs a user in on the served site, without the login page."""

    def doe(gebruiker):
        client.force_login(gebruiker)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])

    return doe
