"""Makes the room to practise in."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from kamers.services.oefenkamer import maak_oefenkamer


class Command(BaseCommand):
    """``manage.py oefenkamer`` makes the room once; nothing that happens there is counted."""

    help = "Maak de oefenkamer. Wat daar gebeurt telt nergens mee."

    def handle(self, **opties):
        kamer = maak_oefenkamer(timezone.localdate())
        self.stdout.write(f"{kamer.naam}: /kamers/{kamer.code}/vandaag/. Stel er iemand aan in het beheer.")
