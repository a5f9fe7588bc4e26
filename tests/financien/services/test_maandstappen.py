"""What a step of the month says in words."""

import pytest

from tests.financien.maandfabriek import begin_maand, sluit, stand, zinnen


@pytest.mark.django_db
def test_net_na_middernacht_is_een_maand_op_de_dag_van_amsterdam_afgesloten(chandra, casa, time_machine):
    time_machine.move_to("2026-02-28 23:20+00:00", tick=False)
    begin_maand(chandra)

    sluit(chandra, 2, reden="Later")

    assert zinnen(stand(chandra))["afsluiten"] == "Afgesloten op 1 maart door Chandra. Later"
