"""What every admin page of the house shares: closed filters, and tables that are only read."""

from django import forms
from django.contrib import admin

from buurtwerkkamer.drukbaar import DrukbaarMixin


class Beheerform(DrukbaarMixin, forms.ModelForm):
    """Names of rooms, partners and lines come in reports, so they are printable."""


class Beheer(admin.ModelAdmin):
    """An admin page whose address takes no other filters than those it shows."""

    form: type[forms.ModelForm] = Beheerform
    list_per_page = 50
    show_full_result_count = False

    def lookup_allowed(self, lookup, value, request=None):
        toegestaan = {f[0] if isinstance(f, tuple) else f for f in self.list_filter}
        return lookup.split("__")[0] in toegestaan or lookup in toegestaan


class AlleenLezen(Beheer):
    """A table that the admin shows and never changes."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
