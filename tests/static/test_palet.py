"""The colours of the house, read from its own style sheet: told apart by every eye, readable on every door."""

import itertools
import math
import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "static" / "css" / "huis.css").read_text()
VARIABELE = re.compile(r"--([\w-]+):(#[0-9A-F]{6}|var\(--\w+\))", re.IGNORECASE)
TOKENS = dict(VARIABELE.findall(CSS.split(":root{")[1].split("}")[0]))
DEUREN = {
    int(nummer): dict(VARIABELE.findall(regels)) for nummer, regels in re.findall(r"\.deurkleur-(\d+)\{([^}]+)\}", CSS)
}
DOCUMENTKAMERS = (1, 2, 3, 4)  # Casa Jepie Makandra, MultiBron, De Handreiking, K- en G-buurt
ZICHT = {  # Machado, Oliveira and Fernandes 2009, full severity
    "gewoon": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopie": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopie": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopie": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def lineair(hexkleur):
    kanalen = (int(hexkleur[plek : plek + 2], 16) / 255 for plek in (1, 3, 5))
    return [k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanalen]


def maal(matrix, vector):
    return [sum(a * b for a, b in zip(rij, vector, strict=True)) for rij in matrix]


def lab(rgb):
    naar_xyz = (
        (0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883),
    )
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in maal(naar_xyz, rgb))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def gezien(hexkleur, zicht):
    return lab([min(1, max(0, kanaal)) for kanaal in maal(ZICHT[zicht], lineair(hexkleur))])


def contrast(een, ander):
    licht, donker = sorted(
        (
            0.05 + sum(w * k for w, k in zip((0.2126, 0.7152, 0.0722), lineair(kleur), strict=True))
            for kleur in (een, ander)
        ),
        reverse=True,
    )
    return licht / donker


def kleur(waarde):
    return TOKENS[waarde[6:-1]] if waarde.startswith("var(") else waarde


def test_er_zijn_twaalf_deurkleuren_en_het_groen_van_de_cooperatie():
    assert sorted(DEUREN) == list(range(13))


@pytest.mark.parametrize("zicht", ZICHT)
def test_de_vier_kamers_van_het_aanbod_zijn_voor_ieder_oog_te_onderscheiden(zicht):
    kleuren = [gezien(DEUREN[nr]["kamer"], zicht) for nr in DOCUMENTKAMERS]

    assert min(math.dist(een, ander) for een, ander in itertools.combinations(kleuren, 2)) >= 25


@pytest.mark.parametrize("nummer", sorted(DEUREN))
def test_de_letters_op_een_deur_zijn_te_lezen(nummer):
    deur = DEUREN[nummer]

    assert contrast(kleur(deur["kamer"]), kleur(deur.get("op-deur", "var(--wit)"))) >= 4.5


@pytest.mark.parametrize("nummer", sorted(DEUREN))
@pytest.mark.parametrize("grond", ["wit", "papier"])
def test_een_deur_en_een_balk_steken_af_tegen_de_grond(nummer, grond):
    assert contrast(kleur(DEUREN[nummer]["kamer"]), TOKENS[grond]) >= 3


@pytest.mark.parametrize("nummer", sorted(DEUREN))
@pytest.mark.parametrize("tekst", ["inkt", "inkt-2"])
def test_tekst_op_de_wand_van_een_kamer_is_te_lezen(nummer, tekst):
    assert contrast(kleur(DEUREN[nummer]["kamer-wand"]), TOKENS[tekst]) >= 4.5


@pytest.mark.parametrize(
    ("tekst", "grond"),
    [
        ("inkt", "papier"),
        ("inkt-2", "papier"),
        ("inkt-2", "tint"),
        ("inkt", "baan"),
        ("groen", "papier"),
        ("groen", "groen-licht"),
        ("wit", "groen"),
        ("wit", "groen-diep"),
        ("inkt", "zon"),
        ("zon-tekst", "zon-licht"),
        ("fout", "wit"),
        ("fout", "fout-licht"),
        ("wit", "fout"),
        ("wit", "inkt"),
    ],
)
def test_tekst_is_op_haar_grond_te_lezen(tekst, grond):
    assert contrast(TOKENS[tekst], TOKENS[grond]) >= 4.5


@pytest.mark.parametrize("grond", ["wit", "papier"])
def test_de_rand_van_een_veld_is_te_zien(grond):
    assert contrast(TOKENS["rand"], TOKENS[grond]) >= 3


def test_de_focus_is_op_iedere_ondergrond_te_zien():
    for grond in (TOKENS["papier"], TOKENS["wit"], TOKENS["groen"], *(kleur(d["kamer-wand"]) for d in DEUREN.values())):
        assert max(contrast(TOKENS["inkt"], grond), contrast(TOKENS["zon"], grond)) >= 3
