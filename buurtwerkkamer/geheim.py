"""The site's secret key on a machine where nobody set one."""

import os
import secrets
from pathlib import Path


def lees_of_maak(pad: Path) -> str:
    """Return the key in this file; make it once, readable by the owner only."""
    pad.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handvat = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return pad.read_text().strip()
    with os.fdopen(handvat, "w") as bestand:
        bestand.write(secrets.token_urlsafe(64))
    return pad.read_text().strip()
