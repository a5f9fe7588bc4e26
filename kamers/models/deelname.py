"""Who was there by name, and who was counted before the pass was given."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.spoor import spoor
from kamers.models.bijeenkomst import Bijeenkomst
from kamers.models.kamer import Kamer
from kamers.models.persoon import Persoon
from kamers.models.soort import Soort
from kamers.models.teljaar import NIET_LEGEN, vast_met_teljaar

_VAN = "(SELECT b.{veld} FROM kamers_bijeenkomst b WHERE b.id = {{rij}}.bijeenkomst_id)"


class DeelnameQuerySet(ZichtbaarQuerySet):
    pad_kamer = "bijeenkomst__kamer"
    pad_gebruiker = "persoon__vrijwilliger__gebruiker"


@spoor()
class Deelname(models.Model):
    """One pass holder who was at one occurrence (design.md §5)."""

    bijeenkomst = models.ForeignKey(
        Bijeenkomst, models.CASCADE, related_name="deelnames", verbose_name=_("bijeenkomst")
    )
    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="deelnames", verbose_name=_("persoon"))

    objects = DeelnameQuerySet.as_manager()

    class Meta:
        verbose_name = _("deelname")
        verbose_name_plural = _("deelnames")
        ordering = ["bijeenkomst", "persoon"]
        triggers = [vast_met_teljaar(kamer=_VAN.format(veld="kamer_id"), dag=_VAN.format(veld="dag")), NIET_LEGEN]
        constraints = [
            models.UniqueConstraint(
                fields=["bijeenkomst", "persoon"],
                name="deelname_eens_per_bijeenkomst",
                violation_error_message=_("Deze persoon staat er al bij."),
            )
        ]

    def __str__(self):
        return f"{self.persoon} – {self.bijeenkomst}"


class AlGeteldQuerySet(ZichtbaarQuerySet):
    pad_gebruiker = "persoon__vrijwilliger__gebruiker"


@spoor()
class AlGeteld(models.Model):
    """A pass holder who was already counted without a name in a year: in a kind, or (no kind) in the room.

    Whoever was counted in a kind was counted in the room, so a row with a kind goes with a row without one.
    """

    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="al_geteld", verbose_name=_("persoon"))
    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="+", verbose_name=_("kamer"))
    jaar = models.PositiveSmallIntegerField(_("jaar"))
    soort = models.ForeignKey(
        Soort, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bij soort")
    )

    objects = AlGeteldQuerySet.as_manager()

    class Meta:
        verbose_name = _("al geteld")
        verbose_name_plural = _("al geteld")
        ordering = ["jaar", "persoon", "soort"]
        triggers = [vast_met_teljaar(kamer="{rij}.kamer_id", dag="make_date({rij}.jaar, 1, 1)"), NIET_LEGEN]
        constraints = [
            models.UniqueConstraint(
                fields=["persoon", "kamer", "jaar", "soort"],
                name="al_geteld_eens",
                nulls_distinct=False,
                violation_error_message=_("Dit staat er al."),
            )
        ]

    def __str__(self):
        return f"{self.persoon} {self.jaar}"
