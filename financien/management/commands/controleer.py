"""manage.py controleer [JAAR …]: are the closed books still as they were closed?"""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtwerkkamer.models import Jaar
from financien.services.controleren import controleer


class Command(BaseCommand):
    help = _("Kijk of de boeken nog zo zijn als ze zijn afgesloten. Noemt elke rij die veranderde, mist of erbij kwam.")

    def add_arguments(self, parser):
        parser.add_argument("jaren", nargs="*", help=_("alleen deze jaren, bijvoorbeeld 2026"))

    def handle(self, *args, jaren, **options):
        bekend = list(Jaar.objects.values_list("jaar", flat=True))
        gekozen = [self._jaar(tekst, bekend) for tekst in jaren]
        zinnen = controleer(gekozen or None)
        for zin in zinnen:
            self.stdout.write(zin)
        if zinnen:
            slot = ngettext("Er klopt %(n)s ding niet.", "Er kloppen %(n)s dingen niet.", len(zinnen))
            raise CommandError(slot % {"n": len(zinnen)}, returncode=1)
        welke = ", ".join(map(str, gekozen or bekend)) or _("geen jaar")
        self.stdout.write(_("De boeken kloppen (%(jaren)s).") % {"jaren": welke})

    @staticmethod
    def _jaar(tekst: str, bekend: list[int]) -> int:
        if not (tekst.isascii() and tekst.isdigit() and len(tekst) == 4 and int(tekst) in bekend):
            raise CommandError(_("Jaar %(jaar)s is er niet. Kies een jaar van de boeken.") % {"jaar": tekst})
        return int(tekst)
