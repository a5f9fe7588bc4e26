"""Costs and income that belong to another year than in which they are paid (domain.md §5.3)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import rollen
from buurtwerkkamer.bereik import ZichtbaarQuerySet
from financien.models.boekstuk import LOON_ZIEN, Boekstuk
from financien.models.grootboek import Grootboekrekening
from financien.models.vingerafdruk import Afgedrukt


class OverlopendepostQuerySet(ZichtbaarQuerySet):
    pad_kamer = "rekening__kamer"

    def zichtbaar_voor(self, gebruiker):
        """Return the accruals in reach; those of wages only for treasurer, board and accountant."""
        rijen = super().zichtbaar_voor(gebruiker)
        return rijen if rollen.actieve_rol(gebruiker) in LOON_ZIEN else rijen.exclude(rekening__loon=True)

    def in_jaar(self, jaar: int):
        return self.filter(boekstuk__jaar__jaar=jaar)


class Overlopendepost(Afgedrukt):
    """An accrual at the end of a year: its document at 31 December and the one that takes it back on 1 January."""

    class Soort(models.TextChoices):
        NOG_TE_BETALEN = "nog te betalen", _("nog te betalen")
        VOORUITBETAALD = "vooruitbetaald", _("vooruitbetaald")
        NOG_TE_ONTVANGEN = "nog te ontvangen", _("nog te ontvangen")
        VOORUITONTVANGEN = "vooruitontvangen", _("vooruitontvangen")

    soort = models.CharField(_("soort"), max_length=16, choices=Soort)
    rekening = models.ForeignKey(
        Grootboekrekening, models.PROTECT, related_name="overlopend", verbose_name=_("rekening")
    )
    boekstuk = models.OneToOneField(
        Boekstuk, models.PROTECT, related_name="overlopendepost", verbose_name=_("boekstuk op 31 december")
    )
    tegenstuk = models.OneToOneField(
        Boekstuk, models.PROTECT, related_name="overlopend_van", verbose_name=_("boekstuk op 1 januari")
    )

    objects = OverlopendepostQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("overlopende post")
        verbose_name_plural = _("overlopende posten")
        ordering = ["boekstuk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(boekstuk=models.F("tegenstuk")),
                name="overlopendepost_twee_stukken",
                violation_error_message=_("Een overlopende post heeft twee boekstukken."),
            )
        ]

    def __str__(self):
        return f"{self.get_soort_display()}: {self.boekstuk.omschrijving}"
