"""Which rows a user may see: one rule per model, read off the paths to a room, a partner and a person."""

from django.db import models
from django.db.models import Q

from buurtwerkkamer import rollen


class ZichtbaarQuerySet(models.QuerySet):
    """Base of every QuerySet on rows with a path to a room, a partner or a person."""

    pad_kamer: str | None = "kamer"
    pad_partner: str | None = None
    pad_gebruiker: str | None = None

    def zichtbaar_voor(self, gebruiker):
        """Return the rows within the reach of the user's active role; nothing for someone without a role."""
        bereik = rollen.bereik(gebruiker)
        if bereik.alles:
            return self.all()
        keuze = Q(pk__in=[])
        if self.pad_kamer and bereik.kamers:
            keuze |= Q(**{f"{self.pad_kamer}__in": bereik.kamers})
        if self.pad_partner and bereik.partners:
            keuze |= Q(**{f"{self.pad_partner}__in": bereik.partners})
        if self.pad_gebruiker and bereik.alleen_zelf:
            keuze |= Q(**{self.pad_gebruiker: gebruiker.pk})
        return self.filter(keuze)
