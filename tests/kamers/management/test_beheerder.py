"""The first beheerder: what is wrong is said before anything is asked, and a typing error locks nobody out."""

import pytest
from django.core.management import CommandError, call_command

from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.rollen import Rol
from kamers.management.commands import beheerder as commando
from kamers.models import Aanstelling
from tests.fabriek import WACHTWOORD

ADRES = "yvonne@voorbeeld.invalid"


def typ(monkeypatch, *antwoorden):
    """Let these words be typed, one at each question."""
    rij = iter(antwoorden)
    monkeypatch.setattr("getpass.getpass", lambda *_, **__: next(rij))
    monkeypatch.setattr(commando, "getpass", lambda _vraag: next(rij))


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


def test_twee_wachtwoorden_die_verschillen_maken_geen_beheerder(db, monkeypatch):
    typ(monkeypatch, WACHTWOORD, WACHTWOORD + "x")

    with pytest.raises(CommandError) as fout:
        call_command("beheerder", ADRES, "Yvonne")

    assert str(fout.value) == ("De twee wachtwoorden zijn niet gelijk. Er is nog niets gemaakt. Probeer het opnieuw.")
    assert not Gebruiker.objects.exists()


def test_wie_twee_keer_hetzelfde_typt_is_beheerder(db, monkeypatch):
    typ(monkeypatch, WACHTWOORD, WACHTWOORD)

    call_command("beheerder", ADRES, "Yvonne")

    yvonne = Gebruiker.objects.get()
    assert (yvonne.aanmeldnaam, yvonne.check_password(WACHTWOORD)) == (ADRES, True)
    assert list(Aanstelling.objects.values_list("gebruiker", "rol")) == [(yvonne.pk, Rol.BEHEERDER)]


def test_wie_er_al_is_krijgt_een_nieuw_wachtwoord_met_wat_de_zin_noemt(db, monkeypatch):
    Gebruiker.objects.create_user(ADRES, "een ander lang wachtwoord", naam="Yvonne", email=ADRES)

    with pytest.raises(CommandError) as fout:
        call_command("beheerder", ADRES.upper(), "Yvonne")
    opdracht = str(fout.value).partition("Nieuw wachtwoord: manage.py ")[2].split()
    typ(monkeypatch, WACHTWOORD, WACHTWOORD)
    call_command(*opdracht)

    assert opdracht == ["changepassword", ADRES]
    assert Gebruiker.objects.get().check_password(WACHTWOORD)
