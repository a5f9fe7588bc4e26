"""manage.py rapport aanbod|jaarverslag JAAR [--kamer CODE] --uit BESTAND.{pdf,xlsx,csv,json}"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from buurtwerkkamer.pdf import PdfFout
from rapportage.inhoud import RapportFout, aanbod, jaarverslag
from rapportage.services.drukken import druk_pdf
from rapportage.uitvoer import naar_csv, naar_json, naar_xlsx
from rapportage.uitvoer.bestand import schrijf_heel

SOORTEN = {"aanbod": aanbod, "jaarverslag": jaarverslag}
SCHRIJVERS = {".pdf": druk_pdf, ".xlsx": naar_xlsx, ".csv": naar_csv, ".json": naar_json}


class Command(BaseCommand):
    help = _("Maak het aanbod of het jaarverslag van een jaar als PDF, XLSX, CSV of JSON.")

    def add_arguments(self, parser):
        # everything optional for argparse, so that what is missing is said in Dutch
        parser.add_argument("soort", nargs="?", default="", help=_("aanbod of jaarverslag"))
        parser.add_argument("jaar", nargs="?", default="", help=_("het jaar, bijvoorbeeld 2018"))
        parser.add_argument("--kamer", default=None, help=_("de code van één kamer"))
        parser.add_argument("--uit", default="", help=_("het bestand, bijvoorbeeld jaarverslag-2018.pdf"))

    def handle(self, *args, soort, jaar, kamer, uit, **options):
        maak, pad = _soort(soort), _pad(uit)
        schrijf = _schrijver(pad)
        try:
            inhoud = schrijf(maak(_jaar(jaar), kamer))
        except RapportFout as fout:
            raise CommandError(str(fout)) from fout
        except PdfFout as fout:
            raise CommandError(_("De PDF kon niet gemaakt worden: %(fout)s") % {"fout": fout}) from fout
        _bewaar(pad, inhoud)
        self.stdout.write(_("%(pad)s is klaar (%(kb)s kB).") % {"pad": pad, "kb": -(-len(inhoud) // 1000)})


def _soort(soort: str):
    if soort not in SOORTEN:
        raise CommandError(_("Kies een rapport: %(soorten)s.") % {"soorten": ", ".join(SOORTEN)})
    return SOORTEN[soort]


def _jaar(jaar: str | int) -> int:
    tekst = str(jaar)
    if not (tekst.isascii() and tekst.isdigit() and len(tekst) == 4):
        raise CommandError(_("Vul een jaar in van vier cijfers, bijvoorbeeld 2018."))
    return int(tekst)


def _pad(uit: str) -> Path:
    if not uit:
        raise CommandError(_("Zeg met --uit in welk bestand het rapport komt, bijvoorbeeld --uit aanbod-2018.pdf."))
    return Path(uit)


def _schrijver(pad: Path):
    if pad.is_dir():
        raise CommandError(_("%(pad)s is een map. Kies de naam van een bestand.") % {"pad": pad})
    if pad.suffix.lower() not in SCHRIJVERS:
        raise CommandError(
            _("De naam %(naam)s zegt niet welk soort bestand het is. Kies uit: %(soorten)s.")
            % {"naam": pad.name, "soorten": ", ".join(SCHRIJVERS)}
        )
    if not pad.parent.is_dir():
        raise CommandError(_("De map %(map)s bestaat niet.") % {"map": pad.parent})
    return SCHRIJVERS[pad.suffix.lower()]


def _bewaar(pad: Path, inhoud: bytes) -> None:
    try:
        schrijf_heel(pad, inhoud)
    except OSError as fout:
        raise CommandError(_("%(pad)s is niet te schrijven: %(fout)s.") % {"pad": pad, "fout": fout.strerror}) from fout
