"""A result that is measured elsewhere and typed in with its source."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.spoor import spoor
from kamers.models import Indicator, Kamer


class MetingQuerySet(ZichtbaarQuerySet):
    def laatste_in(self, jaar: int):
        """Return what was written down last of every indicator and room in a year: it supersedes the earlier ones."""
        rijen = self.filter(jaar__jaar=jaar).order_by("indicator_id", "kamer_id", "-pk")
        return rijen.distinct("indicator_id", "kamer_id")


@spoor()
class Meting(models.Model):
    """A typed result of one indicator for one room and year, with source, author and date (domain.md §7)."""

    jaar = models.ForeignKey(Jaar, models.PROTECT, related_name="metingen", verbose_name=_("jaar"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="metingen", verbose_name=_("prestatie"))
    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="metingen", verbose_name=_("kamer"))
    waarde = models.DecimalField(_("uitkomst"), max_digits=9, decimal_places=2)
    op_aangemeld = models.PositiveIntegerField(
        _("op aangemeld"), null=True, blank=True, help_text=_("Hoeveel mensen waren er aangemeld?")
    )
    n = models.PositiveIntegerField(
        _("aantal antwoorden (n)"), null=True, blank=True, help_text=_("Hoeveel mensen vulden de enquête in?")
    )
    bron = models.CharField(_("bron"), max_length=200, help_text=_("Waar komt dit cijfer vandaan?"))
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="metingen", verbose_name=_("ingevuld door")
    )
    datum = models.DateField(_("datum"))

    objects = MetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meting")
        verbose_name_plural = _("metingen")
        ordering = ["jaar", "indicator", "kamer", "-datum"]
        constraints = [
            models.CheckConstraint(
                condition=Q(waarde__gte=0),
                name="meting_niet_onder_nul",
                violation_error_message=_("Een uitkomst is 0 of meer."),
            ),
        ]

    def __str__(self):
        return f"{self.indicator.code} {self.kamer} {self.jaar}"
