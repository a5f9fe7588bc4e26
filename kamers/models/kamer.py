"""The rooms and the neighbourhoods they work in."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.spoor import spoor
from kamers.models.buurt import Buurt

DEURKLEUREN = 12  # classes deurkleur-1 … deurkleur-12 in the style sheet


class KamerQuerySet(ZichtbaarQuerySet):
    pad_kamer = "pk"

    def in_volgorde(self):
        return self.order_by("volgorde", "pk")

    def tellend(self):
        """Leave out the rooms to practise in: they stand outside every figure."""
        return self.filter(oefenkamer=False)

    def in_jaar(self, jaar: int):
        """Return the rooms that take part in a year: not closed before it, and no room to practise in."""
        return self.tellend().filter(Q(gesloten_op__isnull=True) | Q(gesloten_op__year__gte=jaar)).in_volgorde()


@spoor()
class Kamer(models.Model):
    """A buurtwerkkamer: a small room run by residents themselves [3–8]."""

    class Status(models.TextChoices):
        GEZOCHT = "gezocht", _("gezocht")
        KAAL = "kaal", _("kaal")
        OPEN = "open", _("open")
        GESLOTEN = "gesloten", _("gesloten")

    code = models.SlugField(_("code"), max_length=30, unique=True)
    naam = models.CharField(_("naam"), max_length=80)
    naam_taal = models.CharField(
        _("taal van de naam"),
        max_length=8,
        blank=True,
        help_text=_("Taalcode voor wie laat voorlezen, zoals srn voor Sranan."),
    )
    afkorting = models.CharField(_("afkorting"), max_length=4, help_text=_("Staat op de deur."))
    deurkleur = models.PositiveSmallIntegerField(_("deurkleur"), default=1)
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    start = models.DateField(_("start"), null=True, blank=True, help_text=_("De eerste dag van de startmaand."))
    start_tekst = models.CharField(
        _("start in woorden"), max_length=60, blank=True, help_text=_("Als de maand nog niet vaststaat.")
    )
    gesloten_op = models.DateField(_("gesloten op"), null=True, blank=True, help_text=_("De laatste dag."))
    vestiging = models.CharField(_("vestiging"), max_length=120, blank=True)
    adres = models.CharField(_("adres"), max_length=200, blank=True)
    oppervlakte = models.PositiveSmallIntegerField(_("oppervlakte in m²"), null=True, blank=True)
    doel = models.TextField(_("doel"), blank=True)
    oefenkamer = models.BooleanField(_("oefenkamer"), default=False, help_text=_("Telt nergens mee."))
    buurten = models.ManyToManyField(Buurt, through="Werkgebied", related_name="kamers", verbose_name=_("buurten"))

    objects = KamerQuerySet.as_manager()

    class Meta:
        verbose_name = _("kamer")
        verbose_name_plural = _("kamers")
        ordering = ["volgorde", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deurkleur__gte=1, deurkleur__lte=DEURKLEUREN),
                name="kamer_deurkleur_bestaat",
                violation_error_message=_("Kies een deurkleur van 1 tot en met 12."),
            ),
            models.CheckConstraint(
                condition=Q(status="gesloten", gesloten_op__isnull=False)
                | (~Q(status="gesloten") & Q(gesloten_op__isnull=True)),
                name="kamer_gesloten_met_een_dag",
                violation_error_message=_("Een gesloten kamer heeft een laatste dag, een andere kamer niet."),
            ),
            models.CheckConstraint(
                condition=Q(gesloten_op__isnull=True) | Q(start__isnull=True) | Q(gesloten_op__gte=F("start")),
                name="kamer_dicht_na_de_start",
                violation_error_message=_("De laatste dag ligt voor de eerste dag."),
            ),
        ]

    def __str__(self):
        return self.naam

    def is_dicht(self, dag: date) -> bool:
        """Tell whether the last day of the room was before a day; on its last day it is still open."""
        return self.gesloten_op is not None and dag > self.gesloten_op

    @property
    def start_in_woorden(self) -> str:
        """The start as printed: a month, or the words of the offer ("direct begin 2018")."""
        return self.plan_in_woorden or (self.start.strftime("%m-%Y") if self.start else "")

    @property
    def plan_in_woorden(self) -> str:
        """The words of the offer about the start; they are past once the room is open."""
        return self.start_tekst if self.status in (self.Status.GEZOCHT, self.Status.KAAL) else ""


@spoor()
class Werkgebied(models.Model):
    """A neighbourhood that a room serves: mostly (vooral) or also (ook) [6]."""

    class Soort(models.TextChoices):
        VOORAL = "vooral", _("vooral")
        OOK = "ook", _("ook")

    kamer = models.ForeignKey(Kamer, models.CASCADE, related_name="werkgebieden", verbose_name=_("kamer"))
    buurt = models.ForeignKey(Buurt, models.PROTECT, related_name="werkgebieden", verbose_name=_("buurt"))
    soort = models.CharField(_("soort"), max_length=6, choices=Soort)
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    objects = ZichtbaarQuerySet.as_manager()

    class Meta:
        verbose_name = _("werkgebied")
        verbose_name_plural = _("werkgebieden")
        ordering = ["kamer", "soort", "volgorde"]
        constraints = [
            models.UniqueConstraint(
                fields=["kamer", "buurt"],
                name="werkgebied_buurt_eens_per_kamer",
                violation_error_message=_("Deze buurt staat al bij deze kamer."),
            )
        ]

    def __str__(self):
        return f"{self.kamer}: {self.get_soort_display()} {self.buurt}"
