"""The structure of the house: floors, foreign keys, and what may not stand in the code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

VERDIEPING = {"buurtwerkkamer": 1, "kamers": 2, "vrijwilligers": 3, "financien": 3, "rapportage": 4}
HUIS = Path(settings.BASE_DIR)


def eigen_modellen():
    return [model for app in VERDIEPING for model in apps.get_app_config(app).get_models()]


def test_imports_gaan_alleen_naar_beneden():
    uitkomst = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=HUIS,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "2 kept, 0 broken" in uitkomst.stdout, uitkomst.stdout


def test_een_verwijzing_in_de_databank_wijst_nooit_naar_een_hogere_verdieping():
    omhoog = [
        f"{model._meta.label}.{veld.name}"
        for model in eigen_modellen()
        for veld in model._meta.get_fields()
        if (veld.many_to_one or veld.one_to_one or veld.many_to_many) and veld.concrete
        for doel in [veld.related_model._meta.app_label]
        if doel in VERDIEPING
        and doel != model._meta.app_label
        and VERDIEPING[doel] >= VERDIEPING[model._meta.app_label]
    ]
    assert omhoog == []


def test_elk_model_met_een_pad_naar_kamer_partner_of_persoon_kent_zichtbaar_voor():
    gevoelig = {"kamers.Kamer", "kamers.Partner", "kamers.Persoon"}
    paden = dict.fromkeys(gevoelig, True)
    modellen = [m for m in eigen_modellen() if not m._meta.model_name.endswith("event") and not m._meta.auto_created]
    gegroeid = True
    while gegroeid:
        gegroeid = False
        for model in modellen:
            doelen = {v.related_model._meta.label for v in model._meta.concrete_fields if v.is_relation}
            if model._meta.label not in paden and doelen & set(paden):
                paden[model._meta.label] = gegroeid = True
    zonder = [label for label in paden if not hasattr(apps.get_model(label)._default_manager.all(), "zichtbaar_voor")]
    assert len(paden) >= 17
    assert zonder == []


@pytest.mark.parametrize("map", sorted(VERDIEPING))
def test_een_bestand_is_hoogstens_250_regels(map):
    te_lang = {
        str(pad): regels
        for pad in (HUIS / map).rglob("*.py")
        if "migrations" not in pad.parts and (regels := len(pad.read_text().splitlines())) > 250
    }
    assert te_lang == {}


def test_er_staat_niets_onafs_of_onveiligs_in_de_code():
    verboden = re.compile(
        r"TODO|FIXME|raise NotImplemented|except Exception|except:|type: ignore|\|\s*safe\b|mark_safe\(f"
    )
    gevonden = [
        f"{pad.relative_to(HUIS)}: {regel.strip()}"
        for map in [*VERDIEPING, "templates"]
        for pad in [*(HUIS / map).rglob("*.py"), *(HUIS / map).rglob("*.html")]
        for regel in pad.read_text().splitlines()
        if verboden.search(regel)
    ]
    assert gevonden == []


def test_een_bladzijde_heeft_geen_losse_stijl_of_script():
    los = re.compile(
        r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son(?:click|change|submit|load|error|input|key\w+|focus|blur)=|https?://(?!www\.w3\.org|huis\.invalid)"
    )
    gevonden = [
        f"{pad.relative_to(HUIS)}: {regel.strip()}"
        for pad in (HUIS / "templates").rglob("*.html")
        for regel in pad.read_text().splitlines()
        if los.search(regel)
    ]
    assert gevonden == []
