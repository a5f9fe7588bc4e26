"""Payments of handgeld that are in an order to the bank: top-ups of rooms, and own money that goes back."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import GEEN_TRUNCATE
from buurtwerkkamer.velden import BedragField
from financien.models.betaling import Betaalopdracht
from financien.models.bon import Bon
from financien.models.handgeldslot import BETALING_VAST
from financien.models.vingerafdruk import AFDRUK
from kamers.models import Kamer


class HandgeldbetalingQuerySet(ZichtbaarQuerySet):
    def met_stand(self):
        """Add what bank and people say of each payment, as of those of invoices (``BetaalregelQuerySet``).

        ``geboekt``: a document that stands shows it. ``onderweg``: it may still leave the bank, or left while its bank
        line was undone and is booked as nothing else since: then it is neither free nor paid, and the line finds it.
        """
        soorten = [apps.get_model("financien", naam).objects for naam in ("Aanvulling", "Terugbetaling")]
        stukken = [soort.filter(betaling=OuterRef("pk")) for soort in soorten]
        elders = apps.get_model("financien", "Bankboeking").objects.filter(
            boekstuk=OuterRef("boekstuk"), regel__boekingen__boekstuk__omgekeerd_door__isnull=True
        )
        geboekt, ongedaan, open_ = (
            Exists(een) | Exists(ander)
            for een, ander in (
                [rijen.filter(boekstuk__omgekeerd_door__isnull=True) for rijen in stukken],
                [rijen.filter(boekstuk__omgekeerd_door__isnull=False) for rijen in stukken],
                [rijen.filter(~Exists(elders), boekstuk__omgekeerd_door__isnull=False) for rijen in stukken],
            )
        )
        daden = apps.get_model("financien", "Opdrachtdaad").objects.filter(opdracht=OuterRef("opdracht"))
        loopt_nog = ~Exists(daden.filter(soort__in=["ingetrokken", "geweigerd"]))
        return self.annotate(geboekt=geboekt, onderweg=Q(loopt=True) | (~geboekt & ongedaan & (open_ | loopt_nog)))

    def onderweg(self):
        """Keep the payments that are neither paid nor free. After ``met_stand``."""
        return self.filter(onderweg=True)


class Handgeldbetaling(models.Model):
    """A payment of an order to the bank: the top-up of a room, or own money that goes back to who paid.

    ``loopt`` ends when it is first paid, or when the order is withdrawn or refused; where it stands is computed.
    """

    opdracht = models.ForeignKey(
        Betaalopdracht, models.PROTECT, related_name="handgeldregels", verbose_name=_("betaalopdracht")
    )
    volgnummer = models.PositiveSmallIntegerField(_("regel"))
    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="+", verbose_name=_("kamer"))
    maand = models.DateField(_("maand"), null=True, blank=True)
    bon = models.ForeignKey(
        Bon, models.PROTECT, null=True, blank=True, related_name="betalingen", verbose_name=_("bonnetje")
    )
    naar_naam = models.CharField(_("op naam van"), max_length=70)
    naar_iban = models.CharField("IBAN", max_length=34)
    bedrag = BedragField(_("bedrag"))
    kenmerk = models.CharField(_("kenmerk"), max_length=35, unique=True)
    loopt = models.BooleanField(_("loopt"), default=True)

    objects = HandgeldbetalingQuerySet.as_manager()

    class Meta:
        verbose_name = _("betaling van handgeld")
        verbose_name_plural = _("betalingen van handgeld")
        ordering = ["opdracht", "volgnummer"]
        triggers = [*BETALING_VAST, GEEN_TRUNCATE, AFDRUK]
        constraints = [
            models.CheckConstraint(
                condition=Q(maand__isnull=True, bon__isnull=False) | Q(maand__day=1, bon__isnull=True),
                name="handgeldbetaling_een_doel",
                violation_error_message=_("Een betaling is een aanvulling, of gaat terug voor een bonnetje."),
            ),
            models.CheckConstraint(
                condition=Q(bedrag__gt=0),
                name="handgeldbetaling_meer_dan_nul",
                violation_error_message=_("Vul een bedrag in dat meer is dan € 0."),
            ),
            models.UniqueConstraint(
                fields=["bon"],
                condition=Q(loopt=True),
                name="handgeldbetaling_bon_een_opdracht",
                violation_error_message=_("Dit bonnetje staat al in een betaalopdracht."),
            ),
            models.UniqueConstraint(
                fields=["kamer", "maand"],
                condition=Q(loopt=True, maand__isnull=False),
                name="handgeldbetaling_maand_een_opdracht",
                violation_error_message=_("De aanvulling van deze kamer staat al in een betaalopdracht."),
            ),
        ]

    def __str__(self):
        return self.kenmerk
