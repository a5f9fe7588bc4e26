"""A hostile file is refused with a sentence, fast, and without eating the machine."""

import subprocess
import sys
import time

import pytest
from django.conf import settings

from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.vormen import lees
from tests.buurtwerkkamer.invoer.gevaarlijk import KOP, RIJ, gevaren, ods, ods_rij, ods_tekst, tekst, xlsx

ZINNEN = {
    "een bom": "Dit bestand wordt te groot als het opengaat. Verdeel het over meer bestanden.",
    "duizend onderdelen": "Dit bestand heeft te veel onderdelen. Bewaar het opnieuw, met één blad.",
    "een miljard rijen": "Dit blad heeft meer dan 5.000 rijen. Verdeel het over meer bestanden.",
    "een miljard kolommen": "Dit blad heeft meer dan 60 kolommen. Haal weg wat niet nodig is.",
    "zestienduizend kolommen": "Dit blad heeft meer dan 60 kolommen. Haal weg wat niet nodig is.",
    "zesduizend rijen": "Dit blad heeft meer dan 5.000 rijen. Verdeel het over meer bestanden.",
    "een formule in ods": "Er staan formules in A2. Zet daar de uitkomst neer.",
    "macro's": "In dit bestand zitten macro's. Bewaar het als gewoon xlsx-bestand.",
    "een afgebroken zip": "Dit bestand is beschadigd of heeft een wachtwoord. Bewaar het opnieuw.",
}
METEN = r"""
import re, sys, django
django.setup()
from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.vormen import lees
from pathlib import Path
inhoud = Path(sys.argv[1]).read_bytes()
try:
    lees(Path(sys.argv[1]).name, inhoud)
except BestandFout:
    stand = Path('/proc/self/status').read_text()  # its own peak: rusage would begin with that of the parent
    print(int(re.search(r'VmHWM:\s+(\d+)', stand)[1]) // 1024)
"""


@pytest.mark.parametrize("wat", list(gevaren()))
def test_een_gevaarlijk_bestand_wordt_snel_geweigerd(wat):
    naam, inhoud = gevaren()[wat]
    begin = time.process_time()
    with pytest.raises(BestandFout) as fout:
        lees(naam, inhoud)
    duur = time.process_time() - begin

    assert duur < 3  # about 0.3 s on a quiet machine
    assert fout.value.zinnen == (ZINNEN.get(wat) or fout.value.zinnen[0],)
    assert fout.value.zinnen[0].endswith(".")


@pytest.mark.parametrize(
    "wat",
    [
        "een bom",
        "een miljard rijen",
        "een gedeelde formule",
        "honderdduizend stijlen",
    ],
)
def test_een_gevaarlijk_bestand_kost_minder_dan_driehonderd_megabyte(wat, tmp_path):
    naam, inhoud = gevaren()[wat]
    bestand = tmp_path / naam
    bestand.write_bytes(inhoud)
    omgeving = {"DJANGO_SETTINGS_MODULE": "buurtwerkkamer.settings", "PATH": "/usr/bin:/bin"}
    opdracht = [sys.executable, "-c", METEN, str(bestand)]
    uit = subprocess.run(opdracht, cwd=settings.BASE_DIR, env=omgeving, capture_output=True, text=True, check=True)

    assert int(uit.stdout) < 300


def test_elke_formule_staat_er_met_haar_plek_ook_een_gedeelde():
    rijen = f'{KOP}<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="C2"><f t="shared" si="0"/></c></row>'
    with pytest.raises(BestandFout, match=r"Er staan formules in A2, C2\."):
        lees("f.xlsx", xlsx(rijen))


def test_tekst_die_op_een_formule_lijkt_wordt_geweigerd_zonder_het_teken_van_tekst():
    with pytest.raises(BestandFout, match=r"Er staan formules in A2\."):
        lees("f.xlsx", xlsx(KOP + f'<row r="2">{tekst("A2", "=1+1")}</row>'))


def test_een_cel_met_een_fout_wordt_genoemd():
    with pytest.raises(BestandFout, match=r"In cel A2 staat een fout: #N/A\."):
        lees("f.xlsx", xlsx(f'{KOP}<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>'))


def test_een_leeg_stuk_onder_de_rijen_is_geen_bezwaar():
    leeg = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(3, 9000))
    rest = ods_rij('<table:table-cell table:number-columns-repeated="16384"/>', keer=1_048_000)

    assert len(lees("a.xlsx", xlsx(KOP + RIJ + leeg))) == 1
    assert len(lees("a.ods", ods(ods_rij(ods_tekst("naam")) + ods_rij(ods_tekst("x")) + rest))) == 1
