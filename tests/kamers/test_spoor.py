"""The audit trail says that something changed and by whom, and keeps no free text that may be about a person."""

from kamers.models import Bijeenkomst, Klus


def test_waarom_iets_niet_doorging_staat_niet_voor_altijd_in_het_spoor():
    for model in (Klus, Bijeenkomst):
        velden = {veld.name for veld in model.pgh_event_model._meta.get_fields()}
        assert {"status", "kamer"} <= velden
        assert not velden & {"reden", "omschrijving", "straat"}
