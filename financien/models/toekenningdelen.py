"""How a grant is divided: over rooms and years, and over instalments."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bevroren import GEEN_TRUNCATE
from buurtwerkkamer.spoor import spoor
from buurtwerkkamer.velden import BedragField, meer_dan_nul
from financien.models.toekenning import DeelQuerySet, Toekenning
from financien.models.toekenningslot import DEEL_VAST, TERMIJN_GEVRAAGD, deel_klopt
from kamers.models import Kamer


@spoor()
class Verdeling(models.Model):
    """The part of a grant that is for one room in one year. All parts together are the grant, to the cent."""

    toekenning = models.ForeignKey(Toekenning, models.CASCADE, related_name="verdeling", verbose_name=_("toekenning"))
    jaar = models.PositiveSmallIntegerField(_("jaar"))
    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="toekenningdelen", verbose_name=_("kamer"))
    bedrag = BedragField(_("bedrag"))

    objects = DeelQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdeling")
        verbose_name_plural = _("verdelingen")
        ordering = ["toekenning", "jaar", "kamer"]
        triggers = [DEEL_VAST, *deel_klopt(), GEEN_TRUNCATE]
        constraints = [
            models.UniqueConstraint(
                fields=["toekenning", "jaar", "kamer"],
                name="verdeling_eens_per_kamer",
                violation_error_message=_("Deze kamer heeft in dit jaar al een deel."),
            ),
            meer_dan_nul("verdeling_meer_dan_nul", _("Het deel van een kamer is meer dan € 0.")),
        ]

    def __str__(self):
        return f"{self.toekenning} {self.jaar} {self.kamer}"


@spoor()
class Termijn(models.Model):
    """When a part of a grant is due. All instalments together are the grant, to the cent."""

    toekenning = models.ForeignKey(Toekenning, models.CASCADE, related_name="termijnen", verbose_name=_("toekenning"))
    vervalt = models.DateField(_("vervalt op"))
    bedrag = BedragField(_("bedrag"))

    objects = DeelQuerySet.as_manager()

    class Meta:
        verbose_name = _("termijn")
        verbose_name_plural = _("termijnen")
        ordering = ["toekenning", "vervalt"]
        triggers = [DEEL_VAST, TERMIJN_GEVRAAGD, *deel_klopt(), GEEN_TRUNCATE]
        constraints = [
            models.UniqueConstraint(
                fields=["toekenning", "vervalt"],
                name="termijn_een_per_dag",
                violation_error_message=_("Er vervalt die dag al een termijn."),
            ),
            meer_dan_nul("termijn_meer_dan_nul", _("Een termijn is meer dan € 0.")),
        ]

    def __str__(self):
        return f"{self.toekenning} {self.vervalt:%d-%m-%Y}"
