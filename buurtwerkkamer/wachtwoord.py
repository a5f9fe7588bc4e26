"""Django's rule for the length of a password, in our words."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class Lengte(MinimumLengthValidator):
    """Refuse a short password with a sentence that says what to do."""

    def get_error_message(self):
        return _("Dit wachtwoord is te kort. Kies er een van minstens %d tekens.") % self.min_length

    def get_help_text(self):
        return _("Kies een wachtwoord van minstens %d tekens.") % self.min_length
