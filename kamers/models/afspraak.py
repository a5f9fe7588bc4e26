"""What is promised: indicators, and their target per room and version."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import GEEN_TRUNCATE, vast_met_versie
from buurtwerkkamer.models import Versie
from buurtwerkkamer.spoor import spoor
from kamers.models.activiteit import Soort
from kamers.models.kamer import Kamer


class Indicator(models.Model):
    """One row of the performance table of section 5 [44–68]: unit and norm stand per indicator, not per group."""

    class Groep(models.TextChoices):
        EFFECT = "effect", _("Effect")
        OUTPUT = "output", _("Output")
        PROCES = "proces", _("Proces")
        INPUT = "input", _("Input")

    class Eenheid(models.TextChoices):
        AANDEEL = "aandeel", _("aandeel")  # percent
        AANTAL = "aantal", _("aantal")
        CIJFER = "cijfer", _("cijfer")
        TEKORT = "tekort", _("tekort")
        OORDEEL = "oordeel", _("oordeel")

    class Norm(models.TextChoices):
        MIN = "min", _("minstens")
        MEER = "meer dan", _("meer dan")
        STREEF = "streef", _("streefcijfer")
        GELIJK = "gelijk", _("gelijk aan")

    code = models.CharField(_("code"), max_length=4, unique=True)
    groep = models.CharField(_("groep"), max_length=6, choices=Groep)
    prestatie = models.CharField(_("prestatie"), max_length=80, help_text=_("De korte naam."))
    tekst = models.CharField(_("tekst"), max_length=250, help_text=_("Zoals gedrukt in het aanbod."))
    bewijs = models.CharField(_("indicator"), max_length=30, help_text=_("Waaruit het blijkt: enquête, uniek …"))
    eenheid = models.CharField(_("eenheid"), max_length=8, choices=Eenheid)
    norm = models.CharField(_("norm"), max_length=8, choices=Norm)
    soort = models.OneToOneField(
        Soort, models.PROTECT, null=True, blank=True, related_name="indicator", verbose_name=_("soort")
    )
    volgorde = models.PositiveSmallIntegerField(_("volgorde"))

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicatoren")
        ordering = ["volgorde"]

    def __str__(self):
        return f"{self.code} {self.prestatie}"


@spoor()
class Streefwaarde(models.Model):
    """The target of one indicator for one room in one version: a number, "10 op 20", a word, or no agreement."""

    versie = models.ForeignKey(Versie, models.PROTECT, related_name="streefwaarden", verbose_name=_("versie"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="streefwaarden", verbose_name=_("indicator"))
    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="streefwaarden", verbose_name=_("kamer"))
    waarde = models.DecimalField(_("waarde"), max_digits=9, decimal_places=2, null=True, blank=True)
    op_aangemeld = models.PositiveIntegerField(
        _("op aangemeld"), null=True, blank=True, help_text=_("De 20 van “10 op 20”.")
    )
    woord = models.CharField(_("woord"), max_length=30, blank=True, help_text=_("Bijvoorbeeld: positief."))
    reden = models.CharField(_("reden"), max_length=120, blank=True, help_text=_("Waarom er geen afspraak is."))

    objects = ZichtbaarQuerySet.as_manager()

    class Meta:
        verbose_name = _("streefwaarde")
        verbose_name_plural = _("streefwaarden")
        ordering = ["versie", "indicator", "kamer"]
        triggers = [vast_met_versie("{rij}.versie_id"), GEEN_TRUNCATE]
        constraints = [
            models.UniqueConstraint(
                fields=["versie", "indicator", "kamer"],
                name="streefwaarde_een_per_kamer",
                violation_error_message=_("Deze kamer heeft al een afspraak voor deze prestatie."),
            ),
            models.CheckConstraint(
                condition=Q(waarde__isnull=False, woord="", reden="")
                | Q(waarde__isnull=True, op_aangemeld__isnull=True, reden="") & ~Q(woord="")
                | Q(waarde__isnull=True, op_aangemeld__isnull=True, woord="") & ~Q(reden=""),
                name="streefwaarde_een_vorm",
                violation_error_message=_("Vul een getal in, of een woord, of de reden dat er geen afspraak is."),
            ),
        ]

    def __str__(self):
        return f"{self.indicator.code} {self.kamer} ({self.versie})"
