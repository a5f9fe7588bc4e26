"""Where the result of a year went: per grant and room, and what a partner says about money that is left."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import GEEN_TRUNCATE
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.spoor import spoor
from buurtwerkkamer.velden import BedragField
from financien.models.boekstuk import Boekstuk
from financien.models.toekenning import Toekenning
from financien.models.vingerafdruk import Afgedrukt
from kamers.models import Kamer


class Naar(models.TextChoices):
    """Where a part of the result goes (domain.md §6.1)."""

    TERUG = "terug", _("terug te betalen")
    FONDS = "fonds", _("bestemmingsfonds")
    EGALISATIE = "egalisatie", _("egalisatiereserve")
    RESERVE = "reserve", _("reserve van de kamer")


class OverschotQuerySet(ZichtbaarQuerySet):
    pad_kamer = None


@spoor()
class Overschot(models.Model):
    """What a partner says about money of a grant that is left, and where that is written."""

    class Keuze(models.TextChoices):
        TERUG = "terug", _("Het gaat terug naar de partner")
        FONDS = "fonds", _("Het gaat mee naar volgend jaar, met toestemming")
        EGALISATIE = "egalisatie", _("Het gaat naar de egalisatiereserve")
        VRIJ = "vrij", _("De kamer mag het houden")

    toekenning = models.OneToOneField(
        Toekenning, models.PROTECT, related_name="overschot", verbose_name=_("toekenning")
    )
    keuze = models.CharField(_("wat er gebeurt met geld dat overblijft"), max_length=10, choices=Keuze)
    grond = models.CharField(_("waar dat staat"), max_length=200)

    objects = OverschotQuerySet.as_manager()

    class Meta:
        verbose_name = _("afspraak over geld dat overblijft")
        verbose_name_plural = _("afspraken over geld dat overblijft")
        triggers = [GEEN_TRUNCATE]
        constraints = [
            models.CheckConstraint(
                condition=~Q(grond=""),
                name="overschot_heeft_een_grond",
                violation_error_message=_("Schrijf op waar dit staat, zoals de beschikking of de brief."),
            )
        ]

    def __str__(self):
        return f"{self.toekenning}: {self.get_keuze_display()}"


class BestemmingQuerySet(ZichtbaarQuerySet):
    pad_kamer = "kamer"


class Bestemming(Afgedrukt):
    """A part of the result of a year that went somewhere; below zero it was taken back, or it covers a shortage."""

    jaar = models.ForeignKey(Jaar, models.PROTECT, related_name="bestemmingen", verbose_name=_("boekjaar"))
    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="bestemmingen", verbose_name=_("kamer"))
    toekenning = models.ForeignKey(
        Toekenning, models.PROTECT, null=True, blank=True, related_name="bestemmingen", verbose_name=_("toekenning")
    )
    naar = models.CharField(_("naar"), max_length=10, choices=Naar)
    bedrag = BedragField(_("bedrag"))
    boekstuk = models.ForeignKey(Boekstuk, models.PROTECT, related_name="bestemmingen", verbose_name=_("boekstuk"))

    objects = BestemmingQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("bestemming van het resultaat")
        verbose_name_plural = _("bestemmingen van het resultaat")
        ordering = ["jaar", "boekstuk", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["boekstuk", "kamer", "toekenning", "naar"],
                nulls_distinct=False,
                name="bestemming_eens_per_stuk",
                violation_error_message=_("Dit deel van het resultaat staat al in dit boekstuk."),
            ),
            models.CheckConstraint(
                condition=~Q(bedrag=0),
                name="bestemming_niet_nul",
                violation_error_message=_("Vul een bedrag in dat geen € 0 is."),
            ),
            models.CheckConstraint(
                condition=Q(naar=Naar.RESERVE, toekenning__isnull=True)
                | (~Q(naar=Naar.RESERVE) & Q(toekenning__isnull=False)),
                name="bestemming_van_een_toekenning",
                violation_error_message=_("Alleen de reserve van de kamer hoort niet bij een toekenning."),
            ),
        ]

    def __str__(self):
        return f"{self.jaar} {self.kamer}: {self.get_naar_display()} {self.bedrag}"
