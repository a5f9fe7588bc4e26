"""What is stored is Dutch, whatever language its writer reads: others read it, and paper is Dutch."""

from django.utils import translation
from django.utils.functional import Promise


def nederlands(tekst: Promise | str) -> str:
    """Return a translatable text in Dutch, to store."""
    with translation.override("nl"):
        return str(tekst)
