import re
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils.translation import override

from buurtwerkkamer.iconen import ICONEN
from buurtwerkkamer.templatetags.huis import balkbreedte, breekbaar, meervoud, ongedaan_url
from buurtwerkkamer.voorbeelden import Tellerformulier, Voorbeelddeur

DEUR = Voorbeelddeur(deurkleur=3, afkorting="DH", naam="De Handreiking")


def druk_af(sjabloon, **context):
    return Template("{% load huis %}" + sjabloon).render(Context(context))


def leeg(**kwargs):
    return Tellerformulier(use_required_attribute=False, label_suffix="", **kwargs)


@pytest.mark.parametrize(
    ("bereikt", "doel", "breedte"),
    [(47, 50, 94), (0, 50, 0), (None, 50, 0), (5, 0, 0), (5, None, 0), (75, 50, 150), (76, 50, 150), (1, 200, 1)],
)
def test_een_balk_is_het_deel_van_de_afspraak_tot_anderhalf_keer(bereikt, doel, breedte):
    assert balkbreedte(bereikt, doel) == breedte


def test_een_balk_is_versiering_voor_wie_laat_voorlezen():
    assert druk_af("{% baan 47 50 %}") == '<span class="baan" aria-hidden="true"><i class="b-94"></i><u></u></span>'


@pytest.mark.parametrize(
    ("verschil", "begroot", "klasse"),
    [
        (Decimal("10"), Decimal("100"), "plus b-30"),
        (Decimal("-10"), Decimal("100"), "min b-30"),
        (Decimal("-90"), Decimal("100"), "min b-75"),
        (Decimal("5"), Decimal("0"), "plus b-0"),
    ],
)
def test_een_afwijking_wijst_naar_links_als_er_te_veel_is_uitgegeven(verschil, begroot, klasse):
    assert f'<i class="{klasse}">' in druk_af("{% afwijk verschil begroot %}", verschil=verschil, begroot=begroot)


def test_een_deur_draagt_de_kleur_en_de_letters_van_haar_kamer():
    assert (
        druk_af('{% deur kamer "mini" %}', kamer=DEUR)
        == '<span class="deur deurkleur-3 mini" aria-hidden="true">DH</span>'
    )


def test_zonder_kamer_is_de_deur_het_groen_van_de_cooperatie():
    assert druk_af("{% deur %}") == '<span class="deur deurkleur-0" aria-hidden="true"></span>'


@pytest.mark.parametrize("naam", ICONEN)
def test_een_icoon_staat_in_de_pagina_zelf_en_wordt_niet_voorgelezen(naam):
    icoon = druk_af("{% icoon naam %}", naam=naam)

    assert icoon.startswith('<svg class="i" viewBox="0 0 24 24" aria-hidden="true"')
    assert ICONEN[naam] in icoon


@pytest.mark.parametrize(
    ("tags", "url"),
    [
        ("ongedaan:/kamers/cjm/dag/", "/kamers/cjm/dag/"),
        ("ongedaan://kwaad.example/", ""),
        ("ongedaan:https://kwaad.example/", ""),
        ("iets anders", ""),
        (None, ""),
    ],
)
def test_ongedaan_maken_gaat_alleen_naar_een_adres_van_het_huis(tags, url):
    assert ongedaan_url(SimpleNamespace(extra_tags=tags)) == url


def test_een_melding_met_ongedaan_maken_is_een_formulier_dat_post():
    melding = SimpleNamespace(message="Genoteerd.", level_tag="success", extra_tags="ongedaan:/terug/")
    html = druk_af('{% include "componenten/_meldingen.html" %}', messages=[melding], csrf_token="sleutel")

    assert '<form method="post" action="/terug/"' in html
    assert 'name="csrfmiddlewaretoken" value="sleutel"' in html


def test_een_teller_heeft_een_label_en_knoppen_buiten_de_tabvolgorde():
    html = druk_af("{% stapper form.bekend telt=True vorige=8 %}", form=leeg())

    assert '<label for="id_bekend">Kwamen al eerder</label>' in html
    assert html.count('type="button" tabindex="-1" data-op=') == 2
    assert 'aria-required="true"' in html
    assert 'data-vul="8" data-voor="id_bekend"' in html


def test_een_teller_zonder_vorige_keer_biedt_niets_aan_en_nul_telt_wel_als_vorige_keer():
    assert "data-vul" not in druk_af("{% stapper form.bekend %}", form=leeg())
    assert 'data-vul="0"' in druk_af("{% stapper form.bekend vorige=0 %}", form=leeg())


