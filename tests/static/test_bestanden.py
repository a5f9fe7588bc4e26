"""What every page carries: small, our own, and with the licence of the fonts beside them."""

import gzip
import re
from pathlib import Path

import pytest

from buurtwerkkamer.templatetags.huis import BALK_MAXIMUM

HUIS = Path(__file__).parents[2]
STATIC = HUIS / "static"


def test_de_opmaak_van_iedere_pagina_blijft_onder_dertig_kilobyte():
    assert sum((STATIC / "css" / naam).stat().st_size for naam in ("huis.css", "balken.css")) <= 30_000


def test_het_eigen_script_blijft_onder_zes_kilobyte():
    assert (STATIC / "js" / "huis.js").stat().st_size <= 6_000


def test_het_eigen_script_van_vandaag_op_de_tablet_van_een_kamer_is_hoogstens_vijftien_kilobyte():
    assert sum((STATIC / "js" / f"{naam}.js").stat().st_size for naam in ("huis", "offline", "tablet")) <= 15_000


@pytest.mark.parametrize(
    ("wanneer", "namen", "hoogstens"),
    [("elke dag", ("huis", "offline"), 6_000), ("een keer, en dan blijft het daar", ("wachtrij", "schil"), 6_000)],
)
def test_het_eigen_script_van_vandaag_is_weinig_over_de_lijn(wanneer, namen, hoogstens):
    assert sum(len(gzip.compress((STATIC / "js" / f"{naam}.js").read_bytes(), 9)) for naam in namen) <= hoogstens


def test_ieder_lettertype_heeft_zijn_licentie_ernaast():
    namen = {pad.name.split("-")[0] for pad in (STATIC / "fonts").glob("*.woff2")}

    assert namen == {"bricolage", "figtree"}
    for naam in namen:
        assert "SIL Open Font License" in (STATIC / "fonts" / f"{naam}-OFL.txt").read_text()


def test_ieder_bestand_dat_de_opmaak_noemt_bestaat():
    genoemd = re.findall(r"url\(\.\./([^)]+)\)", (STATIC / "css" / "huis.css").read_text())

    assert len(genoemd) >= 5
    assert [pad for pad in genoemd if not (STATIC / pad).is_file()] == []


def test_een_balk_heeft_een_klasse_voor_ieder_procent_tot_anderhalf_keer_de_afspraak():
    breedtes = dict(re.findall(r"\.b-(\d+)\{width:([\d.]+)%?\}", (STATIC / "css" / "balken.css").read_text()))

    assert sorted(map(int, breedtes)) == list(range(BALK_MAXIMUM + 1))
    assert (breedtes["0"], breedtes["50"], breedtes["100"], breedtes["150"]) == ("0", "33.3", "66.7", "100")


def test_een_scherm_mag_liggen_en_staan():
    """WCAG 1.3.4, from the files: no style turns the page or asks how the screen is held (but for paper)."""
    for bestand in (STATIC / "css").glob("*.css"):
        assert not re.search(r"orientation\s*:|rotate(?:Z|3d)?\(", bestand.read_text()), bestand.name
