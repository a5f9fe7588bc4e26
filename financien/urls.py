"""Addresses of money."""

from django.urls import path

from financien.views import (
    begroting,
    betalingen,
    boeken,
    bronnen,
    facturen,
    factuuroordeel,
    grootboek,
    verdeling,
    versies,
)

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
FACTUUR = "financien/facturen/<int:pk>/"
BETALING = "financien/betalingen/<int:pk>/"
urlpatterns += [
    path("financien/facturen/", facturen.nu, name="facturen_nu"),
    path("kamers/<slug:kamer>/facturen/", facturen.van_kamer, name="kamerfacturen"),
    path(f"{BOEKEN}facturen/", facturen.lijst, name="facturen"),
    path(f"{BOEKEN}facturen/nieuw/", facturen.nieuw, name="factuur_nieuw"),
    path(f"{BOEKEN}btw/", facturen.btw, name="btw"),
    path(FACTUUR, facturen.factuur, name="factuur"),
    path(f"{FACTUUR}scan/", facturen.scan, name="factuur_scan"),
    path(f"{FACTUUR}wijzigen/", facturen.veranderen, name="factuur_wijzigen"),
    path(f"{FACTUUR}akkoord/", factuuroordeel.akkoord, name="factuur_akkoord"),
    path(f"{FACTUUR}boeken/", factuuroordeel.boeken, name="factuur_boeken"),
    path(f"{FACTUUR}afkeuren/", factuuroordeel.afkeuren, name="factuur_afkeuren"),
    path(f"{FACTUUR}doorzetten/", factuuroordeel.doorzetten, name="factuur_doorzetten"),
    path(f"{BOEKEN}betalingen/", betalingen.betalingen, name="betalingen"),
    path(f"{BOEKEN}betalingen/nieuw/", betalingen.klaarzetten, name="klaarzetten"),
    path(BETALING, betalingen.betaling, name="betaling"),
    path(f"{BETALING}goedkeuren/", betalingen.goedkeuren, name="betaling_goedkeuren"),
    path(f"{BETALING}verzonden/", betalingen.verzonden, name="betaling_verzonden"),
    path(f"{BETALING}stoppen/", betalingen.stoppen, name="betaling_stoppen"),
    path(f"{BETALING}bestand/", betalingen.bestand, name="betaling_bestand"),
    path("financien/leveranciers/<int:pk>/rekening/", betalingen.rekening, name="leverancier_rekening"),
    path(f"{BOEKEN}verdeling/", verdeling.verdeling, name="verdeling"),
    path(f"{BOEKEN}verdeling/<slug:kosten>/", verdeling.sleutel, name="verdeelsleutel"),
]
