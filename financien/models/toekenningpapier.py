"""What goes with a grant on paper: conditions, letters, and requests to pay. A letter or a request may fall away."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import GEEN_TRUNCATE, BijToevoegen
from buurtwerkkamer.models import Bestand, Jaar
from buurtwerkkamer.spoor import spoor
from buurtwerkkamer.velden import BedragField, meer_dan_nul
from financien.models.gedaan import KanVervallen, Vervalbaar
from financien.models.toekenning import Toekenning, Toekenningstatus
from financien.models.toekenningdelen import Termijn
from financien.models.vingerafdruk import Afgedrukt

SLOT_BETAALVERZOEK = 7404  # with the year: one request at a time gets the next number
AANSLUITEND = BijToevoegen(
    name="nummer_sluit_aan",
    func=f"""
        PERFORM pg_advisory_xact_lock({SLOT_BETAALVERZOEK}, NEW.jaar_id::integer);
        IF NEW.nummer <> 1 + coalesce(
            (SELECT max(nummer) FROM financien_betaalverzoek WHERE jaar_id = NEW.jaar_id), 0) THEN
            RAISE EXCEPTION 'Dit nummer sluit niet aan.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)
VRAAGT_EENS = BijToevoegen(  # the row of the grant first, so that one request is judged after the other
    name="vraagt_eens",
    func="""
        PERFORM 1 FROM financien_toekenning WHERE id = NEW.toekenning_id FOR UPDATE;
        IF (NEW.termijn_id IS NULL) = EXISTS (
            SELECT 1 FROM financien_termijn t WHERE t.toekenning_id = NEW.toekenning_id
            AND t.id = coalesce(NEW.termijn_id, t.id)) THEN
            RAISE EXCEPTION 'Dit verzoek hoort bij geen termijn van de toekenning.' USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM financien_betaalverzoek b WHERE b.toekenning_id = NEW.toekenning_id
                   AND b.termijn_id IS NOT DISTINCT FROM NEW.termijn_id
                   AND NOT EXISTS (SELECT 1 FROM financien_verval v WHERE v.verzoek_id = b.id)) THEN
            RAISE EXCEPTION 'Er is al een verzoek om betaling.' USING ERRCODE = 'unique_violation';
        END IF;
        RETURN NEW;
    """,
)


class PapierQuerySet(ZichtbaarQuerySet):
    pad_kamer = None


class VervalbaarQuerySet(Vervalbaar, PapierQuerySet):
    pass


@spoor()
class Voorwaarde(models.Model):
    """What the partner asks in return, until when, and since when it is done."""

    toekenning = models.ForeignKey(Toekenning, models.CASCADE, related_name="voorwaarden", verbose_name=_("toekenning"))
    tekst = models.CharField(_("voorwaarde"), max_length=300)
    voor = models.DateField(_("voor"), null=True, blank=True)
    voldaan_op = models.DateField(_("voldaan op"), null=True, blank=True)

    objects = PapierQuerySet.as_manager()

    class Meta:
        verbose_name = _("voorwaarde")
        verbose_name_plural = _("voorwaarden")
        ordering = ["toekenning", "voor", "pk"]
        triggers = [GEEN_TRUNCATE]

    def __str__(self):
        return self.tekst


class Brief(KanVervallen, Afgedrukt):
    """A letter about a grant: what was asked, decided or accounted for, with its day."""

    toekenning = models.ForeignKey(Toekenning, models.PROTECT, related_name="brieven", verbose_name=_("toekenning"))
    datum = models.DateField(_("datum"))
    omschrijving = models.CharField(_("wat is het?"), max_length=120)
    bestand = models.ForeignKey(Bestand, models.PROTECT, related_name="brieven", verbose_name=_("bestand"))
    stap = models.ForeignKey(
        Toekenningstatus, models.PROTECT, null=True, blank=True, related_name="brieven", verbose_name=_("hoort bij")
    )

    objects = VervalbaarQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("brief")
        verbose_name_plural = _("brieven")
        ordering = ["toekenning", "datum", "pk"]

    def __str__(self):
        return self.omschrijving


class Betaalverzoek(KanVervallen, Afgedrukt):
    """A request to pay, as the partner got it: its number runs on per year without a gap.

    It books nothing: the claim is there since the decision. So it has a series of its own beside the journals. It asks
    for one instalment, or without one for what is open of a grant that has none; once, until it is withdrawn.
    """

    jaar = models.ForeignKey(Jaar, models.PROTECT, related_name="betaalverzoeken", verbose_name=_("jaar"))
    nummer = models.PositiveIntegerField(_("nummer"))
    toekenning = models.ForeignKey(
        Toekenning, models.PROTECT, related_name="betaalverzoeken", verbose_name=_("toekenning")
    )
    termijn = models.ForeignKey(  # TERMIJN_GEVRAAGD protects it while the request counts; a withdrawn one lets it go
        Termijn,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="betaalverzoeken",
        verbose_name=_("termijn"),
    )
    datum = models.DateField(_("datum"))
    bedrag = BedragField(_("bedrag"))
    bestand = models.ForeignKey(Bestand, models.PROTECT, related_name="betaalverzoeken", verbose_name=_("bestand"))
    sleutel = models.UUIDField(_("sleutel"), unique=True, editable=False)
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="betaalverzoeken", verbose_name=_("gemaakt door")
    )
    gemaakt_op = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)

    objects = VervalbaarQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("verzoek om betaling")
        verbose_name_plural = _("verzoeken om betaling")
        ordering = ["jaar", "nummer"]
        triggers = [*Afgedrukt.Meta.triggers, VRAAGT_EENS, AANSLUITEND]
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "nummer"],
                name="betaalverzoek_nummer_uniek",
                violation_error_message=_("Dit nummer bestaat al."),
            ),
            meer_dan_nul("betaalverzoek_meer_dan_nul", _("Een verzoek om betaling is meer dan € 0.")),
        ]

    def __str__(self):
        return f"VB{self.datum.year}-{self.nummer:04d}"
