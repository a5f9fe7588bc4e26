"""Who reads which language; English is complete: every text translated, and the compiled file is the written one."""

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
from django.test import Client
from django.urls import reverse

from buurtwerkkamer.models import Gebruiker

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


def taal_van(antwoord) -> str:
    return re.search(r'<html lang="(\w+)"', antwoord.content.decode())[1]


def test_het_scherm_is_nederlands_ook_als_de_browser_engels_vraagt(client, db):
    antwoord = client.get(reverse("account_login"), headers={"accept-language": "en-GB,en"})

    assert (taal_van(antwoord), antwoord["Content-Language"]) == ("nl", "nl")


def test_wie_engels_kiest_houdt_engels_op_elk_apparaat(client, amina):
    client.force_login(amina)
    antwoord = client.post(reverse("set_language"), {"language": "en", "next": "/hulp/"})
    ander = Client()
    ander.force_login(amina)

    assert antwoord["Location"] == "/hulp/"
    assert taal_van(client.get("/hulp/")) == "en"
    assert taal_van(ander.get("/hulp/")) == "en"


def test_het_koekje_van_dit_apparaat_gaat_voor_het_profiel(client, amina):
    Gebruiker.objects.filter(pk=amina.pk).update(taal="en")
    client.force_login(amina)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "nl"

    assert taal_van(client.get("/hulp/")) == "nl"


@pytest.mark.parametrize("taal", ["de", "xx", ""])
def test_een_taal_die_we_niet_spreken_verandert_niets(client, amina, taal):
    client.force_login(amina)
    client.post(reverse("set_language"), {"language": taal, "next": "/hulp/"})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = taal

    assert taal_van(client.get("/hulp/")) == "nl"
    assert Gebruiker.objects.get(pk=amina.pk).taal == "nl"


def test_na_het_wisselen_ga_je_nooit_naar_een_andere_site(client, db):
    antwoord = client.post(reverse("set_language"), {"language": "en", "next": "https://elders.invalid/"})

    assert antwoord["Location"] == "/"
