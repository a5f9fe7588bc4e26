"""The fingerprint of every row of the ledger, made by the database when the row is written (docs/jaar.md).

What is written past the application, with its triggers off, has no fingerprint or another one than its row.
"""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bevroren import Bevroren

AFDRUK = pgtrigger.Trigger(
    name="vingerafdruk",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.After,
    func="""
        IF TG_OP = 'DELETE' THEN
            INSERT INTO financien_vingerafdruk (tabel, rij, sha256, op) VALUES (TG_TABLE_NAME, OLD.id, '', now());
        ELSE
            INSERT INTO financien_vingerafdruk (tabel, rij, sha256, op)
                VALUES (TG_TABLE_NAME, NEW.id, bwk_afdruk(NEW), now());
        END IF;
        RETURN NULL;
    """,
)


class Afgedrukt(Bevroren):
    """A frozen table of the ledger: each of its rows gets a fingerprint."""

    class Meta(Bevroren.Meta):
        abstract = True
        triggers = [*Bevroren.Meta.triggers, AFDRUK]


class Vingerafdruk(Bevroren):
    """What a row was when it was written. The last one of a row counts; without ``sha256`` the row was removed."""

    tabel = models.CharField(_("tabel"), max_length=63)
    rij = models.BigIntegerField(_("rij"))
    sha256 = models.CharField("sha256", max_length=64, blank=True)
    op = models.DateTimeField(_("op"), default=timezone.now, editable=False)

    class Meta(Bevroren.Meta):
        verbose_name = _("vingerafdruk")
        verbose_name_plural = _("vingerafdrukken")
        ordering = ["pk"]
        indexes = [models.Index(fields=["tabel", "rij"], name="vingerafdruk_rij")]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256="") | Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="vingerafdruk_is_sha256",
                violation_error_message=_("Een vingerafdruk is een sha256."),
            )
        ]

    def __str__(self):
        return f"{self.tabel}:{self.rij}"
