from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import panelen, uitvoer
from buurtwerkkamer.invoer import soorten as invoersoorten
from buurtwerkkamer.rollen import KAMERPLOEG, RECHTEN, Rol
from buurtwerkkamer.tablet import Slot, op_tablet

FACTUREN = (
    "/financien/facturen/*",
    "/financien/boeken/*/facturen/*",
    "/financien/betalingen/*",
    "/financien/boeken/*/betalingen/*",
    "/financien/leveranciers/*",
    "/financien/boeken/*/verdeling/*",
    "/financien/boeken/*/btw/",
    "/financien/bonnen/*",
    "/financien/handgeld/*",
)
VAN_DE_BEGROTING = ("/financien/realisatie/*", "/financien/liquiditeit/", "/financien/financiers/*")
VAN_DE_BOEKEN = ("/financien/boekstukken/*", "/financien/overlopend/*")
VAN_DE_MAAND = ("/financien/bank/*", "/financien/bonnen/*", "/financien/handgeld/*")  # steps of the treasurer's month

MET_FACTUREN = {Rol.PENNINGMEESTER: 20, Rol.PROJECTCOACH: 45, Rol.BESTUUR: 42}  # invoices or payments wait for them

OP_TABLET = (  # of the own room, after the code (docs/tablet.md)
    *("handgeld", "bon_nieuw", "gepind", "ontvangen", "tellen", "telling_ongedaan", "tellingen"),
    *("bon", "bon_foto", "bon_wijzig", "bon_intrekken"),
)


