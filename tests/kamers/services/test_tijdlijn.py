"""The time line: what was noted, and the opening and closing that follow from the room itself."""

from datetime import date

import pytest

from kamers.models import Kamer
from kamers.services.tijdlijn import tijdlijn
from tests.kamers.feitenfabriek import VANDAAG, zet_stappen

pytestmark = pytest.mark.django_db


def kort(momenten):
    return [(m.dag, m.titel, m.maand) for m in momenten]


def test_de_opening_van_het_document_is_een_maand_en_de_petitie_een_dag(aanbod_2018):
    momenten = tijdlijn(Kamer.objects.get(code="multibron"))

    assert kort(momenten) == [
        (
            date(2015, 7, 2),
            "Ongeveer 35 buurtbewoners bieden een petitie aan bij de bestuurscommissie van Zuidoost",
            False,
        ),
        (date(2013, 2, 1), "De kamer gaat open", True),
    ]
    assert tijdlijn(Kamer.objects.get(code="kg")) == []


def test_de_stap_opening_geeft_de_dag_en_de_sluiting_staat_er_ook(casa):
    casa.start, casa.status, casa.gesloten_op = date(2026, 3, 1), "gesloten", VANDAAG
    casa.save()
    zet_stappen(casa, "opening", dag=date(2026, 3, 17))

    momenten = tijdlijn(casa, casa.stappen.get())

    assert kort(momenten) == [
        (VANDAAG, "De kamer gaat dicht", False),
        (date(2026, 3, 17), "De kamer gaat open", False),
    ]


def test_wie_de_opening_zelf_noteerde_leest_haar_een_keer(casa):
    Kamer.objects.filter(pk=casa.pk).update(start=date(2011, 3, 1))
    casa.refresh_from_db()
    casa.gebeurtenissen.create(dag=date(2011, 3, 12), soort="opening", titel="Feest bij de opening")

    assert kort(tijdlijn(casa)) == [(date(2011, 3, 12), "Feest bij de opening", False)]
