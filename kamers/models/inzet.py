"""Hours that people gave."""

from datetime import date
from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.spoor import spoor
from buurtwerkkamer.velden import BedragField, UrenField, meer_dan_nul
from kamers.models.bijeenkomst import Bijeenkomst
from kamers.models.kamer import Kamer
from kamers.models.klus import Klus
from kamers.models.persoon import Persoon


class Tariefsoort(models.TextChoices):
    """Whose hours: those of residents or of the paid staff beside their contract."""

    BEWONER = "bewoner", _("bewoner")
    MEDEWERKER = "medewerker", _("medewerker")


SOORT_VAN_PERSOON = pgtrigger.Trigger(  # whatever writes hours, no place can forget it; zet_betaald waits for it
    name="soort_van_persoon",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("dag", "persoon_id"),
    when=pgtrigger.Before,
    func=f"""
        IF TG_OP = 'UPDATE' AND OLD.dag = NEW.dag AND OLD.persoon_id = NEW.persoon_id THEN RETURN NEW; END IF;
        SELECT CASE WHEN p.betaald_vanaf <= NEW.dag AND (p.betaald_tot IS NULL OR p.betaald_tot >= NEW.dag)
            THEN '{Tariefsoort.MEDEWERKER.value}' ELSE '{Tariefsoort.BEWONER.value}' END
        INTO NEW.tariefsoort FROM kamers_persoon p WHERE p.id = NEW.persoon_id FOR SHARE;
        RETURN NEW;""",  # noqa: S608 our own SQL, no input
)


class Uurtarief(models.Model):
    """What an hour is worth from a day on, with its source [78]. The agreement of the year chooses one."""

    soort = models.CharField(_("soort"), max_length=10, choices=Tariefsoort)
    vanaf = models.DateField(_("vanaf"))
    bedrag = BedragField(_("bedrag per uur"))
    bron = models.CharField(_("bron"), max_length=200)

    class Meta:
        verbose_name = _("uurtarief")
        verbose_name_plural = _("uurtarieven")
        ordering = ["soort", "-vanaf"]
        constraints = [
            models.UniqueConstraint(
                fields=["soort", "vanaf"],
                name="uurtarief_een_per_dag",
                violation_error_message=_("Op deze dag begint al een tarief van deze soort."),
            ),
            meer_dan_nul("uurtarief_boven_nul", _("Een uurtarief is meer dan € 0.")),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} {self.vanaf:%d-%m-%Y}"


class InzetQuerySet(ZichtbaarQuerySet):
    pad_gebruiker = "persoon__vrijwilliger__gebruiker"

    def in_jaar(self, jaar: int):
        return self.filter(dag__gte=date(jaar, 1, 1), dag__lte=date(jaar, 12, 31))

    def wacht_op_goedkeuring(self):
        """Return the hours that a volunteer reported higher than noted and nobody looked at yet."""
        return self.filter(beoordeeld_op__isnull=True, gemeld_uren__gt=F("uren"))

    def totaal(self) -> Decimal:
        """Return the hours that count."""
        return self.aggregate(totaal=Sum("uren", default=Decimal("0.00")))["totaal"]


@spoor()
class Inzet(models.Model):
    """Hours of one person at one occurrence or klus. ``uren`` is what counts, ``gemeld_uren`` what the person says.

    What the coordinator notes counts at once. A lower or absent report of the volunteer counts at once as well; a
    higher one waits for approval (domain.md §3). Whose hours they are (``tariefsoort``) the database reads from the
    person: those of a paid helper, beside the contract, are no residents' hours.
    """

    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="inzet", verbose_name=_("persoon"))
    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="inzet", verbose_name=_("kamer"))
    bijeenkomst = models.ForeignKey(
        Bijeenkomst, models.CASCADE, null=True, blank=True, related_name="inzet", verbose_name=_("bijeenkomst")
    )
    klus = models.ForeignKey(Klus, models.CASCADE, null=True, blank=True, related_name="inzet", verbose_name=_("klus"))
    dag = models.DateField(_("dag"))
    uren = UrenField(_("uren"))
    gemeld_uren = UrenField(_("gemelde uren"), null=True, blank=True)
    gemeld_op = models.DateTimeField(_("gemeld op"), null=True, blank=True)
    beoordeeld_op = models.DateTimeField(_("beoordeeld op"), null=True, blank=True)
    beoordeeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("door")
    )
    tariefsoort = models.CharField(_("soort uren"), max_length=10, choices=Tariefsoort, default=Tariefsoort.BEWONER)

    objects = InzetQuerySet.as_manager()

    class Meta:
        verbose_name = _("inzet")
        verbose_name_plural = _("inzet")
        ordering = ["-dag", "-pk"]
        triggers = [SOORT_VAN_PERSOON]
        indexes = [models.Index(fields=["kamer", "dag"]), models.Index(fields=["persoon", "dag"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(bijeenkomst__isnull=False, klus__isnull=True)
                | Q(bijeenkomst__isnull=True, klus__isnull=False),
                name="inzet_bij_een_ding",
                violation_error_message=_("Uren horen bij een activiteit of bij een klus."),
            ),
            models.UniqueConstraint(
                fields=["persoon", "bijeenkomst"],
                name="inzet_eens_per_bijeenkomst",
                violation_error_message=_("De uren van deze persoon staan er al bij."),
            ),
            models.UniqueConstraint(
                fields=["persoon", "klus"],
                name="inzet_eens_per_klus",
                violation_error_message=_("De uren van deze persoon staan er al bij."),
            ),
            models.CheckConstraint(
                condition=(Q(uren=0) | Q(uren__gte="0.5", uren__lte=12))
                & (Q(gemeld_uren=None) | Q(gemeld_uren=0) | Q(gemeld_uren__gte="0.5", gemeld_uren__lte=12)),
                name="inzet_uren_kloppen",
                violation_error_message=_("Vul een aantal uren in van 0,5 tot 12."),
            ),
        ]

    def __str__(self):
        return f"{self.persoon} {self.dag:%d-%m-%Y}"

    @property
    def bevestigd(self) -> bool:
        """Whether the person said so or a coordinator judged it; until then the hours are only noted."""
        return self.beoordeeld_op is not None or (self.gemeld_uren is not None and not self.wacht)

    @property
    def wacht(self) -> bool:
        """The person reported more than was noted and nobody looked at it yet."""
        return self.beoordeeld_op is None and self.gemeld_uren is not None and self.gemeld_uren > self.uren
