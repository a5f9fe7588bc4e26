"""The bank is read by the same command as the spreadsheets: a kind of file of a higher floor."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from financien.models import Bankafschrift
from tests.financien.bankfabriek import begin_bank, blad, mt940, zin


def importeer(*args) -> str:
    uit = StringIO()
    call_command("importeer", *map(str, args), stdout=uit, stderr=uit)
    return uit.getvalue()


@pytest.fixture
def bestand(casa, tmp_path):
    begin_bank(2026)
    pad = tmp_path / "wat-dan-ook.txt"
    pad.write_bytes(mt940(blad(zin("-10.00"), zin("25.00"))))
    return pad


def test_een_bankbestand_gaat_erin_en_staat_er_dan_al(bestand, chandra):
    eerst, weer = (importeer("bank", bestand, "--door", chandra.aanmeldnaam) for _keer in range(2))

    assert (eerst, weer) == ("Ingevoerd: 2 nieuw, 0 stond er al.\n", "Ingevoerd: 0 nieuw, 2 stond er al.\n")
    assert Bankafschrift.objects.get().ingelezen_door == chandra


def test_een_proef_leest_alles_en_bewaart_niets(bestand):
    assert importeer("bank", bestand, "--proef") == "Proef, er is niets ingevoerd: 2 nieuw, 0 stond er al.\n"
    assert not Bankafschrift.objects.exists()


def test_wat_niet_klopt_staat_er_met_een_zin(bestand):
    bestand.write_bytes(bestand.read_bytes()[:-40])

    with pytest.raises(CommandError, match=r"eindsaldo \(:62F:\) ontbreekt.*\nEr is niets ingevoerd\."):
        importeer("bank", bestand)
    with pytest.raises(CommandError, match=r"Er is geen gebruiker niemand\. Kijk de aanmeldnaam na\."):
        importeer("bank", bestand, "--door", "niemand")
    assert not Bankafschrift.objects.exists()
