from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.signals import user_logged_in
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import panelen, rust
from buurtwerkkamer.adresdelen import JaarConverter, MaandConverter
from buurtwerkkamer.rollen import Rol


class BuurtwerkkamerConfig(AppConfig):
    name = "buurtwerkkamer"
    verbose_name = _("Buurtwerkkamer")

    def ready(self):
        user_logged_in.connect(rust.begin, dispatch_uid="rust")
        register_converter(JaarConverter, "jaar")
        register_converter(MaandConverter, "maand")
        panelen.registreer_menu(Rol.BEHEERDER, label=_("Beheer"), urlnaam="admin:index", icoon="tabel", volgorde=10)


class BeheerConfig(AdminConfig):
    """Django's admin with our own site."""

    default_site = "buurtwerkkamer.beheersite.BeheerSite"
