"""A person of the neighbourhood: a first name and at most a pass number."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from kamers.models.kamer import Kamer


class PersoonQuerySet(ZichtbaarQuerySet):
    pad_kamer = "kamers"
    pad_gebruiker = "vrijwilliger__gebruiker"

    def met_pas(self):
        """Return who can be ticked: not forgotten, and not merged into another pass."""
        return self.filter(vergeten_op__isnull=True, opgegaan_in__isnull=True)

    def zichtbaar_voor(self, gebruiker):
        return super().zichtbaar_voor(gebruiker).distinct()


class Persoon(models.Model):
    """One person, whatever the roles: today's learner is tomorrow's odd-job man. Nothing else is held here."""

    voornaam = models.CharField(_("voornaam"), max_length=40, blank=True)  # empty once forgotten
    pasnummer = models.CharField(_("pasnummer"), max_length=12, blank=True)
    kamers = models.ManyToManyField(Kamer, related_name="personen", verbose_name=_("kamers"))
    sinds = models.DateField(_("sinds"))

    opgegaan_in = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="eerdere_passen", verbose_name=_("opgegaan in")
    )
    vergeten_op = models.DateField(_("vergeten op"), null=True, blank=True)
    betaald_vanaf = models.DateField(_("betaalde kracht vanaf"), null=True, blank=True)
    betaald_tot = models.DateField(_("betaalde kracht tot en met"), null=True, blank=True)

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
            ),
            models.CheckConstraint(
                condition=models.Q(vergeten_op__isnull=True) & ~models.Q(voornaam="")
                | models.Q(vergeten_op__isnull=False, voornaam="", pasnummer=""),
                name="persoon_vergeten_heeft_geen_naam",
                violation_error_message=_("Vul een voornaam in."),
            ),
            models.CheckConstraint(
                condition=models.Q(opgegaan_in__isnull=True) | ~models.Q(opgegaan_in=models.F("pk")),
                name="persoon_niet_in_zichzelf",
                violation_error_message=_("Kies twee verschillende passen."),
            ),
            models.CheckConstraint(
                condition=models.Q(betaald_tot__isnull=True)
                | models.Q(betaald_vanaf__isnull=False, betaald_tot__gte=models.F("betaald_vanaf")),
                name="persoon_betaald_van_voor_tot",
                violation_error_message=_("De laatste dag als betaalde kracht ligt voor de eerste."),
            ),
        ]

    def __str__(self):
        return self.voornaam or gettext("zonder naam")
