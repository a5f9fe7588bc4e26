from datetime import date

import pytest
from django.core.management import CommandError, call_command

from kamers.models import Klus
from tests.fabriek import maak_klus

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("vandaag", "zin", "tekst"),
    [
        ("2026-01-30", "Gewist: 0 klussen, 0 verzoeken en 0 namen.", "Lekkende kraan"),
        ("2026-01-31", "Gewist: 1 klussen, 0 verzoeken en 0 namen.", ""),
    ],
)
def test_ruim_op_zegt_hoeveel_teksten_er_gingen(casa, capsys, vandaag, zin, tekst):
    maak_klus(casa, status="klaar", gedaan_op=date(2026, 1, 1))

    call_command("ruim_op", "--vandaag", vandaag)

    assert zin in capsys.readouterr().out
    assert Klus.objects.get().omschrijving == tekst


def test_zonder_dag_is_het_vandaag(casa, time_machine, capsys):
    maak_klus(casa, status="klaar", gedaan_op=date(2026, 1, 1))
    time_machine.move_to("2026-01-31 09:00 +0100")

    call_command("ruim_op")

    assert "Gewist: 1 klussen" in capsys.readouterr().out


def test_een_dag_die_geen_dag_is_wordt_geweigerd():
    with pytest.raises(CommandError, match="Schrijf de dag als"):
        call_command("ruim_op", "--vandaag", "morgen")
