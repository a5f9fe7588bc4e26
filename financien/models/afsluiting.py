"""The closing of a month and of a year: who, when, and the fingerprint of every document it covers (domain.md §6.1)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bevroren import Bevroren
from buurtwerkkamer.models import Jaar
from financien.models.boekslot import JAAR_SLUIT, MAAND_SLUIT

LAATSTE_MAAND = 11  # December closes with the year


class Afsluiting(Bevroren):
    """A closing. ``sha256`` is over itself, the fingerprints it holds and the closing before it: a chain."""

    op = models.DateTimeField(_("afgesloten op"), default=timezone.now, editable=False)
    afdrukken = models.JSONField(_("vingerafdrukken"), default=dict, editable=False)  # see services/afdrukken.py
    vorige = models.CharField(_("sha256 van de vorige"), max_length=64, blank=True, editable=False)
    sha256 = models.CharField("sha256", max_length=64, editable=False)

    class Meta(Bevroren.Meta):
        abstract = True


class Maandafsluiting(Afsluiting):
    """A month that is closed: no document gets a day in it any more, and nothing opens it again."""

    jaar = models.ForeignKey(Jaar, models.PROTECT, related_name="maandafsluitingen", verbose_name=_("boekjaar"))
    maand = models.PositiveSmallIntegerField(_("maand"))
    reden = models.CharField(_("wat nog niet klaar was, en waarom"), max_length=300, blank=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="maandafsluitingen", verbose_name=_("afgesloten door")
    )

    class Meta(Afsluiting.Meta):
        verbose_name = _("maandafsluiting")
        verbose_name_plural = _("maandafsluitingen")
        ordering = ["jaar", "maand"]
        triggers = [*Bevroren.Meta.triggers, MAAND_SLUIT]
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "maand"],
                name="maandafsluiting_eens",
                violation_error_message=_("Deze maand is al afgesloten."),
            ),
            models.CheckConstraint(
                condition=Q(maand__gte=1, maand__lte=LAATSTE_MAAND),
                name="maandafsluiting_een_tot_elf",
                violation_error_message=_("Sluit januari tot en met november af. December sluit met het jaar."),
            ),
        ]

    def __str__(self):
        return _t("afsluiting van %(maand)s %(jaar)s") % {"maand": MONTHS[self.maand], "jaar": self.jaar}

    @property
    def volgorde(self) -> int:
        return self.maand

    @property
    def doel(self) -> str:
        """What its act in the log is about."""
        return f"maandafsluiting:{self.jaar.jaar}:{self.maand}"


class Jaarafsluiting(Afsluiting):
    """A step of a year: provisionally closed, and later settled by the decision of the members' meeting."""

    class Stap(models.TextChoices):
        VOORLOPIG = Jaar.Status.VOORLOPIG.value, _("voorlopig afgesloten")
        VASTGESTELD = Jaar.Status.VASTGESTELD.value, _("vastgesteld")

    jaar = models.ForeignKey(Jaar, models.PROTECT, related_name="jaarafsluitingen", verbose_name=_("boekjaar"))
    stap = models.CharField(_("stap"), max_length=12, choices=Stap)
    besluit_op = models.DateField(_("dag van de ledenvergadering"), null=True, blank=True)
    besluit = models.CharField(_("besluit"), max_length=300, blank=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="jaarafsluitingen", verbose_name=_("afgesloten door")
    )

    class Meta(Afsluiting.Meta):
        verbose_name = _("jaarafsluiting")
        verbose_name_plural = _("jaarafsluitingen")
        ordering = ["jaar", "pk"]
        triggers = [*Bevroren.Meta.triggers, JAAR_SLUIT]
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "stap"],
                name="jaarafsluiting_eens",
                violation_error_message=_("Deze stap is al gezet."),
            ),
            models.CheckConstraint(
                condition=Q(stap="voorlopig", besluit_op__isnull=True, besluit="")
                | (Q(stap="vastgesteld", besluit_op__isnull=False) & ~Q(besluit="")),
                name="jaarafsluiting_vastgesteld_met_besluit",
                violation_error_message=_("Bij vaststellen horen de dag en het besluit van de ledenvergadering."),
            ),
        ]

    def __str__(self):
        if self.stap == self.Stap.VOORLOPIG:
            return _t("voorlopige afsluiting van %(jaar)s") % {"jaar": self.jaar}
        return _t("vaststelling van %(jaar)s") % {"jaar": self.jaar}

    @property
    def volgorde(self) -> int:
        return LAATSTE_MAAND + 1 + (self.stap == self.Stap.VASTGESTELD)

    @property
    def doel(self) -> str:
        """What its act in the log is about."""
        return f"jaarafsluiting:{self.jaar.jaar}:{self.stap}"
