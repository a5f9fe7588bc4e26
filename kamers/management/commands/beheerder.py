"""Makes the first beheerder of a new installation."""

from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.rollen import Rol
from kamers.models import Aanstelling


class Command(BaseCommand):
    """``manage.py beheerder iemand@voorbeeld.nl "Voornaam"`` asks twice for a password and makes the user."""

    help = "Maak een beheerder: iemand die gebruikers en rollen beheert."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("naam")

    def handle(self, *, email, naam, **opties):
        if Gebruiker.objects.filter(aanmeldnaam__iexact=email).exists():
            raise CommandError(
                f"Er is al een gebruiker met de aanmeldnaam {email}. Kies een ander e-mailadres. "
                f"Nieuw wachtwoord: manage.py changepassword {email.lower()}"
            )
        try:
            validate_email(email)
            wachtwoord = _vraag_wachtwoord()
        except EOFError as fout:
            raise CommandError(
                "Er is geen toetsenbord om een wachtwoord te typen. Draai dit in een terminal."
            ) from fout
        except ValidationError as fout:
            raise CommandError(" ".join(fout.messages)) from fout
        with transaction.atomic():
            gebruiker = Gebruiker.objects.create_user(email, wachtwoord, naam=naam, email=email)
            Aanstelling.objects.create(gebruiker=gebruiker, rol=Rol.BEHEERDER, van=timezone.localdate())
        self.stdout.write(f"{naam} kan nu inloggen met {email} en ziet Beheer.")


def _vraag_wachtwoord() -> str:
    """Return the password that was typed twice. ValidationError when it is too weak or the two differ."""
    wachtwoord = getpass("Wachtwoord (minstens tien tekens): ")
    validate_password(wachtwoord)
    if getpass("Nog een keer hetzelfde wachtwoord: ") != wachtwoord:
        raise ValidationError("De twee wachtwoorden zijn niet gelijk. Er is nog niets gemaakt. Probeer het opnieuw.")
    return wachtwoord
