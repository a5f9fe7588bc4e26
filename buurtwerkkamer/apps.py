from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BuurtwerkkamerConfig(AppConfig):
    name = "buurtwerkkamer"
    verbose_name = _("Buurtwerkkamer")
