"""What the accountant said about a year: the document itself, and its kind and judgement in exactly these words."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.models import Bestand, Jaar
from financien.models.vingerafdruk import Afgedrukt


class Accountantsverklaring(Afgedrukt):
    """A statement of the accountant about a year (domain.md §6.3). A later one stands beside it, never over it."""

    class Soort(models.TextChoices):
        CONTROLE = "controle", _("controleverklaring")
        BEOORDELING = "beoordeling", _("beoordelingsverklaring")
        SAMENSTELLING = "samenstelling", _("samenstellingsverklaring")
        ANDERE = "andere", _("andere verklaring")

    class Oordeel(models.TextChoices):
        GOEDKEUREND = "goedkeurend", _("goedkeurend")
        BEPERKING = "beperking", _("met beperking")
        ONTHOUDING = "onthouding", _("oordeelonthouding")
        AFKEUREND = "afkeurend", _("afkeurend")
        GEEN = "nvt", _("niet van toepassing")

    jaar = models.ForeignKey(Jaar, models.PROTECT, related_name="accountantsverklaringen", verbose_name=_("boekjaar"))
    soort = models.CharField(_("soort"), max_length=13, choices=Soort)
    oordeel = models.CharField(_("oordeel"), max_length=11, choices=Oordeel)
    datum = models.DateField(_("datum van de verklaring"))
    bestand = models.ForeignKey(Bestand, models.PROTECT, related_name="+", verbose_name=_("bestand"))
    sleutel = models.UUIDField(_("sleutel"), unique=True, editable=False)
    vastgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )
    vastgelegd_op = models.DateTimeField(_("vastgelegd op"), default=timezone.now, editable=False)

    class Meta(Afgedrukt.Meta):
        verbose_name = _("accountantsverklaring")
        verbose_name_plural = _("accountantsverklaringen")
        ordering = ["-jaar__jaar", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=["samenstelling", "andere"]) | ~Q(oordeel="nvt"),
                name="accountantsverklaring_heeft_oordeel",
                violation_error_message=_("Een controle of beoordeling heeft een oordeel. Kies welk."),
            ),
            models.CheckConstraint(
                condition=~Q(soort="samenstelling") | Q(oordeel="nvt"),
                name="samenstelling_zonder_oordeel",
                violation_error_message=_("Bij een samenstelling hoort geen oordeel. Kies niet van toepassing."),
            ),
        ]

    def __str__(self):
        return f"{self.soort} {self.datum.year}"
