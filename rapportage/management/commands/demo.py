"""`manage.py demo`: fill an empty database with fictional daily life, and say who can log in."""

from argparse import ArgumentTypeError
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from buurtwerkkamer.bedragen import getal
from rapportage.demo.edities import leg_rapporten_vast
from rapportage.demo.logins import logins
from rapportage.demo.vullen import DemoFout, Vulling, vul_demo


def _dag(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise ArgumentTypeError("Schrijf de dag als JJJJ-MM-DD, bijvoorbeeld 2026-06-30.") from None


class Command(BaseCommand):
    help = "Vult een lege database met fictieve gegevens om mee te oefenen. Een tweede keer verandert niets."

    def add_arguments(self, parser):
        parser.add_argument("--kamers", type=int, default=4, help="hoeveel kamers (4)")
        parser.add_argument("--jaren", type=int, default=2, help="hoeveel jaren, het lopende jaar meegeteld (2)")
        parser.add_argument("--tot", type=_dag, help="de dag die vandaag voorstelt: JJJJ-MM-DD")

    def handle(self, *, kamers: int, jaren: int, tot: date | None, **options):
        if settings.PRODUCTIE:
            raise CommandError("Dit is een productiesite. Hier komen geen voorbeeldgegevens.")
        vandaag = timezone.localdate()
        if tot and tot > vandaag:
            raise CommandError("Deze dag moet nog komen. Kies vandaag of een dag ervoor.")
        try:
            vulling = vul_demo(kamers=kamers, jaren=jaren, tot=tot or vandaag, meld=self.stdout.write)
        except DemoFout as fout:
            raise CommandError(str(fout)) from fout
        self.stdout.write(_in_woorden(vulling) if vulling else "De voorbeeldgegevens staan er al. Er verandert niets.")
        leg_rapporten_vast(self.stdout.write)
        self._toon_logins()

    def _toon_logins(self):
        """Print one user per role, as a table."""
        rijen = [("rol", "inloggen met", "wachtwoord of code")]
        rijen += [(login.rol, login.aanmeldnaam, login.wachtwoord or "(zelf gewijzigd)") for login in logins()]
        breed = [max(len(rij[kolom]) for rij in rijen) for kolom in range(3)]
        for rij in rijen:
            self.stdout.write("  ".join(cel.ljust(wijd) for cel, wijd in zip(rij, breed, strict=True)).rstrip())


def _in_woorden(vulling: Vulling) -> str:
    geteld = ", ".join(
        f"{getal(getattr(vulling, naam))} {naam}"
        for naam in ("kamers", "vrijwilligers", "bijeenkomsten", "klussen", "inzet", "metingen", "boekstukken")
    )
    return f"Fictieve gegevens toegevoegd: {geteld} ({getal(round(vulling.seconden), 0)} s)"
