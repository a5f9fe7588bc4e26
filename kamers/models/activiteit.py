"""What a room does week by week, and who is on the rota."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.spoor import spoor
from buurtwerkkamer.velden import UrenField
from kamers.models.kamer import Kamer
from kamers.models.openingstijd import Sluiting, Weekdag
from kamers.models.persoon import Persoon
from kamers.models.soort import Corporatieproduct, Doelgroep, Domein, Soort

LAATSTE = 5  # "the last Friday of the month", which is the fourth or the fifth


def weekpariteit(dag: date) -> int:
    """Return 0 or 1 for the week of a day, Monday first: every other week has the same number, over years too."""
    return (dag.toordinal() - 1) // 7 % 2


def keren_in_maand(dag: date) -> list[int]:
    """Return which time of its weekday a day is in its month: 1–4, and LAATSTE when no other comes after it."""
    keer = (dag.day - 1) // 7 + 1
    laatste = (dag + timedelta(days=7)).month != dag.month
    return ([keer] if keer < LAATSTE else []) + ([LAATSTE] if laatste else [])


class ActiviteitQuerySet(ZichtbaarQuerySet):
    def loopt_op(self, dag: date):
        """Return the activities whose series includes a day, closing days aside; none after the room closed."""
        soort = Activiteit.Herhaling
        op_weekdag = Q(weekdag=dag.weekday()) & (
            Q(herhaling=soort.WEKELIJKS)
            | Q(herhaling=soort.TWEEWEKELIJKS, weekpariteit=weekpariteit(dag))
            | Q(herhaling=soort.MAANDELIJKS, keer_in_maand__in=keren_in_maand(dag))
        )
        reeks = self.filter(Q(tot__isnull=True) | Q(tot__gte=dag), van__lte=dag).exclude(kamer__gesloten_op__lt=dag)
        return reeks.filter(op_weekdag | Q(herhaling=soort.EENMALIG, van=dag))

    def op_dag(self, dag: date):
        """Return the activities that are planned on a day: in the series, and the room is not closed for them."""
        dicht = Sluiting.objects.op(dag).filter(Q(kamer__isnull=True) | Q(kamer=OuterRef("kamer")))
        helemaal, vakantie = dicht.filter(soort=Sluiting.Soort.DICHT), dicht.filter(soort=Sluiting.Soort.VAKANTIE)
        return self.loopt_op(dag).exclude(Exists(helemaal)).exclude(Exists(vakantie), in_vakantie=False)


@spoor()
class Activiteit(models.Model):
    """Something a room does: every week, every other week, once a month on a weekday, or once."""

    class Herhaling(models.TextChoices):
        WEKELIJKS = "wekelijks", _("elke week")
        TWEEWEKELIJKS = "tweeweken", _("om de week")
        MAANDELIJKS = "maand", _("elke maand")
        EENMALIG = "eenmalig", _("één keer")

    class Telwijze(models.TextChoices):
        TELLEN = "tellen", _("tellen")
        NAMEN = "namen", _("namen")

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
    weekpariteit = models.PositiveSmallIntegerField(_("welke van de twee weken"), null=True, blank=True)
    keer_in_maand = models.PositiveSmallIntegerField(_("welke keer in de maand"), null=True, blank=True)
    begin = models.TimeField(_("begin"))
    eind = models.TimeField(_("einde"))
    hele_dag = models.BooleanField(_("de hele dag open"), default=False, help_text=_("Zoals de inloop."))
    van = models.DateField(_("vanaf"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)
    in_vakantie = models.BooleanField(_("gaat door in de schoolvakantie"), default=True)
    telwijze = models.CharField(_("manier van tellen"), max_length=6, choices=Telwijze, default=Telwijze.TELLEN)
    met_kinderen = models.BooleanField(_("met kinderen"), default=False)
    doelgroepen = models.ManyToManyField(Doelgroep, blank=True, related_name="activiteiten", verbose_name=_("voor wie"))
    domeinen = models.ManyToManyField(Domein, blank=True, related_name="activiteiten", verbose_name=_("domeinen"))
    versie = models.PositiveIntegerField(default=1, editable=False)  # optimistic lock

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
            models.CheckConstraint(
                condition=Q(herhaling="tweeweken", weekpariteit__in=(0, 1), keer_in_maand=None)
                | Q(herhaling="maand", keer_in_maand__range=(1, LAATSTE), weekpariteit=None)
                | Q(herhaling__in=("wekelijks", "eenmalig"), weekpariteit=None, keer_in_maand=None),
                name="activiteit_herhaling_compleet",
                violation_error_message=_("Kies in welke week deze activiteit is."),
            ),
            models.CheckConstraint(
                condition=Q(met_kinderen=False) | Q(telwijze="tellen"),
                name="activiteit_kinderen_zonder_naam",
                violation_error_message=_("Kinderen tellen we altijd zonder naam. Kies 'tellen'."),
            ),
        ]

    def __str__(self):
        return self.naam

    def is_op(self, dag: date) -> bool:
        """Tell whether the series includes a day, closing days aside; the same rule as ``loopt_op``."""
        if dag < self.van or (self.tot and dag > self.tot):
            return False
        if self.herhaling == self.Herhaling.EENMALIG:
            return dag == self.van
        if dag.weekday() != self.weekdag:
            return False
        if self.herhaling == self.Herhaling.TWEEWEKELIJKS:
            return self.weekpariteit == weekpariteit(dag)
        return self.herhaling == self.Herhaling.WEKELIJKS or self.keer_in_maand in keren_in_maand(dag)


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
