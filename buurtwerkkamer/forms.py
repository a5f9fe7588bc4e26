"""Forms of the front door."""

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _


class ZonderVoorbeeld:
    """A field has its label above it, and does not say it again inside."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            veld.widget.attrs.pop("placeholder", None)


class NogEenKeerForm(ZonderVoorbeeld, ReauthenticateForm):
    pass


class WachtwoordForm(ZonderVoorbeeld, ChangePasswordForm):
    pass


class VergetenForm(ZonderVoorbeeld, ResetPasswordForm):
    pass


class NieuwWachtwoordForm(ZonderVoorbeeld, ResetPasswordKeyForm):
    pass


class InlogForm(ZonderVoorbeeld, LoginForm):
    """Login with an e-mail address, or with the name and code of someone who has none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        naam, wachtwoord = self.fields["login"], self.fields["password"]
        naam.label = _("E-mailadres of naam")
        naam.error_messages["required"] = _("Vul je e-mailadres of je naam in.")
        wachtwoord.label = _("Wachtwoord of code")
        wachtwoord.error_messages["required"] = _("Vul je wachtwoord of je code in.")
        wachtwoord.help_text = ""  # the link to a new password stands below the button
        for veld in (naam, wachtwoord):
            veld.widget.attrs.pop("autofocus", None)  # a keyboard would cover the form on a tablet
            veld.widget.attrs["class"] = "form-control breed"


class SleutelForm(AddWebAuthnForm):
    """A new security key, with a name in the language of the screen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Naam")


class SleutelnaamForm(EditWebAuthnForm):
    """Another name for a security key."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Naam")
