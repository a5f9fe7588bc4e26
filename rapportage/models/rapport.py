"""Editions of reports: bytes that never change, and who downloaded them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import rollen
from buurtwerkkamer.bevroren import Bevroren
from buurtwerkkamer.models import Bestand, Jaar, Versie
from rapportage.staat import met_dag, staat_van, versienaam


class RapportQuerySet(models.QuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Everything for the cooperative's own roles; a financier: years in whose last settled version it stands."""
        bereik = rollen.bereik(gebruiker)
        if bereik.alles:
            return self.all()
        if not bereik.partners:
            return self.none()
        laatste = Versie.objects.vast().filter(jaar=OuterRef("jaar")).order_by("-volgnummer").values("pk")[:1]
        eigen = Versie.objects.filter(pk=OuterRef("laatste_versie"), financieringsbronnen__partner__in=bereik.partners)
        return self.alias(laatste_versie=Subquery(laatste)).filter(Exists(eigen))

    def nieuwste(self):
        """Return the newest edition of each kind and year."""
        return self.order_by("soort", "-jaar__jaar", "-editie").distinct("soort", "jaar__jaar")

    def met_staat(self):
        """Add what ``staat`` needs: the version, and the day of the decision that an earlier edition holds."""
        eerder = Rapport.objects.filter(
            soort=OuterRef("soort"), jaar=OuterRef("jaar"), editie__lt=OuterRef("editie"), besluit_op__isnull=False
        )
        return self.select_related("versie").annotate(vastgesteld_op=Subquery(eerder.values("besluit_op")[:1]))


class Rapport(Bevroren):
    """One edition of one report of a year: the snapshot and its files, each with its sha256."""

    class Soort(models.TextChoices):
        AANBOD = "aanbod", _("aanbod")
        JAARVERSLAG = "jaarverslag", _("jaarverslag")

    soort = models.CharField(_("soort"), max_length=12, choices=Soort)
    jaar = models.ForeignKey(Jaar, models.PROTECT, related_name="rapporten", verbose_name=_("jaar"))
    versie = models.ForeignKey(
        Versie, models.PROTECT, null=True, related_name="rapporten", verbose_name=_("vergeleken met")
    )
    editie = models.PositiveSmallIntegerField(_("editie"))
    vastgelegd_op = models.DateTimeField(_("vastgelegd op"), default=timezone.now)
    vastgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )
    besluit_op = models.DateField(_("vastgesteld door de ledenvergadering op"), null=True, blank=True)
    bladzijden = models.PositiveSmallIntegerField(_("bladzijden"))
    momentopname = models.ForeignKey(Bestand, models.PROTECT, related_name="+", verbose_name=_("momentopname"))
    pdf = models.ForeignKey(Bestand, models.PROTECT, related_name="+", verbose_name="PDF")
    xlsx = models.ForeignKey(Bestand, models.PROTECT, related_name="+", verbose_name="XLSX")
    csv = models.ForeignKey(Bestand, models.PROTECT, related_name="+", verbose_name="CSV")
    json = models.ForeignKey(Bestand, models.PROTECT, related_name="+", verbose_name="JSON")

    vastgesteld_op: date | None  # the day of an earlier decision about the year; only of a row of met_staat

    objects = RapportQuerySet.as_manager()

    class Meta(Bevroren.Meta):
        verbose_name = _("rapport")
        verbose_name_plural = _("rapporten")
        ordering = ["-jaar__jaar", "soort", "-editie"]
        constraints = [
            models.UniqueConstraint(
                fields=["soort", "jaar", "editie"],
                name="rapport_editie_uniek",
                violation_error_message=_("Deze editie bestaat al."),
            ),
            models.UniqueConstraint(
                fields=["jaar"],
                condition=Q(besluit_op__isnull=False),
                name="rapport_een_vastgesteld_per_jaar",
                violation_error_message=_("Dit jaar heeft al een vastgesteld jaarverslag."),
            ),
            models.CheckConstraint(
                condition=Q(besluit_op__isnull=True) | Q(soort="jaarverslag"),
                name="rapport_vastgesteld_is_een_jaarverslag",
                violation_error_message=_("De leden stellen een jaarverslag vast."),
            ),
            models.CheckConstraint(
                condition=Q(editie__gte=1),
                name="rapport_editie_vanaf_een",
                violation_error_message=_("Een editie begint bij 1."),
            ),
        ]

    def __str__(self):
        delen = {"soort": self.get_soort_display(), "jaar": self.jaar, "editie": self.editie}
        return gettext("%(soort)s %(jaar)s, editie %(editie)s") % delen

    @property
    def staat(self) -> str:
        """How far this edition is, in words, as it says itself; of a row of ``met_staat``."""
        versie = ""
        if self.versie:
            versie = met_dag(versienaam(self.versie, self.jaar.jaar, self.vastgelegd_op), self.versie.datum)
        besluit = {"besluit_op": self.besluit_op, "vastgesteld_op": self.vastgesteld_op}
        return staat_van(soort=self.soort, op=self.vastgelegd_op, versie=versie, **besluit)


class DownloadQuerySet(models.QuerySet):
    def zichtbaar_voor(self, gebruiker):
        return self.filter(rapport__in=Rapport.objects.zichtbaar_voor(gebruiker))


class Download(Bevroren):
    """Who downloaded which file of an edition, and when."""

    rapport = models.ForeignKey(Rapport, models.PROTECT, related_name="downloads", verbose_name=_("rapport"))
    bestand = models.ForeignKey(Bestand, models.PROTECT, related_name="downloads", verbose_name=_("bestand"))
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="downloads", verbose_name=_("gebruiker")
    )
    op = models.DateTimeField(_("op"), default=timezone.now)

    objects = DownloadQuerySet.as_manager()

    class Meta(Bevroren.Meta):
        verbose_name = _("download")
        verbose_name_plural = _("downloads")
        ordering = ["-op"]

    def __str__(self):
        return f"{self.bestand} {self.op:%d-%m-%Y}"
