"""Someone who can log in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import rollen
from buurtwerkkamer.spoor import spoor


class GebruikerManager(BaseUserManager):
    """Makes users and finds them by the name they log in with, whatever its capitals."""

    def create_user(self, aanmeldnaam, password=None, **velden):
        """Make a user; without a password nobody can log in as this user yet."""
        gebruiker = self.model(aanmeldnaam=aanmeldnaam.strip().lower(), **velden)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def get_by_natural_key(self, aanmeldnaam):
        return self.get(aanmeldnaam__iexact=aanmeldnaam)


@spoor(zonder=("password", "email", "naam", "aanmeldnaam", "last_login", "code"))
class Gebruiker(AbstractBaseUser):
    """A user: an e-mail address with a password, or for volunteers a name with a code. Rights come from roles."""

    aanmeldnaam = models.CharField(
        _("aanmeldnaam"),
        max_length=150,
        unique=True,
        help_text=_("Een e-mailadres, of een naam voor wie geen e-mail heeft."),
    )
    naam = models.CharField(_("naam"), max_length=150, help_text=_("Zo noemen we je op het scherm."))
    email = models.EmailField(_("e-mailadres"), blank=True)
    taal = models.CharField(_("taal"), max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl")
    code = models.CharField(_("code voor de tablet"), max_length=128, blank=True, editable=False)  # hashed
    is_active = models.BooleanField(_("actief"), default=True)
    gemaakt_op = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)

    USERNAME_FIELD = "aanmeldnaam"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]
    objects = GebruikerManager()

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        ordering = ["naam", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("aanmeldnaam"),
                name="gebruiker_aanmeldnaam_uniek",
                violation_error_message=_("Er is al een gebruiker met deze aanmeldnaam."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="gebruiker_email_uniek",
                violation_error_message=_("Er is al een gebruiker met dit e-mailadres."),
            ),
        ]

    def __str__(self):
        return self.naam

    @property
    def is_staff(self):
        """Django's admin opens for a beheerder only."""
        return rollen.Rol.BEHEERDER in rollen.rollen_van(self)

    def has_perm(self, recht, obj=None):
        return rollen.mag(self, recht)

    def has_perms(self, rechten, obj=None):
        return all(rollen.mag(self, recht) for recht in rechten)

    def has_module_perms(self, app_label):
        return self.is_staff

    def get_full_name(self):
        return self.naam

    def get_short_name(self):
        return self.naam.split(" ")[0]
