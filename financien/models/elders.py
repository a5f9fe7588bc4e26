"""Books that are kept in another package: which years, what its accounts are here, and what was taken over (§5.9)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.spoor import spoor
from financien.models.boekslot import LEEG_JAAR
from financien.models.boekstuk import Boekstuk
from financien.models.grootboek import Grootboekrekening
from financien.models.vingerafdruk import Afgedrukt
from kamers.models import Kamer


@spoor()
class Boekenelders(models.Model):
    """The books of this year are kept elsewhere: here nothing is booked but what is taken over."""

    jaar = models.OneToOneField(Jaar, models.PROTECT, related_name="boeken_elders", verbose_name=_("boekjaar"))
    pakket = models.CharField(_("pakket"), max_length=80, help_text=_("De naam van het pakket, of van het kantoor."))

    class Meta:
        verbose_name = _("boeken elders")
        verbose_name_plural = _("boeken elders")
        ordering = ["jaar"]
        triggers = [LEEG_JAAR]

    def __str__(self):
        return f"{self.jaar}: {self.pakket}"


@spoor()
class Koppeling(models.Model):
    """What an account or a cost centre of the other package is here."""

    class Soort(models.TextChoices):
        REKENING = "rekening", _("rekening")
        KOSTENPLAATS = "kostenplaats", _("kostenplaats")

    soort = models.CharField(_("soort"), max_length=12, choices=Soort)
    code = models.CharField(_("nummer in het pakket"), max_length=35)
    naam = models.CharField(_("naam in het pakket"), max_length=120, blank=True)
    rekening = models.ForeignKey(
        Grootboekrekening,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="koppelingen",
        verbose_name=_("grootboekrekening"),
    )
    kamer = models.ForeignKey(
        Kamer, models.PROTECT, null=True, blank=True, related_name="koppelingen", verbose_name=_("kamer")
    )

    objects = ZichtbaarQuerySet.as_manager()

    class Meta:
        verbose_name = _("koppeling")
        verbose_name_plural = _("koppelingen")
        ordering = ["soort", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["soort", "code"],
                name="koppeling_eens_per_nummer",
                violation_error_message=_("Dit nummer is al gekoppeld."),
            ),
            models.CheckConstraint(
                condition=Q(soort="rekening", rekening__isnull=False)
                | Q(soort="kostenplaats", rekening__isnull=True, kamer__isnull=False),
                name="koppeling_naar_rekening_of_kamer",
                violation_error_message=_("Koppel een rekening aan een rekening, en een kostenplaats aan een kamer."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.naam}".strip()


class EldersstukQuerySet(models.QuerySet):
    def geldend(self, jaar: int):
        """Return what was taken over of a year and still holds."""
        return self.filter(boekstuk__jaar__jaar=jaar, boekstuk__omgekeerd_door__isnull=True)


class Eldersstuk(Afgedrukt):
    """A document that was taken over: which one of the other package, and the sha256 of what it said."""

    bron = models.CharField(_("nummer in het pakket"), max_length=120)
    afdruk = models.CharField(_("vingerafdruk"), max_length=64)
    boekstuk = models.OneToOneField(Boekstuk, models.PROTECT, related_name="eldersstuk", verbose_name=_("boekstuk"))

    objects = EldersstukQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("overgenomen boekstuk")
        verbose_name_plural = _("overgenomen boekstukken")
        ordering = ["boekstuk"]
        indexes = [models.Index(fields=["bron"])]

    def __str__(self):
        return self.bron
