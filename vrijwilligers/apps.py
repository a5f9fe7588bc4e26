from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import rollen
from buurtwerkkamer.panelen import registreer_menu, registreer_paneel
from buurtwerkkamer.rollen import Rol
from buurtwerkkamer.tablet import Slot, op_tablet


class VrijwilligersConfig(AppConfig):
    name = "vrijwilligers"
    verbose_name = _("Vrijwilligers")

    def ready(self):
        from vrijwilligers.panelen import te_keuren, vraag_uren, zonder_vog  # noqa: PLC0415 - models are loaded only now

        op_tablet(Slot.OPEN, [f"vrijwilligers:{naam}" for naam in ("mijn_uren", "uren_antwoord", "uren_ongedaan")])
        for rol in sorted(rollen.KAMERPLOEG):
            registreer_menu(
                rol, label=_("Vrijwilligers"), urlnaam="vrijwilligers:kamerlijst", icoon="mensen", volgorde=40
            )
        coach = {"label": _("Vrijwilligers"), "urlnaam": "vrijwilligers:alle_kamers", "icoon": "mensen"}
        registreer_menu(Rol.PROJECTCOACH, **coach, volgorde=40, ook=("/kamers/*/vrijwilligers/*",))
        uren = {"label": _("Mijn uren"), "urlnaam": "vrijwilligers:mijn_uren", "icoon": "klok"}
        registreer_menu(Rol.VRIJWILLIGER, **uren, volgorde=10)
        registreer_paneel("vandaag.zij", "vrijwilligers/_te_keuren.html", te_keuren, volgorde=10, vraag=vraag_uren)
        registreer_paneel("kaart.waarschuwing", "vrijwilligers/_zonder_vog.html", zonder_vog)
