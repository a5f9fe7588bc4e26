"""That a coordinator or the treasurer handed over: what, from whom, to whom, and that both said yes."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import rollen
from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.models import Bestand
from financien.models.boekstuk import LOON_ZIEN
from financien.models.vingerafdruk import Afgedrukt
from kamers.models import Kamer

SLOT_OVERDRACHT = 7420  # with the id of a room, 0 for the treasurer: one hand-over at a time
SLOT_DAAD = 7421  # with the id of a hand-over: one answer is judged after the other

DAAD_MAG = pgtrigger.Trigger(
    name="overdrachtdaad_mag",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    declare=[("o", "RECORD")],
    func=f"""
        PERFORM pg_advisory_xact_lock({SLOT_DAAD}, NEW.overdracht_id::integer);
        SELECT van_id, naar_id INTO o FROM financien_overdracht WHERE id = NEW.overdracht_id;
        IF NEW.soort = 'ja' AND NEW.wie_id NOT IN (o.van_id, o.naar_id) THEN
            RAISE EXCEPTION 'Alleen wie weggaat en wie het overneemt zeggen ja.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM financien_overdrachtdaad d WHERE d.overdracht_id = NEW.overdracht_id
                   AND (d.soort <> 'ja' OR NEW.soort = 'papier'))
            OR (SELECT count(*) FROM financien_overdrachtdaad d WHERE d.overdracht_id = NEW.overdracht_id) > 1 THEN
            RAISE EXCEPTION 'Deze overdracht is al klaar.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)


