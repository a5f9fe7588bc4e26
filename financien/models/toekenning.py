"""What a source decided: the grant, how it is divided over the rooms, its instalments and its history."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import GEEN_TRUNCATE
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.spoor import spoor
from buurtwerkkamer.velden import BedragField
from financien.models.financiering import Financieringsbron
from financien.models.grootboek import Grootboekrekening
from financien.models.toekenningslot import GEVRAAGD, MET_BRIEF, STATUS_PAST, TERUGNAME_PAST, TOEKENNING_SLOT
from financien.models.vingerafdruk import Afgedrukt
from kamers.models import Partner

ZONDER_PARTNER = (Financieringsbron.Soort.EIGEN, Financieringsbron.Soort.BELASTINGDIENST)


class ToekenningQuerySet(ZichtbaarQuerySet):
    pad_kamer = None

    def met_status(self):
        """Add ``nu``: the last status, ``sinds``: its day, ``gevraagd`` and ``vastgesteld``: amounts of its steps."""
        stappen = Toekenningstatus.objects.geldig().filter(toekenning=OuterRef("pk")).order_by("-pk")
        vast = stappen.filter(status=Toekenningstatus.Status.VASTGESTELD)
        return self.annotate(
            nu=Subquery(stappen.values("status")[:1]),
            sinds=Subquery(stappen.values("datum")[:1]),
            gevraagd=Subquery(stappen.gevraagd()),
            vastgesteld=Subquery(vast.values("bedrag")[:1]),
        )

    def in_jaar(self, jaar: int):
        """Return the grants whose period touches a year."""
        return self.filter(van__lte=date(jaar, 12, 31), tot__gte=date(jaar, 1, 1))


@spoor()
class Toekenning(models.Model):
    """One decision of a source for a year, or for several (domain.md §5.5). Receipts belong to it.

    It finds its line of the financing plan by partner and kind, and without a partner by ``bronnaam``; so neither a
    new version nor a new name of the partner breaks the series.
    """

    class Aard(models.TextChoices):
        SUBSIDIE = "subsidie", _("subsidie")
        DIENSTEN = "diensten", _("betaling voor diensten")
        LKS = "lks", _("loonkostensubsidie")
        NATURA = "natura", _("bijdrage in natura")

    jaar = models.ForeignKey(Jaar, models.PROTECT, related_name="toekenningen", verbose_name=_("jaar"))
    soort = models.CharField(_("soort"), max_length=20, choices=Financieringsbron.Soort)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="toekenningen", verbose_name=_("partner")
    )
    partner_onbekend = models.BooleanField(_("nog niet bekend van wie"), default=False)
    bronnaam = models.CharField(_("regel van het financieringsplan"), max_length=120, blank=True)
    omschrijving = models.CharField(_("omschrijving"), max_length=120)
    kenmerk = models.CharField(_("kenmerk van de partner"), max_length=60, blank=True)
    aard = models.CharField(_("aard"), max_length=9, choices=Aard, default=Aard.SUBSIDIE)
    bedrag = BedragField(_("bedrag"))
    van = models.DateField(_("van"))
    tot = models.DateField(_("tot en met"))
    gestopt_op = models.DateField(
        _("eerder gestopt op"), null=True, blank=True, help_text=_("De laatste dag van het contract bij deze subsidie.")
    )
    oormerk = models.CharField(_("alleen voor"), max_length=200, blank=True)
    verantwoorden_voor = models.DateField(_("verantwoorden voor"), null=True, blank=True)
    accountantsverklaring = models.BooleanField(_("accountantsverklaring nodig"), default=False)
    rekening = models.ForeignKey(
        Grootboekrekening, models.PROTECT, related_name="toekenningen", verbose_name=_("rekening van de baten")
    )
    versie = models.PositiveIntegerField(default=1, editable=False)  # optimistic lock
    nu: str  # these four by ``met_status``
    sinds: date
    gevraagd: Decimal | None
    vastgesteld: Decimal | None

    objects = ToekenningQuerySet.as_manager()

    class Meta:
        verbose_name = _("toekenning")
        verbose_name_plural = _("toekenningen")
        ordering = ["van", "soort", "pk"]
        triggers = [*TOEKENNING_SLOT, GEEN_TRUNCATE]
        constraints = [
            models.CheckConstraint(
                condition=Q(bedrag__gt=0) | Q(bedrag=0, aard="natura"),
                name="toekenning_meer_dan_nul",
                violation_error_message=_("Een toekenning is meer dan € 0. Alleen in natura mag zonder bedrag."),
            ),
            models.CheckConstraint(
                condition=Q(tot__gte=F("van")),
                name="toekenning_periode_loopt_vooruit",
                violation_error_message=_("De laatste dag ligt niet voor de eerste dag."),
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=False, partner_onbekend=False)
                | (Q(partner__isnull=True) & (Q(partner_onbekend=True) | Q(soort__in=ZONDER_PARTNER))),
                name="toekenning_heeft_een_partner",
                violation_error_message=_("Kies een partner, of zet aan dat die nog niet bekend is."),
            ),
            models.CheckConstraint(
                condition=~Q(aard="lks") | (Q(soort=Financieringsbron.Soort.UITKERING) & ~Q(kenmerk="")),
                name="toekenning_lks_met_kenmerk",
                violation_error_message=_(
                    "Loonkostensubsidie komt van een uitkeringsinstantie en heeft een kenmerk, geen naam."
                ),
            ),
            models.CheckConstraint(
                condition=Q(gestopt_op__isnull=True) | Q(gestopt_op__gte=F("van"), gestopt_op__lte=F("tot")),
                name="toekenning_stopt_in_de_periode",
                violation_error_message=_("De laatste dag van het contract ligt in de periode van de toekenning."),
            ),
        ]

    def __str__(self):
        return self.omschrijving

    @property
    def meerjarig(self) -> bool:
        return self.tot.year > self.van.year

    @property
    def jaren(self) -> range:
        return range(self.van.year, self.tot.year + 1)

    @property
    def in_natura(self) -> bool:
        return self.aard == self.Aard.NATURA


class DeelQuerySet(ZichtbaarQuerySet):
    pad_kamer = None


class StapQuerySet(DeelQuerySet):
    def geldig(self):
        """Return the steps that were not taken back."""
        return self.filter(terugname__isnull=True)

    def gevraagd(self):
        """Return the amount of the first of these steps that says what was asked, to be a subquery."""
        return self.filter(status__in=GEVRAAGD, bedrag__isnull=False).values("bedrag")[:1]

    def zonder_brief(self):
        """Return the steps that hold and wait for their letter: it is still to come, or it fell away."""
        vraagt = self.geldig().filter(Q(brieven__isnull=False) | ~Q(zonder_brief=""))
        met = self.model.objects.filter(brieven__isnull=False, brieven__verval__isnull=True)
        return vraagt.exclude(pk__in=met.values("pk")).distinct()


class Toekenningstatus(Afgedrukt):
    """One step in the life of a grant, with its day and who wrote it down. The last that holds is the status of now."""

    class Status(models.TextChoices):
        VOORSTEL = "voorstel", _("voorstel")
        AANGEVRAAGD = "aangevraagd", _("aangevraagd")
        TOEGEZEGD = "toegezegd", _("toegezegd")
        VERLEEND = "verleend", _("verleend")
        GETEKEND = "getekend", _("getekend")
        VERANTWOORD = "verantwoord", _("verantwoord")
        VASTGESTELD = "vastgesteld", _("vastgesteld")
        AFGEWEZEN = "afgewezen", _("afgewezen")
        RAMING = "raming", _("raming")
        AANGIFTE = "aangifte", _("aangifte gedaan")
        BESCHIKKING = "beschikking", _("beschikking")

    toekenning = models.ForeignKey(Toekenning, models.PROTECT, related_name="stappen", verbose_name=_("toekenning"))
    status = models.CharField(_("status"), max_length=11, choices=Status)
    datum = models.DateField(_("datum"))
    bedrag = BedragField(_("bedrag"), null=True, blank=True)  # what was asked or estimated, or the final amount
    boekdatum = models.DateField(_("boekdatum"), null=True, blank=True)  # the day on which the final decision is booked
    toelichting = models.CharField(_("toelichting"), max_length=200, blank=True)
    zonder_brief = models.CharField(_("waarom er nog geen brief is"), max_length=200, blank=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="toekenningstappen", verbose_name=_("door")
    )
    vastgelegd_op = models.DateTimeField(_("vastgelegd op"), default=timezone.now, editable=False)

    objects = StapQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("stap van een toekenning")
        verbose_name_plural = _("stappen van toekenningen")
        ordering = ["pk"]
        triggers = [*Afgedrukt.Meta.triggers, STATUS_PAST, MET_BRIEF]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="vastgesteld", bedrag__isnull=False, bedrag__gte=0, boekdatum__isnull=False)
                | Q(status__in=GEVRAAGD, bedrag__gt=0, boekdatum__isnull=True)
                | (~Q(status="vastgesteld") & Q(bedrag__isnull=True, boekdatum__isnull=True)),
                name="toekenningstatus_bedrag_bij_stap",
                violation_error_message=_("Een bedrag hoort bij wat gevraagd, geraamd of vastgesteld is."),
            ),
        ]

    def __str__(self):
        return f"{self.toekenning} {self.get_status_display()}"

    @property
    def teruggenomen(self) -> bool:
        return hasattr(self, "terugname")

    @property
    def vroeg(self) -> bool:
        """Whether it was accounted for, or finally decided, before the period of the grant was over."""
        return self.status in SLOT and self.datum < (self.toekenning.gestopt_op or self.toekenning.tot)


SLOT = (Toekenningstatus.Status.VERANTWOORD, Toekenningstatus.Status.VASTGESTELD)


class Terugname(Afgedrukt):
    """A step that was a mistake and is taken back, with the reason. The step stays, and holds no longer."""

    stap = models.OneToOneField(
        Toekenningstatus, models.PROTECT, related_name="terugname", verbose_name=_("stap van een toekenning")
    )
    reden = models.CharField(_("reden"), max_length=200)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="toekenningterugnames", verbose_name=_("door")
    )
    vastgelegd_op = models.DateTimeField(_("vastgelegd op"), default=timezone.now, editable=False)

    objects = DeelQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("teruggenomen stap")
        verbose_name_plural = _("teruggenomen stappen")
        ordering = ["pk"]
        triggers = [*Afgedrukt.Meta.triggers, TERUGNAME_PAST]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reden=""),
                name="terugname_met_reden",
                violation_error_message=_("Schrijf op waarom je deze stap terugneemt."),
            )
        ]

    def __str__(self):
        return f"{self.stap}: {self.reden}"
