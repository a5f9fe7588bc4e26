"""The accounts of the books."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.spoor import spoor
from financien.models.begroting import Kostenpost
from financien.models.financiering import Financieringsbron
from financien.models.rekeningslot import LOON_BIJ_MENSEN, REKENING_VAST
from financien.models.vingerafdruk import AFDRUK
from kamers.models import Kamer


class Rekeningsoort(models.TextChoices):
    """What an account is for; it decides where the account stands in the balance sheet or in the statement."""

    BANK = "bank", _("bank")
    HANDGELD = "handgeld", _("handgeldrekening van een kamer")
    KAS = "kas", _("kas van een kamer")
    VORDERING = "vordering", _("vordering")
    OVERLOPEND_ACTIEF = "actief", _("vooruitbetaald of nog te ontvangen")
    SCHULD = "schuld", _("schuld")
    OVERLOPEND_PASSIEF = "passief", _("vooruitontvangen of nog te betalen")
    RESERVE = "reserve", _("reserve")
    BEGINBALANS = "beginbalans", _("beginbalans")
    KOSTEN = "kosten", _("kosten")
    BATEN = "baten", _("baten")


_S = Rekeningsoort
VAN_EEN_KAMER = (_S.HANDGELD, _S.KAS)
ACTIVA = (_S.BANK, _S.HANDGELD, _S.KAS, _S.VORDERING, _S.OVERLOPEND_ACTIEF)
PASSIVA = (_S.RESERVE, _S.BEGINBALANS, _S.SCHULD, _S.OVERLOPEND_PASSIEF)
RESULTAAT = (_S.KOSTEN, _S.BATEN)
BESTEMD = "0590"  # what of the result of a year went to the reserves: the other side of them, for one year


class GrootboekrekeningQuerySet(ZichtbaarQuerySet):
    def open(self):
        """Return the accounts that still take bookings."""
        return self.filter(gesloten=False)


@spoor()
class Grootboekrekening(models.Model):
    """An account. A cost account knows its line of the budget, so that costs compare with what was planned."""

    nummer = models.CharField(_("nummer"), max_length=6, unique=True)
    naam = models.CharField(_("naam"), max_length=80)
    soort = models.CharField(_("soort"), max_length=11, choices=Rekeningsoort)
    kamer = models.ForeignKey(
        Kamer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grootboekrekeningen",
        verbose_name=_("kamer"),
        help_text=_("Alleen bij de kas en de handgeldrekening van een kamer."),
    )
    post = models.ForeignKey(
        Kostenpost,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grootboekrekeningen",
        verbose_name=_("post van de begroting"),
    )
    bronsoort = models.CharField(
        _("soort bron"),
        max_length=20,
        choices=Financieringsbron.Soort,
        blank=True,
        help_text=_("Alleen bij baten: met welke regels van het financieringsplan ze vergeleken worden."),
    )
    loon = models.BooleanField(
        _("loon"), default=False, help_text=_("Losse boekingen zijn alleen voor penningmeester, bestuur en accountant.")
    )
    rgs = models.CharField(
        _("RGS-code"), max_length=20, blank=True, help_text=_("Niet verplicht. Bijvoorbeeld WBedHuiBeh.")
    )
    iban = models.CharField(
        _("rekeningnummer (IBAN)"),
        max_length=34,
        null=True,
        blank=True,
        unique=True,
        help_text=_("Alleen bij een bank- of handgeldrekening. Zo weten we van wie een bankbestand is."),
    )
    gesloten = models.BooleanField(_("gesloten"), default=False, help_text=_("Er wordt niet meer op geboekt."))

    objects = GrootboekrekeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("grootboekrekening")
        verbose_name_plural = _("grootboekrekeningen")
        ordering = ["nummer"]
        triggers = [AFDRUK, REKENING_VAST, LOON_BIJ_MENSEN]
        constraints = [
            models.CheckConstraint(
                condition=Q(nummer__regex=r"^[0-9]{4,6}$"),
                name="rekening_nummer_is_cijfers",
                violation_error_message=_("Een rekeningnummer heeft vier tot zes cijfers."),
            ),
            models.CheckConstraint(
                condition=Q(kamer__isnull=False) | ~Q(nummer__regex=r"^1[12]"),
                name="rekening_nummer_van_een_kamer",
                violation_error_message=_("Nummers met 11 of 12 vooraan zijn van de kamers. Kies een ander nummer."),
            ),
            models.CheckConstraint(
                condition=Q(soort__in=VAN_EEN_KAMER, kamer__isnull=False)
                | (~Q(soort__in=VAN_EEN_KAMER) & Q(kamer__isnull=True)),
                name="rekening_kas_van_een_kamer",
                violation_error_message=_("Alleen een kas of handgeldrekening is van een kamer."),
            ),
            models.CheckConstraint(
                condition=Q(post__isnull=True) | Q(soort=_S.KOSTEN),
                name="rekening_post_bij_kosten",
                violation_error_message=_("Alleen een kostenrekening hoort bij een post van de begroting."),
            ),
            models.CheckConstraint(
                condition=Q(bronsoort="", soort__in=[s for s in _S.values if s != _S.BATEN])
                | (Q(soort=_S.BATEN) & ~Q(bronsoort="")),
                name="rekening_baten_van_een_bron",
                violation_error_message=_("Kies bij baten een soort bron, en alleen bij baten."),
            ),
            models.CheckConstraint(
                condition=Q(rgs="") | Q(rgs__regex=r"^[BW]([A-Z][a-z0-9]{2}){1,6}$"),
                name="rekening_rgs_heeft_de_vorm",
                violation_error_message=_("Een RGS-code begint met B of W, zoals WBedHuiBeh."),
            ),
            models.CheckConstraint(
                condition=Q(rgs="")
                | Q(rgs__startswith="W", soort__in=RESULTAAT)
                | (Q(rgs__startswith="B") & ~Q(soort__in=RESULTAAT)),
                name="rekening_rgs_past_bij_de_soort",
                violation_error_message=_("De RGS-code van kosten en baten begint met W, die van de balans met B."),
            ),
            models.CheckConstraint(
                condition=Q(iban__isnull=True)
                | Q(soort__in=[_S.BANK, _S.HANDGELD], iban__regex=r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$"),
                name="rekening_iban_bij_de_bank",
                violation_error_message=_("Een rekeningnummer (IBAN) hoort bij een bank- of handgeldrekening."),
            ),
            models.UniqueConstraint(
                fields=["kamer", "soort"],
                condition=Q(kamer__isnull=False),
                name="rekening_een_kas_per_kamer",
                violation_error_message=_("Deze kamer heeft al zo'n rekening."),
            ),
        ]

    def __str__(self):
        return f"{self.nummer} {self.naam}"

    @property
    def is_resultaat(self) -> bool:
        """Whether it counts for one year; the others carry on from year to year."""
        return self.soort in RESULTAAT or self.nummer == BESTEMD
