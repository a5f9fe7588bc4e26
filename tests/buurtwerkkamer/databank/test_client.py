"""The database shell finds the embedded server by itself."""

import os
import subprocess
import sys

from django.conf import settings


def test_dbshell_opent_de_ingebouwde_database_als_de_gevraagde_rol(server, plek):
    antwoord = subprocess.run(
        [sys.executable, "manage.py", "dbshell", "--database", "eigenaar", "--", "-Atc", "SELECT current_user"],
        check=False,
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        env={**os.environ, "BWK_DATA": str(plek.map)},
    )

    assert antwoord.stdout == "bwk_eigenaar\n", antwoord.stderr
