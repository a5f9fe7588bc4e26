"""Who pays what, per room: the financing plan of a version."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import GEEN_TRUNCATE, vast_met_versie
from buurtwerkkamer.models import Versie
from buurtwerkkamer.spoor import spoor
from buurtwerkkamer.velden import BedragField
from financien.models.begroting import BedragQuerySet
from kamers.models import Kamer, Partner


class FinancieringsbronQuerySet(ZichtbaarQuerySet):
    pad_kamer = "regels__kamer"
    pad_partner = "partner"

    def zichtbaar_voor(self, gebruiker):
        return super().zichtbaar_voor(gebruiker).distinct()


@spoor()
class Financieringsbron(models.Model):
    """A line of the financing plan of one version: the printed label, its order, and the partner behind it [102–111].

    The label belongs to the version, so that a partner with a new name stays one partner in every series.
    """

    class Soort(models.TextChoices):
        GEMEENTE = "gemeente", _("gemeente")
        UITKERING = "uitkeringsinstantie", _("uitkeringsinstantie")
        CORPORATIE = "woningcorporatie", _("woningcorporatie")
        FONDS = "fonds", _("fonds")
        ZORGVERZEKERAAR = "zorgverzekeraar", _("zorgverzekeraar")
        EIGEN = "eigen inkomsten", _("eigen inkomsten")
        BELASTINGDIENST = "belastingdienst", _("belastingdienst")
        OVERIG = "overig", _("overig")

    versie = models.ForeignKey(Versie, models.PROTECT, related_name="financieringsbronnen", verbose_name=_("versie"))
    soort = models.CharField(_("soort"), max_length=20, choices=Soort)
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="financieringsbronnen",
        verbose_name=_("partner"),
    )
    naam = models.CharField(_("naam"), max_length=120)
    tekst = models.CharField(_("tekst"), max_length=120, help_text=_("Zoals gedrukt in het aanbod."))
    raming = models.BooleanField(_("raming"), default=False, help_text=_("Een schatting; later vastgesteld."))
    volgorde = models.PositiveSmallIntegerField(_("volgorde"))

    objects = FinancieringsbronQuerySet.as_manager()

    class Meta:
        verbose_name = _("financieringsbron")
        verbose_name_plural = _("financieringsbronnen")
        ordering = ["versie", "volgorde"]
        triggers = [vast_met_versie("{rij}.versie_id"), GEEN_TRUNCATE]
        constraints = [
            models.UniqueConstraint(
                fields=["versie", "naam"],
                name="financieringsbron_eens_per_versie",
                violation_error_message=_("Deze bron staat al in het financieringsplan."),
            )
        ]

    def __str__(self):
        return self.naam


class FinancieringsregelQuerySet(BedragQuerySet):
    pad_partner = "bron__partner"


@spoor()
class Financieringsregel(models.Model):
    """What one source contributes to one room in one version. € 0 is an answer, not an empty cell."""

    bron = models.ForeignKey(Financieringsbron, models.PROTECT, related_name="regels", verbose_name=_("bron"))
    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="financieringsregels", verbose_name=_("kamer"))
    bedrag = BedragField(_("bedrag"))

    objects = FinancieringsregelQuerySet.as_manager()

    class Meta:
        verbose_name = _("financieringsregel")
        verbose_name_plural = _("financieringsregels")
        ordering = ["bron", "kamer"]
        triggers = [
            vast_met_versie("(SELECT b.versie_id FROM financien_financieringsbron b WHERE b.id = {rij}.bron_id)"),
            GEEN_TRUNCATE,
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["bron", "kamer"],
                name="financieringsregel_een_per_kamer",
                violation_error_message=_("Deze bron heeft al een bedrag voor deze kamer."),
            ),
            models.CheckConstraint(
                condition=Q(bedrag__gte=0),
                name="financieringsregel_niet_onder_nul",
                violation_error_message=_("Een bijdrage is € 0 of meer."),
            ),
        ]

    def __str__(self):
        return f"{self.bron} {self.kamer}"
