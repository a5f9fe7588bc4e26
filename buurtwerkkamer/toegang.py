"""Every page needs a login and a declared right, unless it says that it is open."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import rollen, rust

APPS = {  # pages of libraries, which cannot declare a right themselves
    "admin": "buurtwerkkamer.beheer",
    "mfa": "buurtwerkkamer.ingelogd",
}
VIEWS = {
    "account_login": None,
    "account_logout": None,
    "account_signup": None,  # says that accounts are made by the beheerder
    "account_reset_password": None,
    "account_reset_password_done": None,
    "account_reset_password_from_key": None,
    "account_reset_password_from_key_done": None,
    "account_reauthenticate": "buurtwerkkamer.ingelogd",
    "account_change_password": "buurtwerkkamer.ingelogd",
    "mfa_authenticate": None,  # between password and second factor
    "mfa_login_webauthn": None,
}


class Aanmelding(DefaultAccountAdapter):
    """Accounts are made by the beheerder; nobody signs up."""

    _MIS = _("Dit e-mailadres of dit wachtwoord klopt niet. Probeer het opnieuw.")
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _MIS,
        "username_password_mismatch": _MIS,
        "invalid_login": _MIS,
        "too_many_login_attempts": _("Je probeerde het te vaak. Wacht vijf minuten en probeer het opnieuw."),
    }

    def is_open_for_signup(self, request):
        return False


def recht(naam: str):
    """Declare the right that opens a view. A wrong name fails when the module is loaded."""
    if naam not in rollen.RECHTEN:
        raise ImproperlyConfigured(f"unknown right {naam}")

    def verklaar(view):
        view.recht = naam
        return view

    return verklaar


def openbaar(view):
    """Declare that a view is open to everyone."""
    view.recht = None
    return view


def verklaard_recht(view, match):
    """Return the declared right of a view (None: open). ImproperlyConfigured when nothing is declared."""
    if hasattr(view, "recht"):
        return view.recht
    if match.url_name in VIEWS:
        return VIEWS[match.url_name]
    for app in match.app_names or [str(match.url_name).split("_")[0]]:
        if app in APPS:
            return APPS[app]
    raise ImproperlyConfigured(f"{match.view_name}: no right declared")


class ToegangMiddleware:
    """Refuse whoever is not logged in or lacks the right; choose the role in which the page opens."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        naam = verklaard_recht(view, request.resolver_match)
        rust.te_lang_stil(request)
        gebruiker = request.user
        if not gebruiker.is_authenticated:
            return None if naam is None else redirect_to_login(request.get_full_path())
        kamercode = kwargs.get("kamer", "")
        gekozen = request.session.get("rol")
        if naam is None:
            gebruiker.rol = gekozen
            return None
        gebruiker.rol = rollen.rol_voor(gebruiker, naam, gekozen, kamercode)
        gebruiker.kamercode = self._kamercode(request, gebruiker, kamercode)
        if gebruiker.rol is None:
            raise PermissionDenied
        return None

    @staticmethod
    def _kamercode(request, gebruiker, kamercode: str) -> str:
        """Remember the room someone with more rooms works in, for the menu of pages without a room."""
        eigen = {info.kamercode for info in rollen.aanstellingen(gebruiker) if info.rol == gebruiker.rol}
        keuze = kamercode or request.session.get("kamer", "")
        if keuze not in eigen:
            return ""
        if request.session.get("kamer") != keuze:
            request.session["kamer"] = keuze
        return keuze
