"""A volunteer: the dossier beside the person."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.spoor import spoor
from kamers.models import Persoon


class VrijwilligerQuerySet(ZichtbaarQuerySet):
    pad_kamer = "persoon__kamers"
    pad_gebruiker = "gebruiker"

    def zichtbaar_voor(self, gebruiker):
        return super().zichtbaar_voor(gebruiker).distinct()

    def met_overeenkomst_in(self, jaar: int):
        """Return who had an agreement at some day of a year (indicator O2, domain.md §3)."""
        return self.filter(
            Q(gestopt_op__isnull=True) | Q(gestopt_op__gte=date(jaar, 1, 1)), overeenkomst_op__lte=date(jaar, 12, 31)
        )

    def met_vog_op(self, dag: date):
        """Return who had a seen VOG that was valid on a day (domain.md §1.6)."""
        return self.filter(Q(vog_verloopt_op=None) | Q(vog_verloopt_op__gte=dag), vog_gezien_op__lte=dag)


@spoor(zonder=("achternaam", "telefoon", "email", "talenten", "vog_gezien_op", "vog_verloopt_op"))
class Vrijwilliger(models.Model):
    """Someone who helps in a room, with or without a login and an agreement [22, 24]."""

    persoon = models.OneToOneField(Persoon, models.PROTECT, related_name="vrijwilliger", verbose_name=_("persoon"))
    gebruiker = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="vrijwilliger",
        verbose_name=_("login"),
    )
    achternaam = models.CharField(_("achternaam"), max_length=80, blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    talenten = models.CharField(_("waar ben je goed in, wat vind je leuk"), max_length=300, blank=True)
    overeenkomst_op = models.DateField(_("overeenkomst getekend op"), null=True, blank=True)
    gestopt_op = models.DateField(_("gestopt op"), null=True, blank=True)
    vog_gezien_op = models.DateField(_("VOG gezien op"), null=True, blank=True)  # never the document itself
    vog_verloopt_op = models.DateField(_("VOG geldig tot en met"), null=True, blank=True)

    objects = VrijwilligerQuerySet.as_manager()

    class Meta:
        verbose_name = _("vrijwilliger")
        verbose_name_plural = _("vrijwilligers")
        ordering = ["persoon__voornaam", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gestopt_op=None) | Q(overeenkomst_op=None) | Q(gestopt_op__gte=models.F("overeenkomst_op")),
                name="vrijwilliger_gestopt_na_overeenkomst",
                violation_error_message=_("De dag van stoppen ligt voor de overeenkomst."),
            ),
            models.CheckConstraint(
                condition=Q(vog_verloopt_op=None)
                | Q(vog_gezien_op__isnull=False, vog_verloopt_op__gte=models.F("vog_gezien_op")),
                name="vrijwilliger_vog_gezien_voor_het_einde",
                violation_error_message=_("Vul in wanneer je de VOG zag. Dat is voor de laatste dag ervan."),
            ),
        ]

    def __str__(self):
        return str(self.persoon)
