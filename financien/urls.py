"""Addresses of money."""

from django.urls import path

from financien.views import begroting

app_name = "financien"
urlpatterns = [
    path("financien/begroting/", begroting.nieuwste, name="nieuwste_begroting"),
    path("financien/begroting/<int:jaar>/", begroting.begroting, name="begroting"),
    path("financien/begroting/<int:jaar>/versies/<int:volgnummer>/", begroting.begroting, name="versie"),
]
