"""A person of the neighbourhood: a first name and at most a pass number."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from kamers.models.kamer import Kamer


class PersoonQuerySet(ZichtbaarQuerySet):
    pad_kamer = "kamers"
    pad_gebruiker = "vrijwilliger__gebruiker"

    def zichtbaar_voor(self, gebruiker):
        return super().zichtbaar_voor(gebruiker).distinct()


class Persoon(models.Model):
    """One person, whatever the roles: today's learner is tomorrow's odd-job man. Nothing else is held here."""

    voornaam = models.CharField(_("voornaam"), max_length=40)
    pasnummer = models.CharField(_("pasnummer"), max_length=12, blank=True)
    kamers = models.ManyToManyField(Kamer, related_name="personen", verbose_name=_("kamers"))
    sinds = models.DateField(_("sinds"))

    objects = PersoonQuerySet.as_manager()

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        ordering = ["voornaam", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pasnummer"],
                condition=~models.Q(pasnummer=""),
                name="persoon_pasnummer_uniek",
                violation_error_message=_("Dit pasnummer is al van iemand anders."),
            )
        ]

    def __str__(self):
        return self.voornaam
