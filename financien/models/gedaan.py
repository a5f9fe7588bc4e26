"""Acts: what someone did and when, written once, and some of which that can be taken back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from financien.models.vingerafdruk import Afgedrukt


class Gedaan(Afgedrukt):
    """Something that someone did or said, written once."""

    wie = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("wie"))
    op = models.DateTimeField(_("op"), default=timezone.now)

    class Meta(Afgedrukt.Meta):
        abstract = True


def met_reden(naam: str, *soorten: str) -> models.CheckConstraint:
    """An act of one of these kinds says why."""
    return models.CheckConstraint(
        condition=~Q(soort__in=[*soorten]) | ~Q(reden=""), name=naam, violation_error_message=_("Schrijf op waarom.")
    )


class Geldig:
    """For the QuerySet of acts that can be taken back."""

    def geldig(self):
        """Keep what holds: neither an act that was taken back, nor the taking back itself."""
        return self.filter(teruggenomen_door__isnull=True).exclude(soort="terug")


class Vervalbaar:
    """For the QuerySet of papers that may count no longer (``Verval``)."""

    def geldig(self):
        """Keep what counts."""
        return self.filter(verval__isnull=True)


class KanVervallen:
    """A paper that stays as it was written, and may count no longer (``Verval``)."""

    @property
    def vervallen(self) -> bool:
        return hasattr(self, "verval")


class Terugneembaar(Gedaan):
    """An act that was a mistake stays: ``terug`` is an act of its own, and ``neemt_terug`` says of which."""

    reden = models.CharField(_("reden"), max_length=200, blank=True)
    neemt_terug = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="teruggenomen_door", verbose_name=_("neemt terug")
    )

    class Meta(Gedaan.Meta):
        abstract = True


def terug_van_wat(naam: str, zin) -> models.CheckConstraint:
    """Taking back, and nothing else, says of which act it is."""
    terug = Q(soort="terug", neemt_terug__isnull=False) | (~Q(soort="terug") & Q(neemt_terug__isnull=True))
    return models.CheckConstraint(condition=terug, name=naam, violation_error_message=zin)
