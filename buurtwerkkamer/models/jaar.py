"""Years and the versions of what is promised in them."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bevroren import GEEN_TRUNCATE
from buurtwerkkamer.spoor import spoor

SLOT_JAAR = 7401  # advisory lock (SLOT_JAAR, year): shared to write in a year, exclusive to close it

GAAT_VOORUIT = pgtrigger.Trigger(  # one step at a time and never back, whoever asks
    name="jaar_gaat_vooruit",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func="""
        IF TG_OP = 'INSERT' THEN
            IF NEW.status <> 'open' THEN
                RAISE EXCEPTION 'Een jaar begint open.' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        END IF;
        IF OLD.status <> 'open' AND (TG_OP = 'DELETE' OR NEW.jaar <> OLD.jaar) THEN
            RAISE EXCEPTION 'Een afgesloten jaar blijft.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF NEW.status <> OLD.status AND (OLD.status, NEW.status)
            NOT IN (('open', 'voorlopig'), ('voorlopig', 'vastgesteld')) THEN
            RAISE EXCEPTION 'Een jaar gaat van open naar voorlopig naar vastgesteld, en nooit terug.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)


class JaarQuerySet(models.QuerySet):
    def nieuwste_eerst(self):
        return self.order_by("-jaar")


class Jaar(models.Model):
    """A calendar year of the cooperative: open, then provisionally closed, then settled."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        VOORLOPIG = "voorlopig", _("voorlopig afgesloten")
        VASTGESTELD = "vastgesteld", _("vastgesteld")

    jaar = models.PositiveSmallIntegerField(_("jaar"), unique=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.OPEN)
    fictief = models.BooleanField(
        _("fictief"), default=False, help_text=_("Cijfers om mee te oefenen. Dit staat op elke bladzijde.")
    )

    objects = JaarQuerySet.as_manager()

    class Meta:
        verbose_name = _("jaar")
        verbose_name_plural = _("jaren")
        ordering = ["jaar"]
        triggers = [
            pgtrigger.Trigger(
                name="jaar_wacht_op_schrijvers",
                operation=pgtrigger.UpdateOf("status"),
                when=pgtrigger.Before,
                func=f"PERFORM pg_advisory_xact_lock({SLOT_JAAR}, OLD.jaar); RETURN NEW;",
            ),
            GAAT_VOORUIT,
            GEEN_TRUNCATE,
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(jaar__gte=2000, jaar__lte=2100),
                name="jaar_tussen_2000_en_2100",
                violation_error_message=_("Vul een jaar in tussen 2000 en 2100."),
            )
        ]

    def __str__(self):
        return str(self.jaar)


class VersieQuerySet(models.QuerySet):
    def vast(self):
        return self.filter(vastgesteld_op__isnull=False)

    def geldend(self, jaar: int):
        """Return what was last agreed for a year: the last settled version, or None."""
        return self.vast().filter(jaar__jaar=jaar).order_by("-volgnummer").first()

    def laatste(self, jaar: int):
        """Return the newest version of a year, settled or not, or None."""
        return self.filter(jaar__jaar=jaar).order_by("-volgnummer").first()

    def om_mee_te_vergelijken(self, jaar: int):
        """Return the version that holds for a year; before any was settled the newest, or None."""
        laatste = self.filter(jaar__jaar=jaar).select_related("jaar")
        return laatste.annotate(ligt_vast=Q(vastgesteld_op__isnull=False)).order_by("-ligt_vast", "-volgnummer").first()

    def aanbod(self, jaar: int):
        """Return the newest offer of a year, or None."""
        return self.filter(jaar__jaar=jaar, soort=Versie.Soort.AANBOD).order_by("-volgnummer").first()


@spoor()
class Versie(models.Model):
    """A version of a year's targets, budget and financing. Once settled it never changes (domain.md §5.7)."""

    class Soort(models.TextChoices):
        AANBOD = "aanbod", _("aanbod")
        AFSPRAAK = "afspraak", _("afspraak")
        WIJZIGING = "wijziging", _("wijziging")

    jaar = models.ForeignKey(Jaar, models.PROTECT, related_name="versies", verbose_name=_("jaar"))
    soort = models.CharField(_("soort"), max_length=10, choices=Soort)
    volgnummer = models.PositiveSmallIntegerField(_("volgnummer"))
    datum = models.DateField(_("datum"))
    reden = models.CharField(_("reden"), max_length=300, blank=True)
    akkoord_van = models.CharField(_("akkoord van"), max_length=300, blank=True)
    uren_voor_actief = models.PositiveSmallIntegerField(
        _("uren voor een actieve vrijwilliger"),
        default=100,
        help_text=_("Wie een overeenkomst heeft en minstens zoveel uren per jaar, telt mee bij O2."),
    )
    vastgesteld_op = models.DateTimeField(_("vastgelegd op"), null=True, blank=True, editable=False)
    bewerking = models.PositiveIntegerField(default=0, editable=False)  # optimistic lock of the grid

    objects = VersieQuerySet.as_manager()

    class Meta:
        verbose_name = _("versie")
        verbose_name_plural = _("versies")
        ordering = ["jaar", "volgnummer"]
        triggers = [
            pgtrigger.Protect(
                name="versie_staat_vast",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__vastgesteld_op__isnull=False),
            ),
            GEEN_TRUNCATE,
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "volgnummer"],
                name="versie_volgnummer_uniek",
                violation_error_message=_("Dit volgnummer bestaat al in dit jaar."),
            ),
            models.UniqueConstraint(
                fields=["jaar"],
                condition=Q(vastgesteld_op__isnull=True),
                name="versie_een_open_per_jaar",
                violation_error_message=_("Er is al een open versie van dit jaar. Leg die eerst vast."),
            ),
        ]

    def __str__(self):
        delen = {"soort": self.get_soort_display(), "jaar": self.jaar, "nummer": self.volgnummer}
        return gettext("%(soort)s %(jaar)s, versie %(nummer)s") % delen

    @property
    def staat_vast(self) -> bool:
        return self.vastgesteld_op is not None
