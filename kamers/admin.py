"""Rooms, partners, roles and reference rows, for the beheerder. Daily work never passes through here."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.admin import GebruikerAdmin
from buurtwerkkamer.beheer import AlleenLezen, Beheer
from kamers.models import (
    Aanstelling,
    Bijeenkomst,
    Buurt,
    Buurtcijfer,
    Corporatieproduct,
    Doelgroep,
    Domein,
    Indicator,
    Inzet,
    Kamer,
    Kamerstap,
    Partner,
    Partnernaam,
    Soort,
    Uurtarief,
    Werkgebied,
)


class WerkgebiedInline(admin.StackedInline):
    model = Werkgebied
    extra = 0


@admin.register(Kamer)
class KamerAdmin(Beheer):
    list_display = ["naam", "afkorting", "status", "begin"]
    list_filter = ["status"]
    inlines = [WerkgebiedInline]
    readonly_fields = ["oefenkamer"]  # a real room would fall out of every figure, and could be emptied

    @admin.display(description=_("start"), ordering="start")
    def begin(self, kamer):
        return kamer.start_in_woorden

    def get_readonly_fields(self, request, obj=None):
        """A room that runs already may be entered as it is; after that its life goes by the steps of its page."""
        return [*self.readonly_fields, "status", "gesloten_op"] if obj else self.readonly_fields

    def has_delete_permission(self, request, obj=None):
        return False  # a room that closes gets a last day


class PartnernaamInline(admin.StackedInline):
    model = Partnernaam
    extra = 0


@admin.register(Partner)
class PartnerAdmin(Beheer):
    list_display = ["naam", "soort", "kamer"]
    list_filter = ["soort"]
    list_select_related = ["kamer"]
    search_fields = ["naam", "namen__naam"]
    inlines = [PartnernaamInline]


class AanstellingForm(forms.ModelForm):
    """A role that begins today, unless another day is typed."""

    class Meta:
        model = Aanstelling
        fields = ["gebruiker", "rol", "kamer", "partner", "van", "tot"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["van"].initial = timezone.localdate


class AanstellingInline(admin.StackedInline):
    """The roles of a user, on the page of the user: without a role no page opens."""

    model = Aanstelling
    form = AanstellingForm
    can_delete = False

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1


GebruikerAdmin.inlines = [*GebruikerAdmin.inlines, AanstellingInline]


@admin.register(Aanstelling)
class AanstellingAdmin(Beheer):
    form = AanstellingForm
    list_display = ["gebruiker", "rol", "kamer", "partner", "van", "tot"]
    list_filter = ["rol", "kamer"]
    list_select_related = ["gebruiker", "kamer", "partner"]

    def has_delete_permission(self, request, obj=None):
        return False  # give it a last day: who held which role stays known


@admin.register(Soort)
class SoortAdmin(Beheer):
    list_display = ["code", "naam", "kort", "telt"]


@admin.register(Corporatieproduct)
class CorporatieproductAdmin(Beheer):
    list_display = ["naam", "volgorde"]


@admin.register(Doelgroep)
class DoelgroepAdmin(Beheer):
    list_display = ["letter", "naam", "toelichting"]


@admin.register(Domein)
class DomeinAdmin(Beheer):
    list_display = ["naam", "volgorde"]


@admin.register(Buurt)
class BuurtAdmin(Beheer):
    list_display = ["naam", "ligt_in"]
    list_select_related = ["ligt_in"]
    search_fields = ["naam"]


@admin.register(Buurtcijfer)
class BuurtcijferAdmin(Beheer):
    list_display = ["buurt", "jaar", "kenmerk", "waarde", "bron"]
    list_filter = ["kenmerk", "jaar"]
    list_select_related = ["buurt"]


@admin.register(Kamerstap)
class KamerstapAdmin(AlleenLezen):
    list_display = ["kamer", "stap", "gedaan_op"]
    list_filter = ["kamer"]
    list_select_related = ["kamer"]


@admin.register(Indicator)
class IndicatorAdmin(Beheer):
    list_display = ["code", "groep", "prestatie", "bewijs", "norm"]
    list_filter = ["groep"]


@admin.register(Uurtarief)
class UurtariefAdmin(Beheer):
    list_display = ["soort", "vanaf", "bedrag", "bron"]
    list_filter = ["soort"]


@admin.register(Bijeenkomst)
class BijeenkomstAdmin(AlleenLezen):
    list_display = ["dag", "naam", "kamer", "status", "kwamen_al", "nieuw_soort"]
    list_filter = ["kamer", "status"]
    list_select_related = ["kamer"]
    date_hierarchy = "dag"


@admin.register(Inzet)
class InzetAdmin(AlleenLezen):
    list_display = ["dag", "persoon", "kamer", "uren", "gemeld_uren"]
    list_filter = ["kamer"]
    list_select_related = ["persoon", "kamer"]
