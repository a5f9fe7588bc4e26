"""Kernel locks: alone, shared, and gone with their holder."""

import os

from buurtwerkkamer.databank.slot import deel_slot, op_slot, probeer_slot


def test_wie_het_slot_alleen_heeft_houdt_ieder_ander_buiten(tmp_path):
    slot = probeer_slot(tmp_path / "slot")

    assert probeer_slot(tmp_path / "slot") is None
    os.close(slot)
    assert probeer_slot(tmp_path / "slot") is not None


def test_een_gedeeld_slot_laat_gelijken_toe_en_niemand_alleen(tmp_path):
    eerste, tweede = deel_slot(tmp_path / "slot"), deel_slot(tmp_path / "slot")

    os.close(eerste)
    assert probeer_slot(tmp_path / "slot") is None
    os.close(tweede)
    assert probeer_slot(tmp_path / "slot") is not None


def test_een_fout_in_het_blok_geeft_het_slot_terug(tmp_path):
    try:
        with op_slot(tmp_path / "slot"):
            raise KeyError
    except KeyError:
        pass

    assert probeer_slot(tmp_path / "slot") is not None


def test_een_slot_wordt_niet_geerfd_door_een_ander_programma(tmp_path):
    slot = probeer_slot(tmp_path / "slot")

    assert not os.get_inheritable(slot)
