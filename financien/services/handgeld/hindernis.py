"""What of the pots is not ready in a month: for who closes it (domain.md §4.3, §4.4, §4.7)."""

from datetime import date

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import ngettext

from financien.models import BetaaldUit, Boeking, Bon, Bonstap, Kastelling, Terugbetaling
from financien.models.bon import TE_KEUREN
from financien.services.hindernissen import Hindernis, einde
from financien.services.maanden import DECEMBER
from financien.services.saldi import NUL

KAMER, WACHT, TERUG, SCHULD = "kamer", "wacht", "terug", "schuld"
RIJ = ("wat", "naam", "een", "ander")


def van_handgeld(jaar: int, maand: int) -> list[Hindernis]:
    """Return what of the pots is not ready up to the end of a month. One query, whatever the number of rooms."""
    laatste = einde(jaar, maand)
    rijen = sorted(_niet_geteld(date(jaar, maand, 1), laatste).union(_bonnen(laatste), all=True), key=lambda r: r[2:])
    kamers = [naam for wat, naam, *_rest in rijen if wat == KAMER]
    aantal = {wat: (n, eerste) for wat, _naam, n, eerste in rijen if wat != KAMER}
    return [*_van_kamers(kamers, maand), *_van_bonnen(aantal, maand)]


def _niet_geteld(eerste: date, laatste: date) -> QuerySet:
    """Return the rooms that had something in their pot, or used it, and said nothing about that month (§4.7)."""
    erin, eruit = Q(debet__kamer__isnull=False), Q(credit__kamer__isnull=False)
    geteld = Kastelling.objects.geldig().filter(kamer=OuterRef("kamer"), maand=eerste)
    rijen = Boeking.objects.filter(erin | eruit, ~Exists(geteld), boekstuk__datum__lte=laatste).order_by()
    saldo = Sum("bedrag", filter=erin, default=NUL) - Sum("bedrag", filter=eruit, default=NUL)
    per = rijen.values("kamer", "kamer__volgorde", naam=Cast("kamer__naam", CharField()))
    per = per.annotate(saldo=saldo, gebruikt=Count("pk", filter=Q(boekstuk__datum__gte=eerste)))
    per = per.filter(~Q(saldo=0) | Q(gebruikt__gt=0))
    return per.annotate(wat=_woord(KAMER), een=_getal("kamer__volgorde"), ander=_getal("kamer")).values_list(*RIJ)


def _bonnen(laatste: date) -> QuerySet:
    """Return how many receipts wait, have to be repaired by the room, and are not paid back; and the first of them."""
    terug = Terugbetaling.objects.filter(bon=OuterRef("pk"), boekstuk__omgekeerd_door=None)
    schuld = Q(stand=Bonstap.Soort.GOEDGEKEURD, betaald_uit=BetaaldUit.EIGEN, is_terug=False)
    soort = Case(
        When(stand__in=TE_KEUREN, then=_woord(WACHT)),
        When(stand=Bonstap.Soort.TERUGGESTUURD, then=_woord(TERUG)),
        When(schuld, then=_woord(SCHULD)),
        output_field=CharField(),
    )
    rijen = Bon.objects.met_stand().filter(datum__lte=laatste).annotate(is_terug=Exists(terug), wat=soort)
    per = rijen.filter(wat__isnull=False).order_by().values("wat")
    per = per.annotate(naam=_woord(""), een=_getal(Count("pk")), ander=_getal(Min("pk")))
    return per.values_list(*RIJ)


def _woord(woord: str) -> Value:
    return Value(woord, output_field=CharField())


def _getal(wat) -> Cast:
    return Cast(F(wat) if isinstance(wat, str) else wat, IntegerField())


def _van_kamers(namen: list[str], maand: int) -> list[Hindernis]:
    if not namen:
        return []
    zin = ngettext(
        "%(kamers)s heeft het potje van %(maand)s niet geteld.",
        "%(n)s kamers hebben het potje van %(maand)s niet geteld: %(kamers)s.",
        len(namen),
    )
    delen = {"n": len(namen), "kamers": ", ".join(namen), "maand": MONTHS[maand]}
    return [Hindernis(zin % delen, reverse("financien:potjes"))]


def _van_bonnen(aantal: dict[str, tuple[int, int]], maand: int) -> list[Hindernis]:
    """Say it of the receipts.

    Own money is a debt in the books like an unpaid invoice, so it only is to be known. So is, in December, what the
    room has to repair: nobody else can, and it stands on the balance sheet as being under way.
    """
    (wacht, _een), (terug, eerste), (schuld, _ander) = (aantal.get(wat, (0, 0)) for wat in (WACHT, TERUG, SCHULD))
    zinnen = (
        ngettext("%(n)s bonnetje wacht nog op akkoord.", "%(n)s bonnetjes wachten nog op akkoord.", wacht),
        ngettext(
            "%(n)s bonnetje is teruggestuurd en nog niet verbeterd.",
            "%(n)s bonnetjes zijn teruggestuurd en nog niet verbeterd.",
            terug,
        ),
        ngettext(
            "%(n)s voorgeschoten bonnetje is nog niet terugbetaald.",
            "%(n)s voorgeschoten bonnetjes zijn nog niet terugbetaald.",
            schuld,
        ),
    )
    adressen = (
        reverse("financien:bonnen"),
        reverse("financien:bon", args=[eerste]),
        reverse("financien:terugbetalen"),
    )
    meldingen = (False, maand == DECEMBER, True)
    alles = zip((wacht, terug, schuld), zinnen, adressen, meldingen, strict=True)
    return [Hindernis(zin % {"n": n}, adres, melding=melding) for n, zin, adres, melding in alles if n]
