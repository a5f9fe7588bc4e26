"""Keys, cards and passes of a room or of the cooperative: who has which, written once and never changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import Bevroren, BijToevoegen
from kamers.models.kamer import Kamer

SLOT_SLEUTEL = 7303  # with the id of a key: one act at a time is judged by the act before it
LANG_NUMMER = r"(\d[ .-]?){7}"  # of a card at most its last digits, never a whole number

MAG = BijToevoegen(
    name="sleuteldaad_mag",
    declare=[("vorige", "RECORD")],
    func=f"""
        PERFORM pg_advisory_xact_lock({SLOT_SLEUTEL}, NEW.sleutel_id::integer);
        SELECT soort, op, houder_id INTO vorige FROM kamers_sleuteldaad
            WHERE sleutel_id = NEW.sleutel_id ORDER BY id DESC LIMIT 1;
        IF NOT (coalesce(vorige.soort, '') || '>' || NEW.soort) IN (
            '>gegeven', '>vervallen', 'gegeven>gegeven', 'gegeven>terug', 'gegeven>kwijt',
            'terug>gegeven', 'terug>vervallen', 'kwijt>terug', 'kwijt>vervallen') THEN
            RAISE EXCEPTION 'Dit kan nu niet met deze sleutel.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.op < vorige.op OR NEW.houder_id = vorige.houder_id THEN
            RAISE EXCEPTION 'Dit past niet bij wat er al staat.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - a constant of ours, no input
)


class SleutelQuerySet(ZichtbaarQuerySet):
    def van(self, kamer: Kamer | None):
        """Return the keys of a room, or those of the cooperative itself."""
        return self.filter(kamer=kamer)

    def met_stand(self):
        """Add ``stand`` (what happened last, None: nothing yet), ``sinds``, ``bij`` and ``bij_naam`` (who has it)."""
        laatste = Sleuteldaad.objects.filter(sleutel=OuterRef("pk")).order_by("-pk")
        velden = {"stand": "soort", "sinds": "op", "bij": "houder", "bij_naam": "houder__naam"}
        return self.annotate(**{naam: Subquery(laatste.values(veld)[:1]) for naam, veld in velden.items()})

    def in_gebruik(self):
        """Leave out what does not exist any more. After ``met_stand``."""
        return self.filter(Q(stand__isnull=True) | ~Q(stand=Sleuteldaad.Soort.VERVALLEN))

    def uitgegeven(self):
        """Keep what somebody has. After ``met_stand``."""
        return self.filter(stand=Sleuteldaad.Soort.GEGEVEN)


class Sleutel(Bevroren):
    """A key, card or pass of a room; of the cooperative itself when ``kamer`` is empty."""

    class Soort(models.TextChoices):
        SLEUTEL = "sleutel", _("sleutel")
        PAS = "pas", _("toegangspas")
        BANKPAS = "bankpas", _("bankpas")

    kamer = models.ForeignKey(
        Kamer, models.PROTECT, null=True, blank=True, related_name="sleutels", verbose_name=_("kamer")
    )
    soort = models.CharField(_("soort"), max_length=8, choices=Soort)
    omschrijving = models.CharField(_("welke is het"), max_length=60)
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("opgeschreven door")
    )
    gemaakt_op = models.DateTimeField(_("opgeschreven op"), default=timezone.now, editable=False)

    objects = SleutelQuerySet.as_manager()

    class Meta(Bevroren.Meta):
        verbose_name = _("sleutel of pas")
        verbose_name_plural = _("sleutels en passen")
        ordering = [F("kamer__volgorde").asc(nulls_first=True), "soort", "omschrijving", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kamer", "soort", "omschrijving"],
                name="sleutel_eens_per_kamer",
                nulls_distinct=False,
                violation_error_message=_("Deze staat al op de lijst. Geef hem een eigen nummer of kleur."),
            ),
            models.CheckConstraint(
                condition=~Q(omschrijving="") & ~Q(omschrijving__regex=LANG_NUMMER),
                name="sleutel_zonder_lang_nummer",
                violation_error_message=_("Schrijf alleen de laatste vier cijfers op, nooit een heel nummer of code."),
            ),
        ]

    def __str__(self):
        return self.omschrijving


class SleuteldaadQuerySet(ZichtbaarQuerySet):
    pad_kamer = "sleutel__kamer"


class Sleuteldaad(Bevroren):
    """What happened to a key on a day: given to someone, back, lost, or done with."""

    class Soort(models.TextChoices):
        GEGEVEN = "gegeven", _("gegeven")
        TERUG = "terug", _("terug")
        KWIJT = "kwijt", _("kwijt")
        VERVALLEN = "vervallen", _("bestaat niet meer")

    sleutel = models.ForeignKey(Sleutel, models.PROTECT, related_name="daden", verbose_name=_("sleutel of pas"))
    soort = models.CharField(_("wat gebeurde er"), max_length=9, choices=Soort)
    houder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("aan wie")
    )
    op = models.DateField(_("dag"))
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("opgeschreven door")
    )
    vastgelegd_op = models.DateTimeField(_("opgeschreven op"), default=timezone.now, editable=False)

    objects = SleuteldaadQuerySet.as_manager()

    class Meta(Bevroren.Meta):
        verbose_name = _("gebeurtenis met een sleutel")
        verbose_name_plural = _("gebeurtenissen met sleutels")
        ordering = ["sleutel", "pk"]
        triggers = [*Bevroren.Meta.triggers, MAG]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort="gegeven", houder__isnull=False) | ~Q(soort="gegeven") & Q(houder__isnull=True),
                name="sleuteldaad_gegeven_aan_iemand",
                violation_error_message=_("Kies aan wie je de sleutel of pas geeft."),
            )
        ]

    def __str__(self):
        return f"{self.sleutel_id}: {self.soort}"
