from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import panelen
from buurtwerkkamer.rollen import RECHTEN, Rol
from rapportage.panelen import invullen, invullen_van_kamer, vaststellen


class RapportageConfig(AppConfig):
    name = "rapportage"
    verbose_name = _("Rapportage")

    def ready(self):
        for rol in RECHTEN["rapportage.zien"]:
            panelen.registreer_menu(
                rol, label=_("Rapporten"), urlnaam="rapportage:rapporten", icoon="rapport", volgorde=80
            )
        panelen.registreer_menu(
            Rol.FINANCIER,
            label=_("Verantwoording"),
            urlnaam="rapportage:verantwoording",
            icoon="boek",
            volgorde=10,
        )
        panelen.registreer_paneel("kamers.kop", "rapportage/_invullen.html", invullen)
        panelen.registreer_paneel("resultaten.kop", "rapportage/_invullen_kamer.html", invullen_van_kamer)
        panelen.registreer_paneel("jaar.vaststellen", "rapportage/_vaststel_knop.html", vaststellen)
