"""Makes pass holders at occurrences, for tests."""

from datetime import date

from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_persoon

DINSDAG = date(2026, 3, 10)
NUMMERS = ("1004", "5724", "1013")


def maak_les(kamer, **velden):
    """Make a weekly lesson on Tuesday that is logged by name."""
    return maak_activiteit(kamer, **{"telwijze": "namen", **velden})


def was_bij(les, dag, *personen, **velden):
    """Log an occurrence at which these people were, past the service."""
    return maak_bijeenkomst(les, dag, namen=personen, **velden)


def maak_pashouder(voornaam, *kamers, nummer=NUMMERS[0], **velden):
    """Make someone with a pass."""
    return maak_persoon(voornaam, *kamers, pasnummer=nummer, **velden)
