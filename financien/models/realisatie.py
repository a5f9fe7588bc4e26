"""Why a line differs from its budget, and from which difference on that must be said (domain.md §5.8)."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import GEEN_TRUNCATE
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.spoor import spoor
from buurtwerkkamer.velden import BedragField, meer_dan_nul
from financien.models.begroting import Kostenpost
from kamers.models import Kamer

PROCENT, BEDRAG = 10, Decimal(2500)


@spoor()
class Afwijkingsgrens(models.Model):
    """From which difference on a line needs a sentence in a year; a year without this row has 10 % or € 2.500."""

    jaar = models.OneToOneField(
        Jaar, models.PROTECT, related_name="afwijkingsgrens", verbose_name=_("jaar"), editable=False
    )
    procent = models.PositiveSmallIntegerField(_("procent"), default=PROCENT)
    bedrag = BedragField(_("bedrag"), default=BEDRAG)

    class Meta:
        verbose_name = _("grens voor afwijkingen")
        verbose_name_plural = _("grenzen voor afwijkingen")
        triggers = [GEEN_TRUNCATE]
        constraints = [
            models.CheckConstraint(
                condition=Q(procent__gte=1, procent__lte=100),
                name="afwijkingsgrens_procent",
                violation_error_message=_("Vul een percentage in van 1 tot 100."),
            ),
            meer_dan_nul("afwijkingsgrens_bedrag"),
        ]

    def __str__(self):
        return str(self.jaar)

    def voorbij(self, verschil: Decimal, begroot: Decimal) -> bool:
        """Tell whether a difference with a budget, in euros, needs a sentence; on the limit it does not."""
        return abs(verschil) > self.bedrag or abs(verschil) * 100 > self.procent * begroot


class AfwijkingQuerySet(ZichtbaarQuerySet):
    def tot_en_met(self, jaar: int, maand: int):
        """Return the sentences of a year up to a month, the newest last."""
        return self.filter(jaar__jaar=jaar, maand__lte=maand).order_by("maand", "pk")


@spoor()
class Afwijking(models.Model):
    """The sentence that explains why a line of a room differs, as it stood up to and including a month.

    It holds until the difference moves on by more than the limit. ``post`` is empty for costs outside the budget.
    """

    jaar = models.ForeignKey(Jaar, models.PROTECT, related_name="afwijkingen", verbose_name=_("jaar"))
    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="afwijkingen", verbose_name=_("kamer"))
    post = models.ForeignKey(
        Kostenpost, models.PROTECT, null=True, blank=True, related_name="afwijkingen", verbose_name=_("post")
    )
    maand = models.PositiveSmallIntegerField(_("tot en met maand"))
    verschil = BedragField(_("verschil dat is uitgelegd"))
    tekst = models.CharField(_("waardoor komt het verschil"), max_length=300)
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="afwijkingen", verbose_name=_("uitgelegd door")
    )
    op = models.DateTimeField(_("uitgelegd op"), default=timezone.now, editable=False)

    objects = AfwijkingQuerySet.as_manager()

    class Meta:
        verbose_name = _("afwijking")
        verbose_name_plural = _("afwijkingen")
        ordering = ["jaar", "kamer", "post", "maand"]
        triggers = [GEEN_TRUNCATE]
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "kamer", "post", "maand"],
                nulls_distinct=False,
                name="afwijking_een_zin_per_maand",
                violation_error_message=_("Deze afwijking is voor deze maand al uitgelegd."),
            ),
            models.CheckConstraint(
                condition=Q(maand__gte=1, maand__lte=12),
                name="afwijking_maand",
                violation_error_message=_("Kies een maand van 1 tot en met 12."),
            ),
            models.CheckConstraint(
                condition=~Q(tekst=""),
                name="afwijking_heeft_een_zin",
                violation_error_message=_("Schrijf op waardoor het verschil komt."),
            ),
        ]

    def __str__(self):
        return self.tekst
