"""The people and rooms that every test may use, and the browser."""

import gc
import os
import shutil
import subprocess
from types import SimpleNamespace

import hypothesis
import pytest
from django.conf import settings
from django.db import transaction
from django.utils import translation
from playwright.sync_api import expect

from buurtwerkkamer.rollen import Rol
from rapportage.gegevens import laad_aanbod_2018
from tests.fabriek import WACHTWOORD, geef_rol, maak_gebruiker, maak_kamer, maak_partner, maak_vrijwilliger

pytest_plugins = ["tests.databank_plugin", "tests.volgorde_plugin"]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's loop runs in the thread of the test


def pytest_configure(config):
    _kies_toeval(config.option.markexpr)
    expect.set_options(timeout=30_000)  # a busy machine is slow, and what never comes is found all the same
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a slow hash proves nothing here


def _kies_toeval(merken: str) -> None:
    """Let random input be the same in every run of the suite, so that only a change turns it red; new in the proofs.

    No test is about how fast one example is: a busy machine takes longer.
    """
    hypothesis.settings.register_profile("suite", derandomize=True, deadline=None)
    hypothesis.settings.register_profile("proef", deadline=None, print_blob=True)
    hypothesis.settings.load_profile("proef" if merken == "proef" else "suite")


def pytest_collection_finish():
    """Leave what was loaded by now out of the search for garbage: it stays, and looking through it takes a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(autouse=True)
def daarna_weer_nederlands():
    """Give the thread its own language back: a page in English leaves English behind."""
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="module")
def blijvend(django_db_setup, django_db_blocker):
    """Let fixtures of a module make rows once for all its tests; what a test changes is undone after that test.

    Not for a module with tests that really commit: they would wait for this transaction.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def aanbod_2018(db):
    """The offer of the source document, settled: four rooms with targets, budget, hours and financing."""
    return laad_aanbod_2018()


@pytest.fixture
def kort_gedrukt(monkeypatch):
    """Let a PDF be the HTML it is printed from, where the act is tested and not the paper.

    Eleven pages take the printer five seconds. What is on paper is read in the tests of each printed thing
    (test_drukken, test_weekposter, …), and of editions in the first tests of test_vastleggen and test_vaststellen.
    """

    def geef_terug(opdracht, *, input, **opties):
        return subprocess.CompletedProcess(opdracht, 0, b'{"bladzijden": 11}\n' + input, b"")

    nep = SimpleNamespace(run=geef_terug, TimeoutExpired=subprocess.TimeoutExpired)
    monkeypatch.setattr("buurtwerkkamer.pdf.subprocess", nep)


@pytest.fixture
def casa(db):
    return maak_kamer("cjm", naam="Casa Jepie Makandra", afkorting="CJM", naam_taal="srn")


@pytest.fixture
def multibron(db, casa):
    return maak_kamer("multibron", naam="MultiBron", afkorting="MB")


@pytest.fixture
def handreiking(db, multibron):
    return maak_kamer("handreiking", naam="De Handreiking", afkorting="DH")


@pytest.fixture
def kg(db, handreiking):
    return maak_kamer("kg", naam="K- en G-buurt", afkorting="KG")


@pytest.fixture
def amina(casa):
    """Coordinator of Casa Jepie Makandra."""
    return maak_gebruiker("Amina", Rol.COORDINATOR, kamer=casa, wachtwoord=WACHTWOORD)


@pytest.fixture
def bram(multibron):
    """Coordinator of MultiBron."""
    return maak_gebruiker("Bram", Rol.COORDINATOR, kamer=multibron, wachtwoord=WACHTWOORD)


@pytest.fixture
def chandra(db):
    """Treasurer."""
    return maak_gebruiker("Chandra", Rol.PENNINGMEESTER, wachtwoord=WACHTWOORD)


@pytest.fixture
def fatima(casa):
    """Volunteer at Casa Jepie Makandra, with a login by name and code."""
    gebruiker = maak_gebruiker("Fatima", Rol.VRIJWILLIGER, kamer=casa, wachtwoord=WACHTWOORD)
    maak_vrijwilliger("Fatima", casa, gebruiker=gebruiker)
    return gebruiker


@pytest.fixture
def eva(db):
    """Project coach."""
    return maak_gebruiker("Eva", Rol.PROJECTCOACH, wachtwoord=WACHTWOORD)


@pytest.fixture
def eigen_haard(db):
    return maak_partner()


@pytest.fixture
def farid(eigen_haard):
    """Financier: works for Eigen Haard."""
    return maak_gebruiker("Farid", Rol.FINANCIER, partner=eigen_haard, wachtwoord=WACHTWOORD)


@pytest.fixture
def bestuurslid(db):
    return maak_gebruiker("Bo", Rol.BESTUUR, wachtwoord=WACHTWOORD)


@pytest.fixture
def beheerder(db):
    return maak_gebruiker("Bea", Rol.BEHEERDER, wachtwoord=WACHTWOORD)


@pytest.fixture
def dubbelrol(casa, multibron):
    """Coordinator of one room and assistant of another."""
    gebruiker = maak_gebruiker("Dela", Rol.COORDINATOR, kamer=casa, wachtwoord=WACHTWOORD)
    geef_rol(gebruiker, Rol.ASSISTENT, kamer=multibron)
    return gebruiker


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's own Chromium; it may not call home from a closed network."""
    pad = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    stil = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    kaal = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": pad, "args": [*stil, *kaal, "--disable-gpu"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """A Dutch reader who asked for stillness: a page is judged as it stands, never half-way a movement."""
    stil = {"reduced_motion": "reduce"}
    return {**browser_context_args, **stil, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture
def log_in(live_server, client, context):
    """Return a function that gives the browser the session of a user, without the login page."""

    def doe(gebruiker, waar=None):
        client.force_login(gebruiker)
        koekje = client.cookies["sessionid"]
        (waar or context).add_cookies([{"name": "sessionid", "value": koekje.value, "url": live_server.url}])

    return doe
