"""Cost lines for the beheerder; figures are only read here, the treasurer's grid is where they change."""

from django.contrib import admin

from buurtwerkkamer.beheer import AlleenLezen, Beheer
from financien.models import (
    Begrotingsregel,
    Betaalverzoek,
    Financieringsbron,
    Financieringsregel,
    Kostenpost,
    Ondertekening,
    Tijdsraming,
    Toekenning,
    Toekenningstatus,
)


@admin.register(Kostenpost)
class KostenpostAdmin(Beheer):
    list_display = ["code", "naam", "soort", "volgorde"]
    list_filter = ["soort"]

    def has_delete_permission(self, request, obj=None):
        return False  # years point at it


@admin.register(Begrotingsregel)
class BegrotingsregelAdmin(AlleenLezen):
    list_display = ["versie", "post", "kamer", "bedrag"]
    list_filter = ["versie", "kamer"]
    list_select_related = ["versie__jaar", "post", "kamer"]


@admin.register(Financieringsbron)
class FinancieringsbronAdmin(AlleenLezen):
    list_display = ["versie", "naam", "soort", "partner", "raming"]
    list_filter = ["versie", "soort"]
    list_select_related = ["versie__jaar", "partner"]


@admin.register(Financieringsregel)
class FinancieringsregelAdmin(AlleenLezen):
    list_display = ["bron", "kamer", "bedrag"]
    list_filter = ["bron__versie", "kamer"]
    list_select_related = ["bron", "kamer"]


@admin.register(Tijdsraming)
class TijdsramingAdmin(AlleenLezen):
    list_display = ["versie", "wie", "kamer", "personen", "uren_per_persoon", "tarief"]
    list_filter = ["versie", "wie", "kamer"]
    list_select_related = ["versie__jaar", "kamer"]


@admin.register(Toekenning)
class ToekenningAdmin(AlleenLezen):
    list_display = ["omschrijving", "jaar", "soort", "partner", "bedrag"]
    list_filter = ["jaar", "soort"]
    list_select_related = ["jaar", "partner"]


@admin.register(Toekenningstatus)
class ToekenningstatusAdmin(AlleenLezen):
    list_display = ["toekenning", "status", "datum", "bedrag", "door"]
    list_filter = ["status"]
    list_select_related = ["toekenning", "door"]


@admin.register(Betaalverzoek)
class BetaalverzoekAdmin(AlleenLezen):
    list_display = ["__str__", "toekenning", "bedrag", "datum"]
    list_filter = ["jaar"]
    list_select_related = ["toekenning"]


@admin.register(Ondertekening)
class OndertekeningAdmin(AlleenLezen):
    list_display = ["functie", "datum", "samenwerkingsafspraak", "opdracht", "partner"]
    list_select_related = ["samenwerkingsafspraak__jaar", "opdracht__jaar", "opdracht__partner", "partner"]
