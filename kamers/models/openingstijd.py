"""When a room is open, and when it is not."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.spoor import spoor
from kamers.models.kamer import Kamer


class Weekdag(models.IntegerChoices):
    """A day of the week, Monday first."""

    MAANDAG = 0, _("maandag")
    DINSDAG = 1, _("dinsdag")
    WOENSDAG = 2, _("woensdag")
    DONDERDAG = 3, _("donderdag")
    VRIJDAG = 4, _("vrijdag")
    ZATERDAG = 5, _("zaterdag")
    ZONDAG = 6, _("zondag")


class OpeningstijdQuerySet(ZichtbaarQuerySet):
    def op(self, dag: date):
        """Return the hours that hold on a day."""
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=dag), van__lte=dag, weekdag=dag.weekday())


@spoor()
class Openingstijd(models.Model):
    """From when to when a room is open on a weekday [8]; two rows make a break."""

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="openingstijden", verbose_name=_("kamer"))
    weekdag = models.PositiveSmallIntegerField(_("dag"), choices=Weekdag)
    begin = models.TimeField(_("open"))
    eind = models.TimeField(_("dicht"))
    van = models.DateField(_("vanaf"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)

    objects = OpeningstijdQuerySet.as_manager()

    class Meta:
        verbose_name = _("openingstijd")
        verbose_name_plural = _("openingstijden")
        ordering = ["kamer", "weekdag", "begin"]
        constraints = [
            models.CheckConstraint(
                condition=Q(eind__gt=F("begin")),
                name="openingstijd_eind_na_begin",
                violation_error_message=_("De kamer gaat later op de dag dicht dan open."),
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="openingstijd_tot_na_van",
                violation_error_message=_("De laatste dag ligt voor de eerste dag."),
            ),
            models.CheckConstraint(
                condition=Q(weekdag__lte=6),
                name="openingstijd_weekdag_bestaat",
                violation_error_message=_("Kies een dag van de week."),
            ),
        ]

    def __str__(self):
        return f"{self.get_weekdag_display()} {self.begin:%H:%M}–{self.eind:%H:%M}"

    def geldt_op(self, dag: date) -> bool:
        """Tell whether these hours hold on a day; the same rule as ``op``."""
        return self.weekdag == dag.weekday() and self.van <= dag and (self.tot is None or dag <= self.tot)


class SluitingQuerySet(ZichtbaarQuerySet):
    def op(self, dag: date):
        """Return what closes a room, or all rooms, on a day."""
        return self.filter(van__lte=dag, tot__gte=dag)

    def zichtbaar_voor(self, gebruiker):
        """Return the own rows, and those of all rooms."""
        return super().zichtbaar_voor(gebruiker) | self.filter(kamer__isnull=True)


@spoor()
class Sluiting(models.Model):
    """Days without activities: closed for everyone, or a school holiday in which some activities rest."""

    class Soort(models.TextChoices):
        VAKANTIE = "vakantie", _("schoolvakantie")
        DICHT = "dicht", _("gesloten")

    kamer = models.ForeignKey(
        Kamer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sluitingen",
        verbose_name=_("kamer"),
        help_text=_("Leeg: alle kamers."),
    )
    soort = models.CharField(_("soort"), max_length=8, choices=Soort)
    naam = models.CharField(_("naam"), max_length=60)
    van = models.DateField(_("van"))
    tot = models.DateField(_("tot en met"))

    objects = SluitingQuerySet.as_manager()

    class Meta:
        verbose_name = _("vrije dagen")
        verbose_name_plural = _("vrije dagen")
        ordering = ["van", "pk"]
        indexes = [models.Index(fields=["van", "tot"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__gte=F("van")),
                name="sluiting_tot_na_van",
                violation_error_message=_("De laatste dag ligt voor de eerste dag."),
            )
        ]

    def __str__(self):
        return self.naam
