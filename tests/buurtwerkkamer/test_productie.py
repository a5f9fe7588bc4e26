"""The settings of a real installation: what is checked before it goes on the internet."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

VRAAG = """
import json
from django.conf import settings
namen = [naam for naam in dir(settings) if naam.startswith("SECURE_") or "_COOKIE_" in naam]
print(json.dumps({naam: getattr(settings, naam) for naam in namen}, default=str))
"""


BEZOEKER = """
from allauth.account.adapter import get_adapter
from django.test import RequestFactory
kop = {"X-Forwarded-For": "192.0.2.1, 203.0.113.9"}
vraag = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers=kop)
print(get_adapter(vraag).get_client_ip(vraag))
"""  # the visitor made up 192.0.2.1, the proxy added the address it saw

SPOREN = """
from unittest import mock
from django.test import Client
klant = Client(raise_request_exception=False)
def vraag(adres, naam="kamer.example.org"):
    print(klant.get(adres, secure=True, headers={"Host": naam}).status_code)
vraag("/bestaat-niet/")
with mock.patch("allauth.account.views.LoginView.get", side_effect=ValueError("Fatima woont op nummer 12")):
    vraag("/inloggen/")
vraag("/inloggen/", "vreemd.example.org")
"""


def in_productie(*opdracht, **meer) -> subprocess.CompletedProcess:
    """Run manage.py as a real installation does; it asks the database nothing."""
    echt = {"PRODUCTIE": "1", "SECRET_KEY": "x7-" * 20 + "een-lange-sleutel", "ALLOWED_HOSTS": "kamer.example.org"}
    weg = {"DEBUG", "DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"}  # the last is of the tests alone
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam not in weg} | echt | meer
    opties = {"capture_output": True, "text": True, "check": False, "cwd": settings.BASE_DIR, "env": omgeving}
    return subprocess.run([sys.executable, "manage.py", *opdracht], **opties)


def test_de_instellingen_van_een_echte_site_doorstaan_de_controle_van_django():
    uit = in_productie("check", "--deploy", "--fail-level", "WARNING")

    assert (uit.returncode, uit.stdout.strip()) == (0, "System check identified no issues (0 silenced)."), uit.stderr


def test_een_echte_site_praat_alleen_versleuteld_en_haar_koekjes_zijn_van_haar_alleen():
    stand = json.loads(in_productie("shell", "--no-imports", "--command", VRAAG).stdout)

    eigen = {naam: stand[f"{naam}_COOKIE_NAME"] for naam in ("SESSION", "CSRF", "TABLET", "GEZIEN")}
    assert eigen == {
        "SESSION": "__Host-sessie",
        "CSRF": "__Host-csrf",
        "TABLET": "__Host-tablet",
        "GEZIEN": "__Host-gezien",
    }
    assert (stand["SESSION_COOKIE_SECURE"], stand["CSRF_COOKIE_SECURE"], stand["SECURE_SSL_REDIRECT"]) == (True,) * 3
    assert stand["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600
    assert (stand["SECURE_HSTS_INCLUDE_SUBDOMAINS"], stand["SECURE_HSTS_PRELOAD"]) == (True, True)


def test_de_post_gaat_langs_de_server_die_de_omgeving_noemt():
    vraag = (
        "from django.conf import settings as s; print(s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_HOST_USER)"
    )
    adres = "smtp+tls://kamer%40example.org:geheim@mail.example.org:587"

    uit = in_productie("shell", "--no-imports", "--command", vraag, EMAIL_URL=adres)

    assert uit.stdout.strip() == "mail.example.org 587 True kamer@example.org", uit.stderr


@pytest.mark.parametrize(("omgeving", "adres"), [({}, "10.0.0.1"), ({"PROXYS": "1"}, "203.0.113.9")])
def test_achter_een_proxy_tellen_de_grenzen_per_bezoeker_als_dat_gezegd_is(omgeving, adres):
    uit = in_productie("shell", "--no-imports", "--command", BEZOEKER, **omgeving)

    assert uit.stdout.strip() == adres, uit.stderr


def test_wat_er_misgaat_staat_op_stderr_zonder_wat_iemand_typte_en_een_adres_dat_niet_bestaat_niet():
    zonder = {"DATABASE_URL": "postgres://niemand@127.0.0.1:1/niets", "STATIC_MANIFEST": "0"}

    uit = in_productie("shell", "--no-imports", "--command", SPOREN, **zonder)

    assert uit.stdout.split() == ["404", "500", "400"], uit.stderr
    assert [regel for regel in uit.stderr.splitlines() if re.match("[A-Z]{4,} ", regel)] == [
        "ERROR django.request: Internal Server Error: /inloggen/",
        "ERROR django.security.DisallowedHost: Invalid HTTP_HOST header: 'vreemd.example.org'. "
        "You may need to add 'vreemd.example.org' to ALLOWED_HOSTS.",
    ]
    assert "builtins.ValueError\n" in uit.stderr
    assert "Fatima" not in uit.stderr
