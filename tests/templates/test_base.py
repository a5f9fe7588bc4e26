"""The frame of every page: title, heading, menu, help and language at their own place."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from buurtwerkkamer.rollen import Rol
from buurtwerkkamer.voorbeelden import Gewoonformulier

MENU = [
    {"label": label, "url": f"/{label}/", "icoon": "dag", "actief": label == "Vandaag"}
    for label in ("Vandaag", "Klussen", "Rooster", "Vrijwilligers", "Resultaten")
]
CASA = SimpleNamespace(naam="Casa Jepie Makandra", naam_taal="srn", afkorting="CJM", deurkleur=1)
AMINA = SimpleNamespace(is_authenticated=True, naam="Amina")


def pagina(**context):
    return render_to_string("base.html", context)


def test_de_taal_en_de_naam_van_een_kamer_worden_goed_voorgelezen():
    html = pagina(kamer=CASA)

    assert '<html lang="nl"' in html
    assert '<span lang="srn">Casa Jepie Makandra</span>' in html


def test_de_wand_heeft_de_kleur_van_de_kamer_en_zonder_kamer_het_groen():
    assert '<body class="deurkleur-1"' in pagina(kamer=CASA)
    assert '<body class="deurkleur-0"' in pagina()


def test_een_formulier_met_fouten_staat_in_de_titel():
    sjabloon = Template('{% extends "base.html" %}{% block titel %}Klus{% endblock %}')

    assert "<title>Klus – BuurtWerkKamer</title>" in sjabloon.render(Context({"form": Gewoonformulier()}))
    assert "<title>Fout: Klus – BuurtWerkKamer</title>" in sjabloon.render(Context({"form": Gewoonformulier({})}))


def test_breed_zijn_er_vier_tabs_op_een_telefoon_drie_en_de_rest_staat_onder_meer():
    html = pagina(menu=MENU, user=AMINA, rol=Rol.COORDINATOR, rollen=[Rol.COORDINATOR], onder_meer="altijd")
    tabs, meer = html.split('<details class="meer" data-los>')

    assert tabs.count('<li class="alleen-breed"><a href="/Vrijwilligers/"') == tabs.count("alleen-breed") == 1
    assert meer.count('<li class="alleen-smal"><a href="/Vrijwilligers/"') == meer.count("alleen-smal") == 1
    assert [deel.count('<li><a href="/Resultaten/"') for deel in (tabs, meer)] == [0, 1]
    assert html.count('aria-current="page"') == 1


def test_een_menu_van_drie_past_helemaal_in_de_onderbalk():
    html = pagina(menu=MENU[:3], user=AMINA, rol=Rol.COORDINATOR, rollen=[Rol.COORDINATOR], onder_meer="altijd")

    assert "alleen-breed" not in html
    assert "alleen-smal" not in html


def test_wie_meer_rollen_heeft_wisselt_onder_meer_met_een_post():
    html = pagina(
        menu=MENU, user=AMINA, rol=Rol.COORDINATOR, rollen=[Rol.COORDINATOR, Rol.PENNINGMEESTER], onder_meer="altijd"
    )

    assert '<input type="hidden" name="rol" value="penningmeester"><button>' in html
    assert 'value="coordinator"' not in html
    assert "coördinator" in html


@pytest.mark.parametrize(("taal", "andere"), [("nl", 'lang="en">English'), ("en", 'lang="nl">Nederlands')])
def test_hulp_en_de_andere_taal_staan_onder_iedere_pagina(taal, andere):
    with translation.override(taal):
        html = pagina()

    voet = html[html.index("<footer") :]
    assert 'href="/hulp/"' in voet
    assert andere in voet


def test_de_overslaanlink_is_het_eerste_en_wijst_naar_de_inhoud():
    html = pagina(kamer=CASA, menu=MENU, user=AMINA)

    assert html.index('href="#inhoud"') < html.index("<header")
    assert '<main id="inhoud"' in html


def test_htmx_maakt_geen_stijl_en_voert_geen_tekst_uit_en_bewaart_geen_paginas():
    html = pagina()

    for regel in ('"includeIndicatorStyles":false', '"allowEval":false', '"historyCacheSize":0'):
        assert regel in html
