"""The commands use the same services: the samples of the manual, every mistake on stderr, and nothing half done."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from kamers.models import Activiteit, Bijeenkomst, Klus, Persoon, Uitvoer
from tests.fabriek import maak_activiteit, maak_kamer, maak_klus

VOORBEELDEN = Path(settings.BASE_DIR) / "docs" / "voorbeelden"


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-11-27 13:00", tick=False)


def importeer(*args) -> str:
    uit = StringIO()
    call_command("importeer", *map(str, args), stdout=uit, stderr=uit)
    return uit.getvalue()


def test_de_voorbeelden_van_de_handleiding_gaan_erin_en_staan_er_dan_al(aanbod_2018):
    maak_kamer("cjm")
    soorten = ("activiteiten", "bijeenkomsten", "klussen")
    eerst = [importeer(soort, VOORBEELDEN / f"{soort}.csv") for soort in soorten]
    weer = [importeer(soort, VOORBEELDEN / f"{soort}.csv") for soort in soorten]
    passen = [importeer("passen", VOORBEELDEN / "passen.csv", "--kamer", "cjm") for _keer in range(2)]

    assert eerst == [f"Ingevoerd: {n} nieuw, 0 gewijzigd, 0 stond er al.\n" for n in (5, 5, 3)]
    assert weer == [f"Ingevoerd: 0 nieuw, 0 gewijzigd, {n} stond er al.\n" for n in (5, 5, 3)]
    assert passen == [
        "Ingevoerd: 2 nieuw, 0 gewijzigd, 0 stond er al.\n",
        "Ingevoerd: 0 nieuw, 0 gewijzigd, 2 stond er al.\n",
    ]
    assert [m.objects.count() for m in (Activiteit, Bijeenkomst, Klus, Persoon)] == [5, 5, 3, 2]


def test_een_proef_laat_niets_achter(aanbod_2018):
    uit = importeer("klussen", VOORBEELDEN / "klussen.csv", "--proef")

    assert uit == "Proef, er is niets ingevoerd: 3 nieuw, 0 gewijzigd, 0 stond er al.\n"
    assert not Klus.objects.exists()


def test_elke_fout_staat_er_en_niets_wordt_ingevoerd(casa, tmp_path):
    bestand = tmp_path / "k.csv"
    bestand.write_text("kamer;wat;gevraagd op\ncjm;Lamp;02-11-2026\ncjm;;gisteren\nelders;Kraan;02-11-2026\n")

    with pytest.raises(CommandError) as fout:
        importeer("klussen", bestand)

    assert str(fout.value).splitlines() == [
        "Rij 3, kolom C (gevraagd op): Vul een datum in met het jaar erbij, bijvoorbeeld 20-11-2018.",
        "Rij 4, kolom A (kamer): Kies uit: cjm.",
        "2 fouten. Er is niets ingevoerd.",
    ]
    assert fout.value.returncode == 1
    assert not Klus.objects.exists()


@pytest.mark.parametrize(
    ("args", "zin"),
    [
        (("klussen", "bestaat-niet.csv"), "bestaat-niet.csv kan niet gelezen worden. Kijk de naam na."),
        (("klussen", VOORBEELDEN / "klussen.csv", "--kamer", "x"), "De kamer x is er niet. Kies uit: cjm."),
        (("passen", VOORBEELDEN / "passen.csv"), "Kies bij passen een kamer met --kamer."),
        (("klussen", VOORBEELDEN / "klussen.csv", "--door", "x"), "Er is geen gebruiker x. Kijk de aanmeldnaam na."),
    ],
)
def test_wat_niet_kan_zegt_wat_je_moet_doen(casa, args, zin):
    with pytest.raises(CommandError, match=zin):
        importeer(*args)


def test_een_activiteit_veranderen_vraagt_om_een_naam(casa, amina, tmp_path):
    maak_activiteit(casa)
    bestand = tmp_path / "a.csv"
    kop = "naam;soort;herhaling;dag;begin;einde;vanaf"
    bestand.write_text(f"{kop}\nConversatieles Nederlands;Taal;elke week;dinsdag;10:00;12:30;01-01-2010\n")

    with pytest.raises(CommandError, match="Kies wie met --door"):
        importeer("activiteiten", bestand, "--kamer", "cjm")
    importeer("activiteiten", bestand, "--kamer", "cjm", "--door", amina.aanmeldnaam)

    assert f"{Activiteit.objects.get().eind:%H:%M}" == "12:30"


def test_exporteer_schrijft_een_bestand_en_schrijft_dat_op(casa, tmp_path):
    maak_klus(casa)
    bestand = tmp_path / "k.xlsx"
    call_command("exporteer", "klussen", str(bestand), "--kamer", "cjm", stdout=StringIO())

    assert importeer("klussen", bestand) == "Ingevoerd: 0 nieuw, 0 gewijzigd, 1 stond er al.\n"
    assert (Uitvoer.objects.get().kamer, Uitvoer.objects.get().rijen) == (casa, 1)
    with pytest.raises(CommandError, match="Kies een bestand dat eindigt op"):
        call_command("exporteer", "klussen", str(tmp_path / "k.pdf"))