class FinancienConfig(AppConfig):
    name = "financien"
    verbose_name = _("Financiën")

    def ready(self):
        self._bank()
        self._toekenningen()
        self._uitvoer()
        self._verwachtingen()
        self._controle()
        self._handgeld()
        self._menu()
        from financien import panelen as eigen  # noqa: PLC0415 needs the models

        panelen.registreer_paneel("resultaten.kop", "financien/_kamergeld_knop.html", eigen.geld_van_kamer)
        for plek in ("vandaag.zij", "kamers.wacht", "begroting.wacht", "maand.wacht"):
            panelen.registreer_paneel(
                plek, "financien/_wacht.html", eigen.wacht_op_geld, volgorde=8, vraag=eigen.vraag_geld
            )

        panelen.registreer_paneel(
            "begroting.wacht", "financien/_wacht_geld.html", eigen.wacht_op_bank, volgorde=9, vraag=eigen.vraag_bank
        )
        for plek in ("vandaag.zij", "kamers.wacht", "begroting.wacht", "maand.wacht"):  # where who explains them begins
            panelen.registreer_paneel(
                plek, "financien/_wacht_uitleg.html", eigen.wacht_op_uitleg, volgorde=10, vraag=eigen.vraag_pas
            )
        overdracht = {"volgorde": 7, "vraag": eigen.vraag_overdracht}
        for plek in ("vandaag.zij", "begroting.wacht", "maand.wacht"):  # where who hands over begins
            panelen.registreer_paneel(plek, "financien/_wacht_overdracht.html", eigen.wacht_op_ja, **overdracht)

    @staticmethod
    def _menu():
        """Put the money in the menus; every page of money belongs to one item, also those under another address."""
        from financien import panelen as eigen  # noqa: PLC0415 needs the models

        maand = {"label": _("Maand"), "icoon": "dag", "ook": VAN_DE_MAAND, "telt": eigen.geteld_bank}
        panelen.registreer_menu(Rol.PENNINGMEESTER, urlnaam="financien:maand_nu", volgorde=5, **maand)
        for rol in RECHTEN["financien.begroting_zien"]:
            panelen.registreer_menu(
                rol,
                label=_("Begroting"),
                urlnaam="financien:nieuwste_begroting",
                icoon="tabel",
                volgorde=10 if rol == Rol.PENNINGMEESTER else 40,
                ook=VAN_DE_BEGROTING if rol in RECHTEN["financien.boeken_zien"] else VAN_DE_BEGROTING + VAN_DE_BOEKEN,
                telt=eigen.geteld_onverklaard if rol in RECHTEN["financien.afwijking_uitleggen"] else None,
            )
        for rol in RECHTEN["financien.boeken_zien"]:
            volgorde = 40 if rol == Rol.PENNINGMEESTER else 45
            ook = VAN_DE_BOEKEN if rol in MET_FACTUREN else VAN_DE_BOEKEN + FACTUREN
            ook += ("/controle/*",) * (rol == Rol.PENNINGMEESTER)
            boeken = {"label": _("Boeken"), "icoon": "boek", "ook": ook}
            panelen.registreer_menu(rol, urlnaam="financien:boeken", volgorde=volgorde, **boeken)
        for rol in RECHTEN["financien.bank_zien"] - {Rol.PENNINGMEESTER}:  # whose first step of the month it is
            panelen.registreer_menu(rol, label=_("Bank"), urlnaam="financien:bank", icoon="wissel", volgorde=46)
        facturen = {"label": _("Facturen"), "icoon": "munt", "ook": FACTUREN, "telt": eigen.geteld}
        panelen.registreer_menu(Rol.COORDINATOR, urlnaam="financien:kamerfacturen", volgorde=75, **facturen)
        for rol, volgorde in MET_FACTUREN.items():
            panelen.registreer_menu(rol, urlnaam="financien:facturen_nu", volgorde=volgorde, **facturen)

    @staticmethod
    def _toekenningen():
        """Undo what a reversal of a document undoes of its grant; where the result went is not reversed by itself."""
        from financien.services import (  # noqa: PLC0415 needs the models
            bestemmen,
            omkeerslot,
            openposten,
            terugbetaling,
            toekenningboek,
        )
        from financien.services.boeken import registreer_gevolg  # noqa: PLC0415 needs the models

        registreer_gevolg(bestemmen.na_omkeren)
        registreer_gevolg(toekenningboek.na_omkeren, omkeerslot.toekenningen)
        registreer_gevolg(openposten.na_omkeren, omkeerslot.facturen)
        registreer_gevolg(terugbetaling.na_omkeren)

    @staticmethod
    def _bank():
        """Tell where the bank page is, how a bank line is proposed, and that a bank file can be imported."""
        from financien.services.bank import (  # noqa: PLC0415 - models are loaded only now
            bronnen,
            handgeld,
            ontvangst,
            opdracht,
            openstaand,
            terugbetaling,
            voorstellen,
        )

        for waar, naam in (
            (bronnen, "uit_de_boeken"),
            (bronnen, "uit_herkenning"),
            (bronnen, "uit_eerder"),
            (openstaand, "uit_facturen"),
            (ontvangst, "uit_toekenningen"),
            (handgeld, "uit_handgeld"),
            (terugbetaling, "uit_terug"),
        ):
            voorstellen.registreer_voorsteller(naam, getattr(waar, naam))
        invoersoorten.registreer("bank", opdracht.importeer)

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
    def _handgeld():
        """Let a receipt follow its document, and tell what is no cost yet and what is in the way of closing."""
        from financien import panelen as eigen  # noqa: PLC0415 needs the models
        from financien.services import hindernissen, vastgelegd  # noqa: PLC0415 - models are loaded only now
        from financien.services.boeken import registreer_gevolg  # noqa: PLC0415 - needs the models
        from financien.services.handgeld import (  # noqa: PLC0415 - needs the models
            hindernis,
            omkeren,
            oordeel,
            vastgelegd_geld,
        )

        registreer_gevolg(oordeel.na_omkeren, omkeren.op_slot)
        registreer_gevolg(omkeren.nooit_onder_nul)
        hindernissen.registreer_hindernis(hindernis.van_handgeld)
        vastgelegd.registreer(vastgelegd_geld.van_bonnen)
        pot = {"label": _("Handgeld"), "icoon": "pot", "telt": eigen.geteld_onverklaard}
        for rol in KAMERPLOEG:
            panelen.registreer_menu(rol, urlnaam="financien:handgeld", volgorde=30, **pot)
        op_tablet(Slot.CODE, [f"financien:{naam}" for naam in OP_TABLET])

    @staticmethod
    def _controle():
        """Let the check by the kascommissie know what went without four eyes, and tell where its page is."""
        from financien.services import vierogen  # noqa: PLC0415 - models are loaded only now
        from financien.services.handgeld import altijd  # noqa: PLC0415 - as above

        for rol in RECHTEN["financien.controle_zien"] - {Rol.PENNINGMEESTER}:  # a page of the books
            volgorde = 5 if rol == Rol.KASCOMMISSIE else 48  # their first screen
            panelen.registreer_menu(
                rol, label=_("Controle"), urlnaam="financien:controles", icoon="loep", volgorde=volgorde
            )
        vierogen.registreer_eigen()
        altijd.registreer()
