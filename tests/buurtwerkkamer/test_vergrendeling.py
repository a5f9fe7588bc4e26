"""The locked requirement files: every package pinned with hashes, and no address in them."""

import re

import pytest
from django.conf import settings

BESTANDEN = ["requirements.txt", "requirements-test.txt"]
ADRES = re.compile(r"https?:|\bfile:|--(?:extra-)?index|--find-links|--trusted-host|git\+| @ |^\s*-e\b|^\s*[./]", re.M)
PAKKET = re.compile(r"^(?P<naam>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==[^\s\\;]+", re.M)


def lees(bestand):
    return (settings.BASE_DIR / bestand).read_text()


def pinnen(bestand):
    return {regel.group("naam").lower(): regel.group(0) for regel in PAKKET.finditer(lees(bestand))}


@pytest.mark.parametrize("bestand", BESTANDEN)
def test_een_vergrendeld_bestand_noemt_geen_adres_of_pad(bestand):
    assert ADRES.findall(lees(bestand)) == []


@pytest.mark.parametrize(
    "regel",
    [
        "--index-url https://pypi.example/simple",
        "--extra-index-url x",
        "--find-links wielen",
        "pakket @ file:///tmp/pakket.whl",
        "git+ssh://huis/pakket",
        "-e .",
        "./pakket.whl",
        "/tmp/pakket.whl",
        "../pakket",
    ],
)
def test_een_regel_met_een_adres_of_pad_valt_op(regel):
    assert ADRES.search(f"django==5.2\n{regel}\n")


@pytest.mark.parametrize("bestand", BESTANDEN)
def test_elk_vergrendeld_pakket_heeft_een_hash(bestand):
    blokken = re.split(r"\n(?=[A-Za-z0-9])", lees(bestand))
    zonder = [blok.splitlines()[0] for blok in blokken if PAKKET.match(blok) and "--hash=sha256:" not in blok]
    assert zonder == []
    assert len(pinnen(bestand)) > 15


def test_de_tests_draaien_op_dezelfde_versies_als_de_site():
    site, tests = pinnen("requirements.txt"), pinnen("requirements-test.txt")
    assert {naam: tests.get(naam) for naam in site} == site
