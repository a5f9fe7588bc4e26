from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import panelen
from buurtwerkkamer.rollen import RECHTEN, Rol


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
        from rapportage import panelen as eigen  # noqa: PLC0415 needs the models

        panelen.registreer_paneel("kamers.kop", "rapportage/_invullen.html", eigen.invullen)
        panelen.registreer_paneel("resultaten.kop", "rapportage/_invullen_kamer.html", eigen.invullen_van_kamer)
        panelen.registreer_paneel("jaar.vaststellen", "rapportage/_vaststel_knop.html", eigen.vaststellen)
        panelen.registreer_paneel("accountant.kop", "rapportage/_vast_verslag.html", eigen.vast_verslag)
        panelen.registreer_paneel("controles.accountant", "rapportage/_wacht_op_editie.html", eigen.wacht_op_editie)
