"""What a year will cost per room and line, and the hours beside it."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import GEEN_TRUNCATE, vast_met_versie
from buurtwerkkamer.models import Versie
from buurtwerkkamer.spoor import spoor
from buurtwerkkamer.velden import BedragField
from kamers.models import Kamer, Tariefsoort


class Kostenpost(models.Model):
    """A line of the budget: people or physical means [85–96]. A line without a budget is allowed."""

    class Soort(models.TextChoices):
        MENSEN = "mensen", _("Inzet mensen")
        FYSIEK = "fysiek", _("Fysieke middelen")

    code = models.CharField(_("code"), max_length=6, unique=True)
    soort = models.CharField(_("soort"), max_length=6, choices=Soort)
    naam = models.CharField(_("naam"), max_length=80, help_text=_("De korte naam."))
    tekst = models.CharField(_("tekst"), max_length=300, help_text=_("Zoals gedrukt in het aanbod."))
    volgorde = models.PositiveSmallIntegerField(_("volgorde"))

    class Meta:
        verbose_name = _("kostenpost")
        verbose_name_plural = _("kostenposten")
        ordering = ["volgorde"]

    def __str__(self):
        return f"{self.code} {self.naam}"

    @property
    def is_loon(self) -> bool:
        """Whether it holds wages: month by month it could be what one person earns (domain.md §5.6)."""
        return self.soort == self.Soort.MENSEN


class BedragQuerySet(ZichtbaarQuerySet):
    def totaal(self) -> Decimal:
        """Return the sum of the amounts, in euros."""
        return self.aggregate(totaal=Sum("bedrag", default=Decimal("0.00")))["totaal"]


@spoor()
class Begrotingsregel(models.Model):
    """The budget of one line for one room in one version, with its basis: hours a week, euros a month."""

    class Spreiding(models.TextChoices):
        GELIJK = "gelijk", _("elke maand gelijk")
        MAANDEN = "maanden", _("in bepaalde maanden")
        EENMALIG = "eenmalig", _("in één keer")

    versie = models.ForeignKey(Versie, models.PROTECT, related_name="begrotingsregels", verbose_name=_("versie"))
    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="begrotingsregels", verbose_name=_("kamer"))
    post = models.ForeignKey(Kostenpost, models.PROTECT, related_name="begrotingsregels", verbose_name=_("post"))
    bedrag = BedragField(_("bedrag"))
    basis = models.DecimalField(_("basis"), max_digits=9, decimal_places=2, null=True, blank=True)
    basis_eenheid = models.CharField(_("eenheid van de basis"), max_length=60, blank=True)
    spreiding = models.CharField(_("spreiding"), max_length=8, choices=Spreiding, default=Spreiding.GELIJK)
    maanden = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("maanden"),
        default=list,
        blank=True,
        help_text=_("1 tot en met 12. Alleen als de kosten niet elke maand gelijk zijn."),
    )

    objects = BedragQuerySet.as_manager()

    class Meta:
        verbose_name = _("begrotingsregel")
        verbose_name_plural = _("begrotingsregels")
        ordering = ["versie", "post", "kamer"]
        triggers = [vast_met_versie("{rij}.versie_id"), GEEN_TRUNCATE]
        constraints = [
            models.UniqueConstraint(
                fields=["versie", "kamer", "post"],
                name="begrotingsregel_een_per_post",
                violation_error_message=_("Deze post staat al in de begroting van deze kamer."),
            ),
            models.CheckConstraint(
                condition=Q(bedrag__gte=0),
                name="begrotingsregel_niet_onder_nul",
                violation_error_message=_("Een begroot bedrag is € 0 of meer."),
            ),
            models.CheckConstraint(
                condition=Q(maanden__contained_by=list(range(1, 13)))
                & (
                    Q(spreiding="gelijk", maanden__len=0)
                    | Q(spreiding="maanden", maanden__len__gte=1)
                    | Q(spreiding="eenmalig", maanden__len__lte=1)
                ),
                name="begrotingsregel_maanden_passen",
                violation_error_message=_("Kies de maanden die bij deze spreiding horen."),
            ),
        ]

    def __str__(self):
        return f"{self.post.code} {self.kamer}"


@spoor()
class Tijdsraming(models.Model):
    """The planned hours of residents or staff for one room in one version: the popular budget [74–81]."""

    versie = models.ForeignKey(Versie, models.PROTECT, related_name="tijdsramingen", verbose_name=_("versie"))
    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="tijdsramingen", verbose_name=_("kamer"))
    wie = models.CharField(_("wie"), max_length=10, choices=Tariefsoort)
    tekst = models.CharField(_("tekst"), max_length=250)
    personen = models.PositiveIntegerField(_("personen"))
    uren_per_persoon = models.PositiveIntegerField(_("uren per persoon"))
    tarief = BedragField(_("waarde per uur"))

    objects = ZichtbaarQuerySet.as_manager()

    class Meta:
        verbose_name = _("tijdsraming")
        verbose_name_plural = _("tijdsramingen")
        ordering = ["versie", "wie", "kamer"]
        triggers = [vast_met_versie("{rij}.versie_id"), GEEN_TRUNCATE]
        constraints = [
            models.UniqueConstraint(
                fields=["versie", "kamer", "wie"],
                name="tijdsraming_een_per_kamer",
                violation_error_message=_("De uren van deze groep staan al bij deze kamer."),
            ),
            models.CheckConstraint(
                condition=Q(tarief__gt=0),
                name="tijdsraming_tarief_boven_nul",
                violation_error_message=_("Een uurtarief is meer dan € 0."),
            ),
        ]

    def __str__(self):
        return f"{self.get_wie_display()} {self.kamer}"

    @property
    def uren(self) -> int:
        return self.personen * self.uren_per_persoon

    @property
    def waarde(self) -> Decimal:
        """What the hours are worth, in euros."""
        return self.uren * self.tarief
