"""The fictional checks of the demonstration."""

from datetime import date

from financien.models import Bevinding, Kascontrole
from rapportage.demo.controle import maak_controles
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.controlefabriek import maak_lid


def test_vorig_jaar_is_getekend_en_dit_jaar_wacht_op_stukken_en_een_antwoord(chandra, casa, time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)
    begin_boeken(2025, 2026)
    maak_lid("Kim")
    maak_lid("Karel")
    for jaar in (2025, 2026):
        for n in range(12):
            maak_boekstuk(chandra, regel("4120", "1500", 5 + n, casa), datum=date(jaar, 2, 1 + n))

    maak_controles(range(2024, 2027), date(2026, 3, 10), chandra)

    stand = Kascontrole.objects.met_stand().order_by("van").values_list("van", "tot", "verklaard", "te_zien", "vragen")
    assert list(stand) == [
        (date(2025, 1, 1), date(2025, 12, 31), 2, 0, 0),
        (date(2026, 1, 1), date(2026, 3, 9), 0, 7, 1),
    ]
    assert all("(fictief)" in tekst for tekst in Bevinding.objects.exclude(tekst="").values_list("tekst", flat=True))
