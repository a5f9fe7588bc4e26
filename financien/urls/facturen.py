"""Invoices, payments and how costs are shared."""

from django.urls import path

from financien.views import betalingen, facturen, factuuroordeel, openposten, verdeling

BOEKEN = "financien/boeken/<jaar:jaar>/"
FACTUUR = "financien/facturen/<int:pk>/"
BETALING = "financien/betalingen/<int:pk>/"
adressen = [
    path("financien/facturen/", facturen.nu, name="facturen_nu"),
    path("kamers/<slug:kamer>/facturen/", facturen.van_kamer, name="kamerfacturen"),
    path(f"{BOEKEN}facturen/", facturen.lijst, name="facturen"),
    path(f"{BOEKEN}facturen/nieuw/", facturen.nieuw, name="factuur_nieuw"),
    path(f"{BOEKEN}btw/", facturen.btw, name="btw"),
    path(FACTUUR, facturen.factuur, name="factuur"),
    path(f"{FACTUUR}scan/", facturen.scan, name="factuur_scan"),
    path(f"{FACTUUR}wijzigen/", facturen.veranderen, name="factuur_wijzigen"),
    path(f"{FACTUUR}akkoord/", factuuroordeel.akkoord, name="factuur_akkoord"),
    path(f"{FACTUUR}akkoord-terug/", factuuroordeel.akkoord_terug, name="factuur_akkoord_terug"),
    path(f"{FACTUUR}boeken/", factuuroordeel.boeken, name="factuur_boeken"),
    path(f"{FACTUUR}afkeuren/", factuuroordeel.afkeuren, name="factuur_afkeuren"),
    path(f"{FACTUUR}doorzetten/", factuuroordeel.doorzetten, name="factuur_doorzetten"),
    path(f"{BOEKEN}betalingen/", betalingen.betalingen, name="betalingen"),
    path(f"{BOEKEN}betalingen/nieuw/", betalingen.klaarzetten, name="klaarzetten"),
    path(BETALING, betalingen.betaling, name="betaling"),
    path(f"{BETALING}goedkeuren/", betalingen.goedkeuren, name="betaling_goedkeuren"),
    path(f"{BETALING}goedkeuring-terug/", betalingen.goedkeuring_terug, name="betaling_goedkeuring_terug"),
    path(f"{BETALING}verzonden/", betalingen.verzonden, name="betaling_verzonden"),
    path(f"{BETALING}stoppen/", betalingen.stoppen, name="betaling_stoppen"),
    path(f"{BETALING}mislukt/<int:betaling>/", betalingen.mislukt, name="betaling_mislukt"),
    path(f"{BETALING}bestand/", betalingen.bestand, name="betaling_bestand"),
    path("financien/leveranciers/open/", openposten.openposten, name="openposten"),
    path("financien/leveranciers/open/nieuw/", openposten.nieuw, name="openpost_nieuw"),
    path("financien/leveranciers/<int:pk>/rekening/", betalingen.rekening, name="leverancier_rekening"),
    path(f"{BOEKEN}verdeling/", verdeling.verdeling, name="verdeling"),
    path(f"{BOEKEN}verdeling/<slug:kosten>/", verdeling.sleutel, name="verdeelsleutel"),
]
