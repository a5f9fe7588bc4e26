"""What a room does week by week, and what was logged of it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.spoor import spoor
from buurtwerkkamer.velden import UrenField
from kamers.models.kamer import Kamer
from kamers.models.persoon import Persoon


class Soort(models.Model):
    """One of the kinds of activity of the agreement [29]: what counts is the kind, not the lesson."""

    class Telt(models.TextChoices):
        UNIEK = "uniek", _("unieke deelnemers")
        KLUSSEN = "klussen", _("klussen")

    code = models.SlugField(_("code"), max_length=20, unique=True)
    naam = models.CharField(_("naam"), max_length=80)
    kort = models.CharField(_("korte naam"), max_length=30, help_text=_("Zoals op de knoppen: Taal, Formulieren."))
    telt = models.CharField(_("telt"), max_length=8, choices=Telt, default=Telt.UNIEK)
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("soort")
        verbose_name_plural = _("soorten")
        ordering = ["volgorde", "pk"]

    def __str__(self):
        return self.naam


class Corporatieproduct(models.Model):
    """One of the seven products for the housing corporations [34]."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    naam = models.CharField(_("naam"), max_length=80)
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("corporatieproduct")
        verbose_name_plural = _("corporatieproducten")
        ordering = ["volgorde", "pk"]

    def __str__(self):
        return self.naam


class ActiviteitQuerySet(ZichtbaarQuerySet):
    def op_dag(self, dag: date):
        """Return the activities that are planned on a day."""
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=dag), van__lte=dag).filter(
            Q(herhaling=Activiteit.Herhaling.WEKELIJKS, weekdag=dag.weekday())
            | Q(herhaling=Activiteit.Herhaling.EENMALIG, van=dag)
        )


@spoor()
class Activiteit(models.Model):
    """Something a room does: every week on a weekday, or once."""

    class Herhaling(models.TextChoices):
        WEKELIJKS = "wekelijks", _("elke week")
        EENMALIG = "eenmalig", _("één keer")

    class Weekdag(models.IntegerChoices):
        MAANDAG = 0, _("maandag")
        DINSDAG = 1, _("dinsdag")
        WOENSDAG = 2, _("woensdag")
        DONDERDAG = 3, _("donderdag")
        VRIJDAG = 4, _("vrijdag")
        ZATERDAG = 5, _("zaterdag")
        ZONDAG = 6, _("zondag")

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="activiteiten", verbose_name=_("kamer"))
    naam = models.CharField(_("naam"), max_length=80)
    soort = models.ForeignKey(Soort, models.PROTECT, related_name="activiteiten", verbose_name=_("soort"))
    product = models.ForeignKey(
        Corporatieproduct,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activiteiten",
        verbose_name=_("corporatieproduct"),
    )
    herhaling = models.CharField(_("hoe vaak"), max_length=10, choices=Herhaling, default=Herhaling.WEKELIJKS)
    weekdag = models.PositiveSmallIntegerField(_("dag"), choices=Weekdag)
    begin = models.TimeField(_("begin"))
    eind = models.TimeField(_("einde"))
    van = models.DateField(_("vanaf"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)

    objects = ActiviteitQuerySet.as_manager()

    class Meta:
        verbose_name = _("activiteit")
        verbose_name_plural = _("activiteiten")
        ordering = ["weekdag", "begin", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(eind__gt=F("begin")),
                name="activiteit_eind_na_begin",
                violation_error_message=_("Het einde is later op de dag dan het begin."),
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="activiteit_tot_na_van",
                violation_error_message=_("De laatste dag ligt voor de eerste dag."),
            ),
            models.CheckConstraint(
                condition=Q(weekdag__lte=6),
                name="activiteit_weekdag_bestaat",
                violation_error_message=_("Kies een dag van de week."),
            ),
        ]

    def __str__(self):
        return self.naam


class RoosterplekQuerySet(ZichtbaarQuerySet):
    pad_kamer = "activiteit__kamer"
    pad_gebruiker = "persoon__vrijwilliger__gebruiker"

    def op(self, dag: date):
        """Return who is on the rota on a day."""
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=dag), van__lte=dag)


