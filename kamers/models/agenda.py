"""Secret addresses of calendars."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from kamers.models.kamer import Kamer
from kamers.models.persoon import Persoon


class AgendalinkQuerySet(ZichtbaarQuerySet):
    pad_gebruiker = "persoon__vrijwilliger__gebruiker"

    def geldig(self):
        return self.filter(ingetrokken_op__isnull=True)


class Agendalink(models.Model):
    """A secret address of the calendar of a room, or of one volunteer: whoever has it, reads along until withdrawn."""

    kamer = models.ForeignKey(
        Kamer, models.PROTECT, null=True, blank=True, related_name="agendalinks", verbose_name=_("kamer")
    )
    persoon = models.ForeignKey(
        Persoon, models.PROTECT, null=True, blank=True, related_name="agendalinks", verbose_name=_("vrijwilliger")
    )
    geheim = models.CharField(_("geheim"), max_length=64, unique=True)
    gemaakt_op = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    ingetrokken_op = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    objects = AgendalinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("agendalink")
        verbose_name_plural = _("agendalinks")
        constraints = [
            models.CheckConstraint(
                condition=Q(kamer__isnull=False, persoon__isnull=True) | Q(kamer__isnull=True, persoon__isnull=False),
                name="agendalink_van_een",
                violation_error_message=_("Een agenda is van een kamer of van een vrijwilliger."),
            ),
            models.UniqueConstraint(
                fields=["kamer", "persoon"],
                condition=Q(ingetrokken_op__isnull=True),
                name="agendalink_een_geldig",
                nulls_distinct=False,
                violation_error_message=_("Deze agenda heeft al een link."),
            ),
        ]

    def __str__(self):
        return f"{self.kamer or self.persoon}"
