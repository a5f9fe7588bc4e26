"""The parent of one running PostgreSQL; a program of its own, with the standard library only.

It starts the server as its child, so the process it signals is always its own, and stops it when the
last user has left: users hold a shared kernel lock, which ends with their process, also on kill -9.
Usage: hoeder.py SERVERLOCK_FD USERLOCK_FILE UID GID COMMAND…   (UID and GID are `-` without a user)
"""

import fcntl
import os
import signal
import subprocess
import sys
import threading
from typing import Any


def wacht_op_vertrek(gebruikslot: str, server: subprocess.Popen) -> None:
    """Wait until nobody shares the lock, then stop the server; the lock keeps newcomers waiting."""
    slot = os.open(gebruikslot, os.O_RDWR | os.O_NOFOLLOW)
    fcntl.flock(slot, fcntl.LOCK_EX)
    server.send_signal(signal.SIGINT)


def main(serverslot: str, gebruikslot: str, uid: str, gid: str, *opdracht: str) -> int:
    """Run the server until it ends; SIGTERM and SIGINT stop it in an orderly way."""
    if os.fork():
        return 0  # the starter goes on; nobody has to reap the one that stays
    gebruiker: dict[str, Any] = {} if uid == "-" else {"user": int(uid), "group": int(gid), "extra_groups": []}
    soort: dict[str, Any] = {"pass_fds": (int(serverslot),), "stdin": subprocess.DEVNULL, "cwd": "/", **gebruiker}
    server = subprocess.Popen(opdracht, **soort)  # noqa: S603 - the command comes from server.py
    for teken in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(teken, lambda *_: server.send_signal(signal.SIGINT))
    threading.Thread(target=wacht_op_vertrek, args=(gebruikslot, server), daemon=True).start()
    return server.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
