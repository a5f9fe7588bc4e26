"""Fixtures of the journeys: a real browser against the real site."""

from urllib.parse import urlsplit

import pytest

from tests.reis.server import echte_site


@pytest.fixture(scope="session")
def site(django_db_setup, tmp_path_factory):
    """The address of the site behind gunicorn; use it together with ``transactional_db``."""
    with echte_site(tmp_path_factory.mktemp("site")) as adres:
        yield adres


@pytest.fixture(autouse=True)
def nooit_via_beheer(request):
    """No journey of every day leads through the admin (ux.md U18)."""
    gevraagd = []
    if "context" in request.fixturenames and "beheer" not in request.module.__name__:
        request.getfixturevalue("context").on("request", lambda vraag: gevraagd.append(urlsplit(vraag.url).path))
    yield
    assert not [pad for pad in gevraagd if pad.startswith("/beheer/")]


@pytest.fixture
def sessie(client, context, site):
    """Return a function that logs a user in on the served site, without the login page."""

    def doe(gebruiker):
        client.force_login(gebruiker)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])

    return doe
