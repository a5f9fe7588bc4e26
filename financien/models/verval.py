"""What counts no longer, though it stays to be read: a wrong letter, a wrong signature, a wrong request to pay."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from financien.models.afspraak import Ondertekening
from financien.models.gedaan import Gedaan
from financien.models.toekenningpapier import Betaalverzoek, Brief


class VervalQuerySet(ZichtbaarQuerySet):
    pad_kamer = None


class Verval(Gedaan):
    """That one of these falls away, and why. A new one may take its place."""

    brief = models.OneToOneField(
        Brief, models.PROTECT, null=True, blank=True, related_name="verval", verbose_name=_("brief")
    )
    ondertekening = models.OneToOneField(
        Ondertekening, models.PROTECT, null=True, blank=True, related_name="verval", verbose_name=_("ondertekening")
    )
    verzoek = models.OneToOneField(
        Betaalverzoek, models.PROTECT, null=True, blank=True, related_name="verval", verbose_name=_("verzoek")
    )
    reden = models.CharField(_("reden"), max_length=200)

    objects = VervalQuerySet.as_manager()

    class Meta(Gedaan.Meta):
        verbose_name = _("vervallen stuk")
        verbose_name_plural = _("vervallen stukken")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(brief__isnull=False, ondertekening__isnull=True, verzoek__isnull=True)
                | Q(brief__isnull=True, ondertekening__isnull=False, verzoek__isnull=True)
                | Q(brief__isnull=True, ondertekening__isnull=True, verzoek__isnull=False),
                name="verval_van_een_stuk",
                violation_error_message=_("Eén brief, ondertekening of verzoek vervalt."),
            ),
            models.CheckConstraint(
                condition=~Q(reden=""), name="verval_met_reden", violation_error_message=_("Schrijf op waarom.")
            ),
        ]

    def __str__(self):
        return self.reden
