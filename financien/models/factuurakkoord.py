"""Who said yes or no to an invoice, and who took a yes back: acts, written once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from financien.models.boekstuk import Boekstuk
from financien.models.factuur import Inkoopfactuur, VanFactuurQuerySet
from financien.models.factuurslot import VIER_OGEN
from financien.models.vingerafdruk import Afgedrukt
from kamers.models import Kamer


class FactuurakkoordQuerySet(VanFactuurQuerySet):
    def geldig(self):
        """Keep what holds: neither an act that was taken back, nor the taking back itself."""
        return self.filter(teruggenomen_door__isnull=True).exclude(soort="terug")


class Factuurakkoord(Afgedrukt):
    """What someone decided about an invoice, written once. Its status is computed from these acts.

    A yes that was a mistake is never erased: ``terug`` is an act of its own, and ``neemt_terug`` says of which.
    """

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
    wie = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("wie"))
    op = models.DateTimeField(_("op"), default=timezone.now)
    reden = models.CharField(_("reden"), max_length=200, blank=True)
    boekstuk = models.OneToOneField(
        Boekstuk, models.PROTECT, null=True, blank=True, related_name="factuurakkoord", verbose_name=_("boekstuk")
    )
    neemt_terug = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="teruggenomen_door", verbose_name=_("neemt terug")
    )

    objects = FactuurakkoordQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("akkoord op een factuur")
        verbose_name_plural = _("akkoorden op facturen")
        ordering = ["factuur", "pk"]
        triggers = [*Afgedrukt.Meta.triggers, VIER_OGEN]  # which also keeps one yes per room that holds
        constraints = [
            models.UniqueConstraint(
                fields=["factuur", "ronde"],
                condition=Q(soort__in=["akkoord", "afgekeurd"]),
                name="factuur_een_oordeel_per_ronde",
                violation_error_message=_("Over deze factuur is al beslist."),
            ),
            models.CheckConstraint(
                condition=~Q(soort__in=["alleen", "afgekeurd"]) | ~Q(reden=""),
                name="factuurakkoord_heeft_een_reden",
                violation_error_message=_("Schrijf op waarom."),
            ),
            models.CheckConstraint(
                condition=Q(soort="akkoord", boekstuk__isnull=False) | (~Q(soort="akkoord") & Q(boekstuk__isnull=True)),
                name="factuurakkoord_boekt",
                violation_error_message=_("Het akkoord van de penningmeester is een boekstuk."),
            ),
            models.CheckConstraint(
                condition=Q(soort="terug", neemt_terug__isnull=False)
                | (~Q(soort="terug") & Q(neemt_terug__isnull=True)),
                name="factuurakkoord_terug_van_wat",
                violation_error_message=_("Zeg welk akkoord je terugneemt."),
            ),
        ]

    def __str__(self):
        return f"{self.factuur_id}: {self.soort}"
