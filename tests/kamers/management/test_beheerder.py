"""The first beheerder: what is wrong is said before anything is asked."""

import pytest
from django.core.management import CommandError, call_command

from kamers.management.commands import beheerder as commando


def test_een_verkeerd_adres_wordt_geweigerd_voor_er_een_wachtwoord_gevraagd_wordt(db, monkeypatch):
    gevraagd = []
    monkeypatch.setattr(commando, "getpass", gevraagd.append)

    with pytest.raises(CommandError, match="e-mailadres"):
        call_command("beheerder", "geenmail", "Naam")

    assert gevraagd == []


def test_zonder_toetsenbord_zegt_het_commando_wat_er_moet(db, monkeypatch):
    def leeg(_vraag):
        raise EOFError

    monkeypatch.setattr(commando, "getpass", leeg)

    with pytest.raises(CommandError, match="Draai dit in een terminal"):
        call_command("beheerder", "iemand@voorbeeld.invalid", "Naam")
