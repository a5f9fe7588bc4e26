"""What goes wrong, as it stands on stderr: where and of what kind, never what somebody typed."""

import logging
import os
import re
import traceback
from copy import copy

import psycopg
from django.core.exceptions import ImproperlyConfigured

from buurtwerkkamer.databank.fouten import DatabankFout
from buurtwerkkamer.pdf import PdfFout

GEHEIM = re.compile(r"(?<=\s/agenda/)[^/\s]+|(?<=\s/wachtwoord/nieuw/)[^/\s]+")  # who has this address needs no login
VOOR_HET_LOG = (DatabankFout, ImproperlyConfigured, PdfFout)  # their messages are about the house, not about people


class Regel(logging.Formatter):
    """A line of the log, with below it the lines of code that led there and the kind of each exception.

    Its message is left out: the one of the database repeats the row, others what was typed or to whom mail went.
    """

    def format(self, record):
        eigen = copy(record)
        eigen.exc_text = None  # another handler may have kept the messages in it
        return GEHEIM.sub("…", super().format(eigen))

    def formatException(self, ei):  # noqa: N802 the name that logging calls
        return "\n".join(_spoor(fout) for fout in _keten(ei[1]))


def _keten(fout: BaseException | None) -> list[BaseException]:
    """Return the exception behind what it came from, the first one first."""
    keten: list[BaseException] = []
    while fout is not None and fout not in keten:
        keten.insert(0, fout)
        fout = fout.__cause__ or (None if fout.__suppress_context__ else fout.__context__)
    return keten


def _spoor(fout: BaseException) -> str:
    soort = f"{type(fout).__module__}.{type(fout).__qualname__}"
    regels = "".join(traceback.format_tb(fout.__traceback__))
    return f"Traceback (most recent call last):\n{regels}{': '.join(filter(None, [soort, _reden(fout)]))}"


def _reden(fout: BaseException) -> str:
    """Return what may be said of it beside its kind: nothing, unless it cannot be about a person."""
    if isinstance(fout, VOOR_HET_LOG):
        return str(fout)
    if isinstance(fout, psycopg.Error):
        return fout.diag.constraint_name or ""
    if type(fout) is OSError and fout.errno:  # a full disk has no kind of its own
        return os.strerror(fout.errno)
    return ""
