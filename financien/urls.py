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
    samenwerking,
    toekenningdaden,
    toekenningen,
    verdeling,
    versies,
)

app_name = "financien"
JAAR = "financien/begroting/<int:jaar>/"
BOEKEN = "financien/boeken/<int:jaar>/"
FINANCIERS, TOEKENNING = "financien/financiers/<int:jaar>/", "financien/financiers/toekenningen/<int:pk>/"
AFSPRAAK, OPDRACHT = "financien/financiers/samenwerking/<int:pk>/", "financien/financiers/opdrachten/<int:pk>/"
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
urlpatterns += [
    path(f"{BOEKEN}kasoverzicht/", grootboek.kasoverzicht, name="kasoverzicht"),
    path("financien/financiers/", toekenningen.nu, name="financiers_nu"),
    path(FINANCIERS, toekenningen.lijst, name="financiers"),
    path(f"{FINANCIERS}dekking/", toekenningen.dekking, name="dekking"),
    path(f"{FINANCIERS}nieuw/", toekenningen.nieuw, name="toekenning_nieuw"),
    path(f"{FINANCIERS}afspraken/", samenwerking.lijst, name="afspraken"),
    path(f"{FINANCIERS}afspraken/nieuw/", samenwerking.afspraak_nieuw, name="afspraak_nieuw"),
    path(f"{FINANCIERS}afspraken/opdracht/", samenwerking.opdracht_nieuw, name="opdracht_nieuw"),
    path("financien/financiers/partners/<int:pk>/", toekenningen.partner, name="financier"),
    path(TOEKENNING, toekenningen.toekenning, name="toekenning"),
    path(f"{TOEKENNING}wijzig/", toekenningen.wijzig, name="toekenning_wijzig"),
    path(f"{TOEKENNING}stap/", toekenningdaden.stap, name="toekenning_stap"),
    path(f"{TOEKENNING}ontvangst/", toekenningdaden.ontvangst, name="toekenning_ontvangst"),
    path(f"{TOEKENNING}terugbetaling/", toekenningdaden.terugbetaling, name="toekenning_terug"),
    path(f"{TOEKENNING}brief/", toekenningdaden.brief, name="toekenning_brief"),
    path(f"{TOEKENNING}voorwaarde/", toekenningdaden.voorwaarde, name="toekenning_voorwaarde"),
    path(f"{TOEKENNING}stop/", toekenningdaden.stop, name="toekenning_stop"),
    path("financien/voorwaarden/<int:pk>/voldaan/", toekenningdaden.voldaan, name="voorwaarde_voldaan"),
    path("financien/termijnen/<int:pk>/verzoek/", toekenningdaden.verzoek, name="betaalverzoek_maak"),
    path("financien/brieven/<int:pk>/", toekenningdaden.briefbestand, name="brief"),
    path("financien/betaalverzoeken/<int:pk>/", toekenningdaden.verzoekbestand, name="betaalverzoek"),
    path(AFSPRAAK, samenwerking.afspraak, name="afspraak"),
    path(f"{AFSPRAAK}wijzig/", samenwerking.afspraak_wijzig, name="afspraak_wijzig"),
    path(f"{AFSPRAAK}teken/", samenwerking.afspraak_teken, name="afspraak_teken"),
    path(OPDRACHT, samenwerking.opdracht, name="opdracht"),
    path(f"{OPDRACHT}wijzig/", samenwerking.opdracht_wijzig, name="opdracht_wijzig"),
    path(f"{OPDRACHT}teken/", samenwerking.opdracht_teken, name="opdracht_teken"),
]
