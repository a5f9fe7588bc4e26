"""The check by the kascommissie, and what the accountant said."""

from django.urls import path

from financien.views import accountant, controle, controlestuk

CONTROLE = "controle/<int:pk>/"
STUK = f"{CONTROLE}stukken/<int:volgnummer>/"
adressen = [
    path("controle/", controle.lijst, name="controles"),
    path("controle/nieuw/", controle.nieuw, name="controle_nieuw"),
    path(CONTROLE, controle.controle, name="controle"),
    path(f"{CONTROLE}aanvullen/", controle.aanvullen, name="controle_aanvullen"),
    path(f"{CONTROLE}oordeel/", controle.tekenen, name="controle_tekenen"),
    path(f"{CONTROLE}intrekken/", controle.intrekken, name="controle_intrekken"),
    path(f"{CONTROLE}verslag/", controle.verslag, name="controle_verslag"),
    path(STUK, controlestuk.stuk, name="controlestuk"),
    path(f"{STUK}oordeel/", controlestuk.oordeel, name="controlestuk_oordeel"),
    path(f"{STUK}antwoord/", controlestuk.antwoord, name="controlestuk_antwoord"),
    path(f"{STUK}bewijs/", controlestuk.bewijs, name="controlestuk_bewijs"),
    path("controle/accountant/<jaar:jaar>/", accountant.nieuw, name="accountantsverklaring_nieuw"),
    path("controle/verklaringen/<int:pk>/", accountant.bestand, name="accountantsverklaring"),
]
