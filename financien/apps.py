from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import panelen
from buurtwerkkamer.rollen import RECHTEN, Rol
from financien.panelen import geld_van_kamer


class FinancienConfig(AppConfig):
    name = "financien"
    verbose_name = _("Financiën")

    def ready(self):
        for rol in RECHTEN["financien.begroting_zien"]:
            panelen.registreer_menu(
                rol,
                label=_("Begroting"),
                urlnaam="financien:nieuwste_begroting",
                icoon="tabel",
                volgorde=10 if rol == Rol.PENNINGMEESTER else 40,
            )
        for rol in RECHTEN["financien.boeken_zien"]:
            volgorde = 20 if rol == Rol.PENNINGMEESTER else 45
            panelen.registreer_menu(rol, label=_("Boeken"), urlnaam="financien:boeken", icoon="boek", volgorde=volgorde)
        panelen.registreer_paneel("resultaten.kop", "financien/_kamergeld_knop.html", geld_van_kamer)
