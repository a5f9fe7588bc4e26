"""What comes in, and what is referred onward."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.spoor import spoor
from kamers.models.kamer import Kamer
from kamers.models.klus import Klus
from kamers.models.teljaar import vast_met_teljaar


class VerzoekQuerySet(ZichtbaarQuerySet):
    def open(self):
        return self.filter(afgehandeld_op__isnull=True).order_by("binnen_op", "pk")


@spoor(zonder=("tekst",))
class Verzoek(models.Model):
    """One message that came in [37]: it becomes what it is in one tap. Its text is erased 30 days after handling."""

    class Werd(models.TextChoices):
        KLUS = "klus", _("klus")
        AFMELDING = "afmelding", _("afmelding")
        KANDIDAAT = "kandidaat", _("nieuwe kandidaat")
        VRAAG = "vraag", _("vraag, beantwoord")
        DOORVERWEZEN = "doorverwezen", _("doorverwezen")
        NIETS = "niets", _("niets mee gedaan")

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="verzoeken", verbose_name=_("kamer"))
    tekst = models.CharField(_("wat kwam er binnen"), max_length=300, blank=True)  # empty once erased
    binnen_op = models.DateTimeField(_("binnen op"), default=timezone.now)
    werd = models.CharField(_("wat werd het"), max_length=12, choices=Werd, blank=True)
    klus = models.OneToOneField(
        Klus, models.PROTECT, null=True, blank=True, related_name="verzoek", verbose_name=_("klus")
    )
    afgehandeld_op = models.DateField(_("afgehandeld op"), null=True, blank=True)
    gewist_op = models.DateField(_("tekst gewist op"), null=True, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)  # optimistic lock
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("gewijzigd door")
    )

    objects = VerzoekQuerySet.as_manager()

    class Meta:
        verbose_name = _("verzoek")
        verbose_name_plural = _("verzoeken")
        ordering = ["-binnen_op", "-pk"]
        indexes = [models.Index(fields=["kamer", "afgehandeld_op"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(werd="", afgehandeld_op=None) | (~Q(werd="") & Q(afgehandeld_op__isnull=False)),
                name="verzoek_afgehandeld_werd_iets",
                violation_error_message=_("Kies wat het werd."),
            ),
            models.CheckConstraint(
                condition=Q(gewist_op__isnull=True) & ~Q(tekst="") | Q(gewist_op__isnull=False, tekst=""),
                name="verzoek_heeft_tekst_tot_het_gewist_is",
                violation_error_message=_("Schrijf op wat er binnenkwam."),
            ),
        ]

    def __str__(self):
        return self.tekst or self.get_werd_display()


class DoorverwijzingQuerySet(ZichtbaarQuerySet):
    pass


@spoor()
class Doorverwijzing(models.Model):
    """How many people were referred onward on a day [42]: a count, never a name."""

    class Naar(models.TextChoices):
        SCHULDHULP = "schuldhulp", _("schuldhulpverlening")
        BUURTTEAM = "buurtteam", _("buurtteam")
        HUISARTS = "huisarts", _("huisarts")
        BUURTHUIS = "buurthuis", _("buurthuis")
        ANDERS = "anders", _("ergens anders")

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="doorverwijzingen", verbose_name=_("kamer"))
    dag = models.DateField(_("dag"))
    naar = models.CharField(_("naar"), max_length=12, choices=Naar)
    aantal = models.PositiveSmallIntegerField(_("hoeveel mensen"), default=1)
    genoteerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("genoteerd door")
    )
    genoteerd_op = models.DateTimeField(_("genoteerd op"), default=timezone.now)

    objects = DoorverwijzingQuerySet.as_manager()

    class Meta:
        verbose_name = _("doorverwijzing")
        verbose_name_plural = _("doorverwijzingen")
        ordering = ["-dag", "-pk"]
        indexes = [models.Index(fields=["kamer", "dag"])]
        triggers = [vast_met_teljaar(kamer="{rij}.kamer_id", dag="{rij}.dag")]
        constraints = [
            models.CheckConstraint(
                condition=Q(aantal__gte=1, aantal__lte=999),
                name="doorverwijzing_minstens_een",
                violation_error_message=_("Vul een getal in van 1 tot en met 999."),
            )
        ]

    def __str__(self):
        return f"{self.get_naar_display()} {self.dag:%d-%m-%Y}"
