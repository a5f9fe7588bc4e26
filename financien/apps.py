from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import panelen, uitvoer
from buurtwerkkamer.rollen import RECHTEN, Rol


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
        self._uitvoer()

    @staticmethod
    def _uitvoer():
        """Let page and command give out the files of the books."""
        from financien.services.uitvoer.soorten import SOORTEN  # noqa: PLC0415 - it needs the models, which are read now

        for naam, soort in SOORTEN.items():
            uitvoer.registreer(naam, soort)
