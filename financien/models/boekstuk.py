"""The books: documents with their bookings, written once and undone only by a reversal."""

from datetime import date

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import rollen
from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.models import Bestand, Jaar
from buurtwerkkamer.rollen import Rol
from buurtwerkkamer.velden import BedragField, meer_dan_nul
from financien.models.boekslot import BOEKING, COMPLEET, NUMMER
from financien.models.grootboek import Grootboekrekening
from financien.models.toekenning import Toekenning
from financien.models.vingerafdruk import Afgedrukt
from kamers.models import Kamer, Partner


class Dagboek(models.TextChoices):
    """A journal: numbers run on without a gap in each of them, per year."""

    BANK = "bank", _("bank")
    KAS = "kas", _("kas")
    INKOOP = "inkoop", _("inkoop")
    VERKOOP = "verkoop", _("verkoop")
    MEMORIAAL = "memoriaal", _("memoriaal")
    ELDERS = "elders", _("boeken elders")  # what was taken over from another package


LETTER = {Dagboek.BANK: "B", Dagboek.KAS: "K", Dagboek.INKOOP: "I", Dagboek.VERKOOP: "V", Dagboek.MEMORIAAL: "M"}
LETTER[Dagboek.ELDERS] = "E"


class BoekstukQuerySet(models.QuerySet):
    def in_jaar(self, jaar: int):
        return self.filter(jaar__jaar=jaar)

    def nieuwste_eerst(self):
        return self.order_by("-datum", "-pk")

    def met_dicht(self, gebruiker):
        """Add ``dicht``: whether words and total are not for this user, because wages are in it (§5.6)."""
        return self.annotate(dicht=is_dicht(gebruiker, "pk"))


class Boekstuk(Afgedrukt):
    """One document of the books: a date, what it is for, its proof, and one or more bookings that belong together."""

    dagboek = models.CharField(_("dagboek"), max_length=9, choices=Dagboek)
    jaar = models.ForeignKey(Jaar, models.PROTECT, related_name="boekstukken", verbose_name=_("boekjaar"))
    nummer = models.PositiveIntegerField(_("nummer"), db_default=0, editable=False)  # given by the database
    datum = models.DateField(_("datum"))
    omschrijving = models.CharField(_("omschrijving"), max_length=140)
    aantal = models.PositiveSmallIntegerField(_("aantal boekingen"), editable=False)
    totaal = BedragField(_("totaal"), editable=False)  # of all its bookings, so that none can be added or go missing
    bewijs = models.ForeignKey(
        Bestand, models.PROTECT, null=True, blank=True, related_name="boekstukken", verbose_name=_("bewijs")
    )
    keert_om = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="omgekeerd_door", verbose_name=_("keert om")
    )
    reden = models.CharField(_("reden"), max_length=200, blank=True)
    kenmerk = models.CharField(_("kenmerk van de accountant"), max_length=40, blank=True)
    sleutel = models.UUIDField(_("sleutel"), unique=True, editable=False)  # one form, one document
    geboekt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="boekstukken", verbose_name=_("geboekt door")
    )
    geboekt_op = models.DateTimeField(_("geboekt op"), default=timezone.now, editable=False)

    objects = BoekstukQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("boekstuk")
        verbose_name_plural = _("boekstukken")
        ordering = ["datum", "pk"]
        indexes = [models.Index(fields=["jaar", "datum"])]
        triggers = [*Afgedrukt.Meta.triggers, NUMMER, COMPLEET]
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "dagboek", "nummer"],
                name="boekstuk_nummer_uniek",
                violation_error_message=_("Dit nummer bestaat al in dit dagboek."),
            ),
            models.CheckConstraint(
                condition=Q(aantal__gte=1),
                name="boekstuk_heeft_een_boeking",
                violation_error_message=_("Vul minstens één regel in."),
            ),
            models.CheckConstraint(
                condition=Q(keert_om__isnull=True) | ~Q(reden=""),
                name="boekstuk_omkeren_heeft_een_reden",
                violation_error_message=_("Schrijf op waarom dit boekstuk niet klopte."),
            ),
        ]

    def __str__(self):
        return f"{LETTER[Dagboek(self.dagboek)]}{self.datum.year}-{self.nummer:04d}"


