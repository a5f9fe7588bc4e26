"""A file in the database: written once, loaded only when served."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bevroren import Bevroren


class BestandQuerySet(models.QuerySet):
    def zonder_inhoud(self):
        """Leave the bytes in the database until they are served."""
        return self.defer("inhoud")


class Bestand(Bevroren):
    """Bytes with their sha256, type and name. Never changed, never overwritten."""

    naam = models.CharField(_("naam"), max_length=150)
    type = models.CharField(_("type"), max_length=100)
    sha256 = models.CharField("sha256", max_length=64)
    omvang = models.PositiveIntegerField(_("omvang in bytes"))
    inhoud = models.BinaryField(_("inhoud"))
    gemaakt_op = models.DateTimeField(_("gemaakt op"), default=timezone.now)

    objects = BestandQuerySet.as_manager()

    class Meta(Bevroren.Meta):
        verbose_name = _("bestand")
        verbose_name_plural = _("bestanden")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="bestand_sha256_klopt",
                violation_error_message=_("Een sha256 heeft 64 tekens."),
            )
        ]

    def __str__(self):
        return self.naam
