"""Budget, sources and versions."""

from django.urls import path

from financien.views import begroting, bronnen, versies

JAAR = "financien/begroting/<jaar:jaar>/"
adressen = [
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
]
