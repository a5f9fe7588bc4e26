"""The cooperative itself: one row, printed on every document."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CooperatieQuerySet(models.QuerySet):
    def huidig(self):
        """Return the cooperative, or an unsaved one with its name while the data are still missing."""
        return self.first() or Cooperatie(naam="BuurtWerkKamer Coöperatie")


class Cooperatie(models.Model):
    """The BuurtWerkKamer Coöperatie: residents, volunteers and professionals [1, 2]."""

    naam = models.CharField(_("naam"), max_length=100)
    doel = models.TextField(_("doel"), blank=True)
    adres = models.CharField(_("adres"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    plaats = models.CharField(_("plaats"), max_length=80, blank=True)
    kvk = models.CharField(_("KvK-nummer"), max_length=8, blank=True)
    rsin = models.CharField(
        "RSIN", max_length=9, blank=True, help_text=_("Het nummer van de Belastingdienst. Nodig voor het auditfile.")
    )
    iban = models.CharField(_("IBAN"), max_length=34, blank=True)
    website = models.CharField(_("website"), max_length=100, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)

    objects = CooperatieQuerySet.as_manager()

    class Meta:
        verbose_name = _("coöperatie")
        verbose_name_plural = _("coöperatie")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="cooperatie_een_rij",
                violation_error_message=_("Er is maar één coöperatie. Pas de bestaande aan."),
            ),
            models.CheckConstraint(
                condition=Q(rsin="") | Q(rsin__regex=r"^[0-9]{9}$"),
                name="cooperatie_rsin_heeft_negen_cijfers",
                violation_error_message=_("Een RSIN heeft negen cijfers."),
            ),
        ]

    def __str__(self):
        return self.naam
