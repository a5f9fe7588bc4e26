"""Cost lines for the beheerder; figures are only read here, the treasurer's grid is where they change."""

from django.contrib import admin

from buurtwerkkamer.beheer import AlleenLezen, Beheer
from financien.models import Begrotingsregel, Financieringsbron, Financieringsregel, Kostenpost, Tijdsraming


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
