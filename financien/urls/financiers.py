"""Financiers, grants and agreements."""

from django.urls import path

from financien.views import samenwerking, terugbetaling, toekenningdaden, toekenningen

FINANCIERS, TOEKENNING = "financien/financiers/<jaar:jaar>/", "financien/financiers/toekenningen/<int:pk>/"
AFSPRAAK, OPDRACHT = "financien/financiers/samenwerking/<int:pk>/", "financien/financiers/opdrachten/<int:pk>/"
adressen = [
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
    path(f"{TOEKENNING}gegevens/", toekenningen.gegevens, name="toekenning_gegevens"),
    path(f"{TOEKENNING}stap/", toekenningdaden.stap, name="toekenning_stap"),
    path(f"{TOEKENNING}terugname/", toekenningdaden.terugname, name="toekenning_terugname"),
    path(f"{TOEKENNING}ontvangst/", toekenningdaden.ontvangst, name="toekenning_ontvangst"),
    path(f"{TOEKENNING}terugbetaling/", toekenningdaden.terugbetaling, name="toekenning_terug"),
    path(f"{TOEKENNING}terugbetaling/klaarzetten/", terugbetaling.klaarzetten, name="toekenning_terug_klaar"),
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
