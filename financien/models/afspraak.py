"""What was agreed for a year: the agreement of all parties, the assignment of one financier, and who signed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import GEEN_TRUNCATE, BijToevoegen
from buurtwerkkamer.models import Jaar, Versie
from buurtwerkkamer.spoor import spoor
from financien.models.gedaan import KanVervallen, Vervalbaar
from financien.models.vingerafdruk import Afgedrukt
from kamers.models import Partner

_GELDT = "NOT EXISTS (SELECT 1 FROM financien_verval v WHERE v.ondertekening_id = o.id)"  # signature ``o`` counts
_GETEKEND = f"EXISTS (SELECT 1 FROM financien_ondertekening o WHERE o.{{veld}} = {{rij}} AND {_GELDT})"  # noqa: S608 - constants of ours
_VAST = "RAISE EXCEPTION 'Dit is getekend.' USING ERRCODE = 'restrict_violation';"


def vast_na_tekenen(veld: str, oud: str, nieuw: str = "") -> pgtrigger.Trigger:
    """Refuse any change to what somebody signed. ``veld``: the column of Ondertekening that points at it."""
    ook = f"IF TG_OP <> 'DELETE' THEN IF {_GETEKEND.format(veld=veld, rij=nieuw)} THEN {_VAST} END IF; END IF;"
    operatie = pgtrigger.Update | pgtrigger.Delete
    return pgtrigger.Trigger(
        name="vast_na_tekenen",
        operation=operatie | pgtrigger.Insert if nieuw else operatie,
        when=pgtrigger.Before,
        func=f"""
            IF TG_OP <> 'INSERT' THEN IF {_GETEKEND.format(veld=veld, rij=oud)} THEN {_VAST} END IF; END IF;
            {ook if nieuw else ""}
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


