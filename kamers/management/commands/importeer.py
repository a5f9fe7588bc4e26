"""Imports a spreadsheet: manage.py importeer SOORT BESTAND [--proef] [--kamer CODE] [--door AANMELDNAAM]."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.soorten import soorten
from buurtwerkkamer.invoer.uitpakken import MAX_BESTAND
from buurtwerkkamer.models import Gebruiker
from kamers.models import Kamer
from kamers.resources import SOORTEN
from kamers.resources.kolommen import Omgeving
from kamers.resources.verwerken import bekijk, voer_in


class Command(BaseCommand):
    help = "Voert een rekenblad in: heel, of helemaal niet. Met --proef wordt alleen gekeken."

    def add_arguments(self, parser):
        parser.add_argument("soort", choices=sorted({*SOORTEN, *soorten()}))
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--proef", action="store_true", help="Alleen kijken, niets opslaan.")
        parser.add_argument("--kamer", help="Code van de kamer; nodig als het bestand geen kolom kamer heeft.")
        parser.add_argument("--door", help="Aanmeldnaam van wie dit doet, zoals bij wijzigingen moet staan.")

    def handle(self, *args, soort, bestand, proef, kamer, door, **opties):
        wat = {"soort": soort, "naam": bestand.name, "inhoud": lees_bestand(bestand)}
        if soort not in SOORTEN:
            self.stdout.write(self._anders(**wat, door=door, proef=proef))
            return
        vast = omgeving(kamer, door, soort=soort)
        try:
            uitkomst = (bekijk if proef else voer_in)(**wat, omgeving=vast)
        except BestandFout as fout:
            raise CommandError("\n".join(fout.zinnen)) from fout
        for zin in uitkomst.meldingen:
            self.stderr.write(zin)
        if uitkomst.fouten:
            fouten = [str(fout) for fout in uitkomst.fouten]
            raise CommandError("\n".join([*fouten, f"{len(fouten)} fouten. Er is niets ingevoerd."]))
        n = uitkomst.aantallen
        wat_er_kwam = f"{n['nieuw']} nieuw, {n['gewijzigd']} gewijzigd, {n['zelfde']} stond er al."
        self.stdout.write(f"Proef, er is niets ingevoerd: {wat_er_kwam}" if proef else f"Ingevoerd: {wat_er_kwam}")

    @staticmethod
    def _anders(soort: str, naam: str, inhoud: bytes, door: str | None, proef: bool) -> str:
        """Import a kind of file of a higher floor, which is no spreadsheet of a room."""
        try:
            return soorten()[soort](naam=naam, inhoud=inhoud, gebruiker=gebruiker_van(door), proef=proef)
        except BestandFout as fout:
            raise CommandError("\n".join([*fout.zinnen, "Er is niets ingevoerd."])) from fout


def lees_bestand(bestand: Path) -> bytes:
    """Return the bytes of a file. CommandError when it is not there or too large."""
    try:
        if bestand.stat().st_size > MAX_BESTAND:
            raise CommandError("Dit bestand is groter dan 5 MB. Verdeel het over meer bestanden.")
        return bestand.read_bytes()
    except OSError as fout:
        raise CommandError(f"{bestand} kan niet gelezen worden. Kijk de naam na.") from fout


def omgeving(code: str | None, door: str | None = None, *, soort: str) -> Omgeving:
    """Return who works on the server, for one room or for all. CommandError for a room or user we do not know."""
    kamers = tuple(Kamer.objects.in_volgorde())
    kamer = next((kamer for kamer in kamers if kamer.code == code), None)
    if code and kamer is None:
        codes = ", ".join(kamer.code for kamer in kamers)
        raise CommandError(f"De kamer {code} is er niet. Kies uit: {codes}.")
    if SOORTEN[soort].voor_kamer and kamer is None:
        raise CommandError(f"Kies bij {soort} een kamer met --kamer.")
    return Omgeving(gebruiker_van(door), (kamer,) if kamer else kamers, timezone.localdate(), kamer)


def gebruiker_van(door: str | None) -> Gebruiker | None:
    """Return who does this, if that was said. CommandError for a name we do not know."""
    gebruiker = Gebruiker.objects.filter(aanmeldnaam__iexact=door).first() if door else None
    if door and gebruiker is None:
        raise CommandError(f"Er is geen gebruiker {door}. Kijk de aanmeldnaam na.")
    return gebruiker
