"""Writes a file: manage.py exporteer SOORT BESTAND [--kamer CODE] [--jaar JAAR] [--door AANMELDNAAM].

The kinds of a room are spreadsheets; a higher floor registers its own, such as the audit file (``uitvoer``).
"""

from pathlib import Path
from shutil import copyfileobj

from django.core.management.base import BaseCommand, CommandError

from buurtwerkkamer import uitvoer
from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.vormen import VORMEN
from kamers.management.commands.importeer import gebruiker_van, omgeving
from kamers.resources import SOORTEN
from kamers.resources.verwerken import haal_op
from kamers.services.uitvoerbestand import haal_uit


class Command(BaseCommand):
    help = "Schrijft een bestand van een kamer, van alle kamers of van de boeken, en schrijft op dat het gebeurde."

    def add_arguments(self, parser):
        parser.add_argument("soort", choices=sorted([*SOORTEN, *uitvoer.soorten]))
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--kamer", help="Code van de kamer; zonder: alle kamers.")
        parser.add_argument("--jaar", type=int, help="Alleen dit jaar; bij de boeken altijd nodig.")
        parser.add_argument("--door", help="Aanmeldnaam van wie dit doet.")

    def handle(self, *args, soort, bestand, kamer, jaar, door, **opties):
        vorm = bestand.suffix.removeprefix(".").lower()
        try:
            if soort in uitvoer.soorten:
                self._boeken(soort, bestand, uitvoer.Vraag(jaar or 0, vorm, gebruiker_van(door)), kamer)
            else:
                self._blad(soort, bestand, vorm, jaar, omgeving(kamer, door, soort=soort))
        except (BestandFout, uitvoer.UitvoerFout) as fout:
            raise CommandError(str(fout)) from fout
        except OSError as fout:
            raise CommandError(f"{bestand} kan niet geschreven worden. Kies een andere plek.") from fout
        self.stdout.write(f"Geschreven: {bestand}")

    def _blad(self, soort, bestand, vorm, jaar, vast):
        if vorm not in VORMEN:
            raise CommandError("Kies een bestand dat eindigt op .csv, .xlsx of .ods.")
        bestand.write_bytes(haal_op(soort=soort, vorm=vorm, kamer=vast.kamer, jaar=jaar, omgeving=vast))

    def _boeken(self, soort, bestand, vraag, kamer):
        if not vraag.jaar:
            raise CommandError(f"Kies bij {soort} een boekjaar met --jaar.")
        if kamer:
            raise CommandError(f"Een bestand {soort} is van de hele coöperatie. Laat --kamer weg.")
        uit = haal_uit(soort, vraag)
        with uit.bestand, bestand.open("wb") as doel:
            copyfileobj(uit.bestand, doel)
        self.stdout.write(f"sha256 {uit.sha256}")
