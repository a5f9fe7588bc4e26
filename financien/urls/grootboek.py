"""Files in and out, wages, accruals, books kept elsewhere."""

from django.urls import path

from financien.views import elders, invoer, lonen, overlopend, uitvoer

BOEKEN = "financien/boeken/<jaar:jaar>/"
adressen = [
    path(f"{BOEKEN}uitvoer/", uitvoer.uitvoer, name="uitvoer"),
    path(f"{BOEKEN}uitvoer/ophalen/", uitvoer.ophalen, name="uitvoer_ophalen"),
    path(f"{BOEKEN}invoer/", invoer.kies, name="invoersoorten"),
    path(f"{BOEKEN}invoer/<uuid:sleutel>/", invoer.bekijk, name="invoer_bekijk"),
    path(f"{BOEKEN}invoer/<slug:blad>/", invoer.kies_blad, name="invoer"),
    path(f"{BOEKEN}overlopend/", overlopend.lijst, name="overlopend"),
    path(f"{BOEKEN}overlopend/nieuw/", overlopend.nieuw, name="overlopend_nieuw"),
    path("financien/overlopend/<int:pk>/ongedaan/", overlopend.ongedaan, name="overlopend_weg"),
    path(f"{BOEKEN}elders/", elders.elders, name="elders"),
    path(f"{BOEKEN}elders/aan/", elders.elders_aan, name="elders_aan"),
    path(f"{BOEKEN}elders/uit/", elders.elders_uit, name="elders_uit"),
    path(f"{BOEKEN}elders/koppelen/<uuid:sleutel>/", elders.koppelen, name="koppelen"),
    path(f"{BOEKEN}elders/koppelingen/<int:koppeling>/weg/", elders.ontkoppel, name="ontkoppel"),
    path(f"{BOEKEN}lonen/", lonen.lonen, name="lonen"),
    path(f"{BOEKEN}lonen/geen/", lonen.geen_lonen, name="geen_lonen"),
    path(f"{BOEKEN}lonen/vakantiegeld/", lonen.vakantiegeld, name="vakantiegeld"),
]
