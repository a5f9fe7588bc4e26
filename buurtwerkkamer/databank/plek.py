"""Where the embedded database of this checkout lives, and as whom it runs."""

import hashlib
import os
import pwd
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from buurtwerkkamer.databank.fouten import DatabankFout

HUIS = Path(__file__).resolve().parents[2]
SERVERGEBRUIKERS = ("postgres", "nobody")
SOCKETNAAM = "/.s.PGSQL.5432.lock"
SOCKETPAD_MAXIMUM = 106  # sun_path holds 107 bytes and a closing zero on Linux, 103 on macOS
POORT = 5432  # only a part of the socket's name: the server listens on no network address


@dataclass(frozen=True)
class Plek:
    """The folder of one embedded database; `uid` and `gid` are None when it runs as the caller."""

    map: Path
    uid: int | None = None
    gid: int | None = None

    @property
    def data(self) -> Path:
        return self.map / "data"

    @property
    def data_half(self) -> Path:
        return self.map / "data.half"

    @property
    def wachtwoorden(self) -> Path:
        return self.map / "wachtwoorden.json"

    @property
    def startlog(self) -> Path:
        return self.map / "start.log"

    def slot(self, naam: str) -> Path:
        """The lock file of this name: `start`, `gebruik` or `server`."""
        return self.map / f"slot-{naam}"

    @property
    def socketmap(self) -> Path:
        """A private folder whose path is short enough for a Unix socket."""
        gewoon = self.map / "socket"
        if len(os.fsencode(gewoon)) + len(SOCKETNAAM) <= SOCKETPAD_MAXIMUM - 4:
            return gewoon
        return Path(tempfile.gettempdir()) / f"bwk-{vingerafdruk(self.map)}"

    def als_gebruiker(self) -> dict:
        """The arguments that make `subprocess` drop to the server's user, if there is one."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def maak(self) -> None:
        """Make the folders that are missing; never change the mode of one that exists."""
        for ouder in reversed(self.map.parents):
            if not ouder.exists():
                ouder.mkdir()
                ouder.chmod(0o755)  # one we just made, whatever the caller's umask is
        self.maak_prive(self.map)
        self.maak_prive(self.socketmap)
        self._weiger_open_socketmap()

    def maak_prive(self, pad: Path) -> None:
        """Make one folder with mode 0700 for the server's user; take over an empty one of our own."""
        try:
            pad.mkdir(mode=0o700)
        except FileExistsError:
            if any(pad.iterdir()) or pad.lstat().st_uid != os.geteuid():
                return
        self.geef(pad)

    def geef(self, pad: Path) -> None:
        """Hand a file or folder of our own to the server's user, if there is one."""
        if self.uid is not None and self.gid is not None:
            os.chown(pad, self.uid, self.gid, follow_symlinks=False)

    def _weiger_open_socketmap(self) -> None:
        gegevens = self.socketmap.lstat()
        eigenaar = os.geteuid() if self.uid is None else self.uid
        veilig = stat.S_ISDIR(gegevens.st_mode) and gegevens.st_uid == eigenaar
        if not veilig or stat.S_IMODE(gegevens.st_mode) & 0o077:
            raise DatabankFout(
                f"De map {self.socketmap} is niet alleen van de database. Verwijder die map en probeer het opnieuw."
            )


def vingerafdruk(pad: Path) -> str:
    """A short name for a folder, the same at every start."""
    return hashlib.sha256(os.fsencode(pad)).hexdigest()[:16]


def kies_plek(huis: Path = HUIS) -> Plek:
    """The place of the database of this checkout.

    `BWK_DATA` names the folder; otherwise `.data` in the checkout, or, as root, a folder under
    `/var/lib` named by a hash of the checkout's path, so that two checkouts never share a server.
    """
    opgegeven = os.environ.get("BWK_DATA")
    if os.geteuid() != 0:
        return Plek(Path(opgegeven or huis / ".data").absolute())
    gekozen = Path(opgegeven or f"/var/lib/buurtwerkkamer/{vingerafdruk(huis)}").absolute()
    gebruiker = servergebruiker(gekozen)
    return Plek(gekozen, gebruiker.pw_uid, gebruiker.pw_gid)


def servergebruiker(gekozen: Path) -> pwd.struct_passwd:
    """The user to drop to as root: the owner of an existing data folder, else the first that exists."""
    data = gekozen / "data"
    if data.exists() and data.stat().st_uid != 0:
        return pwd.getpwuid(data.stat().st_uid)
    bekend = {gebruiker.pw_name: gebruiker for gebruiker in pwd.getpwall()}
    for naam in SERVERGEBRUIKERS:
        if naam in bekend:
            return bekend[naam]
    raise DatabankFout(
        "PostgreSQL draait niet als root en er is geen gebruiker 'postgres' of 'nobody'. "
        "Maak er een met: useradd --system postgres"
    )
