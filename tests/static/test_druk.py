"""The printed report and the screen show the same door colours and the same bars."""

import re
from pathlib import Path

from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
KAMERKLEUR = re.compile(r"\.deurkleur-(\d+)[^{]*\{--kamer:(#[0-9A-F]{6});--(?:kamer-)?wand:(#[0-9A-F]{6})")


def deuren(bestand: str) -> dict[str, tuple[str, str]]:
    return {nr: (deur, wand) for nr, deur, wand in KAMERKLEUR.findall((CSS / bestand).read_text(encoding="utf-8"))}


def test_een_deur_heeft_op_papier_dezelfde_kleur_als_op_het_scherm():
    scherm, papier = deuren("huis.css"), deuren("druk.css")

    assert len(scherm) >= 12
    assert {nr: papier.get(nr) for nr in scherm} == scherm


def test_het_rapport_heeft_op_papier_dezelfde_tinten_en_stroken_als_op_het_scherm():
    regel = re.compile(r"\.((?:tint|g)-\d)\{background:(#[0-9A-F]{6})")
    scherm, papier = (dict(regel.findall((CSS / naam).read_text())) for naam in ("rapport.css", "druk.css"))

    assert len(scherm) == 15
    assert papier == scherm
