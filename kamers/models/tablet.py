"""The tablets of rooms."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.spoor import spoor
from kamers.models.kamer import Kamer

BEWAAR = timedelta(days=30)  # a tablet that nobody used for so long has to be registered again (guards.md)


class TabletQuerySet(ZichtbaarQuerySet):
    def niet_ingetrokken(self):
        return self.filter(ingetrokken_op__isnull=True)

    def geldig(self, dag: date):
        """Return the tablets that open a room on a day: not withdrawn, used lately, of a room not closed."""
        rijen = self.niet_ingetrokken().filter(laatst_gezien__gt=dag - BEWAAR)
        return rijen.exclude(kamer__gesloten_op__lt=dag)


@spoor(zonder=("geheim", "laatst_gezien"))
class Tablet(models.Model):
    """A tablet that belongs to a room: a tap on one's name opens the daily screens (domain.md §2)."""

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="tablets", verbose_name=_("kamer"))
    naam = models.CharField(_("naam"), max_length=40, help_text=_("Zoals 'tablet bij de koffie'."))
    geheim = models.CharField(_("geheim"), max_length=64, unique=True, editable=False)  # sha256 of the cookie
    aangemeld_op = models.DateTimeField(_("aangemeld op"), default=timezone.now)
    aangemeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("aangemeld door")
    )
    laatst_gezien = models.DateField(_("laatst gebruikt"), default=timezone.localdate)
    ingetrokken_op = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    objects = TabletQuerySet.as_manager()

    class Meta:
        verbose_name = _("tablet")
        verbose_name_plural = _("tablets")
        ordering = ["kamer", "naam", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(geheim__regex=r"^[0-9a-f]{64}$"),
                name="tablet_geheim_is_een_som",
                violation_error_message=_("Van het geheim van een tablet bewaren we alleen de som."),
            ),
            models.UniqueConstraint(
                Lower("naam"),
                "kamer",
                condition=Q(ingetrokken_op__isnull=True),
                name="tablet_naam_eens_per_kamer",
                violation_error_message=_("Deze kamer heeft al een tablet die zo heet. Kies een andere naam."),
            ),
        ]

    def __str__(self):
        return self.naam

    @property
    def geldig_tot(self) -> date:
        """The last day on which it opens when nobody uses it until then."""
        return self.laatst_gezien + BEWAAR - timedelta(days=1)
