"""What a room is made of: products, steps towards its opening, things, documents, and what happened."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.spoor import spoor
from kamers.models.kamer import Kamer
from kamers.models.partner import Partner
from kamers.models.soort import Corporatieproduct


@spoor()
class Productstand(models.Model):
    """Whether a room offers a product of the housing corporations [34]."""

    class Stand(models.TextChoices):
        ACTIEF = "actief", _("actief")
        INCIDENTEEL = "incidenteel", _("incidenteel")
        NEE = "nee", _("nee")

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="productstanden", verbose_name=_("kamer"))
    product = models.ForeignKey(
        Corporatieproduct, models.PROTECT, related_name="standen", verbose_name=_("corporatieproduct")
    )
    stand = models.CharField(_("stand"), max_length=12, choices=Stand, default=Stand.NEE)

    objects = ZichtbaarQuerySet.as_manager()

    class Meta:
        verbose_name = _("product van een kamer")
        verbose_name_plural = _("producten van kamers")
        ordering = ["kamer", "product"]
        constraints = [
            models.UniqueConstraint(
                fields=["kamer", "product"],
                name="productstand_eens_per_kamer",
                violation_error_message=_("Dit product staat al bij deze kamer."),
            )
        ]

    def __str__(self):
        return f"{self.product}: {self.get_stand_display()}"


@spoor()
class Kamerstap(models.Model):
    """A step towards a new room [121], done on a day; the intention names which partners signed."""

    class Stap(models.TextChoices):
        NOODZAAK = "noodzaak", _("nut en noodzaak")
        INTENTIE = "intentie", _("intentie tot samenwerking")
        LOCATIE = "locatie", _("locatie")
        FINANCIERING = "financiering", _("financiering")
        OPENING = "opening", _("opening")

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="stappen", verbose_name=_("kamer"))
    stap = models.CharField(_("stap"), max_length=12, choices=Stap)
    gedaan_op = models.DateField(_("gedaan op"))
    toelichting = models.CharField(_("toelichting"), max_length=300, blank=True)
    partners = models.ManyToManyField(
        Partner, blank=True, related_name="getekende_stappen", verbose_name=_("getekend door")
    )

    objects = ZichtbaarQuerySet.as_manager()

    class Meta:
        verbose_name = _("stap naar een nieuwe kamer")
        verbose_name_plural = _("stappen naar een nieuwe kamer")
        ordering = ["kamer", "gedaan_op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kamer", "stap"],
                name="kamerstap_eens_per_kamer",
                violation_error_message=_("Deze stap is al gezet."),
            )
        ]

    def __str__(self):
        return f"{self.kamer}: {self.get_stap_display()}"


@spoor()
class Inventarisstuk(models.Model):
    """A thing in the room, and where it came from: much of it residents brought in [9]."""

    class Herkomst(models.TextChoices):
        BEWONERS = "bewoners", _("van bewoners")
        KRINGLOOP = "kringloop", _("kringloop")
        GEKOCHT = "gekocht", _("gekocht")
        PARTNER = "partner", _("van een partner")

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="inventaris", verbose_name=_("kamer"))
    naam = models.CharField(_("wat"), max_length=80)
    aantal = models.PositiveSmallIntegerField(_("aantal"), default=1)
    herkomst = models.CharField(_("waar kwam het vandaan"), max_length=10, choices=Herkomst)
    sinds = models.DateField(_("sinds"))
    weg_op = models.DateField(_("weg sinds"), null=True, blank=True)

    objects = ZichtbaarQuerySet.as_manager()

    class Meta:
        verbose_name = _("inventarisstuk")
        verbose_name_plural = _("inventaris")
        ordering = ["kamer", "naam", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(aantal__gte=1, aantal__lte=9999),
                name="inventaris_minstens_een",
                violation_error_message=_("Vul een getal in van 1 tot en met 9.999."),
            ),
            models.CheckConstraint(
                condition=Q(weg_op__isnull=True) | Q(weg_op__gte=F("sinds")),
                name="inventaris_weg_na_sinds",
                violation_error_message=_("De laatste dag ligt voor de eerste dag."),
            ),
        ]

    def __str__(self):
        return self.naam


@spoor(zonder=("tekst",))
class Kamerdocument(models.Model):
    """House rules, agreements or a job description [24], as it holds from a day on; a newer one replaces it."""

    class Soort(models.TextChoices):
        HUISREGELS = "huisregels", _("werk- en leefafspraken")
        TAAK = "taak", _("taakomschrijving")
        PROTOCOL = "protocol", _("protocol")
        ANDERS = "anders", _("iets anders")

    kamer = models.ForeignKey(
        Kamer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documenten",
        verbose_name=_("kamer"),
        help_text=_("Leeg: alle kamers."),
    )
    soort = models.CharField(_("soort"), max_length=10, choices=Soort)
    titel = models.CharField(_("titel"), max_length=100)
    geldig_vanaf = models.DateField(_("geldt vanaf"))
    tekst = models.TextField(_("tekst"))
    vervallen_op = models.DateField(_("geldt niet meer vanaf"), null=True, blank=True)

    objects = ZichtbaarQuerySet.as_manager()

    class Meta:
        verbose_name = _("document van een kamer")
        verbose_name_plural = _("documenten van kamers")
        ordering = ["soort", "titel", "-geldig_vanaf"]
        constraints = [
            models.UniqueConstraint(
                fields=["kamer", "soort", "titel", "geldig_vanaf"],
                name="kamerdocument_een_per_dag",
                nulls_distinct=False,
                violation_error_message=_("Van dit document begint op die dag al een versie."),
            ),
            models.CheckConstraint(
                condition=Q(vervallen_op__isnull=True) | Q(vervallen_op__gte=F("geldig_vanaf")),
                name="kamerdocument_vervalt_na_begin",
                violation_error_message=_("De laatste dag ligt voor de eerste dag."),
            ),
        ]

    def __str__(self):
        return f"{self.titel} ({self.geldig_vanaf:%d-%m-%Y})"


@spoor()
class Gebeurtenis(models.Model):
    """Something on the time line of a room: opening, petition, press, newsletter, visit [132]."""

    class Soort(models.TextChoices):
        OPENING = "opening", _("opening")
        PETITIE = "petitie", _("petitie")
        PERS = "pers", _("pers")
        NIEUWSBRIEF = "nieuwsbrief", _("nieuwsbrief")
        BEZOEK = "bezoek", _("bezoek")
        ANDERS = "anders", _("iets anders")

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="gebeurtenissen", verbose_name=_("kamer"))
    dag = models.DateField(_("dag"))
    soort = models.CharField(_("soort"), max_length=12, choices=Soort)
    titel = models.CharField(_("wat gebeurde er"), max_length=120)
    webadres = models.URLField(_("webadres"), max_length=300, blank=True)

    objects = ZichtbaarQuerySet.as_manager()

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("tijdlijn")
        ordering = ["kamer", "-dag", "-pk"]

    def __str__(self):
        return self.titel
