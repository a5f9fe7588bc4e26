"""Who said yes or no to an invoice, and who took a yes back: acts, written once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from financien.models.boekstuk import Boekstuk
from financien.models.factuur import Inkoopfactuur, VanFactuurQuerySet
from financien.models.factuurslot import VIER_OGEN
from financien.models.gedaan import Geldig, Terugneembaar, met_reden, terug_van_wat
from kamers.models import Kamer


class FactuurakkoordQuerySet(Geldig, VanFactuurQuerySet):
    pass


class Factuurakkoord(Terugneembaar):
    """What someone decided about an invoice. Its status is computed from these acts."""

    class Soort(models.TextChoices):
        GEZIEN = "gezien", _("gezien en akkoord")
        ALLEEN = "alleen", _("doorgezet zonder tweede paar ogen")
        AKKOORD = "akkoord", _("akkoord van de penningmeester")
        AFGEKEURD = "afgekeurd", _("afgekeurd")
        TERUG = "terug", _("akkoord teruggenomen")

    factuur = models.ForeignKey(Inkoopfactuur, models.PROTECT, related_name="akkoorden", verbose_name=_("factuur"))
    ronde = models.PositiveSmallIntegerField(_("ronde"))
    soort = models.CharField(_("soort"), max_length=9, choices=Soort)
    kamer = models.ForeignKey(
        Kamer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("voor welke kamer")
    )
    boekstuk = models.OneToOneField(
        Boekstuk, models.PROTECT, null=True, blank=True, related_name="factuurakkoord", verbose_name=_("boekstuk")
    )

    objects = FactuurakkoordQuerySet.as_manager()

    class Meta(Terugneembaar.Meta):
        verbose_name = _("akkoord op een factuur")
        verbose_name_plural = _("akkoorden op facturen")
        ordering = ["factuur", "pk"]
        triggers = [*Terugneembaar.Meta.triggers, VIER_OGEN]  # which also keeps one yes per room that holds
        constraints = [
            models.UniqueConstraint(
                fields=["factuur", "ronde"],
                condition=Q(soort__in=["akkoord", "afgekeurd"]),
                name="factuur_een_oordeel_per_ronde",
                violation_error_message=_("Over deze factuur is al beslist."),
            ),
            met_reden("factuurakkoord_heeft_een_reden", "alleen", "afgekeurd"),
            models.CheckConstraint(
                condition=Q(soort="akkoord", boekstuk__isnull=False) | (~Q(soort="akkoord") & Q(boekstuk__isnull=True)),
                name="factuurakkoord_boekt",
                violation_error_message=_("Het akkoord van de penningmeester is een boekstuk."),
            ),
            terug_van_wat("factuurakkoord_terug_van_wat", _("Zeg welk akkoord je terugneemt.")),
        ]

    def __str__(self):
        return f"{self.factuur_id}: {self.soort}"
