"""Purchase invoices: what a supplier asks, over which rooms and lines."""

from datetime import date

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import DecimalField, Exists, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import rollen
from buurtwerkkamer.bevroren import GEEN_TRUNCATE
from buurtwerkkamer.models import Bestand
from buurtwerkkamer.spoor import spoor
from buurtwerkkamer.velden import BedragField
from financien.models.boekstuk import LOON_ZIEN, Boeking
from financien.models.factuurslot import FACTUUR_VAST, REGEL_VAST
from financien.models.grootboek import Grootboekrekening
from financien.models.vingerafdruk import AFDRUK
from kamers.models import Kamer, Partner

CREDITEUREN = "1500"
_GELD = DecimalField(max_digits=12, decimal_places=2)


class InkoopfactuurQuerySet(models.QuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Return the invoices in reach: for who works in a room those with a line of that room.

        An invoice with a line on a wage account is for treasurer, board and accountant only (§5.6).
        """
        bereik, regels = rollen.bereik(gebruiker), Factuurregel.objects.filter(factuur=OuterRef("pk"))
        rijen = self if bereik.alles else self.filter(Exists(regels.filter(kamer__in=bereik.kamers)))
        if rollen.actieve_rol(gebruiker) in LOON_ZIEN:
            return rijen.all()
        return rijen.exclude(Exists(regels.filter(rekening__loon=True)))

    def met_stand(self):
        """Add what acts, bookings and lines say: ``geboekt`` (stands in the books), ``af``, ``open`` and ``totaal``."""
        akkoorden = apps.get_model("financien", "Factuurakkoord").objects
        nu = akkoorden.filter(factuur=OuterRef("pk"), ronde=OuterRef("ronde"))
        geboekt = Exists(nu.filter(soort="akkoord", boekstuk__omgekeerd_door__isnull=True))
        af = Exists(nu.filter(soort="afgekeurd"))
        open_ = _som(Boeking, Q(credit__nummer=CREDITEUREN)) - _som(Boeking, Q(debet__nummer=CREDITEUREN))
        return self.annotate(geboekt=geboekt, af=af, open=open_, totaal=_som(Factuurregel, Q()))

    def klaar(self):
        """Keep what needs nothing any more: booked or rejected, and nothing open. After ``met_stand``."""
        return self.filter(KLAAR)

    def loopt(self):
        """Keep what still waits for someone. After ``met_stand``."""
        return self.exclude(KLAAR)

    def onbetaald(self):
        """Keep what we owe, also of a credit note reversed after its set-off; oldest due first. After ``met_stand``."""
        return self.filter(open__gt=0).order_by("vervaldatum", "pk")

    def oneffen(self):
        """Keep what is to be paid, and what a supplier owes us (below zero). After ``met_stand``."""
        return self.exclude(open=0).order_by("vervaldatum", "pk")


KLAAR = Q(open=0) & (Q(geboekt=True) | Q(af=True))


def _som(model, welke: Q) -> Coalesce:
    rijen = model.objects.filter(welke, factuur=OuterRef("pk")).order_by().values("factuur")
    som = Subquery(rijen.annotate(som=Sum("bedrag", output_field=_GELD)).values("som"), output_field=_GELD)
    return Coalesce(som, Value(0, output_field=_GELD), output_field=_GELD)


@spoor()
class Inkoopfactuur(models.Model):
    """What a supplier asks to be paid, or gives back. After the first judgement it stands; a change begins a ``ronde``.

    A credit note has lines and btw below zero.
    """

    leverancier = models.ForeignKey(Partner, models.PROTECT, related_name="facturen", verbose_name=_("leverancier"))
    nummer = models.CharField(_("factuurnummer"), max_length=40, help_text=_("Het nummer van de leverancier."))
    datum = models.DateField(_("factuurdatum"))
    vervaldatum = models.DateField(_("uiterlijk betalen op"))
    omschrijving = models.CharField(_("waarvoor"), max_length=140)
    credit = models.BooleanField(_("creditnota"), default=False, help_text=_("We krijgen geld terug."))
    credit_van = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="creditnotas",
        verbose_name=_("creditnota van"),
        help_text=_("De factuur waar het geld van terugkomt. Niet verplicht."),
    )
    btw = BedragField(_("btw"), null=True, blank=True, help_text=_("Alleen als het op de factuur staat."))
    scan = models.ForeignKey(
        Bestand, models.PROTECT, null=True, blank=True, related_name="facturen", verbose_name=_("scan")
    )
    ronde = models.PositiveSmallIntegerField(_("ronde"), default=1, editable=False)
    sleutel = models.UUIDField(_("sleutel"), unique=True, editable=False)
    ingevoerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ingevoerd door")
    )
    ingevoerd_op = models.DateTimeField(_("ingevoerd op"), default=timezone.now, editable=False)

    objects = InkoopfactuurQuerySet.as_manager()

    class Meta:
        verbose_name = _("inkoopfactuur")
        verbose_name_plural = _("inkoopfacturen")
        ordering = ["vervaldatum", "pk"]
        triggers = [FACTUUR_VAST, GEEN_TRUNCATE, AFDRUK]
        constraints = [
            models.UniqueConstraint(
                "leverancier",
                Lower("nummer"),
                name="factuur_nummer_eens_per_leverancier",
                violation_error_message=_("Deze factuur van deze leverancier is al ingevoerd."),
            ),
            models.CheckConstraint(
                condition=Q(vervaldatum__gte=models.F("datum")),
                name="factuur_vervalt_na_datum",
                violation_error_message=_("De uiterste dag ligt niet voor de factuurdatum."),
            ),
            models.CheckConstraint(
                condition=Q(btw__isnull=True) | Q(credit=False, btw__gte=0) | Q(credit=True, btw__lte=0),
                name="factuur_btw_niet_onder_nul",
                violation_error_message=_("De btw is € 0 of meer, en op een creditnota € 0 of minder."),
            ),
            models.CheckConstraint(
                condition=Q(credit_van__isnull=True) | Q(credit=True),
                name="factuur_credit_van_bij_creditnota",
                violation_error_message=_("Alleen een creditnota hoort bij een andere factuur."),
            ),
        ]

    def __str__(self):
        return f"{self.leverancier} {self.nummer}"

    def is_te_laat(self, vandaag: date) -> bool:
        """Whether it should have been paid before today."""
        return self.vervaldatum < vandaag


class VanFactuurQuerySet(models.QuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Return what belongs to the invoices in reach."""
        return self.filter(factuur__in=Inkoopfactuur.objects.zichtbaar_voor(gebruiker))


GEDEELD = "gedeelde kosten"  # what a booking of a shared line says; Dutch, whoever books it


class Factuurregel(models.Model):
    """A part of an invoice, incl. btw: of one room, or shared by the Verdeelsleutel of its account."""

    factuur = models.ForeignKey(Inkoopfactuur, models.PROTECT, related_name="regels", verbose_name=_("factuur"))
    volgnummer = models.PositiveSmallIntegerField(_("regel"))
    rekening = models.ForeignKey(Grootboekrekening, models.PROTECT, related_name="+", verbose_name=_("kosten"))
    kamer = models.ForeignKey(
        Kamer, models.PROTECT, null=True, blank=True, related_name="factuurregels", verbose_name=_("kamer")
    )
    bedrag = BedragField(_("bedrag incl. btw"))

    objects = VanFactuurQuerySet.as_manager()

    class Meta:
        verbose_name = _("factuurregel")
        verbose_name_plural = _("factuurregels")
        ordering = ["factuur", "volgnummer"]
        triggers = [REGEL_VAST, GEEN_TRUNCATE, AFDRUK]
        constraints = [
            models.UniqueConstraint(
                fields=["factuur", "volgnummer"],
                name="factuurregel_uniek",
                violation_error_message=_("Deze regel staat al op de factuur."),
            ),
            models.CheckConstraint(
                condition=~Q(bedrag=0),  # below zero on a credit note: ``services/facturen.py`` keeps the signs alike
                name="factuurregel_niet_nul",
                violation_error_message=_("Vul een bedrag in dat meer is dan € 0."),
            ),
        ]

    def __str__(self):
        return f"{self.factuur_id}.{self.volgnummer}"

    @property
    def gedeeld(self) -> bool:
        """Whether all rooms share it."""
        return self.kamer_id is None
