"""Addresses of reports."""

from django.urls import path, register_converter

from rapportage.paden import Jaartal, Rapportsoort, Vorm
from rapportage.views import controleren, metingen, rapporten, vastleggen, vaststellen, verantwoording

register_converter(Jaartal, "jaartal")
register_converter(Rapportsoort, "rapportsoort")
register_converter(Vorm, "vorm")

app_name = "rapportage"
urlpatterns = [
    path("rapporten/", rapporten.rapporten, name="rapporten"),
    path("kamers/<slug:kamer>/metingen/", metingen.van_kamer, name="resultaten"),
    path("rapporten/<jaartal:jaar>/metingen/", metingen.metingen, name="metingen"),
    path("rapporten/<jaartal:jaar>/metingen/<slug:kamer>/<slug:indicator>/", metingen.meting, name="meting"),
    path("rapporten/<jaartal:jaar>/<rapportsoort:soort>/", rapporten.rapport, name="rapport"),
    path("rapporten/<jaartal:jaar>/<rapportsoort:soort>.<vorm:vorm>", rapporten.concept, name="concept"),
    path("rapporten/<jaartal:jaar>/<rapportsoort:soort>/vastleggen/", vastleggen.leg_vast, name="leg_vast"),
    path(
        "rapporten/<jaartal:jaar>/<rapportsoort:soort>/editie-<int:editie>.<vorm:vorm>",
        rapporten.editie,
        name="editie",
    ),
    path("rapporten/<jaartal:jaar>/vaststellen/", vaststellen.vaststellen, name="vaststellen"),
    path("controleer/", controleren.controleer, name="controleer"),
    path("verantwoording/", verantwoording.nieuwste, name="verantwoording"),
    path("verantwoording/hoe-tellen-we/", verantwoording.hoe_tellen_we, name="hoe_tellen_we"),
    path("verantwoording/<jaartal:jaar>/", verantwoording.jaar, name="verantwoording_jaar"),
    path("verantwoording/<jaartal:jaar>/<rapportsoort:soort>.<vorm:vorm>", verantwoording.bestand, name="bestand"),
]
