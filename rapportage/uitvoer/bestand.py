"""Write a file whole or not at all."""

import contextlib
import os
from pathlib import Path


def schrijf_heel(pad: Path, inhoud: bytes) -> None:
    """Write a file beside its place and move it there at once, so that nobody ever reads half a report.

    IsADirectoryError when a folder of that name exists, OSError when the place cannot be written; what stood there
    before is then still whole.
    """
    if pad.is_dir():
        raise IsADirectoryError(pad)
    tijdelijk = pad.with_name(f".{pad.name}.{os.getpid()}.deel")
    try:
        with tijdelijk.open("xb") as bestand:
            bestand.write(inhoud)
            bestand.flush()
            os.fsync(bestand.fileno())
        tijdelijk.replace(pad)
    except OSError:
        with contextlib.suppress(OSError):
            tijdelijk.unlink(missing_ok=True)
        raise
