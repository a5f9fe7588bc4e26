"""Writes a spreadsheet: manage.py exporteer SOORT BESTAND.{csv,xlsx,ods} [--kamer CODE] [--jaar JAAR]."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.vormen import VORMEN
from kamers.management.commands.importeer import omgeving
from kamers.resources import SOORTEN
from kamers.resources.verwerken import haal_op


class Command(BaseCommand):
    help = "Schrijft een rekenblad van een kamer of van alle kamers, en schrijft op dat het gebeurde."

    def add_arguments(self, parser):
        parser.add_argument("soort", choices=sorted(SOORTEN))
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--kamer", help="Code van de kamer; zonder: alle kamers.")
        parser.add_argument("--jaar", type=int, help="Alleen dit jaar.")
        parser.add_argument("--door", help="Aanmeldnaam van wie dit doet.")

    def handle(self, *args, soort, bestand, kamer, jaar, door, **opties):
        vorm = bestand.suffix.removeprefix(".").lower()
        if vorm not in VORMEN:
            raise CommandError("Kies een bestand dat eindigt op .csv, .xlsx of .ods.")
        vast = omgeving(kamer, door, soort=soort)
        try:
            bestand.write_bytes(haal_op(soort=soort, vorm=vorm, kamer=vast.kamer, jaar=jaar, omgeving=vast))
        except BestandFout as fout:
            raise CommandError("\n".join(fout.zinnen)) from fout
        except OSError as fout:
            raise CommandError(f"{bestand} kan niet geschreven worden. Kies een andere plek.") from fout
        self.stdout.write(f"Geschreven: {bestand}")
