"""Files that go in and out: kept for an hour between looking and storing, and a line for every file that went out."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import Bevroren
from kamers.models.kamer import Kamer

BEWAARTIJD = timedelta(hours=1)


class Gegevenssoort(models.TextChoices):
    """What a file is about."""

    ACTIVITEITEN = "activiteiten", _("activiteiten")
    BIJEENKOMSTEN = "bijeenkomsten", _("bijeenkomsten")
    PASSEN = "passen", _("passen")
    KLUSSEN = "klussen", _("klussen")


class InvoerQuerySet(ZichtbaarQuerySet):
    def open(self, nu):
        """Return what was not stored yet and may still be."""
        return self.filter(verwerkt_op=None, verloopt_op__gt=nu)


class Invoer(models.Model):
    """A file that someone chose, between the preview and the confirmation. Its bytes go once stored or expired."""

    sleutel = models.UUIDField(primary_key=True, editable=False)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("gekozen door")
    )
    soort = models.CharField(_("soort gegevens"), max_length=15, choices=Gegevenssoort)
    kamer = models.ForeignKey(
        Kamer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kamer")
    )  # empty: the file names the room of each row
    naam = models.CharField(_("naam van het bestand"), max_length=150)
    sha256 = models.CharField("sha256", max_length=64)
    inhoud = models.BinaryField(_("inhoud"))
    gemaakt_op = models.DateTimeField(_("gekozen op"), default=timezone.now)
    verloopt_op = models.DateTimeField(_("verloopt op"))
    verwerkt_op = models.DateTimeField(_("ingevoerd op"), null=True, blank=True)
    aantallen = models.JSONField(
        _("aantallen"), default=dict
    )  # what the file would do (kamers.resources.verwerken), and once it was stored how many rows it did

    objects = InvoerQuerySet.as_manager()

    class Meta:
        verbose_name = _("invoer")
        verbose_name_plural = _("invoer")
        ordering = ["-gemaakt_op"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="invoer_sha256_klopt",
                violation_error_message=_("Een sha256 heeft 64 tekens."),
            ),
            models.CheckConstraint(
                condition=Q(verwerkt_op=None) | Q(inhoud=b""),
                name="invoer_verwerkt_zonder_inhoud",
                violation_error_message=_("Na het invoeren bewaren we het bestand niet."),
            ),
        ]

    def __str__(self):
        return self.naam


class Uitvoer(Bevroren):
    """Someone took a file out: who, what, of which room, and when."""

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("opgehaald door")
    )  # empty: by a command on the server
    soort = models.CharField(_("soort gegevens"), max_length=15)  # also kinds of a higher floor
    kamer = models.ForeignKey(
        Kamer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kamer")
    )  # empty: every room
    jaar = models.PositiveSmallIntegerField(_("jaar"), null=True, blank=True)
    vorm = models.CharField(_("vorm"), max_length=4)
    rijen = models.PositiveIntegerField(_("rijen"))
    sha256 = models.CharField("sha256", max_length=64, blank=True)  # empty: written down before this was kept
    op = models.DateTimeField(_("opgehaald op"), default=timezone.now)

    objects = ZichtbaarQuerySet.as_manager()

    class Meta(Bevroren.Meta):
        verbose_name = _("uitvoer")
        verbose_name_plural = _("uitvoer")
        ordering = ["-op", "-pk"]

    def __str__(self):
        return f"{self.soort} {self.op:%d-%m-%Y}"
