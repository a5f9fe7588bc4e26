"""Users and the cooperative itself, for the beheerder."""

from django import forms
from django.contrib import admin
from django.contrib.auth.forms import SetPasswordMixin
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.beheer import AlleenLezen, Beheer
from buurtwerkkamer.kolommen import ja_nee, kolom
from buurtwerkkamer.models import Cooperatie, Gebruiker


class GebruikerForm(SetPasswordMixin, forms.ModelForm):
    """A user, with an optional new password: leave it empty to keep the present one."""

    password1, password2 = SetPasswordMixin.create_password_fields(
        label1=_("Nieuw wachtwoord"), label2=_("Nog een keer")
    )

    class Meta:
        model = Gebruiker
        fields = ["naam", "aanmeldnaam", "email", "taal", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for naam in ("password1", "password2"):
            self.fields[naam].required = self.instance.pk is None

    def clean_aanmeldnaam(self):
        return self.cleaned_data["aanmeldnaam"].strip().lower()

    def clean(self):
        if self.cleaned_data.get("password1") or self.cleaned_data.get("password2"):
            self.validate_passwords()
            self.validate_password_for_user(self.instance)
        return super().clean()

    def save(self, commit=True):
        if self.cleaned_data.get("password1"):
            self.instance.set_password(self.cleaned_data["password1"])
        return super().save(commit)


@admin.register(Gebruiker)
class GebruikerAdmin(Beheer):
    form = GebruikerForm
    list_display = ["naam", "aanmeldnaam", ja_nee("is_active", _("actief")), "last_login"]
    list_filter = ["is_active"]
    search_fields = ["naam", "aanmeldnaam", "email"]

    def has_delete_permission(self, request, obj=None):
        return False  # make someone inactive instead: what they logged keeps its author


@admin.register(Cooperatie)
class CooperatieAdmin(Beheer):
    list_display = ["naam", "plaats"]

    def has_add_permission(self, request):
        return not Cooperatie.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.pk = 1  # there is one cooperative
        super().save_model(request, obj, form, change)


class TweedeFactorAdmin(AlleenLezen):
    """Second factors: who has one, without its secret. Taking one away helps someone who lost a phone."""

    list_display = ["gebruiker", "soort", "gemaakt", "gebruikt"]
    list_select_related = ["user"]
    fields = ["gebruiker", "soort", "gemaakt", "gebruikt"]
    readonly_fields = ["gebruiker", "soort", "gemaakt", "gebruikt"]
    gebruiker = staticmethod(kolom("user", _("gebruiker")))
    gemaakt = staticmethod(kolom("created_at", _("gemaakt op")))
    gebruikt = staticmethod(kolom("last_used_at", _("gebruikt op")))

    @admin.display(description=_("soort"), ordering="type")
    def soort(self, factor):
        return factor.get_type_display()

    def has_delete_permission(self, request, obj=None):
        return True
