"""What people and the bank did with an order: acts, written once, and what documents show of its payments."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.velden import BedragField
from financien.models.betaling import Betaalopdracht, Betaalregel
from financien.models.boekstuk import Boekstuk
from financien.models.factuur import Inkoopfactuur
from financien.models.factuurslot import TWEEDE_MENS
from financien.models.gedaan import Geldig, Terugneembaar, met_reden, terug_van_wat
from financien.models.vingerafdruk import Afgedrukt


class VanBetalingQuerySet(models.QuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Return what is of the whole order, or of a payment of an invoice in reach."""
        facturen = Inkoopfactuur.objects.zichtbaar_voor(gebruiker)
        return self.filter(Q(regel__isnull=True) | Q(regel__factuur__in=facturen))


class OpdrachtdaadQuerySet(Geldig, VanBetalingQuerySet):
    pass


class Opdrachtdaad(Terugneembaar):
    """What someone did with an order; the database knows which act may follow which.

    When its approval is taken back, the order waits for its second person again.
    """

    class Soort(models.TextChoices):
        GOEDGEKEURD = "goedgekeurd", _("goedgekeurd")
        VERZONDEN = "verzonden", _("naar de bank gestuurd")
        INGETROKKEN = "ingetrokken", _("ingetrokken")
        GEWEIGERD = "geweigerd", _("geweigerd door de bank")
        MISLUKT = "mislukt", _("betaling mislukt")
        TERUG = "terug", _("goedkeuring teruggenomen")

    opdracht = models.ForeignKey(Betaalopdracht, models.PROTECT, related_name="daden", verbose_name=_("betaalopdracht"))
    regel = models.ForeignKey(
        Betaalregel, models.PROTECT, null=True, blank=True, related_name="daden", verbose_name=_("betaling")
    )
    soort = models.CharField(_("soort"), max_length=11, choices=Soort)

    objects = OpdrachtdaadQuerySet.as_manager()

    class Meta(Terugneembaar.Meta):
        verbose_name = _("stap van een betaalopdracht")
        verbose_name_plural = _("stappen van betaalopdrachten")
        ordering = ["opdracht", "pk"]
        triggers = [*Terugneembaar.Meta.triggers, TWEEDE_MENS]
        constraints = [
            met_reden("opdracht_stopt_met_reden", "ingetrokken", "geweigerd", "mislukt"),
            models.CheckConstraint(
                condition=Q(soort="mislukt", regel__isnull=False) | (~Q(soort="mislukt") & Q(regel__isnull=True)),
                name="opdracht_mislukt_een_betaling",
                violation_error_message=_("Zeg welke betaling mislukte."),
            ),
            terug_van_wat("opdracht_terug_van_wat", _("Zeg welke goedkeuring je terugneemt.")),
            models.UniqueConstraint(
                fields=["regel"],
                name="opdracht_mislukt_eens",
                violation_error_message=_("Deze betaling staat al als mislukt."),
            ),
        ]

    def __str__(self):
        return f"{self.opdracht_id}: {self.soort}"


class Regelbetaling(Afgedrukt):
    """How much of a payment of an order a document of the bank shows; below zero when the bank gave it back."""

    regel = models.ForeignKey(Betaalregel, models.PROTECT, related_name="betalingen", verbose_name=_("betaling"))
    boekstuk = models.ForeignKey(Boekstuk, models.PROTECT, related_name="regelbetalingen", verbose_name=_("boekstuk"))
    bedrag = BedragField(_("bedrag"))

    objects = VanBetalingQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("betaling op de bank")
        verbose_name_plural = _("betalingen op de bank")
        ordering = ["regel", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["regel", "boekstuk"],
                name="regelbetaling_eens",
                violation_error_message=_("Dit boekstuk hoort al bij deze betaling."),
            ),
            models.CheckConstraint(
                condition=~Q(bedrag=0),
                name="regelbetaling_niet_nul",
                violation_error_message=_("Een bankregel heeft een bedrag."),
            ),
        ]

    def __str__(self):
        return f"{self.regel}: {self.boekstuk}"