class OverdrachtQuerySet(ZichtbaarQuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Return those of the own rooms; that of the treasurer holds wages, so only for who may see those (§5.6)."""
        rijen = super().zichtbaar_voor(gebruiker)
        return rijen if rollen.actieve_rol(gebruiker) in LOON_ZIEN else rijen.filter(kamer__isnull=False)

    def met_stand(self):
        """Add ``ja_van`` and ``ja_naar`` (who said yes), ``papier`` and ``nee`` (whether that ended it)."""
        daden = Overdrachtdaad.objects.filter(overdracht=OuterRef("pk")).order_by()
        return self.annotate(
            ja_van=Exists(daden.filter(soort="ja", wie=OuterRef("van"))),
            ja_naar=Exists(daden.filter(soort="ja", wie=OuterRef("naar"))),
            papier=Exists(daden.filter(soort="papier")),
            nee=Exists(daden.filter(soort="nee")),
        )

    def gedaan(self):
        """Keep what took place. After ``met_stand``."""
        return self.filter(Q(ja_van=True, ja_naar=True) | Q(papier=True))

    def loopt(self):
        """Keep what waits for a yes. After ``met_stand``."""
        return self.filter(Q(ja_van=False) | Q(ja_naar=False), papier=False, nee=False)

    def wacht_op(self, gebruiker):
        """Keep what waits for the yes of this very user."""
        vraagt = Q(van=gebruiker, ja_van=False) | Q(naar=gebruiker, ja_naar=False)
        return self.zichtbaar_voor(gebruiker).met_stand().loopt().filter(vraagt)


class Overdracht(Afgedrukt):
    """A hand-over of a room, or of the treasurer when ``kamer`` is empty: the pack as it was, and between whom."""

    kamer = models.ForeignKey(
        Kamer, models.PROTECT, null=True, blank=True, related_name="overdrachten", verbose_name=_("kamer")
    )
    van = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("wie weggaat"))
    naar = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("wie het overneemt")
    )
    datum = models.DateField(_("dag van de overdracht"))
    bestand = models.ForeignKey(Bestand, models.PROTECT, related_name="+", verbose_name=_("wat er overging"))
    sleutel = models.UUIDField(_("sleutel"), unique=True, editable=False)
    begonnen_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("opgeschreven door")
    )
    begonnen_op = models.DateTimeField(_("opgeschreven op"), default=timezone.now, editable=False)

    ja_van: bool  # these four by ``met_stand``
    ja_naar: bool
    papier: bool
    nee: bool

    objects = OverdrachtQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("overdracht")
        verbose_name_plural = _("overdrachten")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(van=F("naar")),
                name="overdracht_tussen_twee",
                violation_error_message=_("Een overdracht is tussen twee mensen. Kies een ander."),
            )
        ]

    def __str__(self):
        return f"{self.datum:%d-%m-%Y}"

    @property
    def gedaan(self) -> bool:
        """Whether it took place. After ``met_stand``."""
        return self.papier or (self.ja_van and self.ja_naar)

    @property
    def loopt(self) -> bool:
        """Whether it waits for a yes. After ``met_stand``."""
        return not self.gedaan and not self.nee


class OverdrachtdaadQuerySet(ZichtbaarQuerySet):
    pad_kamer = "overdracht__kamer"


class Overdrachtdaad(Afgedrukt):
    """What someone said of a hand-over: yes (both), no with a reason, or that it was signed on paper."""

    class Soort(models.TextChoices):
        JA = "ja", _("ja")
        PAPIER = "papier", _("op papier getekend")
        NEE = "nee", _("nee")

    overdracht = models.ForeignKey(Overdracht, models.PROTECT, related_name="daden", verbose_name=_("overdracht"))
    soort = models.CharField(_("antwoord"), max_length=6, choices=Soort)
    wie = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("wie"))
    reden = models.CharField(_("reden"), max_length=200, blank=True)
    op = models.DateTimeField(_("op"), default=timezone.now, editable=False)

    objects = OverdrachtdaadQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("antwoord bij een overdracht")
        verbose_name_plural = _("antwoorden bij overdrachten")
        ordering = ["overdracht", "pk"]
        triggers = [*Afgedrukt.Meta.triggers, DAAD_MAG]
        constraints = [
            models.UniqueConstraint(
                fields=["overdracht", "wie"],
                condition=Q(soort="ja"),
                name="overdracht_ja_eens",
                violation_error_message=_("Je zei al ja."),
            ),
            models.CheckConstraint(
                condition=~Q(soort="nee") | ~Q(reden=""),
                name="overdracht_nee_met_reden",
                violation_error_message=_("Schrijf op wat er niet klopt."),
            ),
        ]

    def __str__(self):
        return f"{self.overdracht_id}: {self.soort}"


SCAN_MAG = pgtrigger.Trigger(
    name="overdrachtscan_mag",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    func="""
        IF NOT EXISTS (SELECT 1 FROM financien_overdrachtdaad d
                       WHERE d.overdracht_id = NEW.overdracht_id AND d.soort = 'papier') THEN
            RAISE EXCEPTION 'Deze overdracht is niet op papier getekend.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)


class OverdrachtscanQuerySet(ZichtbaarQuerySet):
    pad_kamer = "overdracht__kamer"


class Overdrachtscan(Afgedrukt):
    """The paper that both signed, scanned: a photo or a PDF that passed the guard of proofs."""

    overdracht = models.ForeignKey(Overdracht, models.PROTECT, related_name="scans", verbose_name=_("overdracht"))
    bestand = models.ForeignKey(Bestand, models.PROTECT, related_name="+", verbose_name=_("scan"))
    wie = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("wie"))
    op = models.DateTimeField(_("op"), default=timezone.now, editable=False)

    objects = OverdrachtscanQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("scan van een overdracht")
        verbose_name_plural = _("scans van overdrachten")
        ordering = ["overdracht", "pk"]
        triggers = [*Afgedrukt.Meta.triggers, SCAN_MAG]
        constraints = [
            models.UniqueConstraint(
                fields=["overdracht", "bestand"],
                name="overdrachtscan_eens",
                violation_error_message=_("Deze scan staat er al bij."),
            )
        ]

    def __str__(self):
        return f"{self.overdracht_id}: {self.pk}"
