"""Sentences on the screen are short (ux.md U13): fifteen words on average, twenty-five at most."""

import re
from statistics import mean

import polib
import pytest
from django.conf import settings

PLEK = re.compile(r"%\(\w+\)s|\{\w+\}")
ZIN = re.compile(r"(?<=[.!?:])\s+")
WOORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@pytest.fixture(scope="module")
def lengtes() -> dict[str, int]:
    """Return every whole sentence of the screen with how many words it has; what is filled in is one word."""
    bestand = polib.pofile(str(settings.BASE_DIR / "buurtwerkkamer/locale/en/LC_MESSAGES/django.po"))
    teksten = [tekst for rij in bestand for tekst in (rij.msgid, rij.msgid_plural) if tekst]
    zinnen = [zin.strip() for tekst in teksten for zin in ZIN.split(PLEK.sub("x", tekst))]
    return {zin: len(WOORD.findall(zin)) for zin in zinnen if zin.endswith((".", "!", "?", ":"))}


def test_een_zin_heeft_hoogstens_vijfentwintig_woorden(lengtes):
    assert {zin: lengte for zin, lengte in lengtes.items() if lengte > 25} == {}


def test_een_zin_heeft_gemiddeld_hoogstens_vijftien_woorden(lengtes):
    assert len(lengtes) > 3000
    assert mean(lengtes.values()) <= 15
