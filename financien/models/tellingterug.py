"""A count of the tin that who counted took back: it stays to be seen, and counts for nothing any more."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from financien.models.handgeld import Kastelling
from financien.models.handgeldslot import TELLING_TERUG
from financien.models.vingerafdruk import Afgedrukt


class TellingterugQuerySet(ZichtbaarQuerySet):
    pad_kamer = "telling__kamer"


class Tellingterug(Afgedrukt):
    """That a count was taken back. The document of its difference was reversed before this row."""

    telling = models.OneToOneField(Kastelling, models.PROTECT, related_name="terug", verbose_name=_("telling"))
    wie = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("wie"))
    op = models.DateTimeField(_("op"), default=timezone.now, editable=False)

    objects = TellingterugQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("teruggenomen telling")
        verbose_name_plural = _("teruggenomen tellingen")
        ordering = ["pk"]
        triggers = [*Afgedrukt.Meta.triggers, TELLING_TERUG]

    def __str__(self):
        return str(self.telling)
