"""What the bank says: files, their lines, what a line was booked as, and how lines are recognised."""

from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.models import Bestand
from buurtwerkkamer.velden import BedragField
from financien.models.bankslot import KOPPELING, REGEL_PAST
from financien.models.boekstuk import Boekstuk
from financien.models.grootboek import Grootboekrekening
from financien.models.vingerafdruk import Afgedrukt


class RekeningQuerySet(ZichtbaarQuerySet):
    pad_kamer = "rekening__kamer"


class Bankafschrift(Afgedrukt):
    """A bank file that was read whole: its account, its period and its balances."""

    class Vorm(models.TextChoices):
        CAMT = "camt", "CAMT.053"
        MT940 = "mt940", "MT940"
        ING = "ing", _("CSV van ING")
        RABOBANK = "rabobank", _("CSV van Rabobank")
        TRIODOS = "triodos", _("CSV van Triodos")

    rekening = models.ForeignKey(
        Grootboekrekening, models.PROTECT, related_name="afschriften", verbose_name=_("rekening")
    )
    bestand = models.ForeignKey(Bestand, models.PROTECT, related_name="afschriften", verbose_name=_("bestand"))
    sha256 = models.CharField("sha256", max_length=64, unique=True)
    vorm = models.CharField(_("vorm"), max_length=8, choices=Vorm)
    van = models.DateField(_("eerste dag"))
    tot = models.DateField(_("laatste dag"))
    begin = BedragField(_("beginsaldo"), null=True)
    eind = BedragField(_("eindsaldo"), null=True)
    stand = BedragField(_("saldo van de rekening"))  # after this file: where it began plus all its lines
    aantal = models.PositiveIntegerField(_("regels in het bestand"))
    nieuw = models.PositiveIntegerField(_("nieuwe regels"))
    ingelezen_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,  # on the server, without saying who
        related_name="bankafschriften",
        verbose_name=_("ingelezen door"),
    )
    ingelezen_op = models.DateTimeField(_("ingelezen op"), default=timezone.now, editable=False)

    objects = RekeningQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("bankafschrift")
        verbose_name_plural = _("bankafschriften")
        ordering = ["-tot", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(van__lte=F("tot")) & Q(nieuw__lte=F("aantal")),
                name="bankafschrift_periode",
                violation_error_message=_("De eerste dag ligt na de laatste."),
            ),
            models.CheckConstraint(
                condition=Q(begin__isnull=True, eind__isnull=True) | Q(begin__isnull=False, eind__isnull=False),
                name="bankafschrift_twee_saldi",
                violation_error_message=_("Een afschrift heeft twee saldo's, of geen."),
            ),
        ]

    def __str__(self):
        return f"{self.get_vorm_display()} {self.van:%d-%m-%Y} – {self.tot:%d-%m-%Y}"


class BankregelQuerySet(RekeningQuerySet):
    def met_stand(self):
        """Tell of each line whether it is booked: by a document that was not reversed."""
        geldig = Bankboeking.objects.filter(regel=OuterRef("pk"), boekstuk__omgekeerd_door__isnull=True)
        return self.annotate(geboekt=Exists(geldig))

    def open(self):
        """Return the lines that still need a booking."""
        return self.met_stand().filter(geboekt=False)

    def geboekt(self):
        return self.met_stand().filter(geboekt=True)


class Bankregel(Afgedrukt):
    """One line of an account, as the bank gave it. ``bedrag`` is above zero for money that came in."""

    afschrift = models.ForeignKey(Bankafschrift, models.PROTECT, related_name="regels", verbose_name=_("afschrift"))
    rekening = models.ForeignKey(
        Grootboekrekening, models.PROTECT, related_name="bankregels", verbose_name=_("rekening")
    )
    datum = models.DateField(_("datum"))
    bedrag = BedragField(_("bedrag"))
    tegen_iban = models.CharField(_("tegenrekening"), max_length=34, blank=True)
    tegen_naam = models.CharField(_("naam"), max_length=140, blank=True)
    omschrijving = models.CharField(_("omschrijving"), max_length=500, blank=True)
    kenmerk = models.CharField(_("kenmerk"), max_length=60, blank=True)
    bank_id = models.CharField(_("nummer van de bank"), max_length=60, blank=True)
    vingerafdruk = models.CharField(_("vingerafdruk"), max_length=64)
    volgnummer = models.PositiveSmallIntegerField(_("volgnummer"))  # of equal lines on one day, from 1

    van_accountant = ""  # the reference under which a line of a provisionally closed year is being booked

    objects = BankregelQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("bankregel")
        verbose_name_plural = _("bankregels")
        ordering = ["datum", "pk"]
        triggers = [*Afgedrukt.Meta.triggers, REGEL_PAST]
        indexes = [
            models.Index(fields=["rekening", "datum"]),
            models.Index(fields=["tegen_iban"], condition=~Q(tegen_iban=""), name="bankregel_tegen_iban"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["rekening", "vingerafdruk", "volgnummer"],
                name="bankregel_eens",
                violation_error_message=_("Deze bankregel staat er al."),
            ),
            models.CheckConstraint(
                condition=~Q(bedrag=0),
                name="bankregel_niet_nul",
                violation_error_message=_("Een bankregel heeft een bedrag."),
            ),
        ]

    def __str__(self):
        return f"{self.datum:%d-%m-%Y} {self.tegen_naam or self.omschrijving}"[:80]

    @property
    def volgende_beurt(self) -> int:
        """How often this line was booked before, and taken back."""
        return self.boekingen.count()

    @property
    def volgende_sleutel(self) -> UUID:
        """The key of the document that this line makes next. Ask it under the lock of the line."""
        return sleutel_van(self.pk, self.volgende_beurt)


def sleutel_van(regel: int, beurt: int) -> UUID:
    """Return the key of the document of a line: the same until it is reversed, so that twice is once."""
    return uuid5(NAMESPACE_URL, f"bankregel:{regel}:{beurt}")


class BankboekingQuerySet(RekeningQuerySet):
    pad_kamer = "regel__rekening__kamer"

    def geldig(self):
        """Leave out what was reversed: then the line is open again."""
        return self.filter(boekstuk__omgekeerd_door__isnull=True)


class Bankboeking(Afgedrukt):
    """Which document a bank line was booked as. After a reversal the line gets a next turn (``beurt``)."""

    regel = models.ForeignKey(Bankregel, models.PROTECT, related_name="boekingen", verbose_name=_("bankregel"))
    boekstuk = models.ForeignKey(Boekstuk, models.PROTECT, related_name="bankboekingen", verbose_name=_("boekstuk"))
    beurt = models.PositiveSmallIntegerField(_("beurt"))
    waarom = models.CharField(_("waarom zo"), max_length=200, blank=True)
    gekoppeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="bankboekingen", verbose_name=_("gekoppeld door")
    )
    gekoppeld_op = models.DateTimeField(_("gekoppeld op"), default=timezone.now, editable=False)

    objects = BankboekingQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("bankboeking")
        verbose_name_plural = _("bankboekingen")
        ordering = ["regel", "beurt"]
        triggers = [*Afgedrukt.Meta.triggers, KOPPELING]
        constraints = [
            models.UniqueConstraint(
                fields=["regel", "beurt"],
                name="bankboeking_eens_per_beurt",
                violation_error_message=_("Deze bankregel is al geboekt."),
            )
        ]

    def __str__(self):
        return f"{self.regel} → {self.boekstuk}"

    @property
    def is_eigen(self) -> bool:
        """Whether the document was made from the bank line, and not found in the books."""
        return self.boekstuk.sleutel == sleutel_van(self.regel_id, self.beurt)
