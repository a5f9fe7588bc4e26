from django.urls import path, register_converter

from kamers import klusurls
from kamers.jaarpaden import jaarpaden
from kamers.paden import IsoDag
from kamers.paspaden import paspaden
from kamers.views import afspraken, dag, kaart, kamers, los, resultaten, rooster, roosterreeks, sluitingen

register_converter(IsoDag, "isodag")

app_name = "kamers"
urlpatterns = [
    path("kamers/", kamers.kamers, name="kamers"),
    path("kamers/kies/", kamers.kies, name="kies"),
    path("afspraken/", afspraken.nieuwste, name="nieuwste_afspraken"),
    path("afspraken/<int:jaar>/", afspraken.afspraken, name="afspraken"),
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
    path("sluitingen/", sluitingen.sluitingen, name="sluitingen"),
    path("sluitingen/feestdagen/", sluitingen.feestdagen, name="feestdagen"),
    path("sluitingen/ongedaan/<uuid:sleutel>/", sluitingen.ongedaan, name="sluiting_ongedaan"),
    path("sluitingen/<int:pk>/", sluitingen.sluiting, name="sluiting"),
    path("sluitingen/<int:pk>/weg/<uuid:sleutel>/", sluitingen.weg, name="sluiting_weg"),
    path("kamers/<slug:kamer>/rooster/", rooster.rooster, name="rooster"),
    path("kamers/<slug:kamer>/rooster/nieuw/", rooster.nieuw, name="rooster_nieuw"),
    path("kamers/<slug:kamer>/rooster/<int:pk>/", rooster.activiteit, name="activiteit"),
    path("kamers/<slug:kamer>/rooster/<int:pk>/stop/", roosterreeks.stop, name="activiteit_stop"),
    path("kamers/<slug:kamer>/rooster/<int:pk>/niet/", roosterreeks.even_niet, name="even_niet"),
    *[
        path(f"kamers/<slug:kamer>/rooster/<int:pk>/{pad}/<uuid:sleutel>/", view, name=naam)
        for pad, view, naam in (
            ("ongedaan", roosterreeks.ongedaan, "activiteit_ongedaan"),
            ("niet", roosterreeks.even_ongedaan, "even_ongedaan"),
        )
    ],
    path("kamers/<slug:kamer>/rooster/<int:pk>/wie/", roosterreeks.plek, name="plek"),
    path("kamers/<slug:kamer>/rooster/<int:pk>/wie/<int:plek>/weg/", roosterreeks.plek_weg, name="plek_weg"),
    *klusurls.urlpatterns,
    *jaarpaden(),
    *paspaden(),
]
