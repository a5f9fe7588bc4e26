from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import panelen, rollen


class KamersConfig(AppConfig):
    name = "kamers"
    verbose_name = _("Kamers")

    def ready(self):
        from kamers.services.aanstellingen import aanstellingen_van  # noqa: PLC0415 - models are loaded only now

        rollen.registreer_bron(aanstellingen_van)
        for rol in sorted(rollen.KAMERPLOEG):
            panelen.registreer_menu(rol, label=_("Vandaag"), urlnaam="kamers:vandaag", icoon="dag", volgorde=10)
            panelen.registreer_menu(rol, label=_("Klussen"), urlnaam="kamers:klussen", icoon="klus", volgorde=20)
            panelen.registreer_menu(rol, label=_("Rooster"), urlnaam="kamers:rooster", icoon="rooster", volgorde=50)
        for rol in sorted(rollen.RECHTEN["kamers.overzicht"]):
            panelen.registreer_menu(rol, label=_("Kamers"), urlnaam="kamers:kamers", icoon="deur", volgorde=10)
