"""Fixtures of the journeys: a real browser against the real site."""

from urllib.parse import urlsplit

import pytest

from tests.reis.server import echte_site

MET_BEHEER = ("test_beheer", "test_bladzijden")  # what is about the admin, and about every page there is


@pytest.fixture(scope="session")
def site(django_db_setup, tmp_path_factory):
    """The address of the site behind gunicorn; use it together with ``transactional_db``."""
    with echte_site(tmp_path_factory.mktemp("site")) as adres:
        yield adres


@pytest.fixture(autouse=True)
def nooit_via_beheer(request, monkeypatch):
    """No journey of every day leads through the admin (ux.md U18), in no window of it; the paths that were asked."""
    gevraagd = []
    if "browser" in request.fixturenames and not request.module.__name__.endswith(MET_BEHEER):
        browser = request.getfixturevalue("browser")
        monkeypatch.setattr(browser, "new_context", _bekeken(browser.new_context, gevraagd))
        monkeypatch.setattr(browser, "new_page", _bekeken(browser.new_page, gevraagd))
    yield gevraagd
    assert not [pad for pad in gevraagd if pad.startswith("/beheer/")]


def _bekeken(open_, gevraagd):
    """Note every path that is asked in the contexts, or the pages, that a browser opens."""

    def doe(**opties):
        venster = open_(**opties)
        venster.on("request", lambda vraag: gevraagd.append(urlsplit(vraag.url).path))
        return venster

    return doe


@pytest.fixture
def sessie(client, context, site):
    """Return a function that logs a user in on the served site, without the login page."""

    def doe(gebruiker):
        client.force_login(gebruiker)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])

    return doe
