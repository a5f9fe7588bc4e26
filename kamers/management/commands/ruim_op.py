"""Erases what may not be kept any longer; for cron, once a day."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kamers.services.wissen import wis_teksten


class Command(BaseCommand):
    """``manage.py ruim_op [--vandaag 2026-11-24]``: the texts of residents, 30 days after handling."""

    help = "Wis de teksten van klussen en verzoeken die 30 dagen geleden zijn afgehandeld."

    def add_arguments(self, parser):
        parser.add_argument("--vandaag", help="Doe alsof het deze dag is, bijvoorbeeld 2026-11-24.")

    def handle(self, *, vandaag, **opties):
        try:
            dag = date.fromisoformat(vandaag) if vandaag else timezone.localdate()
        except ValueError as fout:
            raise CommandError("Schrijf de dag als 2026-11-24.") from fout
        gewist = wis_teksten(dag)
        self.stdout.write(f"Gewist: {gewist.klussen} klussen en {gewist.verzoeken} verzoeken.")
