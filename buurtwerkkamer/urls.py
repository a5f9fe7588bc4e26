"""Addresses of the house. The floors bring their own."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path

from buurtwerkkamer.admin import TweedeFactorAdmin
from buurtwerkkamer.taal import wissel_taal
from buurtwerkkamer.views import start, wachtrij

for overbodig in (Group, EmailAddress, Authenticator):  # rights come from roles, addresses stand with the user
    admin.site.unregister(overbodig)
admin.site.register(Authenticator, TweedeFactorAdmin)  # the library's own page would show the secrets

urlpatterns = [
    path("", start.start, name="start"),
    path("rol/", start.wissel_rol, name="wissel_rol"),
    path("hulp/", start.hulp, name="hulp"),
    path("stijl/", start.stijl, name="stijl"),
    path("toegankelijkheid/", start.toegankelijkheid, name="toegankelijkheid"),
    path("geen-internet/wachtrij/", wachtrij.wachtrij, name="wachtrij"),
    path("geen-internet/uitloggen/", wachtrij.uitloggen, name="uitloggen_wacht"),
    path("taal/", wissel_taal, name="set_language"),
    path("beheer/", admin.site.urls),
    path("", include("buurtwerkkamer.accounturls")),
    path("", include("kamers.urls")),
    path("", include("vrijwilligers.urls")),
    path("", include("financien.urls")),
    path("", include("rapportage.urls")),
]
