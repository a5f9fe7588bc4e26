"""/stijl/ shows every component, so that a new one is seen and looked at there."""

from pathlib import Path

import pytest
from django.conf import settings

MAP = Path(settings.BASE_DIR) / "templates" / "componenten"
NIET_OP_STIJL = {
    "_fout.html",  # a whole page, for when something is wrong
    "_menu.html",  # of somebody who is logged in; on every page of the house
    "_meldingen.html",  # where messages come; one of them stands there (_melding)
    "_rato.html",  # of a room that is open a part of the year; its buttons and pills stand there
    "_wie_nu.html",  # a form of the tablet, with its own address
    "_wolk.html",  # parts that a script copies; how they look stands there
}


@pytest.mark.django_db
def test_elk_onderdeel_staat_op_de_stijlbladzijde(client):
    antwoord = client.get("/stijl/")

    getoond = {sjabloon.name.rsplit("/", 1)[-1] for sjabloon in antwoord.templates if sjabloon.name}
    alle = {bestand.name for bestand in MAP.glob("_*.html")}
    assert len(alle) > 15
    assert alle - getoond <= NIET_OP_STIJL
    assert alle >= NIET_OP_STIJL


@pytest.mark.django_db
def test_ook_wat_geen_eigen_sjabloon_heeft_staat_er(client):
    tekst = client.get("/stijl/").text

    for klas in ('class="kaart lijst stappen"', 'class="boek week"', 'class="boek rooster"', 'class="bewaarbalk"'):
        assert klas in tekst
