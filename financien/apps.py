from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import panelen, uitvoer
from buurtwerkkamer.invoer import soorten as invoersoorten
from buurtwerkkamer.rollen import RECHTEN, Rol
from financien.panelen import geld_van_kamer


class FinancienConfig(AppConfig):
    name = "financien"
    verbose_name = _("Financiën")

    def ready(self):
        self._bank()
        self._toekenningen()
        self._uitvoer()
        self._verwachtingen()
        self._controle()
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
        facturen = {"label": _("Facturen"), "icoon": "munt"}
        panelen.registreer_menu(Rol.COORDINATOR, urlnaam="financien:kamerfacturen", volgorde=75, **facturen)
        panelen.registreer_menu(Rol.PROJECTCOACH, urlnaam="financien:facturen_nu", volgorde=45, **facturen)

    @staticmethod
    def _toekenningen():
        panelen.registreer_menu(
            Rol.PENNINGMEESTER, label=_("Financiers"), urlnaam="financien:financiers_nu", icoon="munt", volgorde=25
        )
        from financien.services.boeken import registreer_gevolg  # noqa: PLC0415 needs the models
        from financien.services.toekenningboek import na_omkeren  # noqa: PLC0415 needs the models

        registreer_gevolg(na_omkeren)

    @staticmethod
    def _bank():
        """Tell where the bank page is, how a bank line is proposed, and that a bank file can be imported."""
        from financien.services.bank import (  # noqa: PLC0415 - models are loaded only now
            bronnen,
            opdracht,
            openstaand,
            voorstellen,
        )

        for waar, naam in (
            (bronnen, "uit_de_boeken"),
            (bronnen, "uit_herkenning"),
            (bronnen, "uit_eerder"),
            (openstaand, "uit_facturen"),
            (openstaand, "uit_toekenningen"),
        ):
            voorstellen.registreer_voorsteller(naam, getattr(waar, naam))
        invoersoorten.registreer("bank", opdracht.importeer)
        for rol in RECHTEN["financien.bank_zien"]:
            volgorde = 30 if rol == Rol.PENNINGMEESTER else 46
            panelen.registreer_menu(rol, label=_("Bank"), urlnaam="financien:bank", icoon="wissel", volgorde=volgorde)

    @staticmethod
    def _uitvoer():
        """Let page and command give out the files of the books."""
        from financien.services.uitvoer.soorten import SOORTEN  # noqa: PLC0415 - it needs the models, which are read now

        for naam, soort in SOORTEN.items():
            uitvoer.registreer(naam, soort)

    @staticmethod
    def _verwachtingen():
        """Let invoices and grants tell the forecast what is open, and invoices what is committed."""
        from financien.services import (  # noqa: PLC0415 - models are loaded only now
            geziene_facturen,
            vastgelegd,
            verwacht_geld,
            verwachtingen,
        )

        vastgelegd.registreer(geziene_facturen.van_facturen)
        verwachtingen.registreer(verwacht_geld.van_facturen)
        verwachtingen.registreer(verwacht_geld.van_toekenningen)

    @staticmethod
    def _controle():
        """Let the check by the kascommissie know what went without four eyes, and tell where its page is."""
        from financien.services import vierogen  # noqa: PLC0415 - models are loaded only now

        for rol in RECHTEN["financien.controle_zien"]:
            volgorde = 5 if rol == Rol.KASCOMMISSIE else 48  # their first screen
            panelen.registreer_menu(
                rol, label=_("Controle"), urlnaam="financien:controles", icoon="schild", volgorde=volgorde
            )
        vierogen.registreer_eigen()
