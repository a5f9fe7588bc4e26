"""The two commands: POSIX sh, the exact line for what is missing, and seconds the second time."""

import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

SCRIPTS = settings.BASE_DIR / "scripts"


def sh(regels, map_, **omgeving):
    """Run lines after `. scripts/basis.sh` in a folder that holds only that script."""
    (map_ / "scripts").mkdir(exist_ok=True)
    shutil.copy(SCRIPTS / "basis.sh", map_ / "scripts")
    return subprocess.run(
        ["sh", "-euc", f". scripts/basis.sh\n{regels}"],
        check=False,
        capture_output=True,
        text=True,
        cwd=map_,
        env={**os.environ, **omgeving},
    )


@pytest.fixture
def als(tmp_path):
    """Let a program answer something else, by a small one of the same name that is found first."""
    nep = tmp_path / "nep"
    nep.mkdir()

    def als(**antwoorden):
        for naam, opdracht in antwoorden.items():
            programma = nep / naam.replace("_", "-")
            programma.write_text(f"#!/bin/sh\n{opdracht}\n")
            programma.chmod(0o755)
        return {"PATH": f"{nep}:{os.environ['PATH']}"}

    return als


@pytest.mark.parametrize("pad", sorted(SCRIPTS.glob("*")), ids=lambda pad: pad.name)
def test_elk_script_is_posix_sh(pad):
    assert subprocess.run(["sh", "-n", str(pad)], check=False).returncode == 0
    assert os.access(pad, os.X_OK) == (pad.suffix != ".sh")


def test_de_runner_roept_alleen_het_testscript_aan():
    regels = (settings.BASE_DIR / ".ci" / "run").read_text().splitlines()

    assert [regel for regel in regels if not regel.startswith("#")] == ['exec "$(dirname "$0")/../scripts/test"']


def test_een_gewone_gebruiker_krijgt_de_precieze_regel_voor_wat_ontbreekt(tmp_path, als):
    omgeving = als(id="echo 1000", dpkg_query='case "$4" in libatomic1) echo installed;; esac')

    antwoord = sh("pakketten libatomic1 libpango-1.0-0 chromium", tmp_path, **omgeving)

    assert antwoord.returncode == 1
    assert antwoord.stderr.splitlines()[-1] == (
        "  sudo apt-get install -y --no-install-recommends libpango-1.0-0 chromium"
    )


def test_root_krijgt_geinstalleerd_wat_ontbreekt_en_niet_meer(tmp_path, als):
    omgeving = als(id="echo 0", dpkg_query='case "$4" in libatomic1) echo installed;; esac', apt_get='echo "$@" >> apt')

    antwoord = sh("pakketten libatomic1 chromium", tmp_path, **omgeving)

    assert antwoord.returncode == 0, antwoord.stderr
    assert (tmp_path / "apt").read_text().splitlines() == [
        "update -qq",
        "install -y -qq --no-install-recommends chromium",
    ]
    assert antwoord.stdout.splitlines()[0] == "→ pakketten installeren: chromium"


def test_op_macos_volgt_de_regel_voor_brew(tmp_path, als):
    antwoord = sh("pakketten libatomic1", tmp_path, **als(uname="echo Darwin", brew="exit 1"))

    assert antwoord.returncode == 1
    assert antwoord.stderr.strip().endswith("brew install python pango")


def test_wat_er_al_is_wordt_niet_nog_eens_geinstalleerd(tmp_path):
    (tmp_path / "eisen.txt").write_text("django==5.2\n")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)

    antwoord = sh('cksum <eisen.txt >".venv/.klaar-eisen.txt"; omgeving eisen.txt', tmp_path)

    assert (antwoord.returncode, antwoord.stdout) == (0, "→ Python-pakketten: zijn er al\n")


def test_andere_eisen_worden_opnieuw_geinstalleerd(tmp_path):
    (tmp_path / "eisen.txt").write_text("--geen-eis\n")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\necho "$@" >> gedaan\n')
    python.chmod(0o755)

    antwoord = sh("echo oud >.venv/.klaar-eisen.txt; omgeving eisen.txt; omgeving eisen.txt", tmp_path)

    assert antwoord.returncode == 0, antwoord.stderr
    assert (tmp_path / "gedaan").read_text().count("--require-hashes -r eisen.txt") == 1
    assert antwoord.stdout.endswith("→ Python-pakketten: zijn er al\n")


def gevraagde_browser(map_, als, **antwoorden):
    """Source testbasis.sh where only these programs are; return what apt was asked to install."""
    shutil.copy(SCRIPTS / "testbasis.sh", map_)
    kaal = map_ / "kaal"
    kaal.mkdir()
    for naam in ("sh", "grep", "uname", "python3", "mkdir"):
        (kaal / naam).symlink_to(shutil.which(naam))
    nep = als(id="echo 0", apt_get='echo "$@" >> apt', dpkg_query="exit 1", **antwoorden)["PATH"].split(":")[0]
    sh("omgeving() { :; }; . ./testbasis.sh", map_, PATH=f"{nep}:{kaal}", CHROMIUM="")
    apt = map_ / "apt"
    return [w for w in apt.read_text().split() if w.startswith("chromium")] if apt.exists() else []


@pytest.mark.skipif(not os.path.exists("/etc/debian_version"), reason="alleen Debian heeft de kleine browser")
def test_zonder_browser_komt_de_kleine_van_debian(tmp_path, als):
    assert gevraagde_browser(tmp_path, als) == ["chromium-headless-shell"]


def test_met_een_browser_die_al_klein_is_komt_er_geen(tmp_path, als):
    assert gevraagde_browser(tmp_path, als, chromium="exit 0", chromium_headless_shell="exit 0") == []
