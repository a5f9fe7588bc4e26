"""The admin site of the house."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class BeheerSite(admin.AdminSite):
    """Django's admin behind our own login page, so that the second factor is never skipped."""

    site_header = _("Beheer")
    site_title = _("Beheer – BuurtWerkKamer")
    index_title = _("Gegevens van de coöperatie")
    enable_nav_sidebar = False

    def login(self, request, extra_context=None):
        return secure_admin_login(super().login)(request, extra_context=extra_context)
