from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import panelen
from buurtwerkkamer.rollen import Rol


class BuurtwerkkamerConfig(AppConfig):
    name = "buurtwerkkamer"
    verbose_name = _("Buurtwerkkamer")

    def ready(self):
        panelen.registreer_menu(Rol.BEHEERDER, label=_("Beheer"), urlnaam="admin:index", icoon="tabel", volgorde=10)
