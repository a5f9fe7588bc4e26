"""Odd jobs: asked, planned, done, or off."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.spoor import spoor
from buurtwerkkamer.velden import UrenField
from kamers.models.kamer import Kamer
from kamers.models.partner import Partner
from kamers.models.persoon import Persoon
from kamers.models.soort import Corporatieproduct
from kamers.models.teljaar import NIET_LEGEN, vast_met_teljaar


class KlusQuerySet(ZichtbaarQuerySet):
    def open(self):
        return self.filter(status__in=[Klus.Status.GEVRAAGD, Klus.Status.GEPLAND])

    def klaar_in(self, jaar: int):
        """Return the jobs that were done in a year; jobs count, not people [39]."""
        return self.filter(status=Klus.Status.KLAAR, gedaan_op__gte=date(jaar, 1, 1), gedaan_op__lte=date(jaar, 12, 31))


@spoor(zonder=("omschrijving", "straat", "reden"))
class Klus(models.Model):
    """One odd job in or around a home [31, 38]. Its text is erased 30 days after handling."""

    class Status(models.TextChoices):
        GEVRAAGD = "gevraagd", _("gevraagd")
        GEPLAND = "gepland", _("gepland")
        KLAAR = "klaar", _("klaar")
        VERVALLEN = "vervallen", _("gaat niet door")

    class EersteKeer(models.TextChoices):
        JA = "ja", _("Ja")
        NEE = "nee", _("Nee")
        ONBEKEND = "onbekend", _("Weet ik niet")

    class Klussoort(models.TextChoices):
        REPARATIE = "reparatie", _("kleine reparatie")
        TUIN = "tuin", _("tuin")
        BINNENTUIN = "binnentuin", _("binnentuin")
        SCHOONMAKEN = "schoonmaken", _("schoonmaken en opruimen")
        ANDERS = "anders", _("iets anders")

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="klussen", verbose_name=_("kamer"))
    klussoort = models.CharField(_("soort klus"), max_length=12, choices=Klussoort, default=Klussoort.REPARATIE)
    omschrijving = models.CharField(_("wat moet er gebeuren"), max_length=120, blank=True)  # empty once erased
    straat = models.CharField(_("straat of buurt"), max_length=80, blank=True)
    product = models.ForeignKey(
        Corporatieproduct, models.PROTECT, null=True, blank=True, verbose_name=_("corporatieproduct")
    )
    corporatie = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="klussen", verbose_name=_("huurt van")
    )
    via = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="klussen_via", verbose_name=_("kwam binnen via")
    )
    eerste_keer = models.CharField(
        _("eerste keer dit jaar in deze kamer"), max_length=8, choices=EersteKeer, default=EersteKeer.ONBEKEND
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.GEVRAAGD)
    gevraagd_op = models.DateField(_("gevraagd op"))
    afspraak = models.DateField(_("afspraak"), null=True, blank=True)
    afspraak_tijd = models.TimeField(_("hoe laat"), null=True, blank=True)
    gedaan_op = models.DateField(_("gedaan op"), null=True, blank=True)
    afgehandeld_op = models.DateField(
        _("afgehandeld op"), null=True, blank=True
    )  # done or off: its text goes 30 days on
    gewist_op = models.DateField(_("tekst gewist op"), null=True, blank=True)
    reden = models.CharField(_("reden"), max_length=120, blank=True)
    helpers = models.ManyToManyField(Persoon, through="Klusplek", related_name="klussen", verbose_name=_("wie"))
    versie = models.PositiveIntegerField(default=1, editable=False)  # optimistic lock
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("gewijzigd door")
    )

    objects = KlusQuerySet.as_manager()

    class Meta:
        verbose_name = _("klus")
        verbose_name_plural = _("klussen")
        ordering = ["afspraak", "pk"]
        indexes = [models.Index(fields=["kamer", "status"]), models.Index(fields=["kamer", "gedaan_op"])]
        triggers = [
            vast_met_teljaar(
                kamer="{rij}.kamer_id",
                dag="{rij}.gedaan_op",
                velden=("kamer_id", "status", "gedaan_op", "eerste_keer", "product_id", "corporatie_id"),
            ),
            NIET_LEGEN,
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="klaar", gedaan_op__isnull=False) | (~Q(status="klaar") & Q(gedaan_op=None)),
                name="klus_klaar_heeft_een_dag",
                violation_error_message=_("Een klus die klaar is, heeft een dag waarop hij gedaan is."),
            )
        ]

    def __str__(self):
        return self.omschrijving or self.get_klussoort_display()


class KlusplekQuerySet(ZichtbaarQuerySet):
    pad_kamer = "klus__kamer"
    pad_gebruiker = "persoon__vrijwilliger__gebruiker"


class Klusplek(models.Model):
    """Who will do a klus, and for how many hours."""

    klus = models.ForeignKey(Klus, models.CASCADE, related_name="plekken", verbose_name=_("klus"))
    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="klusplekken", verbose_name=_("wie"))
    uren = UrenField(_("uren"), default=1)

    objects = KlusplekQuerySet.as_manager()

    class Meta:
        verbose_name = _("helper bij een klus")
        verbose_name_plural = _("helpers bij klussen")
        ordering = ["klus", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["klus", "persoon"],
                name="klusplek_eens_per_persoon",
                violation_error_message=_("Deze persoon staat al bij deze klus."),
            ),
            models.CheckConstraint(
                condition=Q(uren__gte="0.5", uren__lte=12),
                name="klusplek_uren_kloppen",
                violation_error_message=_("Vul een aantal uren in van 0,5 tot 12."),
            ),
        ]

    def __str__(self):
        return f"{self.persoon} – {self.klus}"
