"""The backend in Django: nothing starts before the first connection, and a killed server comes back."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

NA_EEN_MOORD = """
import os, signal, pathlib
from django.db import OperationalError, connection
def vraag():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]
assert vraag() == "bwk_site"
pid = int(pathlib.Path(os.environ["BWK_DATA"], "data/postmaster.pid").read_text().split()[0])
os.kill(pid, signal.SIGKILL)
connection.close()
print(vraag())
"""


def beheer(data, *argumenten):
    return subprocess.run(
        [sys.executable, "manage.py", *argumenten],
        check=False,
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        env={**os.environ, "BWK_DATA": str(data)},
    )


@pytest.mark.parametrize("opdracht", [["check"], ["help"], ["diffsettings"]], ids=lambda opdracht: opdracht[0])
def test_een_opdracht_zonder_database_start_geen_server(data, opdracht):
    antwoord = beheer(data, *opdracht)

    assert antwoord.returncode == 0, antwoord.stderr
    assert not data.exists()


def test_django_krijgt_na_kill_9_van_de_server_vanzelf_een_nieuwe_verbinding(server, plek):
    antwoord = beheer(plek.map, "shell", "-v", "0", "-c", NA_EEN_MOORD)

    assert antwoord.stdout.strip() == "bwk_site", antwoord.stderr


def test_een_opdracht_toont_de_zin_van_een_fout_en_geen_foutspoor(verse_plek):
    verse_plek.maak()
    verse_plek.maak_prive(verse_plek.data)
    (verse_plek.data / "PG_VERSION").write_text("16\n")

    antwoord = beheer(verse_plek.map, "migrate")

    assert antwoord.returncode == 1
    assert antwoord.stderr.startswith(f"DatabankFout: De gegevens in {verse_plek.data} zijn van PostgreSQL 16;")
    assert "Traceback" not in antwoord.stderr