TEKENT_EENS = BijToevoegen(  # the row of the paper first, so that one signature is judged after the other
    name="tekent_eens",
    func=f"""
        IF NEW.opdracht_id IS NULL THEN
            PERFORM 1 FROM financien_samenwerkingsafspraak WHERE id = NEW.samenwerkingsafspraak_id FOR UPDATE;
        ELSE
            PERFORM 1 FROM financien_opdracht WHERE id = NEW.opdracht_id FOR UPDATE;
        END IF;
        IF EXISTS (SELECT 1 FROM financien_ondertekening o
                   WHERE (o.samenwerkingsafspraak_id, o.opdracht_id, o.partner_id) IS NOT DISTINCT FROM
                         (NEW.samenwerkingsafspraak_id, NEW.opdracht_id, NEW.partner_id) AND {_GELDT}) THEN
            RAISE EXCEPTION 'Deze partij tekende al.' USING ERRCODE = 'unique_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - constants of ours, no input
)


class AfspraakQuerySet(ZichtbaarQuerySet):
    pad_kamer = None

    def in_jaar(self, jaar: int):
        return self.filter(jaar__jaar=jaar)


@spoor()
class Samenwerkingsafspraak(models.Model):
    """The agreement of a year between financiers (euros) and residents' associations (hours) [120].

    Euros and hours are those of its version. Once somebody signed it never changes: an amendment is a new one.
    """

    jaar = models.ForeignKey(Jaar, models.PROTECT, related_name="samenwerkingsafspraken", verbose_name=_("jaar"))
    volgnummer = models.PositiveSmallIntegerField(_("volgnummer"))
    versie = models.ForeignKey(
        Versie, models.PROTECT, related_name="samenwerkingsafspraken", verbose_name=_("versie van de begroting")
    )
    datum = models.DateField(_("datum"))
    reden = models.CharField(_("reden van de wijziging"), max_length=300, blank=True)
    resultaten = models.TextField(_("resultaatverplichtingen"), max_length=4000)
    intentie = models.TextField(_("intentie voor meer jaren"), max_length=2000, blank=True)

    objects = AfspraakQuerySet.as_manager()

    class Meta:
        verbose_name = _("samenwerkingsafspraak")
        verbose_name_plural = _("samenwerkingsafspraken")
        ordering = ["jaar", "volgnummer"]
        triggers = [vast_na_tekenen("samenwerkingsafspraak_id", "OLD.id"), GEEN_TRUNCATE]
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "volgnummer"],
                name="samenwerkingsafspraak_nummer_uniek",
                violation_error_message=_("Dit nummer bestaat al in dit jaar."),
            ),
            models.CheckConstraint(
                condition=Q(volgnummer=1) | ~Q(reden=""),
                name="samenwerkingsafspraak_wijziging_met_reden",
                violation_error_message=_("Schrijf op waarom de afspraak verandert."),
            ),
        ]

    def __str__(self):
        if self.volgnummer == 1:
            return gettext("Samenwerkingsafspraak %(jaar)s") % {"jaar": self.jaar}
        delen = {"jaar": self.jaar, "nummer": self.volgnummer - 1}
        return gettext("Samenwerkingsafspraak %(jaar)s, wijziging %(nummer)s") % delen


@spoor()
class Partij(models.Model):
    """Who takes part in an agreement, and with what."""

    class Rol(models.TextChoices):
        FINANCIER = "financier", _("financier")
        BEWONERS = "bewonersvereniging", _("bewonersvereniging")

    afspraak = models.ForeignKey(
        Samenwerkingsafspraak, models.CASCADE, related_name="partijen", verbose_name=_("samenwerkingsafspraak")
    )
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="afspraken", verbose_name=_("partner"))
    rol = models.CharField(_("rol"), max_length=18, choices=Rol)

    objects = AfspraakQuerySet.as_manager()

    class Meta:
        verbose_name = _("partij")
        verbose_name_plural = _("partijen")
        ordering = ["afspraak", "rol", "partner__naam"]
        triggers = [vast_na_tekenen("samenwerkingsafspraak_id", "OLD.afspraak_id", "NEW.afspraak_id"), GEEN_TRUNCATE]
        constraints = [
            models.UniqueConstraint(
                fields=["afspraak", "partner"],
                name="partij_eens_per_afspraak",
                violation_error_message=_("Deze partij staat al in de afspraak."),
            )
        ]

    def __str__(self):
        return f"{self.partner}"


@spoor()
class Opdracht(models.Model):
    """The assignment of one financier for a year. Its euros are those of the version, never typed."""

    jaar = models.ForeignKey(Jaar, models.PROTECT, related_name="opdrachten", verbose_name=_("jaar"))
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="opdrachten", verbose_name=_("financier"))
    volgnummer = models.PositiveSmallIntegerField(_("volgnummer"))
    versie = models.ForeignKey(
        Versie, models.PROTECT, related_name="opdrachten", verbose_name=_("versie van de begroting")
    )
    datum = models.DateField(_("datum"))
    reden = models.CharField(_("reden van de wijziging"), max_length=300, blank=True)
    tekst = models.TextField(_("wat de opdracht is"), max_length=4000)

    objects = AfspraakQuerySet.as_manager()

    class Meta:
        verbose_name = _("opdracht")
        verbose_name_plural = _("opdrachten")
        ordering = ["jaar", "partner", "volgnummer"]
        triggers = [vast_na_tekenen("opdracht_id", "OLD.id"), GEEN_TRUNCATE]
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "partner", "volgnummer"],
                name="opdracht_nummer_uniek",
                violation_error_message=_("Deze financier heeft dit jaar al een opdracht."),
            ),
            models.CheckConstraint(
                condition=Q(volgnummer=1) | ~Q(reden=""),
                name="opdracht_wijziging_met_reden",
                violation_error_message=_("Schrijf op waarom de opdracht verandert."),
            ),
        ]

    def __str__(self):
        return gettext("Opdracht %(jaar)s van %(partner)s") % {"jaar": self.jaar, "partner": self.partner}


class OndertekeningQuerySet(Vervalbaar, AfspraakQuerySet):
    pass


class Ondertekening(KanVervallen, Afgedrukt):
    """That a party signed: the day and the function, never a name. Without a partner: the cooperative itself.

    A party signs once; again when its signature fell away (``Verval``).
    """

    samenwerkingsafspraak = models.ForeignKey(
        Samenwerkingsafspraak,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ondertekeningen",
        verbose_name=_("samenwerkingsafspraak"),
    )
    opdracht = models.ForeignKey(
        Opdracht, models.PROTECT, null=True, blank=True, related_name="ondertekeningen", verbose_name=_("opdracht")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="ondertekeningen", verbose_name=_("partij")
    )
    functie = models.CharField(_("functie van wie tekende"), max_length=80)
    datum = models.DateField(_("getekend op"))
    vastgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="ondertekeningen", verbose_name=_("vastgelegd door")
    )
    vastgelegd_op = models.DateTimeField(_("vastgelegd op"), default=timezone.now, editable=False)

    objects = OndertekeningQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("ondertekening")
        verbose_name_plural = _("ondertekeningen")
        ordering = ["datum", "pk"]
        triggers = [*Afgedrukt.Meta.triggers, TEKENT_EENS]
        constraints = [
            models.CheckConstraint(
                condition=Q(samenwerkingsafspraak__isnull=False, opdracht__isnull=True)
                | Q(samenwerkingsafspraak__isnull=True, opdracht__isnull=False),
                name="ondertekening_van_een_stuk",
                violation_error_message=_("Een ondertekening hoort bij een afspraak of bij een opdracht."),
            ),
        ]

    def __str__(self):
        return self.functie
