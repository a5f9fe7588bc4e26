"""Who holds which role, where, and from when to when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import rollen
from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.rollen import Rol
from buurtwerkkamer.spoor import spoor
from kamers.models.kamer import Kamer
from kamers.models.partner import Partner


class AanstellingQuerySet(ZichtbaarQuerySet):
    pad_partner = "partner"
    pad_gebruiker = "gebruiker"

    def op(self, dag: date):
        """Return the appointments that hold on a day."""
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=dag), van__lte=dag)


@spoor()
class Aanstelling(models.Model):
    """A role of a user: at a room, for a partner, or for the whole cooperative."""

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="aanstellingen", verbose_name=_("gebruiker")
    )
    rol = models.CharField(_("rol"), max_length=14, choices=Rol)
    kamer = models.ForeignKey(
        Kamer, models.PROTECT, null=True, blank=True, related_name="aanstellingen", verbose_name=_("kamer")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="aanstellingen", verbose_name=_("partner")
    )
    van = models.DateField(_("van"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)

    objects = AanstellingQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanstelling")
        verbose_name_plural = _("aanstellingen")
        ordering = ["gebruiker", "rol", "van"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(rol__in=sorted(rollen.BIJ_KAMER), kamer__isnull=False, partner__isnull=True)
                    | Q(rol__in=sorted(rollen.BIJ_PARTNER), kamer__isnull=True, partner__isnull=False)
                    | Q(rol__in=sorted(rollen.COOPERATIE), kamer__isnull=True, partner__isnull=True)
                ),
                name="aanstelling_op_de_goede_plek",
                violation_error_message=_(
                    "Coördinator, assistent en vrijwilliger horen bij een kamer, een financier bij een partner. "
                    "De andere rollen gelden voor de hele coöperatie."
                ),
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="aanstelling_tot_na_van",
                violation_error_message=_("De laatste dag ligt voor de eerste dag."),
            ),
        ]

    def __str__(self):
        plek = self.kamer or self.partner or _("coöperatie")
        return f"{self.get_rol_display()} ({plek})"
