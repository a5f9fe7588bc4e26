"""Text that a spreadsheet would take for a formula, made harmless and read back as it was."""

import re

FORMULE = ("=", "+", "-", "@", "\t", "\r")
_GEWAPEND = re.compile(r"'*[=+\-@\t\r]")


def ontwapen(tekst: str) -> str:
    """Put an apostrophe before text that a spreadsheet would calculate, and before text that looks so written."""
    return f"'{tekst}" if _GEWAPEND.match(tekst) else tekst


def herstel(tekst: str) -> str:
    """Take the apostrophe of ``ontwapen`` off again."""
    return tekst[1:] if tekst.startswith("'") and _GEWAPEND.match(tekst) else tekst
