"""How costs that all rooms share are divided: per cost line and year."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import GEEN_TRUNCATE
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.spoor import spoor
from financien.models.grootboek import Grootboekrekening
from kamers.models import Kamer


class VerdeelsleutelQuerySet(ZichtbaarQuerySet):
    pad_kamer = "rekening__kamer"


@spoor()
class Verdeelsleutel(models.Model):
    """How the rooms share one cost line in one year (domain.md §5.2)."""

    class Wijze(models.TextChoices):
        GELIJK = "gelijk", _("elke kamer evenveel")
        UREN = "uren", _("naar de begrote uren")
        VAST = "vast", _("vaste percentages")

    jaar = models.ForeignKey(Jaar, models.PROTECT, related_name="verdeelsleutels", verbose_name=_("jaar"))
    rekening = models.ForeignKey(
        Grootboekrekening, models.PROTECT, related_name="verdeelsleutels", verbose_name=_("kosten")
    )
    wijze = models.CharField(_("verdeling"), max_length=6, choices=Wijze)

    objects = VerdeelsleutelQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdeelsleutel")
        verbose_name_plural = _("verdeelsleutels")
        ordering = ["jaar", "rekening"]
        triggers = [GEEN_TRUNCATE]
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "rekening"],
                name="verdeelsleutel_een_per_jaar",
                violation_error_message=_("Deze kosten hebben dit jaar al een verdeelsleutel."),
            )
        ]

    def __str__(self):
        return f"{self.rekening} {self.get_wijze_display()}"


@spoor()
class Verdeeldeel(models.Model):
    """The fixed share of one room, in percent."""

    sleutel = models.ForeignKey(Verdeelsleutel, models.CASCADE, related_name="delen", verbose_name=_("verdeelsleutel"))
    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="verdeeldelen", verbose_name=_("kamer"))
    procent = models.DecimalField(_("procent"), max_digits=5, decimal_places=2)

    objects = ZichtbaarQuerySet.as_manager()

    class Meta:
        verbose_name = _("deel van een kamer")
        verbose_name_plural = _("delen van kamers")
        ordering = ["sleutel", "kamer"]
        triggers = [GEEN_TRUNCATE]
        constraints = [
            models.UniqueConstraint(
                fields=["sleutel", "kamer"],
                name="verdeeldeel_een_per_kamer",
                violation_error_message=_("Deze kamer heeft al een deel."),
            ),
            models.CheckConstraint(
                condition=Q(procent__gt=0, procent__lte=100),
                name="verdeeldeel_procent",
                violation_error_message=_("Een deel is meer dan 0 en hoogstens 100 procent."),
            ),
        ]

    def __str__(self):
        return f"{self.kamer}: {self.procent}"
