"""A file is written whole or not at all."""

import os

import pytest

from rapportage.uitvoer.bestand import schrijf_heel


def test_een_bestand_komt_er_heel_te_staan(tmp_path):
    schrijf_heel(tmp_path / "a.csv", b"inhoud")

    assert (tmp_path / "a.csv").read_bytes() == b"inhoud"
    assert os.listdir(tmp_path) == ["a.csv"]


def test_een_bestaand_bestand_wordt_vervangen(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"oud en langer")

    schrijf_heel(tmp_path / "a.csv", b"nieuw")

    assert (tmp_path / "a.csv").read_bytes() == b"nieuw"


def test_een_map_wordt_geweigerd_en_blijft(tmp_path):
    (tmp_path / "a.csv").mkdir()

    with pytest.raises(IsADirectoryError):
        schrijf_heel(tmp_path / "a.csv", b"inhoud")

    assert os.listdir(tmp_path) == ["a.csv"]


def test_mislukt_het_verplaatsen_dan_blijft_wat_er_stond_en_niets_half(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_bytes(b"oud")

    def vol(_bron, _doel):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", vol)
    monkeypatch.setattr("pathlib.Path.replace", vol)
    with pytest.raises(OSError, match="No space"):
        schrijf_heel(tmp_path / "a.csv", b"nieuw")

    assert (tmp_path / "a.csv").read_bytes() == b"oud"
    assert os.listdir(tmp_path) == ["a.csv"]
