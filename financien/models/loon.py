"""The wages of a month as the payroll bureau reported them: sums, never a person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.velden import BedragField
from financien.models.boekstuk import Boekstuk
from financien.models.gedaan import Gedaan
from financien.models.vingerafdruk import Afgedrukt


class LoonjournaalpostQuerySet(models.QuerySet):
    def geldend(self):
        """Leave out months whose document was reversed."""
        return self.filter(boekstuk__omgekeerd_door__isnull=True)

    def in_jaar(self, jaar: int):
        return self.filter(maand__year=jaar)


class Loonjournaalpost(Afgedrukt):
    """One month of wages with its document; ``poging`` counts how often that month was booked."""

    maand = models.DateField(_("maand"), help_text=_("De eerste dag van de maand."))
    poging = models.PositiveSmallIntegerField(_("poging"))
    boekstuk = models.OneToOneField(
        Boekstuk, models.PROTECT, related_name="loonjournaalpost", verbose_name=_("boekstuk")
    )
    sha256 = models.CharField("sha256", max_length=64)  # of the file, which is not kept
    bruto = BedragField(_("bruto"))
    werkgeverslasten = BedragField(_("werkgeverslasten"))
    vakantiegeld = BedragField(_("vakantiegeld"))
    netto = BedragField(_("netto"))
    loonheffing = BedragField(_("loonheffing"))

    objects = LoonjournaalpostQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("loonjournaalpost")
        verbose_name_plural = _("loonjournaalposten")
        ordering = ["maand", "poging"]
        constraints = [
            models.UniqueConstraint(
                fields=["maand", "poging"],
                name="loonjournaalpost_eens_per_maand",
                violation_error_message=_("De lonen van deze maand zijn net al geboekt."),
            ),
            models.CheckConstraint(
                condition=Q(maand__day=1),
                name="loonjournaalpost_maand_begint_op_een",
                violation_error_message=_("Een maand begint op de eerste dag."),
            ),
            models.CheckConstraint(
                condition=Q(bruto=models.F("netto") + models.F("loonheffing") - models.F("werkgeverslasten")),
                name="loonjournaalpost_telt_op",
                violation_error_message=_("Bruto en werkgeverslasten zijn niet gelijk aan netto en loonheffing."),
            ),
        ]

    def __str__(self):
        return f"{self.maand:%m-%Y}"


class Loonstop(Gedaan):
    """From this month on no wages come any more: nothing waits for them. Wages that come all the same are booked."""

    maand = models.DateField(_("maand"), unique=True, help_text=_("De eerste dag van de maand."))
    reden = models.CharField(_("reden"), max_length=200)

    class Meta(Gedaan.Meta):
        verbose_name = _("einde van de lonen")
        verbose_name_plural = _("einden van de lonen")
        ordering = ["maand"]
        constraints = [
            models.CheckConstraint(
                condition=Q(maand__day=1),
                name="loonstop_maand_begint_op_een",
                violation_error_message=_("Een maand begint op de eerste dag."),
            ),
            models.CheckConstraint(
                condition=~Q(reden=""),
                name="loonstop_met_reden",
                violation_error_message=_("Schrijf op waarom."),
            ),
        ]

    def __str__(self):
        return f"{self.maand:%m-%Y}"
