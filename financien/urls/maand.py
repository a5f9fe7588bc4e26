"""The treasurer's month."""

from django.urls import path

from financien.views import maand

MAAND = "financien/maand/<jaar:jaar>-<maand:maand>/"
adressen = [
    path("financien/maand/", maand.nu, name="maand_nu"),
    path(MAAND, maand.maand, name="maand"),
    path(f"{MAAND}afsluiten/", maand.afsluiten, name="maand_afsluiten"),
]
