"""Financiers, grants and agreements."""

from django.urls import path

from financien.views import (
    betaalverzoeken,
    samenwerking,
    terugbetaling,
    toekenningdaden,
    toekenningen,
    toekenningpapier,
)

FINANCIERS, TOEKENNING = "financien/financiers/<jaar:jaar>/", "financien/financiers/toekenningen/<int:pk>/"
VERZOEK, VOORWAARDE = "financien/betaalverzoeken/<int:pk>/", "financien/voorwaarden/<int:pk>/"
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
    path(f"{TOEKENNING}brief/", toekenningpapier.brief, name="toekenning_brief"),
    path(f"{TOEKENNING}voorwaarde/", toekenningpapier.voorwaarde, name="toekenning_voorwaarde"),
    path(f"{TOEKENNING}stop/", toekenningdaden.stop, name="toekenning_stop"),
    path(f"{TOEKENNING}verzoek/", betaalverzoeken.verzoek_open, name="betaalverzoek_open"),
    path("financien/termijnen/<int:pk>/verzoek/", betaalverzoeken.verzoek, name="betaalverzoek_maak"),
    path(VERZOEK, betaalverzoeken.verzoekbestand, name="betaalverzoek"),
    path(f"{VERZOEK}intrekken/", betaalverzoeken.verzoek_intrekken, name="betaalverzoek_intrekken"),
    path(f"{VOORWAARDE}wijzig/", toekenningpapier.voorwaarde_wijzig, name="voorwaarde_wijzig"),
    path(f"{VOORWAARDE}weg/", toekenningpapier.voorwaarde_weg, name="voorwaarde_weg"),
    path(f"{VOORWAARDE}voldaan/", toekenningpapier.voldaan, name="voorwaarde_voldaan"),
    path(f"{VOORWAARDE}niet-voldaan/", toekenningpapier.niet_voldaan, name="voorwaarde_niet_voldaan"),
    path("financien/brieven/<int:pk>/", toekenningpapier.briefbestand, name="brief"),
    path("financien/brieven/<int:pk>/vervalt/", toekenningpapier.brief_vervalt, name="brief_vervalt"),
    path("financien/ondertekeningen/<int:pk>/vervalt/", samenwerking.ondertekening_vervalt, name="tekening_vervalt"),
    path(AFSPRAAK, samenwerking.afspraak, name="afspraak"),
    path(f"{AFSPRAAK}wijzig/", samenwerking.afspraak_wijzig, name="afspraak_wijzig"),
    path(f"{AFSPRAAK}teken/", samenwerking.afspraak_teken, name="afspraak_teken"),
    path(OPDRACHT, samenwerking.opdracht, name="opdracht"),
    path(f"{OPDRACHT}wijzig/", samenwerking.opdracht_wijzig, name="opdracht_wijzig"),
    path(f"{OPDRACHT}vervolg/", samenwerking.opdracht_vervolg, name="opdracht_vervolg"),
    path(f"{OPDRACHT}teken/", samenwerking.opdracht_teken, name="opdracht_teken"),
]
