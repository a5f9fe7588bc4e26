"""The site as it is served: gunicorn with collected, compressed static files on the test database."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections

BIN = Path(sys.executable).parent
GEDULD = 120  # seconds, for a machine that is busy


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
    with socket.create_server(("127.0.0.1", 0)) as poort:  # ours from now on: nobody can take it in between
        adres = f"http://127.0.0.1:{poort.getsockname()[1]}"
        opdracht = [BIN / "gunicorn", "buurtwerkkamer.wsgi", "-b", f"fd://{poort.fileno()}", "--log-level", "warning"]
        opdracht += ["--threads", "4", "--graceful-timeout", "3"]  # a browser opens lines that it may never use
        proces = subprocess.Popen(opdracht, cwd=settings.BASE_DIR, env=omgeving, pass_fds=[poort.fileno()])
    try:
        _wacht_op(adres, proces)
        yield adres
    finally:
        proces.terminate()
        proces.wait(timeout=GEDULD)


def _wacht_op(adres: str, proces: subprocess.Popen) -> None:
    """Wait until the site answers; a server that stopped never will."""
    einde = time.monotonic() + GEDULD
    while time.monotonic() < einde:
        assert proces.poll() is None, f"The server stopped with {proces.returncode}; what it said stands above."
        try:
            urllib.request.urlopen(f"{adres}/hulp/", timeout=GEDULD).read()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(adres)
