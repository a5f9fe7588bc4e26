"""The numbers of passes, and who looked at the person behind one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import Bevroren
from kamers.models.kamer import Kamer
from kamers.models.persoon import Persoon

EERSTE = 100  # the first number: with its check digit every pass has at least four digits


class PasnummerQuerySet(ZichtbaarQuerySet):
    def vrij(self):
        """Return the numbers that stand on a printed card and were given to nobody yet."""
        return self.filter(uitgegeven_op__isnull=True)


class Pasnummer(models.Model):
    """A number made for a pass. It is given out once; nobody gets it again, also not when its holder is forgotten.

    The number itself follows from the key (services.pasnummer), and who holds it stands with the person only.
    """

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="pasnummers", verbose_name=_("kamer"))
    gemaakt_op = models.DateField(_("gemaakt op"))
    uitgegeven_op = models.DateField(_("uitgegeven op"), null=True, blank=True)

    objects = PasnummerQuerySet.as_manager()

    class Meta:
        verbose_name = _("pasnummer")
        verbose_name_plural = _("pasnummers")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(uitgegeven_op=None) | Q(uitgegeven_op__gte=F("gemaakt_op")),
                name="pasnummer_uitgegeven_na_maken",
                violation_error_message=_("De pas is later uitgegeven dan gemaakt."),
            )
        ]

    def __str__(self):
        return str(self.volgnummer)

    @property
    def volgnummer(self) -> int:
        """The number without its check digit."""
        return EERSTE - 1 + self.pk


class InkijkQuerySet(ZichtbaarQuerySet):
    pad_kamer = "persoon__kamers"
    pad_gebruiker = "persoon__vrijwilliger__gebruiker"


class Inkijk(Bevroren):
    """Someone looked at the page of a person: who, at whom, and when."""

    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="inkijk", verbose_name=_("persoon"))
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("bekeken door")
    )
    op = models.DateTimeField(_("bekeken op"), default=timezone.now)

    objects = InkijkQuerySet.as_manager()

    class Meta(Bevroren.Meta):
        verbose_name = _("inkijk")
        verbose_name_plural = _("inkijk")
        ordering = ["-op", "-pk"]

    def __str__(self):
        return f"{self.op:%d-%m-%Y}"
