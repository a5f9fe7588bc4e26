"""Years for the beheerder, with their reports as PDF; editions and measurements are only read here."""

import logging

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.beheer import AlleenLezen
from buurtwerkkamer.bijlage import bijlage
from buurtwerkkamer.kolommen import ja_nee
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.pdf import PdfFout
from rapportage.inhoud import RapportFout
from rapportage.models import Download, Meting, Rapport
from rapportage.services.drukken import druk_pdf
from rapportage.services.vastleggen import MAKERS, TYPEN

FICTIEF = ja_nee("fictief", _("fictief"))
log = logging.getLogger(__name__)


@admin.register(Jaar)
class JaarAdmin(AlleenLezen):
    list_display = ["jaar", "status", FICTIEF]
    fields = ["jaar", "status", FICTIEF]
    readonly_fields = [FICTIEF]
    list_filter = ["status"]
    actions = ["aanbod_als_pdf", "jaarverslag_als_pdf"]

    @admin.action(description=_("Aanbod als PDF (concept)"), permissions=["view"])
    def aanbod_als_pdf(self, request, queryset):
        return self._druk(request, queryset, Rapport.Soort.AANBOD)

    @admin.action(description=_("Jaarverslag als PDF (concept)"), permissions=["view"])
    def jaarverslag_als_pdf(self, request, queryset):
        return self._druk(request, queryset, Rapport.Soort.JAARVERSLAG)

    def _druk(self, request, queryset, soort):
        """Send the concept of one year, the same PDF as under Rapporten; say why when that cannot be done."""
        jaren = list(queryset[:2])
        if len(jaren) != 1:
            return self.message_user(request, _("Kies één jaar."), messages.WARNING)
        try:
            inhoud = MAKERS[soort](jaren[0].jaar)
            return bijlage(druk_pdf(inhoud), TYPEN["pdf"], f"{inhoud.bestandsnaam}-concept.pdf")
        except RapportFout as fout:
            return self.message_user(request, str(fout), messages.WARNING)
        except PdfFout:
            log.exception("report %s %s cannot be printed", soort, jaren[0])
            return self.message_user(request, _("De PDF kon niet worden gemaakt."), messages.ERROR)


@admin.register(Rapport)
class RapportAdmin(AlleenLezen):
    list_display = ["soort", "jaar", "editie", "vastgelegd_op", "vastgelegd_door", "bladzijden"]
    list_filter = ["soort", "jaar"]
    list_select_related = ["jaar", "vastgelegd_door"]
    fields = [*list_display, "versie"]


@admin.register(Download)
class DownloadAdmin(AlleenLezen):
    list_display = ["op", "gebruiker", "rapport"]
    list_filter = ["rapport__soort"]
    list_select_related = ["gebruiker", "rapport__jaar"]
    fields = list_display


@admin.register(Meting)
class MetingAdmin(AlleenLezen):
    list_display = ["jaar", "indicator", "kamer", "waarde", "bron", "auteur", "datum"]
    list_filter = ["jaar", "kamer"]
    list_select_related = ["jaar", "indicator", "kamer", "auteur"]
