"""Addresses of money."""

from django.urls import path

from financien.views import (
    begroting,
    boeken,
    bronnen,
    grootboek,
    kamergeld,
    liquiditeit,
    realisatie,
    spreiding,
    versies,
    watals,
)

app_name = "financien"
JAAR = "financien/begroting/<int:jaar>/"
BOEKEN = "financien/boeken/<int:jaar>/"
REALISATIE = "financien/realisatie/<int:jaar>/"
POST = f"{REALISATIE}<slug:kamer>/<slug:post>/"
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
    path(f"{JAAR}spreiding/", spreiding.spreiding, name="spreiding"),
    path("financien/realisatie/", realisatie.nu, name="realisatie_nu"),
    path(REALISATIE, realisatie.realisatie, name="realisatie"),
    path(f"{REALISATIE}grens/", realisatie.grens, name="afwijkingsgrens"),
    path(POST, kamergeld.boekingen, name="uitgaven"),
    path(f"{POST}uitleg/", realisatie.uitleg, name="uitleg"),
    path(f"{REALISATIE}wat-als/", watals.pagina, name="wat_als"),
    path("financien/liquiditeit/", liquiditeit.pagina, name="liquiditeit"),
    path("kamers/<slug:kamer>/geld/", kamergeld.geld, name="kamergeld"),
]