class Roosterplek(models.Model):
    """Someone on the rota of an activity, with the usual hours."""

    activiteit = models.ForeignKey(
        Activiteit, models.CASCADE, related_name="roosterplekken", verbose_name=_("activiteit")
    )
    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="roosterplekken", verbose_name=_("persoon"))
    uren = UrenField(_("uren"))
    van = models.DateField(_("vanaf"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)

    objects = RoosterplekQuerySet.as_manager()

    class Meta:
        verbose_name = _("plek op het rooster")
        verbose_name_plural = _("rooster")
        ordering = ["activiteit", "persoon"]
        constraints = [
            models.CheckConstraint(
                condition=Q(uren__gte="0.5", uren__lte=12),
                name="roosterplek_uren_kloppen",
                violation_error_message=_("Vul een aantal uren in van 0,5 tot 12."),
            ),
            models.UniqueConstraint(
                fields=["activiteit", "persoon", "van"],
                name="roosterplek_eens_per_persoon",
                violation_error_message=_("Deze persoon staat al op dit rooster."),
            ),
        ]

    def __str__(self):
        return f"{self.persoon} – {self.activiteit}"


class BijeenkomstQuerySet(ZichtbaarQuerySet):
    def in_jaar(self, jaar: int):
        """Return what was logged in a year of the local date."""
        return self.filter(dag__gte=date(jaar, 1, 1), dag__lte=date(jaar, 12, 31))

    def genoteerd(self):
        return self.filter(status=Bijeenkomst.Status.GENOTEERD)

    def uniek(self) -> int:
        """Return how many different people were counted: those who came for the first time in this kind."""
        return self.genoteerd().aggregate(n=Sum("nieuw_soort", default=0))["n"]


@spoor(zonder=("reden",))
class Bijeenkomst(models.Model):
    """One occurrence of an activity, written as it was: a row exists once it is logged, moved or cancelled."""

    class Status(models.TextChoices):
        GENOTEERD = "genoteerd", _("genoteerd")
        VERPLAATST = "verplaatst", _("verplaatst")  # planned on another day or time, not logged yet
        VERVALLEN = "vervallen", _("ging niet door")

    activiteit = models.ForeignKey(
        Activiteit, models.PROTECT, related_name="bijeenkomsten", verbose_name=_("activiteit")
    )
    gepland = models.DateField(_("geplande dag"))  # the day of the series; identifies the occurrence
    dag = models.DateField(_("dag"))
    begin = models.TimeField(_("begin"))
    eind = models.TimeField(_("einde"))
    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="bijeenkomsten", verbose_name=_("kamer"))
    soort = models.ForeignKey(Soort, models.PROTECT, related_name="bijeenkomsten", verbose_name=_("soort"))
    product = models.ForeignKey(
        Corporatieproduct, models.PROTECT, null=True, blank=True, verbose_name=_("corporatieproduct")
    )
    naam = models.CharField(_("naam"), max_length=80)
    status = models.CharField(_("status"), max_length=10, choices=Status)
    kwamen_al = models.PositiveIntegerField(_("kwamen dit jaar al"), null=True, blank=True)
    nieuw_soort = models.PositiveIntegerField(_("voor het eerst dit jaar bij deze soort"), null=True, blank=True)
    nieuw_kamer = models.PositiveIntegerField(_("ook nieuw in de kamer dit jaar"), null=True, blank=True)
    kinderen = models.PositiveIntegerField(_("waarvan kinderen"), null=True, blank=True)
    reden = models.CharField(_("reden"), max_length=120, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)  # optimistic lock
    genoteerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("genoteerd door")
    )
    genoteerd_op = models.DateTimeField(_("genoteerd op"), auto_now=True)

    objects = BijeenkomstQuerySet.as_manager()

    class Meta:
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")
        ordering = ["dag", "begin", "pk"]
        indexes = [models.Index(fields=["kamer", "dag"]), models.Index(fields=["dag", "soort"])]
        constraints = [
            models.UniqueConstraint(
                fields=["activiteit", "gepland"],
                name="bijeenkomst_eens_per_keer",
                violation_error_message=_("Deze keer is al genoteerd."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(status="genoteerd", kwamen_al__isnull=False, nieuw_soort__isnull=False)
                    & Q(nieuw_kamer__isnull=False, nieuw_kamer__lte=F("nieuw_soort"))
                )
                | (~Q(status="genoteerd") & Q(kwamen_al=None, nieuw_soort=None, nieuw_kamer=None, kinderen=None)),
                name="bijeenkomst_geteld_als_genoteerd",
                violation_error_message=_("Er kunnen niet meer mensen nieuw in de kamer zijn dan nieuw bij de soort."),
            ),
        ]

    def __str__(self):
        return f"{self.naam} {self.dag:%d-%m-%Y}"

    @property
    def deelnemers(self) -> int:
        return (self.kwamen_al or 0) + (self.nieuw_soort or 0)