class BoekingQuerySet(ZichtbaarQuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Return the bookings in reach; those on wage accounts only for treasurer, board and accountant (§5.6)."""
        rijen = super().zichtbaar_voor(gebruiker)
        return rijen if rollen.actieve_rol(gebruiker) in LOON_ZIEN else rijen.exclude(is_loon())

    def met_dicht(self, gebruiker):
        """Add ``dicht``: whether the words of its document are not for this user."""
        return self.annotate(dicht=is_dicht(gebruiker, "boekstuk"))

    def tot_en_met(self, dag: date):
        return self.filter(boekstuk__datum__lte=dag)

    def tussen(self, van: date, tot: date):
        return self.filter(boekstuk__datum__gte=van, boekstuk__datum__lte=tot)


LOON_ZIEN = {Rol.PENNINGMEESTER, Rol.BESTUUR, Rol.ACCOUNTANT}


def is_loon() -> Q:
    """Whether a booking tells a wage: it is on a wage account, or of an invoice with a line on one, as its payment."""
    regels = apps.get_model("financien", "Factuurregel").objects.filter(rekening__loon=True)
    return Q(debet__loon=True) | Q(credit__loon=True) | Q(Exists(regels.filter(factuur=OuterRef("factuur"))))


def is_dicht(gebruiker, stuk: str):
    """Return whether the document of a row (its field ``stuk``) tells a wage that this user may not see."""
    if rollen.actieve_rol(gebruiker) in LOON_ZIEN:
        return Value(value=False)
    return Exists(Boeking.objects.filter(is_loon(), boekstuk=OuterRef(stuk)))


class Boeking(Afgedrukt):
    """A positive amount that goes from one account (credit) to another (debit): books balance by construction."""

    boekstuk = models.ForeignKey(Boekstuk, models.PROTECT, related_name="boekingen", verbose_name=_("boekstuk"))
    volgnummer = models.PositiveSmallIntegerField(_("regel"))
    debet = models.ForeignKey(Grootboekrekening, models.PROTECT, related_name="debet", verbose_name=_("naar"))
    credit = models.ForeignKey(Grootboekrekening, models.PROTECT, related_name="credit", verbose_name=_("van"))
    bedrag = BedragField(_("bedrag"))
    kamer = models.ForeignKey(
        Kamer, models.PROTECT, null=True, blank=True, related_name="boekingen", verbose_name=_("kamer")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="boekingen", verbose_name=_("partner")
    )
    factuur = models.ForeignKey(
        "financien.Inkoopfactuur",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="boekingen",
        verbose_name=_("factuur"),
    )
    omschrijving = models.CharField(_("omschrijving"), max_length=140, blank=True)
    toekenning = models.ForeignKey(
        Toekenning, models.PROTECT, null=True, blank=True, related_name="boekingen", verbose_name=_("toekenning")
    )

    objects = BoekingQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("boeking")
        verbose_name_plural = _("boekingen")
        ordering = ["boekstuk", "volgnummer"]
        triggers = [*Afgedrukt.Meta.triggers, BOEKING]
        constraints = [
            models.UniqueConstraint(
                fields=["boekstuk", "volgnummer"],
                name="boeking_regel_uniek",
                violation_error_message=_("Deze regel staat al in het boekstuk."),
            ),
            models.CheckConstraint(
                condition=Q(volgnummer__gte=1),
                name="boeking_regel_vanaf_een",
                violation_error_message=_("Een regel begint bij 1."),
            ),
            meer_dan_nul("boeking_meer_dan_nul"),
            models.CheckConstraint(
                condition=~Q(debet=F("credit")),
                name="boeking_twee_rekeningen",
                violation_error_message=_("Kies twee verschillende rekeningen."),
            ),
        ]

    def __str__(self):
        return f"{self.debet} / {self.credit}"
