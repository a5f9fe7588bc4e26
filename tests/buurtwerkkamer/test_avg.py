"""Every field has a purpose, a ground, a retention and the roles that see it."""

import pytest
from django.apps import apps

from buurtwerkkamer import avg

EIGEN = ["buurtwerkkamer", "kamers", "vrijwilligers", "financien", "rapportage"]


@pytest.mark.parametrize("app", EIGEN)
def test_elk_veld_staat_in_het_verwerkingsregister(app):
    zonder = set(avg.velden(app)) - set(avg.register())

    assert zonder == set()


def test_het_register_noemt_geen_velden_die_er_niet_zijn():
    bestaand = {veld for app in EIGEN for veld in avg.velden(app)}

    assert set(avg.register()) - bestaand == set()


def test_elke_klasse_is_volledig():
    for veld, gegeven in avg.register().items():
        assert gegeven.doel, veld
        assert gegeven.grond, veld
        assert gegeven.bewaren, veld
        assert gegeven.wie, veld


def test_het_spoor_houdt_geen_waarde_van_een_persoonsgegeven_dat_gewist_wordt():
    wissen = {
        veld for veld, g in avg.register().items() if g in (avg.DOSSIER, avg.KLUSTEKST, avg.VERZOEKTEKST, avg.LOGIN)
    }
    vrij = {"id", "is_active", "taal", "gemaakt_op", "persoon", "gebruiker", "overeenkomst_op", "gestopt_op"}
    gelekt = [
        f"{gevolgd._meta.label}.{veld.name}"
        for app in EIGEN
        for model in apps.get_app_config(app).get_models()
        if (gevolgd := getattr(model, "pgh_tracked_model", None))
        for veld in model._meta.local_concrete_fields
        if f"{gevolgd._meta.label}.{veld.name}" in wissen and veld.name not in vrij
    ]

    assert gelekt == []


def test_een_veld_kan_niet_twee_klassen_hebben():
    avg.register()

    with pytest.raises(ValueError, match="classified twice"):
        avg.registreer("kamers", "Persoon", avg.GEEN, "voornaam")


def test_er_is_geen_veld_voor_bsn_gezondheid_of_afkomst():
    verboden = ("bsn", "burgerservice", "diagnose", "ziekte", "nationaliteit", "afkomst", "verblijfs", "schuldbedrag")

    assert [v for v in avg.register() if any(woord in v.lower() for woord in verboden)] == []
