"""Receipts of the rooms: what was bought, paid with what, and who decided about it (domain.md §4)."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import GEEN_TRUNCATE
from buurtwerkkamer.models import Bestand
from buurtwerkkamer.velden import BedragField, meer_dan_nul
from financien.models.boekstuk import Boekstuk
from financien.models.gedaan import Gedaan, met_reden
from financien.models.handgeldslot import BON_VAST, BONSTAP
from financien.models.vingerafdruk import AFDRUK, Afgedrukt
from kamers.models import Kamer


class Categorie(models.TextChoices):
    """What handgeld is for: the letters of note 22. There is none for fixed costs, so they cannot be paid from it."""

    A = "A", _("Koffie en thee")
    B = "B", _("Eten en koken")
    C = "C", _("Reizen en parkeren")
    D = "D", _("Schoonmaak")
    E = "E", _("Kantoor")
    F = "F", _("Activiteit")


class BetaaldUit(models.TextChoices):
    """Where the money of a receipt came from."""

    POTJE = "potje", _("potje")
    PAS = "pas", _("pas")
    EIGEN = "eigen", _("eigen geld")


class Voorschieter(Afgedrukt):
    """Someone who paid for a room with own money, and the account to pay back to. A new number is a new row."""

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="voorschieters", verbose_name=_("kamer"))
    naam = models.CharField(_("op naam van"), max_length=70)
    iban = models.CharField("IBAN", max_length=34)
    ingevoerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ingevoerd door")
    )
    ingevoerd_op = models.DateTimeField(_("sinds"), default=timezone.now, editable=False)

    objects = ZichtbaarQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("voorschieter")
        verbose_name_plural = _("voorschieters")
        ordering = ["kamer", "naam", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kamer", "naam", "iban"],
                name="voorschieter_uniek",
                violation_error_message=_("Deze naam met dit rekeningnummer staat er al."),
            ),
            models.CheckConstraint(
                condition=Q(iban__regex=r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$"),
                name="voorschieter_iban_vorm",
                violation_error_message=_("Vul een IBAN in, zoals NL91 ABNA 0417 1643 00."),
            ),
        ]

    def __str__(self):
        return self.naam


class BonQuerySet(ZichtbaarQuerySet):
    def met_stand(self):
        """Add ``stand``: the kind of the last step."""
        laatste = Bonstap.objects.filter(bon=OuterRef("pk")).order_by("-pk").values("soort")[:1]
        return self.annotate(stand=Subquery(laatste))

    def te_keuren(self):
        """Keep what waits for an approval. After ``met_stand``."""
        return self.filter(stand__in=TE_KEUREN)

    def telt(self):
        """Leave out what was withdrawn or rejected. After ``met_stand``."""
        return self.exclude(stand__in=[Bonstap.Soort.INGETROKKEN, Bonstap.Soort.AFGEWEZEN])


class Bon(models.Model):
    """A receipt. It lowers the pot when it is submitted, and is a cost once it is approved."""

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="bonnen", verbose_name=_("kamer"))
    datum = models.DateField(_("betaald op"))
    bedrag = BedragField(_("bedrag"))
    categorie = models.CharField(_("waarvoor"), max_length=1, choices=Categorie, blank=True)  # empty: not known yet
    omschrijving = models.CharField(_("wat is het"), max_length=140, blank=True)
    betaald_uit = models.CharField(_("betaald met"), max_length=5, choices=BetaaldUit)
    foto = models.ForeignKey(
        Bestand, models.PROTECT, null=True, blank=True, related_name="bonnen", verbose_name=_("foto")
    )
    zonder_foto = models.CharField(_("waarom er geen foto is"), max_length=200, blank=True)
    voorschieter = models.ForeignKey(
        Voorschieter, models.PROTECT, null=True, blank=True, related_name="bonnen", verbose_name=_("terug aan")
    )
    sleutel = models.UUIDField(_("sleutel"), unique=True, editable=False)
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="bonnen", verbose_name=_("ingediend door")
    )
    gemaakt_op = models.DateTimeField(_("ingediend op"), default=timezone.now, editable=False)

    objects = BonQuerySet.as_manager()

    class Meta:
        verbose_name = _("bonnetje")
        verbose_name_plural = _("bonnetjes")
        ordering = ["datum", "pk"]
        indexes = [models.Index(fields=["kamer", "datum"])]
        triggers = [BON_VAST, GEEN_TRUNCATE, AFDRUK]
        constraints = [
            meer_dan_nul("bon_meer_dan_nul", _("Vul het bedrag van de bon in, bijvoorbeeld 12,50.")),
            models.CheckConstraint(
                condition=Q(foto__isnull=False) | ~Q(zonder_foto=""),
                name="bon_foto_of_uitleg",
                violation_error_message=_("Maak een foto van de bon. Bon kwijt? Schrijf op wat je kocht."),
            ),
            models.CheckConstraint(
                condition=Q(betaald_uit=BetaaldUit.EIGEN, voorschieter__isnull=False)
                | (~Q(betaald_uit=BetaaldUit.EIGEN) & Q(voorschieter__isnull=True)),
                name="bon_eigen_geld_van_iemand",
                violation_error_message=_("Wie betaalde dit? Vul een naam en een rekeningnummer in."),
            ),
        ]

    def __str__(self):
        return self.omschrijving or (self.get_categorie_display() if self.categorie else str(_("bonnetje")))


class VanBonQuerySet(ZichtbaarQuerySet):
    pad_kamer = "bon__kamer"


class Bonstap(Gedaan):
    """What someone did with a receipt; the last one says where it stands."""

    class Soort(models.TextChoices):
        INGEDIEND = "ingediend", _("wacht op akkoord")
        TERUGGESTUURD = "teruggestuurd", _("teruggestuurd")
        GOEDGEKEURD = "goedgekeurd", _("goedgekeurd")
        AFGEWEZEN = "afgewezen", _("afgewezen")
        INGETROKKEN = "ingetrokken", _("ingetrokken")
        TERUGGEDRAAID = "teruggedraaid", _("goedkeuring teruggedraaid")

    bon = models.ForeignKey(Bon, models.PROTECT, related_name="stappen", verbose_name=_("bonnetje"))
    soort = models.CharField(_("soort"), max_length=13, choices=Soort)
    reden = models.CharField(_("reden"), max_length=200, blank=True)
    boekstuk = models.OneToOneField(
        Boekstuk, models.PROTECT, null=True, blank=True, related_name="bonstap", verbose_name=_("boekstuk")
    )

    objects = VanBonQuerySet.as_manager()

    class Meta(Gedaan.Meta):
        verbose_name = _("stap van een bonnetje")
        verbose_name_plural = _("stappen van bonnetjes")
        ordering = ["bon", "pk"]
        triggers = [*Gedaan.Meta.triggers, BONSTAP]
        constraints = [
            met_reden("bonstap_heeft_een_reden", "teruggestuurd", "afgewezen"),
            models.CheckConstraint(
                condition=~Q(soort="goedgekeurd") | Q(boekstuk__isnull=False),
                name="bonstap_goedkeuring_boekt",
                violation_error_message=_("Een goedgekeurd bonnetje is een boekstuk."),
            ),
        ]

    def __str__(self):
        return f"{self.bon_id}: {self.soort}"


TE_KEUREN = (Bonstap.Soort.INGEDIEND, Bonstap.Soort.TERUGGEDRAAID)


class Bonfoto(models.Model):
    """A photo that passed the guard, of a form that is not sent yet: kept under the key of the form, for a day."""

    sleutel = models.UUIDField(primary_key=True, editable=False)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    naam = models.CharField(_("naam"), max_length=150)
    type = models.CharField(_("type"), max_length=100)
    inhoud = models.BinaryField(_("inhoud"))
    gemaakt_op = models.DateTimeField(_("gemaakt op"), default=timezone.now)

    class Meta:
        verbose_name = _("foto van een bonnetje dat nog niet is opgeslagen")
        verbose_name_plural = _("foto's van bonnetjes die nog niet zijn opgeslagen")

    def __str__(self):
        return self.naam


class Terugbetaling(Afgedrukt):
    """A receipt that was paid with own money was paid back: the document that did it."""

    bon = models.ForeignKey(Bon, models.PROTECT, related_name="terugbetalingen", verbose_name=_("bonnetje"))
    boekstuk = models.OneToOneField(Boekstuk, models.PROTECT, related_name="terugbetaling", verbose_name=_("boekstuk"))
    betaling = models.ForeignKey(  # empty: outside an order, so nobody else looked at it
        "Handgeldbetaling", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("betaling")
    )

    objects = VanBonQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("terugbetaling")
        verbose_name_plural = _("terugbetalingen")
        ordering = ["boekstuk"]

    def __str__(self):
        return f"{self.bon_id}: {self.boekstuk}"
