"""Erases what may not be kept any longer; for cron, once a day."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kamers.services.wissen import ruim_op


class Command(BaseCommand):
    """``manage.py ruim_op [--vandaag 2026-11-24]``: texts after 30 days, names after two years."""

    help = "Wis teksten van klussen en verzoeken na 30 dagen, en namen van wie twee jaar niet kwam."

    def add_arguments(self, parser):
        parser.add_argument("--vandaag", help="Doe alsof het deze dag is, bijvoorbeeld 2026-11-24.")

    def handle(self, *, vandaag, **opties):
        try:
            dag = date.fromisoformat(vandaag) if vandaag else timezone.localdate()
        except ValueError as fout:
            raise CommandError("Schrijf de dag als 2026-11-24.") from fout
        weg = ruim_op(dag)
        self.stdout.write(f"Gewist: {weg.klussen} klussen, {weg.verzoeken} verzoeken en {weg.mensen} namen.")
