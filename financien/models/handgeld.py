"""The pot of a room: its rule per year, top-ups, money received and counts (domain.md §4)."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import GEEN_TRUNCATE
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.spoor import spoor
from buurtwerkkamer.velden import BedragField, meer_dan_nul
from financien.models.boekstuk import Boekstuk
from financien.models.bon import Bon
from financien.models.vingerafdruk import Afgedrukt
from kamers.models import Kamer

EERSTE_VAN_DE_MAAND = Q(maand__day=1)


@spoor()
class Handgeldregel(models.Model):
    """The rule of a year; a year without this row has that of note 22: € 250 a month, filled up to € 250."""

    jaar = models.OneToOneField(
        Jaar, models.PROTECT, related_name="handgeldregel", verbose_name=_("jaar"), editable=False
    )
    per_maand = BedragField(
        _("hoogstens per kamer en maand"),
        default=Decimal(250),
        help_text=_("Tot dit bedrag wordt het potje aangevuld."),
    )
    waarschuwing = models.PositiveSmallIntegerField(
        _("waarschuwen vanaf (procent)"), default=80, help_text=_("Van wat een kamer in een maand mag uitgeven.")
    )
    zonder_foto = BedragField(_("bon zonder foto hoogstens"), default=Decimal(25))
    zonder_foto_aantal = models.PositiveSmallIntegerField(_("bonnen zonder foto per maand"), default=3)

    class Meta:
        verbose_name = _("regel voor handgeld")
        verbose_name_plural = _("regels voor handgeld")
        triggers = [GEEN_TRUNCATE]
        constraints = [
            models.CheckConstraint(
                condition=Q(per_maand__gt=0, zonder_foto__gte=0),
                name="handgeldregel_bedragen",
                violation_error_message=_("Vul een bedrag in dat meer is dan € 0."),
            ),
            models.CheckConstraint(
                condition=Q(waarschuwing__gte=1, waarschuwing__lte=100),
                name="handgeldregel_procent",
                violation_error_message=_("Vul een percentage in van 1 tot 100."),
            ),
        ]

    def __str__(self):
        return str(self.jaar)

    @property
    def per_jaar(self) -> Decimal:
        """Return what a room may spend in a year: twelve months."""
        return 12 * self.per_maand


class Aanvulling(Afgedrukt):
    """A top-up of a room for one month: a transfer, never a cost."""

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="aanvullingen", verbose_name=_("kamer"))
    maand = models.DateField(_("maand"), help_text=_("De eerste dag van de maand."))
    bedrag = BedragField(_("bedrag"))
    boekstuk = models.OneToOneField(Boekstuk, models.PROTECT, related_name="aanvulling", verbose_name=_("boekstuk"))
    betaling = models.ForeignKey(  # empty: outside an order, so nobody else looked at it
        "Handgeldbetaling", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("betaling")
    )

    objects = ZichtbaarQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("aanvulling")
        verbose_name_plural = _("aanvullingen")
        ordering = ["maand", "kamer", "pk"]
        constraints = [
            meer_dan_nul("aanvulling_meer_dan_nul"),
            models.CheckConstraint(
                condition=EERSTE_VAN_DE_MAAND,
                name="aanvulling_van_een_maand",
                violation_error_message=_("Een maand begint op de eerste dag."),
            ),
        ]

    def __str__(self):
        return f"{self.kamer} {self.maand:%m-%Y}"


class Ontvangst(Afgedrukt):
    """Money received in a room [108]: income of its own, never quietly spent."""

    class Soort(models.TextChoices):
        BIJDRAGE = "bijdrage", _("bijdrage, bijvoorbeeld voor een maaltijd")
        VERKOOP = "verkoop", _("verkoop")
        GIFT = "gift", _("gift")
        PROJECT = "project", _("project")
        TERUG = "terug", _("terugbetaald bonnetje")

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="ontvangsten", verbose_name=_("kamer"))
    datum = models.DateField(_("ontvangen op"))
    bedrag = BedragField(_("bedrag"))
    soort = models.CharField(_("waarvoor"), max_length=8, choices=Soort)
    omschrijving = models.CharField(_("toelichting"), max_length=140, blank=True)
    bon = models.ForeignKey(
        Bon, models.PROTECT, null=True, blank=True, related_name="ontvangsten", verbose_name=_("bonnetje")
    )
    boekstuk = models.OneToOneField(Boekstuk, models.PROTECT, related_name="ontvangst", verbose_name=_("boekstuk"))
    ontvangen_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )

    objects = ZichtbaarQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("ontvangst in de kamer")
        verbose_name_plural = _("ontvangsten in de kamers")
        ordering = ["datum", "pk"]
        constraints = [
            meer_dan_nul("ontvangst_meer_dan_nul"),
            models.CheckConstraint(
                condition=Q(bon__isnull=True) | Q(soort="terug"),
                name="ontvangst_bon_bij_terug",
                violation_error_message=_("Alleen een terugbetaling hoort bij een bonnetje."),
            ),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} {self.bedrag}"


class TellingQuerySet(ZichtbaarQuerySet):
    def geldig(self):
        """Leave out what was taken back: then the month is not counted by it."""
        return self.filter(terug=None)


class Kastelling(Afgedrukt):
    """The tin was counted: what should be there, what was there, and why that differs. Written once."""

    class Soort(models.TextChoices):
        MAAND = "maand", _("telling van de maand")
        OVERDRACHT = "overdracht", _("telling bij overdracht")
        NIET = "niet", _("niet geteld")

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="kastellingen", verbose_name=_("kamer"))
    maand = models.DateField(_("maand"), help_text=_("De eerste dag van de maand die hiermee geteld is."))
    datum = models.DateField(_("geteld op"))
    soort = models.CharField(_("soort"), max_length=10, choices=Soort)
    kas_boek = BedragField(_("kas volgens de boeken"))
    kas_geteld = BedragField(_("kas geteld"), null=True, blank=True)
    stuks = models.JSONField(_("munten en biljetten"), null=True, blank=True)
    rekening_boek = BedragField(_("rekening volgens de boeken"))
    rekening_gezien = BedragField(_("rekening volgens de bank"), null=True, blank=True)
    te_keuren = BedragField(_("bonnetjes onderweg"))
    uitleg = models.CharField(_("uitleg"), max_length=200, blank=True)
    met = models.CharField(_("samen met"), max_length=80, blank=True)
    boekstuk = models.OneToOneField(
        Boekstuk, models.PROTECT, null=True, blank=True, related_name="kastelling", verbose_name=_("boekstuk")
    )
    sleutel = models.UUIDField(_("sleutel"), unique=True, editable=False)
    geteld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("geteld door")
    )
    geteld_op = models.DateTimeField(_("vastgelegd op"), default=timezone.now, editable=False)

    objects = TellingQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("kastelling")
        verbose_name_plural = _("kastellingen")
        ordering = ["kamer", "datum", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=EERSTE_VAN_DE_MAAND,
                name="kastelling_van_een_maand",
                violation_error_message=_("Een maand begint op de eerste dag."),
            ),
            models.CheckConstraint(
                condition=Q(soort="niet", kas_geteld__isnull=True, boekstuk__isnull=True)
                | (~Q(soort="niet") & Q(kas_geteld__gte=0)),
                name="kastelling_geteld_of_niet",
                violation_error_message=_("Vul in hoeveel er in de kas zit."),
            ),
            models.CheckConstraint(
                condition=~Q(uitleg="") | (~Q(soort="niet") & Q(kas_geteld=F("kas_boek"))),
                name="kastelling_verschil_heeft_uitleg",
                violation_error_message=_("Schrijf op hoe het verschil kan."),
            ),
            models.CheckConstraint(
                condition=Q(soort="niet") | Q(kas_geteld=F("kas_boek")) | Q(boekstuk__isnull=False),
                name="kastelling_verschil_geboekt",
                violation_error_message=_("Een verschil wordt geboekt."),
            ),
            models.CheckConstraint(
                condition=~Q(soort="overdracht") | ~Q(met=""),
                name="kastelling_overdracht_twee_namen",
                violation_error_message=_("Bij een overdracht horen twee namen."),
            ),
        ]

    def __str__(self):
        return f"{self.kamer} {self.datum:%d-%m-%Y}"

    @property
    def pasverschil(self) -> Decimal:
        """Return what the bank said more (above zero) of the card than the books, or less."""
        return Decimal("0.00") if self.rekening_gezien is None else self.rekening_gezien - self.rekening_boek

    @property
    def verschil(self) -> Decimal:
        """Return what was there too much (above zero) or too little."""
        return Decimal("0.00") if self.kas_geteld is None else self.kas_geteld - self.kas_boek
