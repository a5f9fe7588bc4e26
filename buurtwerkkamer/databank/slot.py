"""Kernel locks on files: they end with the process that holds them, however it ends."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


def open_slot(pad: Path) -> int:
    """Open a lock file; the descriptor is not inherited unless it is passed on by name."""
    return os.open(pad, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)


def probeer_slot(pad: Path) -> int | None:
    """Take the lock for oneself, or return None at once when another holds it."""
    slot = open_slot(pad)
    try:
        fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(slot)
        return None
    return slot


def deel_slot(pad: Path) -> int:
    """Take a shared lock; waits while someone holds it alone."""
    slot = open_slot(pad)
    fcntl.flock(slot, fcntl.LOCK_SH)
    return slot


@contextlib.contextmanager
def op_slot(pad: Path) -> Iterator[None]:
    """Hold the lock alone for the duration of a block; waits for its turn."""
    slot = open_slot(pad)
    try:
        fcntl.flock(slot, fcntl.LOCK_EX)
        yield
    finally:
        os.close(slot)
