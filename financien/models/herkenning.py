"""How bank lines are recognised: what was agreed once and is proposed from then on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.spoor import spoor
from buurtwerkkamer.velden import BedragField
from financien.models.grootboek import Grootboekrekening
from kamers.models import Kamer, Partner


class HerkenningsregelQuerySet(ZichtbaarQuerySet):
    pad_kamer = "delen__kamer"
    pad_partner = "partner"

    def in_gebruik(self):
        return self.filter(gestopt_op=None)


@spoor(zonder=("tegen_iban", "woorden"))
class Herkenningsregel(models.Model):
    """How lines are recognised from now on: by the account of the other side, by words, or by both."""

    class Kant(models.TextChoices):
        AF = "af", _("betaald")
        BIJ = "bij", _("ontvangen")

    kant = models.CharField(_("betaald of ontvangen"), max_length=3, choices=Kant)
    tegen_iban = models.CharField(_("tegenrekening"), max_length=34, blank=True)
    woorden = models.CharField(_("woorden"), max_length=80, blank=True)  # as ``gelijk`` writes them
    omschrijving = models.CharField(_("waarvoor"), max_length=100)
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="herkenningsregels",
        verbose_name=_("partner"),
    )
    voorrang = models.PositiveSmallIntegerField(_("voorrang"), default=100)  # the lowest first
    gestopt_op = models.DateField(_("gestopt op"), null=True, blank=True)

    objects = HerkenningsregelQuerySet.as_manager()

    class Meta:
        verbose_name = _("herkenningsregel")
        verbose_name_plural = _("herkenningsregels")
        ordering = ["voorrang", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(tegen_iban="", woorden=""),
                name="herkenning_waaraan",
                violation_error_message=_("Kies waaraan we de regel herkennen: een rekening, woorden, of allebei."),
            ),
            models.UniqueConstraint(
                fields=["kant", "tegen_iban", "woorden"],
                condition=Q(gestopt_op=None),
                name="herkenning_eens",
                violation_error_message=_("Zo'n herkenningsregel is er al."),
            ),
        ]

    def __str__(self):
        return self.omschrijving


class HerkenningsdeelQuerySet(ZichtbaarQuerySet):
    pad_kamer = "kamer"


class Herkenningsdeel(models.Model):
    """Where a recognised line goes: an account and a room, with its share when there are more."""

    regel = models.ForeignKey(Herkenningsregel, models.CASCADE, related_name="delen", verbose_name=_("regel"))
    rekening = models.ForeignKey(Grootboekrekening, models.PROTECT, related_name="+", verbose_name=_("rekening"))
    kamer = models.ForeignKey(
        Kamer, models.PROTECT, null=True, blank=True, related_name="herkenningsdelen", verbose_name=_("kamer")
    )
    aandeel = BedragField(_("aandeel"))  # against the sum of the shares

    objects = HerkenningsdeelQuerySet.as_manager()

    class Meta:
        verbose_name = _("deel van een herkenningsregel")
        verbose_name_plural = _("delen van herkenningsregels")
        ordering = ["regel", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(aandeel__gt=0),
                name="herkenning_aandeel",
                violation_error_message=_("Een aandeel is meer dan 0."),
            )
        ]

    def __str__(self):
        return f"{self.rekening} {self.kamer or ''}".strip()
