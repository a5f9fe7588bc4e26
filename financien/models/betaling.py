"""Payments: the bank account of a supplier, and orders to the bank that two people make."""

from datetime import date, timedelta

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Case, DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import GEEN_TRUNCATE
from buurtwerkkamer.models import Bestand
from buurtwerkkamer.velden import BedragField
from financien.models.factuur import Inkoopfactuur, VanFactuurQuerySet
from financien.models.vingerafdruk import AFDRUK, Afgedrukt
from kamers.models import Partner

KORT_GELEDEN = timedelta(days=30)  # so long a new account number is shown as a warning


class BankrekeningQuerySet(ZichtbaarQuerySet):
    pad_kamer = "partner__kamer"
    pad_partner = "partner"

    def laatste(self):
        """Return the newest account of each partner: the one that is paid to."""
        return self.filter(vervangen_door__isnull=True)


class Bankrekening(Afgedrukt):
    """The account number of a partner from a moment on. A new one is a new row; the old ones stay to be seen."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="bankrekeningen", verbose_name=_("partner"))
    iban = models.CharField("IBAN", max_length=34)
    tenaamstelling = models.CharField(_("op naam van"), max_length=70)
    vervangt = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="vervangen_door", verbose_name=_("vervangt")
    )
    ingevoerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ingevoerd door")
    )
    ingevoerd_op = models.DateTimeField(_("sinds"), default=timezone.now, editable=False)

    objects = BankrekeningQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("bankrekening")
        verbose_name_plural = _("bankrekeningen")
        ordering = ["partner", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(iban__regex=r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$"),
                name="bankrekening_iban_vorm",
                violation_error_message=_("Vul een IBAN in, zoals NL91 ABNA 0417 1643 00."),
            ),
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(vervangt__isnull=True),
                name="bankrekening_een_eerste",
                violation_error_message=_("Deze leverancier heeft al een rekeningnummer. Ververs de pagina."),
            ),
        ]

    def __str__(self):
        return " ".join(self.iban[plek : plek + 4] for plek in range(0, len(self.iban), 4))

    def is_net_nieuw(self, vandaag: date) -> bool:
        """Whether the second person must be warned: entered less than thirty days ago."""
        return timezone.localdate(self.ingevoerd_op) > vandaag - KORT_GELEDEN


class Betaalopdracht(Afgedrukt):
    """An order to the bank as it was prepared: its file never changes. Who did what then stands in its acts."""

    uitvoeren_op = models.DateField(_("uitvoeren op"))
    aantal = models.PositiveSmallIntegerField(_("aantal betalingen"))
    totaal = BedragField(_("totaal"))
    van_iban = models.CharField(_("van rekening"), max_length=34)
    bestand = models.ForeignKey(Bestand, models.PROTECT, related_name="+", verbose_name=_("bestand"))
    sleutel = models.UUIDField(_("sleutel"), unique=True, editable=False)
    klaargezet_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("klaargezet door")
    )
    klaargezet_op = models.DateTimeField(_("klaargezet op"), default=timezone.now)

    class Meta(Afgedrukt.Meta):
        verbose_name = _("betaalopdracht")
        verbose_name_plural = _("betaalopdrachten")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(aantal__gte=1, totaal__gt=0),
                name="betaalopdracht_niet_leeg",
                violation_error_message=_("Kies minstens één factuur."),
            )
        ]

    def __str__(self):
        return f"{self.vanaf.year}-{self.pk}"

    @property
    def vanaf(self) -> date:
        """The first day on which the bank can show a payment of it: when it was prepared."""
        return timezone.localdate(self.klaargezet_op)


GELD = DecimalField(max_digits=12, decimal_places=2)


def _som(rijen: QuerySet, groep: str, wat: str = "bedrag") -> Coalesce:
    som = rijen.order_by().values(groep).annotate(som=Sum(wat, output_field=GELD)).values("som")
    return Coalesce(Subquery(som, output_field=GELD), Value(0, output_field=GELD), output_field=GELD)


def _ongedaan() -> QuerySet:
    """Return what the bank showed of a payment by documents that were reversed, while its bank line is open again.

    Each bank line once, as it was last booked.
    """
    betalingen, koppelingen = (apps.get_model("financien", n).objects for n in ("Regelbetaling", "Bankboeking"))
    elders = koppelingen.filter(boekstuk=OuterRef("boekstuk"), regel__boekingen__boekstuk__omgekeerd_door__isnull=True)
    rijen = betalingen.filter(regel=OuterRef("pk"), boekstuk__omgekeerd_door__isnull=False, bedrag__gt=0)
    later = betalingen.filter(
        regel=OuterRef("regel"),
        pk__gt=OuterRef("pk"),
        boekstuk__bankboekingen__regel__boekingen__boekstuk=OuterRef("boekstuk"),
    )
    return rijen.exclude(Exists(elders)).exclude(Exists(later))


class BetaalregelQuerySet(VanFactuurQuerySet):
    def met_stand(self):
        """Add what bank and people say of each payment; nothing of it is stored.

        ``afgeschreven``: what documents that stand show of it. ``eens_getoond``: the bank showed (part of) it, its
        document was reversed, and its bank line is not booked otherwise since. ``weg``: how much of that left the
        bank: all of it, but what was undone before someone said that the payment failed. ``rest``: what is under way:
        of a payment that runs all that is not shown; of one that ended (``mislukt``, or its order was withdrawn or
        refused) exactly ``weg``. ``vervallen``: ended, and nothing of it is under way. ``goedgekeurd`` and
        ``verzonden``: acts on its order.
        """
        betalingen, daden = (apps.get_model("financien", n).objects for n in ("Regelbetaling", "Opdrachtdaad"))
        geldig = betalingen.filter(regel=OuterRef("pk"), boekstuk__omgekeerd_door__isnull=True)
        van_opdracht = daden.filter(opdracht=OuterRef("opdracht"))
        daarna_mislukt = daden.filter(regel=OuterRef("regel"), op__gte=OuterRef("boekstuk__omgekeerd_door__geboekt_op"))
        dood = Q(mislukt=True) | Q(gestopt=True)
        open_ = F("bedrag") - F("afgeschreven")
        return self.annotate(
            afgeschreven=_som(geldig, "regel"),
            goedgekeurd=Exists(van_opdracht.geldig().filter(soort="goedgekeurd")),
            verzonden=Exists(van_opdracht.filter(soort="verzonden")),
            gestopt=Exists(van_opdracht.filter(soort__in=["ingetrokken", "geweigerd"])),
            mislukt=Exists(daden.filter(regel=OuterRef("pk"))),
            eens_getoond=Exists(_ongedaan()),
            weg=_som(_ongedaan().exclude(Exists(daarna_mislukt)), "regel"),
        ).annotate(
            rest=Case(When(dood, Least(F("weg"), open_)), default=open_, output_field=GELD),
            vervallen=Case(When(dood & Q(weg=0), Value(value=True)), default=Value(value=False)),
        )

    def onderweg(self):
        """Keep the payments of which something may still leave the bank, or left it unseen. After ``met_stand``."""
        return self.filter(rest__gt=0)


def al_weg() -> Coalesce:
    """Return, to add to a question about invoices, what left the bank of payments that no order holds any more.

    Their bank lines are open: nobody may pay it again. What a running order holds is not in it.
    """
    rijen = Betaalregel.objects.filter(factuur=OuterRef("pk"), loopt=False).met_stand()
    return _som(rijen, "factuur", "rest")


class Betaalregel(models.Model):
    """One payment of an order. ``loopt`` keeps an invoice in one order at a time; where it stands is computed."""

    opdracht = models.ForeignKey(
        Betaalopdracht, models.PROTECT, related_name="regels", verbose_name=_("betaalopdracht")
    )
    volgnummer = models.PositiveSmallIntegerField(_("regel"))
    factuur = models.ForeignKey(Inkoopfactuur, models.PROTECT, related_name="betaalregels", verbose_name=_("factuur"))
    naar = models.ForeignKey(Bankrekening, models.PROTECT, related_name="+", verbose_name=_("naar"))
    bedrag = BedragField(_("bedrag"))
    kenmerk = models.CharField(_("kenmerk"), max_length=35, unique=True)  # EndToEndId: how the bank names it back
    loopt = models.BooleanField(_("loopt"), default=True)

    objects = BetaalregelQuerySet.as_manager()

    class Meta:
        verbose_name = _("betaling")
        verbose_name_plural = _("betalingen")
        ordering = ["opdracht", "volgnummer"]
        triggers = [
            pgtrigger.ReadOnly(name="betaling_staat_vast", exclude=["loopt"]),
            pgtrigger.Protect(name="betaling_blijft", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="betaling_begint_niet_opnieuw",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__loopt=False, new__loopt=True),
            ),
            GEEN_TRUNCATE,
            AFDRUK,
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["factuur"],
                condition=Q(loopt=True),
                name="betaling_een_opdracht_tegelijk",
                violation_error_message=_("Deze factuur staat al in een betaalopdracht."),
            ),
            models.CheckConstraint(
                condition=Q(bedrag__gt=0),
                name="betaling_meer_dan_nul",
                violation_error_message=_("Vul een bedrag in dat meer is dan € 0."),
            ),
        ]

    def __str__(self):
        return self.kenmerk
