from allauth.account.signals import user_logged_in
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import panelen, rollen

DAG = tuple(f"/kamers/*/{deel}/*" for deel in ("dag", "verzoeken", "doorverwezen"))
ROOSTER = tuple(f"/kamers/*/{deel}/*" for deel in ("openingstijden", "agenda"))


class KamersConfig(AppConfig):
    name = "kamers"
    verbose_name = _("Kamers")

    def ready(self):
        from kamers import panelen as eigen  # noqa: PLC0415 - models are loaded only now
        from kamers.services.aanstellingen import aanstellingen_van  # noqa: PLC0415 - models are loaded only now
        from kamers.services.wissen import wis_bij_inloggen  # noqa: PLC0415
        from kamers.tabletpaden import open_op_tablet  # noqa: PLC0415

        rollen.registreer_bron(aanstellingen_van)
        open_op_tablet()
        user_logged_in.connect(wis_bij_inloggen, dispatch_uid="wis_teksten")
        panelen.registreer_paneel("vandaag.zij", "kamers/_binnengekomen.html", eigen.binnengekomen, volgorde=5)
        panelen.registreer_paneel("kamers.kop", "kamers/_klussen_kop.html", eigen.klussen_van_alle_kamers)
        for rol in sorted(rollen.KAMERPLOEG):
            panelen.registreer_menu(
                rol, label=_("Vandaag"), urlnaam="kamers:vandaag", icoon="dag", volgorde=10, ook=DAG
            )
            panelen.registreer_menu(rol, label=_("Klussen"), urlnaam="kamers:klussen", icoon="klus", volgorde=20)
            panelen.registreer_menu(rol, label=_("Passen"), urlnaam="kamers:passen", icoon="pas", volgorde=45)
            panelen.registreer_menu(
                rol, label=_("Rooster"), urlnaam="kamers:rooster", icoon="rooster", volgorde=50, ook=ROOSTER
            )
            panelen.registreer_menu(rol, label=_("Week invullen"), urlnaam="kamers:week_nu", icoon="week", volgorde=55)
            panelen.registreer_menu(
                rol, label=_("Resultaten"), urlnaam="kamers:resultaten_nu", icoon="doel", volgorde=60
            )
            panelen.registreer_menu(rol, label=_("De kamer"), urlnaam="kamers:feiten", icoon="deur", volgorde=65)
        tablets = {"label": _("Tablets"), "urlnaam": "kamers:tablets", "icoon": "tablet", "volgorde": 80}
        panelen.registreer_menu(rollen.Rol.COORDINATOR, **tablets)
        uit_en_in = {"label": _("Bestanden"), "icoon": "neer", "volgorde": 80}
        panelen.registreer_menu(rollen.Rol.COORDINATOR, urlnaam="kamers:bestanden", **uit_en_in)
        panelen.registreer_menu(rollen.Rol.PROJECTCOACH, urlnaam="kamers:alle_bestanden", **uit_en_in)
        for rol in sorted(rollen.RECHTEN["kamers.overzicht"]):
            panelen.registreer_menu(rol, label=_("Kamers"), urlnaam="kamers:kamers", icoon="deur", volgorde=10)
            alle = {"label": _("Resultaten"), "urlnaam": "kamers:alle_resultaten_nu", "icoon": "doel"}
            panelen.registreer_menu(rol, **alle, volgorde=20, ook=("/kamers/*/resultaten/*",))
            over = {"label": _("Over de kamers"), "urlnaam": "kamers:over_de_kamers", "icoon": "huis"}
            panelen.registreer_menu(rol, **over, volgorde=40, ook=("/kamers/*/feiten/*",))
        coach = rollen.Rol.PROJECTCOACH
        panelen.registreer_menu(coach, label=_("Vergeten?"), urlnaam="kamers:vergeten", icoon="let", volgorde=25)
        teljaren = {"label": _("Teljaren"), "urlnaam": "kamers:teljaren", "icoon": "slot", "volgorde": 30}
        panelen.registreer_menu(coach, **teljaren, ook=("/kamers/*/teljaar/*",))
        for rol in sorted(rollen.RECHTEN["kamers.oefenkamer"]):
            panelen.registreer_menu(rol, label=_("Oefenkamer"), urlnaam="kamers:oefenkamer", icoon="oefen", volgorde=90)
        vrij = {"label": _("Vrije dagen"), "urlnaam": "kamers:sluitingen", "icoon": "dag", "volgorde": 70}
        panelen.registreer_menu(rollen.Rol.PROJECTCOACH, **vrij)
        mijn = {"label": _("Rooster"), "urlnaam": "kamers:mijn_rooster", "icoon": "rooster", "volgorde": 20}
        panelen.registreer_menu(rollen.Rol.VRIJWILLIGER, **mijn)
