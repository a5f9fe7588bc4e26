"""The books."""

from django.urls import path

from financien.views import bestemmen, boeken, btw, grootboek, jaar, rekeningen

BOEKEN = "financien/boeken/<jaar:jaar>/"
adressen = [
    path("financien/boeken/", boeken.nu, name="boeken"),
    path(BOEKEN, boeken.dagboeken, name="journaal"),
    path(f"{BOEKEN}nieuw/", boeken.nieuw, name="memoriaal"),
    path(f"{BOEKEN}beginbalans/", boeken.beginbalans, name="beginbalans"),
    path(f"{BOEKEN}rekeningen/", grootboek.rekeningen, name="rekeningen"),
    path(f"{BOEKEN}rekeningen/nieuwe-kamers/", grootboek.nieuwe_kamers, name="nieuwe_kamers"),
    path(f"{BOEKEN}rekeningen/aanvullen/", grootboek.aanvullen, name="rekeningen_aanvullen"),
    path(f"{BOEKEN}rekeningen/nieuw/", rekeningen.nieuw, name="rekening_nieuw"),
    path(f"{BOEKEN}rekeningen/<slug:nummer>/wijzigen/", rekeningen.wijzigen, name="rekening_wijzigen"),
    path(f"{BOEKEN}rekeningen/<slug:nummer>/sluiten/", rekeningen.sluiten, name="rekening_sluiten"),
    path(f"{BOEKEN}rekeningen/<slug:nummer>/openen/", rekeningen.openen, name="rekening_openen"),
    path(f"{BOEKEN}rekeningen/<slug:nummer>/", grootboek.rekening, name="rekening"),
    path(f"{BOEKEN}balans/", grootboek.balans, name="balans"),
    path(f"{BOEKEN}staat/", grootboek.staat, name="staat"),
    path("financien/boekstukken/<int:pk>/", boeken.boekstuk, name="boekstuk"),
    path("financien/boekstukken/<int:pk>/bewijs/", boeken.bewijs, name="boekstuk_bewijs"),
    path("financien/boekstukken/<int:pk>/omkeren/", boeken.omkeren, name="omkeren"),
    path("financien/boekstukken/<int:pk>/btw/", btw.stukbtw, name="stuk_btw"),
    path(f"{BOEKEN}jaar/", jaar.jaar, name="jaar"),
    path(f"{BOEKEN}jaar/voorlopig/", jaar.voorlopig, name="voorlopig"),
    path(f"{BOEKEN}resultaat/", bestemmen.bestemmen, name="bestemmen"),
    path(f"{BOEKEN}toekenningen/<int:pk>/overschot/", bestemmen.overschot, name="overschot"),
    path(f"{BOEKEN}kasoverzicht/", grootboek.kasoverzicht, name="kasoverzicht"),
]
