"""The pots of the rooms: receipts, counts, money received; approvals and top-ups of all rooms."""

from django.urls import path

from financien.views import bonnen, bonoordeel, handgeld, overdracht, overdragen, potjes, tellen

KAMER = "kamers/<slug:kamer>/handgeld/"
POTJES = "financien/handgeld/"
BON = "financien/bonnen/<int:pk>/"
adressen = [
    path(KAMER, handgeld.handgeld, name="handgeld"),
    path(f"{KAMER}bonnetje/", bonnen.nieuw, name="bon_nieuw"),
    path(f"{KAMER}gepind/", handgeld.gepind, name="gepind"),
    path(f"{KAMER}ontvangen/", handgeld.ontvangen, name="ontvangen"),
    path(f"{KAMER}tellen/", tellen.tellen, name="tellen"),
    path(f"{KAMER}tellingen/", tellen.tellingen, name="tellingen"),
    path(f"{KAMER}tellingen/<uuid:sleutel>/ongedaan/", tellen.ongedaan, name="telling_ongedaan"),
    path("kamers/<slug:kamer>/overdracht/", overdracht.kamer, name="kameroverdracht"),
    path("kamers/<slug:kamer>/overdracht.pdf", overdracht.kamer_pdf, name="kameroverdracht_pdf"),
    path("kamers/<slug:kamer>/overdracht/nieuw/", overdragen.kamer, name="kameroverdracht_nieuw"),
    path("financien/overdracht/", overdracht.penningmeester, name="overdracht"),
    path("financien/overdracht.pdf", overdracht.penningmeester_pdf, name="overdracht_pdf"),
    path("financien/overdracht/nieuw/", overdragen.penningmeester, name="overdracht_nieuw"),
    path("overdrachten/<int:pk>/ja/", overdragen.ja, name="overdracht_ja"),
    path("overdrachten/<int:pk>/nee/", overdragen.nee, name="overdracht_nee"),
    path("overdrachten/<int:pk>/bestand/", overdragen.bestand, name="overdracht_bestand"),
    path("overdrachten/<int:pk>/scan/", overdragen.scan, name="overdracht_scan"),
    path("overdrachten/<int:pk>/scan/<int:scan>/", overdragen.scanbestand, name="overdracht_scanbestand"),
    path("financien/bonnen/", bonoordeel.lijst, name="bonnen"),
    path(BON, bonnen.een, name="bon"),
    path(f"{BON}foto/", bonnen.foto, name="bon_foto"),
    path(f"{BON}verbeteren/", bonnen.wijzig, name="bon_wijzig"),
    path(f"{BON}intrekken/", bonnen.intrekken, name="bon_intrekken"),
    path(f"{BON}goedkeuren/", bonoordeel.goedkeuren, name="bon_goedkeuren"),
    path(f"{BON}terugsturen/", bonoordeel.terugsturen, name="bon_terugsturen"),
    path(f"{BON}afwijzen/", bonoordeel.afwijzen, name="bon_afwijzen"),
    path(POTJES, potjes.potjes, name="potjes"),
    path(f"{POTJES}klaarzetten/", potjes.klaarzetten, name="aanvullingen_klaarzetten"),
    path(f"{POTJES}terugbetalen/", potjes.terugbetalen, name="terugbetalen"),
    path(f"{POTJES}terugbetalen/klaarzetten/", potjes.terug_klaarzetten, name="terug_klaarzetten"),
    path(f"{POTJES}regel/<jaar:jaar>/", potjes.zet_regel, name="handgeldregel"),
    path(f"{POTJES}<slug:kamer>/aanvullen/", potjes.aanvul, name="aanvullen"),
    path(f"{POTJES}<slug:kamer>/niet-geteld/", potjes.ongeteld, name="niet_geteld"),
    path(f"{POTJES}<slug:kamer>/niet-geteld/<jaar:jaar>-<maand:maand>/", potjes.ongeteld, name="niet_geteld_in"),
]
