"""The check by the kascommissie: its sample, what was found in it, the answers, and the verdict of both members."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from financien.models.boekstuk import Boekstuk, is_dicht
from financien.models.controleslot import BEVINDING_MAG, POST_MAG, STOP_MAG, VERKLARING_MAG
from financien.models.gedaan import Gedaan
from financien.models.vingerafdruk import Afgedrukt

MEESTE_POSTEN = 200


class KascontroleQuerySet(models.QuerySet):
    def met_stand(self):
        """Add ``gestopt``, ``verklaard`` (how many signed), ``te_zien`` and ``vragen`` (how many posts wait)."""
        posten = Controlepost.objects.met_laatste().filter(controle=OuterRef("pk"))
        return self.annotate(
            gestopt=Exists(Controlestop.objects.filter(controle=OuterRef("pk"))),
            verklaard=_aantal(Controleverklaring.objects.filter(controle=OuterRef("pk"))),
            te_zien=_aantal(posten.filter(laatste__isnull=True)),
            vragen=_aantal(posten.filter(laatste="vraag")),
        )


def _aantal(rijen) -> Coalesce:
    geteld = rijen.order_by().values("controle").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(geteld, output_field=models.IntegerField()), 0)


class Kascontrole(Afgedrukt):
    """The check of a period by two members of the kascommissie, neither of them on the board.

    ``zaad``, ``grootte`` and ``reeksen`` say which documents were drawn: anybody can repeat it (docs/controle.md).
    """

    van = models.DateField(_("van"))
    tot = models.DateField(_("tot en met"))
    eerste = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("eerste lid"))
    tweede = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("tweede lid"))
    zaad = models.CharField(_("zaad van de steekproef"), max_length=40)
    grootte = models.PositiveSmallIntegerField(_("grootte van de steekproef"))
    populatie = models.PositiveIntegerField(_("boekstukken met kosten"))
    lonen = models.PositiveIntegerField(_("boekstukken van lonen, niet in de steekproef"))
    reeksen = models.JSONField(_("hoogste nummer per dagboek"))  # {"I2025": 231}: what was booked when it was drawn
    sleutel = models.UUIDField(_("sleutel"), unique=True, editable=False)
    begonnen_op = models.DateTimeField(_("begonnen op"), default=timezone.now, editable=False)

    objects = KascontroleQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("kascontrole")
        verbose_name_plural = _("kascontroles")
        ordering = ["-tot", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__gte=F("van")),
                name="kascontrole_tot_na_van",
                violation_error_message=_("De laatste dag ligt voor de eerste dag."),
            ),
            models.CheckConstraint(
                condition=~Q(eerste=F("tweede")),
                name="kascontrole_twee_leden",
                violation_error_message=_("Een controle doe je met twee mensen. Kies een ander lid."),
            ),
            models.CheckConstraint(
                condition=Q(grootte__gte=1, grootte__lte=MEESTE_POSTEN),
                name="kascontrole_grootte",
                violation_error_message=_("Een steekproef heeft 1 tot en met 200 boekstukken."),
            ),
        ]

    def __str__(self):
        return f"{self.van:%d-%m-%Y} – {self.tot:%d-%m-%Y}"

    @property
    def leden(self) -> tuple[int, int]:
        """The ids of the two members."""
        return (self.eerste_id, self.tweede_id)

    @property
    def is_gestopt(self) -> bool:
        """Whether it was withdrawn."""
        return hasattr(self, "stop")


class ControlepostQuerySet(models.QuerySet):
    def met_laatste(self):
        """Add ``laatste``: goed, vraag or antwoord, whatever was said last; None when nobody looked yet."""
        daden = Bevinding.objects.filter(post=OuterRef("pk")).order_by("-volgnummer")
        return self.annotate(laatste=Subquery(daden.values("soort")[:1]))

    def met_dicht(self, gebruiker):
        """Add ``dicht``: whether words and total of the document are not for this user, because wages are in it."""
        return self.annotate(dicht=is_dicht(gebruiker, "boekstuk"))

    def met_getekend(self):
        """Add ``getekend``: whether a member signed, so that nothing is added any more."""
        return self.annotate(getekend=Exists(Controleverklaring.objects.filter(controle=OuterRef("controle"))))


class Controlepost(Afgedrukt):
    """One document to look at: out of the sample, because it went without four eyes, or both."""

    controle = models.ForeignKey(Kascontrole, models.PROTECT, related_name="posten", verbose_name=_("kascontrole"))
    volgnummer = models.PositiveSmallIntegerField(_("nummer"))
    boekstuk = models.ForeignKey(Boekstuk, models.PROTECT, related_name="controleposten", verbose_name=_("boekstuk"))
    steekproef = models.BooleanField(_("uit de steekproef"))
    bron = models.SlugField(_("zonder vier ogen"), max_length=20, blank=True)  # a name of ``services/vierogen.py``
    later = models.BooleanField(_("later erbij gehaald"), default=False)
    waarom = ""  # the words for ``bron``, filled in by who shows it

    objects = ControlepostQuerySet.as_manager()

    class Meta(Afgedrukt.Meta):
        verbose_name = _("stuk in een kascontrole")
        verbose_name_plural = _("stukken in kascontroles")
        ordering = ["controle", "volgnummer"]
        triggers = [*Afgedrukt.Meta.triggers, POST_MAG]
        constraints = [
            models.UniqueConstraint(
                fields=["controle", "volgnummer"],
                name="controlepost_nummer_eens",
                violation_error_message=_("Dit nummer staat al in deze controle."),
            ),
            models.UniqueConstraint(
                fields=["controle", "boekstuk"],
                name="controlepost_boekstuk_eens",
                violation_error_message=_("Dit boekstuk staat al in deze controle."),
            ),
            models.CheckConstraint(
                condition=Q(steekproef=True) | ~Q(bron=""),
                name="controlepost_heeft_een_waarom",
                violation_error_message=_("Een stuk komt uit de steekproef of ging zonder vier ogen."),
            ),
        ]

    def __str__(self):
        return f"{self.controle_id}.{self.volgnummer}"


class Bevinding(Gedaan):
    """What was said about a document: it is right, a question, or the answer to it."""

    class Soort(models.TextChoices):
        GOED = "goed", _("goed")
        VRAAG = "vraag", _("vraag")
        ANTWOORD = "antwoord", _("antwoord")

    post = models.ForeignKey(Controlepost, models.PROTECT, related_name="bevindingen", verbose_name=_("stuk"))
    volgnummer = models.PositiveSmallIntegerField(_("nummer"))
    soort = models.CharField(_("soort"), max_length=8, choices=Soort)
    tekst = models.CharField(_("tekst"), max_length=500, blank=True)

    class Meta(Gedaan.Meta):
        verbose_name = _("bevinding")
        verbose_name_plural = _("bevindingen")
        ordering = ["post", "volgnummer"]
        triggers = [*Gedaan.Meta.triggers, BEVINDING_MAG]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "volgnummer"],
                name="bevinding_nummer_eens",
                violation_error_message=_("Iemand anders schreef net iets bij dit stuk. Ververs de pagina."),
            ),
            models.CheckConstraint(
                condition=Q(soort="goed") | ~Q(tekst=""),
                name="bevinding_heeft_tekst",
                violation_error_message=_("Schrijf op wat je wilt zeggen."),
            ),
        ]

    def __str__(self):
        return f"{self.post_id}.{self.volgnummer}: {self.soort}"


class Controleverklaring(Gedaan):
    """The verdict of one member; the check is done when both gave theirs."""

    class Oordeel(models.TextChoices):
        GOED = "goed", _("goed")
        OPMERKINGEN = "opmerkingen", _("goed, met opmerkingen")
        NIET = "niet", _("niet goed")

    controle = models.ForeignKey(
        Kascontrole, models.PROTECT, related_name="verklaringen", verbose_name=_("kascontrole")
    )
    oordeel = models.CharField(_("oordeel"), max_length=11, choices=Oordeel)
    tekst = models.CharField(_("toelichting"), max_length=1000, blank=True)

    class Meta(Gedaan.Meta):
        verbose_name = _("verklaring van de kascommissie")
        verbose_name_plural = _("verklaringen van de kascommissie")
        ordering = ["controle", "pk"]
        triggers = [*Gedaan.Meta.triggers, VERKLARING_MAG]
        constraints = [
            models.UniqueConstraint(
                fields=["controle", "wie"],
                name="verklaring_eens_per_lid",
                violation_error_message=_("Je gaf je oordeel al."),
            ),
            models.CheckConstraint(
                condition=Q(oordeel="goed") | ~Q(tekst=""),
                name="verklaring_legt_uit",
                violation_error_message=_("Leg uit waarom het niet zonder meer goed is."),
            ),
        ]

    def __str__(self):
        return f"{self.controle_id}: {self.oordeel}"


class Controlestop(Gedaan):
    """That a check was withdrawn, and why; it stays to be seen."""

    controle = models.OneToOneField(Kascontrole, models.PROTECT, related_name="stop", verbose_name=_("kascontrole"))
    reden = models.CharField(_("reden"), max_length=200)

    class Meta(Gedaan.Meta):
        verbose_name = _("ingetrokken kascontrole")
        verbose_name_plural = _("ingetrokken kascontroles")
        ordering = ["controle"]
        triggers = [*Gedaan.Meta.triggers, STOP_MAG]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reden=""),
                name="controlestop_heeft_reden",
                violation_error_message=_("Schrijf op waarom."),
            )
        ]

    def __str__(self):
        return f"{self.controle_id}"
