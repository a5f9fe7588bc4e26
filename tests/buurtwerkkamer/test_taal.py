"""English is complete: every text of the screens is translated, and the compiled file is the written one."""

import gettext
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import polib
import pytest
from django.conf import settings

HUIS = Path(settings.BASE_DIR)
ENGELS = HUIS / "buurtwerkkamer" / "locale" / "en" / "LC_MESSAGES"
NEDERLANDS = HUIS / "buurtwerkkamer" / "locale" / "nl" / "LC_MESSAGES"
APPS = ("buurtwerkkamer", "kamers", "vrijwilligers", "financien", "rapportage", "templates")


@pytest.fixture(scope="module")
def teksten(tmp_path_factory) -> polib.POFile:
    """All texts of the screens as they stand in the code now."""
    kopie = tmp_path_factory.mktemp("teksten")
    for app in APPS:
        shutil.copytree(HUIS / app, kopie / app, ignore=shutil.ignore_patterns("locale", "migrations", "__pycache__"))
    (kopie / "locale").mkdir()
    opdracht = [Path(sys.executable).parent / "django-admin", "makemessages", "-l", "en", "-v0"]
    subprocess.run(opdracht, cwd=kopie, check=True, env={"PATH": "/usr/bin:/bin"})
    return polib.pofile(str(kopie / "locale" / "en" / "LC_MESSAGES" / "django.po"))


@pytest.fixture(scope="module")
def engels() -> polib.POFile:
    return polib.pofile(str(ENGELS / "django.po"))


def sleutel(tekst: polib.POEntry) -> tuple:
    return tekst.msgctxt, tekst.msgid, tekst.msgid_plural


def test_elke_tekst_van_het_scherm_is_in_het_engels_vertaald(teksten, engels):
    vertaald = {sleutel(t) for t in engels.translated_entries()}

    assert len(teksten) > 300
    assert [t.msgid for t in teksten if sleutel(t) not in vertaald] == []


def test_er_staat_geen_vertaling_van_een_tekst_die_er_niet_meer_is(teksten, engels):
    assert {sleutel(t) for t in engels} - {sleutel(t) for t in teksten} == set()
    assert engels.obsolete_entries() == []
    assert engels.fuzzy_entries() == []


@pytest.mark.parametrize("map", [ENGELS, NEDERLANDS], ids=["en", "nl"])
def test_het_vertaalde_bestand_is_gemaakt_van_het_geschreven_bestand(map):
    geladen = gettext.GNUTranslations(BytesIO((map / "django.mo").read_bytes()))
    geschreven = gettext.GNUTranslations(BytesIO(polib.pofile(str(map / "django.po")).to_binary()))

    assert geladen._catalog == geschreven._catalog


def test_een_vertaling_houdt_dezelfde_invulplekken(engels):
    paren = [paar for tekst in engels.translated_entries() for paar in vertalingen(tekst)]

    assert [(tekst, vertaling) for tekst, vertaling in paren if plekken(tekst) != plekken(vertaling)] == []


def vertalingen(tekst: polib.POEntry) -> list[tuple[str, str]]:
    """Return each form of a text beside its translation: the one for 1 and the one for more."""
    if not tekst.msgid_plural:
        return [(tekst.msgid, tekst.msgstr)]
    return [(tekst.msgid, tekst.msgstr_plural[0]), (tekst.msgid_plural, tekst.msgstr_plural[1])]


def plekken(tekst: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|%[sd]|{\w+}|</?\w+[^>]*>", tekst))


def test_het_nederlandse_bestand_vertaalt_alleen_teksten_van_anderen(teksten):
    nederlands = polib.pofile(str(NEDERLANDS / "django.po"))

    assert {t.msgid for t in nederlands} & {t.msgid for t in teksten} == set()
    assert nederlands.untranslated_entries() == []


def test_een_nederlandse_tekst_is_niet_per_ongeluk_een_sleutel_van_django(teksten):
    django = gettext.translation("django", Path(sys.modules["django"].__file__).parent / "conf" / "locale", ["nl"])
    anders = {t.msgid: django.gettext(t.msgid) for t in teksten if django.gettext(t.msgid) != t.msgid}

    assert anders == {}
