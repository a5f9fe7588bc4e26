"""Who reads English reads English: no page for any role shows a Dutch text of ours outside a report."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import CharField, TextField
from django.test import Client
from django.utils.translation import override

from rapportage.services.drukken import maak_html
from rapportage.services.vastleggen import MAKERS
from rapportage.uitvoer import naar_csv, naar_json
from tests.buurtwerkkamer.schermtekst import schermtekst
from tests.databank_plugin import leeg_de_databank
from tests.reis.bladzijden import bladzijden
from tests.reis.wereld import Wereld, maak_wereld

CATALOGUS = Path(settings.BASE_DIR) / "buurtwerkkamer" / "locale" / "en" / "LC_MESSAGES" / "django.po"
APPS = ("buurtwerkkamer", "kamers", "vrijwilligers", "financien", "rapportage")
PLEK = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w+}|</?\w+>")
TYP_JE_ZO = {"10 op 20", "geen afspraak:"}  # cells are read in Dutch only
NEDERLANDS = re.compile(
    r"\b(?:het|een|niet|voor|van|naar|je|wij|deze|nog|geen|aan|bij|uit|uren|kies|vul)\b", re.IGNORECASE
)


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def wereld(django_db_setup, django_db_blocker) -> Iterator[Wereld]:
    """The world of the journeys, committed once for the tests of this file."""
    with django_db_blocker.unblock():
        leeg_de_databank(None)
        wereld = maak_wereld()
    yield wereld
    with django_db_blocker.unblock():
        leeg_de_databank(None)


@pytest.fixture
def onvertaald() -> list[str]:
    """Every Dutch piece of our texts that is long enough to recognise and that English says differently."""
    stukken = set()
    for tekst in polib.pofile(str(CATALOGUS)):
        engels = " ".join([tekst.msgstr, *tekst.msgstr_plural.values()])
        for stuk in PLEK.split(f"{tekst.msgid}{{n}}{tekst.msgid_plural}"):
            if len(stuk.strip()) > 12 and stuk.strip() not in engels:
                stukken.add(stuk.strip())
    return sorted(stukken)


@pytest.fixture
def ingetypt(wereld) -> set[str]:
    """Every text in the database: names, descriptions and remarks that people wrote in their own language."""
    waarden = set()
    for model in (model for app in APPS for model in apps.get_app_config(app).get_models()):
        velden = [v.name for v in model._meta.concrete_fields if isinstance(v, CharField | TextField) and not v.choices]
        for rij in model._base_manager.values_list(*velden) if velden else []:
            waarden.update(str(waarde) for waarde in rij if waarde and len(str(waarde)) > 2)
    return {" ".join(waarde.split()) for waarde in waarden}


@pytest.fixture
def lees(wereld):
    """Return a function that gives someone a browser that asks for English."""
    koekjes = {}

    def open_(wie: str) -> Client:
        if wie and wie not in koekjes:
            koekjes[wie] = wereld.koekjes_van(wie)
        client = Client()
        for naam, koekje in koekjes.get(wie, {}).items():
            client.cookies[naam] = koekje
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client

    return open_


@pytest.fixture
def nederlands(onvertaald, ingetypt):
    """Return a function that gives the texts of an English page that are Dutch all the same."""
    eigen = ingetypt | TYP_JE_ZO

    def zoek(antwoord) -> list[str]:
        stukken = schermtekst(antwoord.content.decode(), "en", eigen)
        alles = "\n".join(stukken)
        hier = [tekst for tekst in onvertaald if tekst in alles]
        return [stuk for stuk in stukken if NEDERLANDS.search(stuk) or any(tekst in stuk for tekst in hier)]

    return zoek


def test_geen_bladzijde_toont_nederlands_aan_wie_engels_leest(wereld, lees, nederlands):
    mis = {}
    for blad in bladzijden():
        antwoord = lees(blad.wie).get(blad.pad(wereld), follow=True)
        assert antwoord.status_code == blad.status, blad.naam
        mis[blad.naam] = nederlands(antwoord)

    assert {naam: fout for naam, fout in mis.items() if fout} == {}


def test_geen_formulier_weigert_in_het_nederlands_wat_leeg_is(wereld, lees, nederlands):
    geweigerd = {}
    for blad in bladzijden():
        antwoord = lees(blad.wie).post(blad.pad(wereld), {"leeg": ""})
        if antwoord.status_code == 422:
            geweigerd[blad.naam] = nederlands(antwoord)

    assert len(geweigerd) > 15
    assert {naam: fout for naam, fout in geweigerd.items() if fout} == {}


@pytest.mark.parametrize("soort", MAKERS)
def test_een_rapport_blijft_nederlands_voor_wie_engels_leest(wereld, soort):
    nl = [maak(MAKERS[soort](wereld.jaar - 1)) for maak in (maak_html, naar_csv, naar_json)]
    with override("en"):
        en = [maak(MAKERS[soort](wereld.jaar - 1)) for maak in (maak_html, naar_csv, naar_json)]

    assert en == nl
    assert "fictieve cijfers" in nl[0]