def test_uren_staan_in_een_teller_zoals_je_ze_typt():
    html = druk_af('{% stapper form.uren stap="0.5" %}', form=leeg(initial={"uren": Decimal("2.50")}))

    assert 'value="2,5"' in html
    assert 'inputmode="decimal"' in html


def test_een_teller_met_een_fout_noemt_die_na_het_veld_en_houdt_wat_er_stond():
    html = druk_af("{% stapper form.nieuw %}{% stapper form.bekend %}", form=leeg(data={"nieuw": "3x"}))

    assert 'value="3x"' in html
    assert 'aria-invalid="true" aria-describedby="id_bekend_error"' in html
    assert html.index('name="bekend"') < html.index('id="id_bekend_error"') < html.index("Vul in hoeveel mensen")


def test_de_foutlijst_wijst_naar_ieder_veld_en_bij_keuzes_naar_de_eerste():
    html = druk_af("{% foutlijst form %}", form=leeg(data={}))

    assert 'role="alert" tabindex="-1"' in html
    assert '<a href="#id_bekend">Vul in hoeveel mensen er waren.</a>' in html
    assert '<a href="#id_wie_0">' in html


def test_zonder_fouten_is_er_geen_foutlijst():
    assert druk_af("{% foutlijst form %}", form=leeg()).strip() == ""


def test_keuzes_zijn_chips_met_de_gekozen_namen_aangevinkt():
    html = druk_af("{% chips form.wie %}", form=leeg(initial={"wie": ["2"]}))

    assert html.count('class="chip"') == 3
    assert 'value="2" id="id_wie_1" checked' in html
    assert html.count("checked") == 1


def test_getallen_staan_er_op_zijn_nederlands():
    assert druk_af("{{ b|euro }} {{ b|euro_heel }} {{ n|getal }}", b=Decimal("-1234.5"), n=1234) == (
        "€\u00a0−1.234,50 €\u00a0−1.235 1.234"
    )


@pytest.mark.parametrize(("uren", "vorm"), [("1", 1), ("1.00", 1), ("0.50", 2), ("1.50", 2), ("2", 2), ("0", 2)])
def test_alleen_precies_een_uur_is_enkelvoud(uren, vorm):
    assert meervoud(Decimal(uren)) == vorm


def test_een_jaarkeuze_gaat_van_oud_naar_nieuw_en_het_jaar_van_nu_is_gevuld():
    html = druk_af('{% jaarkeuze 2026 "" jaren=jaren %}', jaren=[2026, 2018, 2025])

    assert re.findall(r'href="\?jaar=(\d+)"( aria-current="page")?', html) == [
        ("2018", ""),
        ("2025", ""),
        ("2026", ' aria-current="page"'),
    ]


def test_een_jaarkeuze_met_adres_noemt_alleen_wat_ernaast_ligt():
    html = druk_af('{% jaarkeuze 2025 "kamers:resultaten" "cjm" vorig=False volgend=True %}')

    assert re.findall(r'href="([^"]+)"', html) == ["/kamers/cjm/resultaten/2025/", "/kamers/cjm/resultaten/2026/"]
    assert druk_af('{% jaarkeuze 2025 "kamers:resultaten" "cjm" %}').strip() == ""


@pytest.mark.parametrize(
    ("taal", "verwacht"), [("nl", "8.121 € 1.234,50 2,5 11,5%"), ("en", "8,121 € 1,234.50 2.5 11.5%")]
)
def test_een_getal_staat_op_het_scherm_zoals_de_taal_het_schrijft_en_in_een_veld_op_zijn_nederlands(taal, verwacht):
    waarden = {"n": 8121, "b": Decimal("1234.50"), "u": Decimal("2.50"), "d": Decimal("11.5")}

    with override(taal):
        html = druk_af("{{ n|getal }} {{ b|euro }} {{ u|uren }} {{ d|getal:1 }}% {{ b|invoer }}", **waarden)

    *gezien, veld = html.replace("\u00a0", " ").split(" ")
    assert " ".join(gezien) == verwacht
    assert veld == "1.234,50"


def test_een_lange_naam_breekt_na_de_schuine_streep_en_blijft_tekst():
    assert breekbaar("Holendrecht/Reigersbos") == "Holendrecht/<wbr>Reigersbos"
    assert breekbaar("<b>/") == "&lt;b&gt;/<wbr>"
