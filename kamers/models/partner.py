"""Every organisation outside the cooperative."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from kamers.models.kamer import Kamer


class PartnerQuerySet(ZichtbaarQuerySet):
    pad_kamer = "kamer"
    pad_partner = "pk"

    def corporaties(self):
        return self.filter(soort=Partner.Soort.CORPORATIE).order_by("naam")


class Partner(models.Model):
    """An organisation outside: financier, residents' association, welfare, supplier [113, 117]."""

    class Soort(models.TextChoices):
        GEMEENTE = "gemeente", _("gemeente")
        UITKERING = "uitkeringsinstantie", _("uitkeringsinstantie")
        CORPORATIE = "woningcorporatie", _("woningcorporatie")
        FONDS = "fonds", _("fonds")
        ZORGVERZEKERAAR = "zorgverzekeraar", _("zorgverzekeraar")
        BELASTINGDIENST = "belastingdienst", _("belastingdienst")
        BEWONERSVERENIGING = "bewonersvereniging", _("bewonersvereniging")
        WELZIJN = "welzijn", _("welzijn en zorg")
        LEVERANCIER = "leverancier", _("leverancier")
        OVERIG = "overig", _("overig")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    naam = models.CharField(_("naam"), max_length=120, help_text=_("De naam van nu."))
    soort = models.CharField(_("soort"), max_length=20, choices=Soort)
    kamer = models.ForeignKey(
        Kamer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="verenigingen",
        verbose_name=_("kamer"),
        help_text=_("Alleen bij een bewonersvereniging of bewonersgroep."),
    )

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["naam"]

    def __str__(self):
        return self.naam


class PartnernaamQuerySet(ZichtbaarQuerySet):
    pad_kamer = "partner__kamer"
    pad_partner = "partner"


class Partnernaam(models.Model):
    """A name that a partner had from a day on: DWI became WPI and stays one partner in every series."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="namen", verbose_name=_("partner"))
    naam = models.CharField(_("naam"), max_length=120)
    vanaf = models.DateField(_("vanaf"))

    objects = PartnernaamQuerySet.as_manager()

    class Meta:
        verbose_name = _("naam van een partner")
        verbose_name_plural = _("namen van partners")
        ordering = ["partner", "-vanaf"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "vanaf"],
                name="partnernaam_een_per_dag",
                violation_error_message=_("Deze partner kreeg op die dag al een naam."),
            )
        ]

    def __str__(self):
        return self.naam
