"""One occurrence of an activity, as it was logged."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.spoor import spoor
from kamers.models.activiteit import Activiteit
from kamers.models.kamer import Kamer
from kamers.models.soort import Corporatieproduct, Soort
from kamers.models.teljaar import NIET_LEGEN, vast_met_teljaar


class BijeenkomstQuerySet(ZichtbaarQuerySet):
    def in_jaar(self, jaar: int):
        """Return what was logged in a year of the local date."""
        return self.filter(dag__gte=date(jaar, 1, 1), dag__lte=date(jaar, 12, 31))

    def genoteerd(self):
        return self.filter(status=Bijeenkomst.Status.GENOTEERD)

    def uniek(self) -> int:
        """Return how many people were counted without a name: those who came for the first time in this kind."""
        return self.genoteerd().aggregate(n=Sum("nieuw_soort", default=0))["n"]


@spoor(zonder=("reden",))
class Bijeenkomst(models.Model):
    """One occurrence of an activity, written as it was: a row exists once it is logged, moved or cancelled."""

    class Status(models.TextChoices):
        GENOTEERD = "genoteerd", _("genoteerd")
        VERPLAATST = "verplaatst", _("verplaatst")  # planned on another day or time, not logged yet
        VERVALLEN = "vervallen", _("ging niet door")

    activiteit = models.ForeignKey(
        Activiteit, models.PROTECT, related_name="bijeenkomsten", verbose_name=_("activiteit")
    )
    gepland = models.DateField(_("geplande dag"))  # the day of the series; identifies the occurrence
    dag = models.DateField(_("dag"))
    begin = models.TimeField(_("begin"))
    eind = models.TimeField(_("einde"))
    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="bijeenkomsten", verbose_name=_("kamer"))
    soort = models.ForeignKey(Soort, models.PROTECT, related_name="bijeenkomsten", verbose_name=_("soort"))
    product = models.ForeignKey(
        Corporatieproduct, models.PROTECT, null=True, blank=True, verbose_name=_("corporatieproduct")
    )
    naam = models.CharField(_("naam"), max_length=80)
    status = models.CharField(_("status"), max_length=10, choices=Status)
    kwamen_al = models.PositiveIntegerField(_("kwamen dit jaar al"), null=True, blank=True)
    nieuw_soort = models.PositiveIntegerField(_("voor het eerst dit jaar bij deze soort"), null=True, blank=True)
    nieuw_kamer = models.PositiveIntegerField(_("ook nieuw in de kamer dit jaar"), null=True, blank=True)
    kinderen = models.PositiveIntegerField(_("waarvan kinderen"), null=True, blank=True)
    op_naam = models.PositiveIntegerField(_("op naam"), default=0)  # rows of Deelname, beside the counts
    reden = models.CharField(_("reden"), max_length=120, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)  # optimistic lock
    genoteerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("genoteerd door")
    )
    genoteerd_op = models.DateTimeField(_("genoteerd op"), auto_now=True)

    objects = BijeenkomstQuerySet.as_manager()

    class Meta:
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")
        ordering = ["dag", "begin", "pk"]
        indexes = [models.Index(fields=["kamer", "dag"]), models.Index(fields=["dag", "soort"])]
        triggers = [vast_met_teljaar(kamer="{rij}.kamer_id", dag="{rij}.dag"), NIET_LEGEN]
        constraints = [
            models.UniqueConstraint(
                fields=["activiteit", "gepland"],
                name="bijeenkomst_eens_per_keer",
                violation_error_message=_("Deze keer is al genoteerd."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(status="genoteerd", kwamen_al__isnull=False, nieuw_soort__isnull=False)
                    & Q(nieuw_kamer__isnull=False, nieuw_kamer__lte=F("nieuw_soort"))
                )
                | (
                    ~Q(status="genoteerd")
                    & Q(kwamen_al=None, nieuw_soort=None, nieuw_kamer=None, kinderen=None, op_naam=0)
                ),
                name="bijeenkomst_geteld_als_genoteerd",
                violation_error_message=_("Er kunnen niet meer mensen nieuw in de kamer zijn dan nieuw bij de soort."),
            ),
        ]

    def __str__(self):
        return f"{self.naam} {self.dag:%d-%m-%Y}"

    @property
    def deelnemers(self) -> int:
        """How many people were there: counted, and by name."""
        return (self.kwamen_al or 0) + (self.nieuw_soort or 0) + self.op_naam
