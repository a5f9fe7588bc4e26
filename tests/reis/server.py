"""The site as it is served: gunicorn with collected, compressed static files on the test database."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections

BIN = Path(sys.executable).parent


def _vrije_poort() -> int:
    with closing(socket.socket()) as stopcontact:
        stopcontact.bind(("127.0.0.1", 0))
        return stopcontact.getsockname()[1]


@contextmanager
def echte_site(map: Path):
    """Serve the test database through gunicorn; yields the address and stops only what it started."""
    omgeving = os.environ | {
        "STATIC_MANIFEST": "1",
        "STATIC_ROOT": str(map / "static"),
        "BWK_DATABANK": connections["default"].settings_dict["NAME"],
        "DJANGO_SETTINGS_MODULE": "buurtwerkkamer.settings",
    }
    opdracht = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(opdracht, cwd=settings.BASE_DIR, env=omgeving, check=True)
    poort = _vrije_poort()
    opdracht = [BIN / "gunicorn", "buurtwerkkamer.wsgi", "-b", f"127.0.0.1:{poort}", "--log-level", "warning"]
    opdracht += ["--threads", "4", "--graceful-timeout", "3"]  # a browser opens lines that it may never use
    proces = subprocess.Popen(opdracht, cwd=settings.BASE_DIR, env=omgeving)
    try:
        adres = f"http://127.0.0.1:{poort}"
        _wacht_op(adres)
        yield adres
    finally:
        proces.terminate()
        proces.wait(timeout=20)


def _wacht_op(adres: str) -> None:
    for _poging in range(150):
        try:
            urllib.request.urlopen(f"{adres}/hulp/").read()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(adres)
