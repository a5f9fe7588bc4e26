"""Addresses of money."""

from django.urls import path

from financien.views import begroting, boeken, bronnen, elders, grootboek, invoer, lonen, overlopend, uitvoer, versies

app_name = "financien"
JAAR = "financien/begroting/<int:jaar>/"
BOEKEN = "financien/boeken/<int:jaar>/"
urlpatterns = [
    path("financien/begroting/", begroting.nieuwste, name="nieuwste_begroting"),
    path("financien/begroting/nieuw/", versies.nieuw_jaar, name="nieuw_jaar"),
    path(JAAR, begroting.begroting, name="begroting"),
    path(f"{JAAR}bronnen/nieuw/", bronnen.bron, name="nieuwe_bron"),
    path(f"{JAAR}bronnen/<int:pk>/", bronnen.bron, name="bron"),
    path(f"{JAAR}bronnen/<int:pk>/weg/", bronnen.weg, name="bron_weg"),
    path(f"{JAAR}versies/", versies.lijst, name="versies"),
    path(f"{JAAR}versies/nieuw/", versies.nieuw, name="nieuwe_versie"),
    path(f"{JAAR}versies/vergelijk/", versies.vergelijking, name="vergelijking"),
    path(f"{JAAR}versies/<int:volgnummer>/", begroting.begroting, name="versie"),
    path(f"{JAAR}versies/<int:volgnummer>/ongedaan/<uuid:sleutel>/", begroting.ongedaan, name="begroting_ongedaan"),
    path(f"{JAAR}versies/<int:volgnummer>/vastleggen/", versies.vastleggen, name="vastleggen"),
    path("financien/boeken/", boeken.nu, name="boeken"),
    path(BOEKEN, boeken.dagboeken, name="journaal"),
    path(f"{BOEKEN}nieuw/", boeken.nieuw, name="memoriaal"),
    path(f"{BOEKEN}beginbalans/", boeken.beginbalans, name="beginbalans"),
    path(f"{BOEKEN}rekeningen/", grootboek.rekeningen, name="rekeningen"),
    path(f"{BOEKEN}rekeningen/nieuwe-kamers/", grootboek.nieuwe_kamers, name="nieuwe_kamers"),
    path(f"{BOEKEN}rekeningen/<slug:nummer>/", grootboek.rekening, name="rekening"),
    path(f"{BOEKEN}balans/", grootboek.balans, name="balans"),
    path(f"{BOEKEN}staat/", grootboek.staat, name="staat"),
    path("financien/boekstukken/<int:pk>/", boeken.boekstuk, name="boekstuk"),
    path("financien/boekstukken/<int:pk>/omkeren/", boeken.omkeren, name="omkeren"),
]
urlpatterns += [  # files in and out, wages, accruals, books kept elsewhere
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
    path(f"{BOEKEN}lonen/vakantiegeld/", lonen.vakantiegeld, name="vakantiegeld"),
]
