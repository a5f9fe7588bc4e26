"""Neighbourhoods, and what is known of them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.spoor import spoor


class Buurt(models.Model):
    """A neighbourhood in which a room works [5, 6], or a larger area of which figures are known [10]."""

    naam = models.CharField(
        _("naam"), max_length=80, unique=True, error_messages={"unique": _("Deze buurt staat er al.")}
    )
    ligt_in = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="delen",
        verbose_name=_("ligt in"),
        help_text=_("Het grotere gebied. Heeft de buurt geen eigen cijfer, dan tonen we dat van het gebied."),
    )

    class Meta:
        verbose_name = _("buurt")
        verbose_name_plural = _("buurten")
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ligt_in__isnull=True) | ~Q(ligt_in=F("id")),
                name="buurt_ligt_niet_in_zichzelf",
                violation_error_message=_("Een buurt ligt niet in zichzelf. Kies een groter gebied."),
            )
        ]

    def __str__(self):
        return self.naam


@spoor()
class Buurtcijfer(models.Model):
    """A percentage of the people of a neighbourhood in a year, with its source [10, note 7]."""

    class Kenmerk(models.TextChoices):
        UITKERING = "uitkering", _("met een uitkering WWB of WIJ")
        LAAGOPGELEID = "laagopgeleid", _("laag opgeleid")
        KWETSBAAR = "kwetsbaar", _("kwetsbaar")

    buurt = models.ForeignKey(Buurt, models.PROTECT, related_name="cijfers", verbose_name=_("buurt"))
    jaar = models.PositiveSmallIntegerField(_("jaar"))
    kenmerk = models.CharField(_("wat"), max_length=14, choices=Kenmerk)
    waarde = models.DecimalField(_("percentage"), max_digits=4, decimal_places=1)
    bron = models.CharField(_("bron"), max_length=200)

    class Meta:
        verbose_name = _("buurtcijfer")
        verbose_name_plural = _("buurtcijfers")
        ordering = ["buurt", "kenmerk", "-jaar"]
        constraints = [
            models.UniqueConstraint(
                fields=["buurt", "kenmerk", "jaar"],
                name="buurtcijfer_een_per_jaar",
                violation_error_message=_("Dit cijfer staat er al voor dit jaar."),
            ),
            models.CheckConstraint(
                condition=Q(waarde__gte=0, waarde__lte=100),
                name="buurtcijfer_is_een_percentage",
                violation_error_message=_("Vul een percentage in van 0 tot en met 100."),
            ),
            models.CheckConstraint(
                condition=Q(jaar__gte=1990, jaar__lte=2100),
                name="buurtcijfer_jaar_bestaat",
                violation_error_message=_("Vul een jaar in tussen 1990 en 2100."),
            ),
        ]

    def __str__(self):
        return f"{self.buurt} {self.jaar}: {self.get_kenmerk_display()}"
