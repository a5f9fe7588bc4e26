from django.urls import path, register_converter

from kamers import klusurls
from kamers.bestandpaden import bestandpaden
from kamers.feitpaden import feitpaden
from kamers.jaarpaden import jaarpaden
from kamers.paden import IsoDag
from kamers.paspaden import paspaden
from kamers.roosterpaden import roosterpaden
from kamers.tabletpaden import tabletpaden
from kamers.views import afspraken, dag, kaart, kamers, los, offline, resultaten

register_converter(IsoDag, "isodag")

app_name = "kamers"
urlpatterns = [
    path("geen-internet/", offline.geen_internet, name="geen_internet"),
    path("dienstwerker.js", offline.dienstwerker, name="dienstwerker"),
    path("kamers/", kamers.kamers, name="kamers"),
    path("kamers/kies/", kamers.kies, name="kies"),
    path("afspraken/", afspraken.nieuwste, name="nieuwste_afspraken"),
    path("afspraken/<int:jaar>/", afspraken.afspraken, name="afspraken"),
    path(
        "afspraken/<int:jaar>/<int:volgnummer>/ongedaan/<uuid:sleutel>/", afspraken.ongedaan, name="afspraken_ongedaan"
    ),
    path("resultaten/", resultaten.alle_nu, name="alle_resultaten_nu"),
    path("resultaten/<int:jaar>/", resultaten.alle, name="alle_resultaten"),
    path("kamers/<slug:kamer>/resultaten/", resultaten.nu, name="resultaten_nu"),
    path("kamers/<slug:kamer>/resultaten/<int:jaar>/", resultaten.resultaten, name="resultaten"),
    path("kamers/<slug:kamer>/resultaten/<int:jaar>/<slug:soortcode>/", resultaten.resultaat, name="resultaat"),
    path("kamers/<slug:kamer>/vandaag/", dag.vandaag, name="vandaag"),
    path("kamers/<slug:kamer>/dag/", dag.andere_dag, name="andere_dag"),
    path("kamers/<slug:kamer>/dag/<isodag:dag>/", dag.dag, name="dag"),
    path("kamers/<slug:kamer>/dag/<isodag:dag>/los/", los.los, name="los"),
    path("kamers/<slug:kamer>/dag/<isodag:dag>/samen/", dag.samen, name="samen"),
    path("kamers/<slug:kamer>/dag/<isodag:dag>/ongedaan/<uuid:sleutel>/", kaart.ongedaan, name="ongedaan"),
    *[
        path(f"kamers/<slug:kamer>/dag/<isodag:dag>/{naam}/<int:activiteit>/<isodag:gepland>/", view, name=naam)
        for naam, view in (
            ("noteer", kaart.noteer),
            ("vervalt", kaart.vervalt),
            ("verplaats", kaart.verplaats),
            ("zet_terug", kaart.zet_terug),
        )
    ],
    *roosterpaden(),
    *klusurls.urlpatterns,
    *jaarpaden(),
    *paspaden(),
    *feitpaden(),
    *tabletpaden(),
    *bestandpaden(),
]
