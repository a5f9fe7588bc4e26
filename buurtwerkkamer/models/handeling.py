"""One act of a user that may arrive twice and may be undone."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Handeling(models.Model):
    """An act with a key made by the form: the same key is done once. Holds what stood there before, for undo."""

    sleutel = models.UUIDField(primary_key=True, editable=False)
    soort = models.CharField(_("soort"), max_length=40)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="handelingen")
    doel = models.CharField(_("doel"), max_length=80)  # what it touched, such as "bijeenkomst:12"
    voor = models.JSONField(_("ervoor"), null=True)  # ids, counts and hours only; never a name
    na = models.JSONField(_("erna"), null=True)
    gedaan_op = models.DateTimeField(_("gedaan op"), default=timezone.now)
    ongedaan_op = models.DateTimeField(_("ongedaan op"), null=True)

    class Meta:
        verbose_name = _("handeling")
        verbose_name_plural = _("handelingen")
        indexes = [models.Index(fields=["doel", "-gedaan_op"])]

    def __str__(self):
        return f"{self.soort} {self.doel}"
