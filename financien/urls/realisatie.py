"""Budget against realisation, what-if and liquidity."""

from django.urls import path

from financien.views import basis, kamergeld, liquiditeit, realisatie, spreiding, watals

JAAR = "financien/begroting/<jaar:jaar>/"
REALISATIE = "financien/realisatie/<jaar:jaar>/"
POST = f"{REALISATIE}<slug:kamer>/<slug:post>/"
adressen = [
    path(f"{JAAR}spreiding/", spreiding.spreiding, name="spreiding"),
    path(f"{JAAR}basis/", basis.basis, name="basis"),
    path(f"{JAAR}versies/<int:volgnummer>/basis/ongedaan/<uuid:sleutel>/", basis.ongedaan, name="basis_ongedaan"),
    path("financien/realisatie/", realisatie.nu, name="realisatie_nu"),
    path(REALISATIE, realisatie.realisatie, name="realisatie"),
    path(f"{REALISATIE}grens/", realisatie.grens, name="afwijkingsgrens"),
    path(POST, kamergeld.boekingen, name="uitgaven"),
    path(f"{POST}uitleg/", realisatie.uitleg, name="uitleg"),
    path(f"{REALISATIE}wat-als/", watals.pagina, name="wat_als"),
    path("financien/liquiditeit/", liquiditeit.pagina, name="liquiditeit"),
    path("kamers/<slug:kamer>/geld/", kamergeld.geld, name="kamergeld"),
]
