"""The audit trail says that something changed and by whom, and keeps no free text that may be about a person."""

import pytest

from kamers.models import Bijeenkomst, Klus
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_inzet, maak_klus, maak_persoon
from tests.kamers.dagfabriek import DINSDAG, maak_doel


def test_waarom_iets_niet_doorging_staat_niet_voor_altijd_in_het_spoor():
    for model in (Klus, Bijeenkomst):
        velden = {veld.name for veld in model.pgh_event_model._meta.get_fields()}
        assert {"status", "kamer"} <= velden
        assert not velden & {"reden", "omschrijving", "straat"}


def _bijeenkomst(casa):
    return maak_bijeenkomst(maak_activiteit(casa, "Les"), DINSDAG, kwamen_al=3)


VOLGT = {
    "bijeenkomst": (_bijeenkomst, "kwamen_al", 4),
    "inzet": (lambda casa: maak_inzet(maak_persoon("Wouter", casa), _bijeenkomst(casa)), "uren", 3),
    "klus": (maak_klus, "status", Klus.Status.VERVALLEN),
    "streefwaarde": (lambda casa: maak_doel("P1", casa, 40), "waarde", 50),
}


@pytest.mark.parametrize("wat", VOLGT)
def test_erbij_anders_en_weg_staan_alle_drie_in_het_spoor(casa, wat):
    maak, veld, waarde = VOLGT[wat]
    rij = maak(casa)
    pk = rij.pk
    setattr(rij, veld, waarde)
    rij.save(update_fields=[veld])
    rij.delete()

    spoor = type(rij).pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")
    assert list(spoor.values_list("pgh_label", flat=True)) == ["insert", "update", "delete"]
    assert str(getattr(spoor[1], veld)) == str(waarde) or getattr(spoor[1], veld) == waarde
