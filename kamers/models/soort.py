"""What activities are about: kinds, products, target groups and domains. Reference rows, no people."""

from django.db import models
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

OP_SCHERM = (  # the fixed words of the kinds, for a screen in another language; a report prints them as they are
    *(gettext_noop("Ontmoeting"), gettext_noop("Computer"), gettext_noop("Taal"), gettext_noop("Formulieren")),
    *(gettext_noop("Schulden"), gettext_noop("Klussen"), gettext_noop("Totaal unieke deelnemers")),
)
SCHULDEN = "schulden"  # being there reveals debt (design.md §2.4)


def in_taal(woord: str) -> str:
    """Return the name of a kind in the language of the screen; a name that is not one of the fixed words as it is."""
    return gettext(woord) if woord in OP_SCHERM else woord


class Soort(models.Model):
    """One of the kinds of activity of the agreement [29]: what counts is the kind, not the lesson."""

    class Telt(models.TextChoices):
        UNIEK = "uniek", _("unieke deelnemers")
        KLUSSEN = "klussen", _("klussen")

    code = models.SlugField(_("code"), max_length=20, unique=True)
    naam = models.CharField(_("naam"), max_length=80)
    kort = models.CharField(_("korte naam"), max_length=30, help_text=_("Zoals op de knoppen: Taal, Formulieren."))
    telt = models.CharField(_("telt"), max_length=8, choices=Telt, default=Telt.UNIEK)
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("soort")
        verbose_name_plural = _("soorten")
        ordering = ["volgorde", "pk"]

    def __str__(self):
        return self.naam

    @property
    def op_scherm(self) -> str:
        """The short name in the language of the screen."""
        return in_taal(self.kort)

    @property
    def zonder_namen(self) -> bool:
        """Whether being there says too much about someone: then people are counted, never named."""
        return self.code == SCHULDEN


class Corporatieproduct(models.Model):
    """One of the seven products for the housing corporations [34]."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    naam = models.CharField(_("naam"), max_length=80)
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("corporatieproduct")
        verbose_name_plural = _("corporatieproducten")
        ordering = ["volgorde", "pk"]

    def __str__(self):
        return self.naam


class Doelgroep(models.Model):
    """One of the nine target groups A–I of the WMO [13, note 8]: of an activity, never of a person."""

    letter = models.CharField(_("letter"), max_length=1, unique=True)
    naam = models.CharField(_("naam"), max_length=200)
    toelichting = models.CharField(_("toelichting"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")
        ordering = ["letter"]

    def __str__(self):
        return f"{self.letter}. {self.naam}"


class Domein(models.Model):
    """A domain that an activity touches [35]; one activity may touch several."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    naam = models.CharField(_("naam"), max_length=80)
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("domein")
        verbose_name_plural = _("domeinen")
        ordering = ["volgorde", "pk"]

    def __str__(self):
        return self.naam
