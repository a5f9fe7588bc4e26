"""What pages of other parts of the house show of money: what waits for someone, and what a room may spend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtwerkkamer import rollen
from buurtwerkkamer.panelen import onthoud_aantallen, vraag_samen
from buurtwerkkamer.tablet import sessie_van
from financien.models import Overdracht
from financien.services import wachtend_geld
from financien.services.bank.lijst import banksaldi
from financien.services.handgeld.pasverschil import PAS, pasverschillen
from financien.services.onverklaard import onverklaard
from financien.services.overdracht import VERS
from financien.services.wachtend import Daad, Wachtend, uit_rijen, vragen, wachtend
from kamers.models import Kamer

OVERDRACHT = "overdracht"


def geld_van_kamer(*, jaar: int, kamer, gebruiker) -> dict | None:
    """Lead from the results of a room to its money of this year, for who may see it."""
    return {"kamer": kamer, "jaar": jaar} if rollen.mag(gebruiker, "financien.kamergeld_zien") else None


def wachtend_van(gebruiker, kamer: Kamer | None = None) -> Wachtend:
    """Return what waits for a user, asked once per request: the menu shows the same number as the page."""
    if not hasattr(gebruiker, "_wachtend_geld"):
        gebruiker._wachtend_geld = wachtend(gebruiker, kamer)
    return gebruiker._wachtend_geld


def geteld(gebruiker) -> int | None:
    """Return how much waits when this request asked already; None when it did not."""
    gevonden = getattr(gebruiker, "_wachtend_geld", None)
    return None if gevonden is None else gevonden.aantal


@dataclass(frozen=True)
class Wachtregel:
    """What waits of one kind, in words."""

    aantal: int
    zin: str


def vraag_geld(*, gebruiker, kamer: Kamer | None = None, **_rest) -> list[QuerySet]:
    """Return what the panel asks; nothing on the tablet of a room: money is no page for a shared screen."""
    return [] if sessie_van(gebruiker) else vragen(gebruiker, kamer)


def wacht_op_geld(*, gebruiker, rijen: list[tuple], kamer: Kamer | None = None, **_rest) -> dict | None:
    """Fill the panel on a first screen: which invoices and payments wait, and where to begin. Nothing when none do."""
    wacht = gebruiker._wachtend_geld = uit_rijen(rijen)
    if not wacht.aantal:
        return None
    regels = [Wachtregel(len(pks), _zin(daad, len(pks))) for daad, pks in wacht.per_daad.items()]
    return {"kop": _kop(wacht), "aantal": wacht.aantal, "regels": regels, "url": _begin(wacht, kamer)}


@dataclass(frozen=True)
class Plek:
    """What waits on one page: how much, in words, and the button that goes there."""

    aantal: int
    zin: str
    knop: str
    url: str


def vraag_bank(*, gebruiker, **_rest) -> list[QuerySet]:
    """Return what the panel of the bank asks."""
    return wachtend_geld.vragen(gebruiker, timezone.localdate())


def wacht_op_bank(*, gebruiker, rijen: list[tuple], **_rest) -> dict | None:
    """Fill the panel of the bank: lines to book, and grants of which an instalment is late. Nothing when none are."""
    wacht = wachtend_geld.uit_rijen(rijen)
    if rollen.mag(gebruiker, "financien.bank"):
        gebruiker._wachtende_bankregels = wacht.bankregels
    n, laat = wacht.bankregels, len(wacht.toekenningen)
    plekken = [
        Plek(n, ngettext("bankregel om te boeken", "bankregels om te boeken", n), _("Bank"), reverse("financien:bank")),
        Plek(laat, ngettext("termijn te laat", "termijnen te laat", laat), _("Kijk na"), _waar(wacht.toekenningen)),
    ]
    return {"regels": [plek for plek in plekken if plek.aantal]} if wacht.iets else None


def vraag_pas(*, gebruiker, kamer: Kamer | None = None, **_rest) -> list[QuerySet]:
    """Return what the panel of differences asks beside the others; nothing on the tablet of a room."""
    mag = rollen.mag(gebruiker, "financien.handgeld") or rollen.mag(gebruiker, "financien.aanvullen")
    return [pasverschillen(gebruiker, kamer)] if mag and not sessie_van(gebruiker) else []


def wacht_op_uitleg(*, gebruiker, rijen: list[tuple], **_rest) -> dict | None:
    """Fill the panel of differences that nobody explained, for who does: with the budget, and of bank and card.

    Nothing when there are none.
    """
    plekken = [*_afwijkingen(gebruiker), *_bankverschillen(gebruiker), *_passen(gebruiker, rijen)]
    gebruiker._onverklaard = sum(plek.aantal for plek in plekken)
    return {"regels": plekken} if plekken else None


def vraag_overdracht(*, gebruiker, **_rest) -> list[QuerySet]:
    """Return what the panel of hand-overs asks beside the others; nothing on the tablet of a room."""
    if sessie_van(gebruiker) or not rollen.mag(gebruiker, "financien.overdracht"):
        return []
    rijen = Overdracht.objects.wacht_op(gebruiker).filter(begonnen_op__gt=timezone.now() - VERS).order_by()
    code = Coalesce(Cast("kamer__code", CharField()), Value(""))
    return [rijen.annotate(wat=Value(OVERDRACHT), code=code).values_list("wat", "pk", "code")]


def wacht_op_ja(*, rijen: list[tuple], **_rest) -> dict | None:
    """Fill the panel of hand-overs that wait for the yes of this user. Nothing when none do."""
    codes = sorted(code for wat, _pk, code in rijen if wat == OVERDRACHT)
    zin = _("overdracht wacht op je ja")
    plekken = [Plek(1, zin, _("Lees en zeg ja"), overdracht_van(code)) for code in codes]
    return {"regels": plekken} if plekken else None


def overdracht_van(kamercode: str) -> str:
    """Return where a hand-over stands: of a room, or of the treasurer without one."""
    return reverse("financien:kameroverdracht", args=[kamercode]) if kamercode else reverse("financien:overdracht")


def geteld_onverklaard(gebruiker) -> int | None:
    """Return how many of them there are when this request asked already; None when it did not."""
    return getattr(gebruiker, "_onverklaard", None)


def onthoud_onverklaard(request) -> None:
    """Let the menu know at once that something was explained, also on pages that do not ask."""
    wacht_op_uitleg(gebruiker=request.user, rijen=vraag_samen(vraag_pas(gebruiker=request.user)))
    onthoud_aantallen(request)


def _afwijkingen(gebruiker) -> Iterator[Plek]:
    if not rollen.mag(gebruiker, "financien.afwijking_uitleggen"):
        return
    loon = rollen.mag(gebruiker, "financien.lonen_zien")
    for jaar, n in sorted(onverklaard(timezone.localdate(), loon=loon).items()):
        zin = ngettext("verschil met de begroting van %(jaar)s", "verschillen met de begroting van %(jaar)s", n)
        yield Plek(n, zin % {"jaar": jaar}, _("Leg uit"), reverse("financien:realisatie", args=[jaar]))


def _bankverschillen(gebruiker) -> Iterator[Plek]:
    if not rollen.mag(gebruiker, "financien.bank"):
        return
    n = sum(bool(saldo.verschil) for saldo in banksaldi())
    if n:
        zin = ngettext(
            "rekening waarvan bank en boeken verschillen", "rekeningen waarvan bank en boeken verschillen", n
        )
        yield Plek(n, zin, _("Kijk na"), reverse("financien:bank"))


def _passen(gebruiker, rijen: list[tuple]) -> Iterator[Plek]:
    """Return the rooms whose card differs: who counts does so again, the treasurer looks at the counts."""
    codes = [code for wat, _pk, code in rijen if wat == PAS]
    if not codes:
        return
    n = len(codes)
    zin = ngettext("pas die verschilt van de boeken", "passen die verschillen van de boeken", n)
    if rollen.mag(gebruiker, "financien.handgeld"):
        yield Plek(n, zin, _("Tel opnieuw"), reverse("financien:tellen", args=codes[:1]))
    else:
        een = reverse("financien:tellingen", args=codes[:1])
        yield Plek(n, zin, _("Kijk na"), een if n == 1 else reverse("financien:potjes"))


def _waar(toekenningen: Sequence[int]) -> str:
    """Return where the late instalments stand: the one grant, or the list with them on top."""
    een = len(toekenningen) == 1
    return reverse("financien:toekenning", args=toekenningen) if een else reverse("financien:financiers_nu")


def geteld_bank(gebruiker) -> int | None:
    """Return how many bank lines wait when this request asked already; None when it did not."""
    return getattr(gebruiker, "_wachtende_bankregels", None)


def _kop(wacht: Wachtend) -> str:
    if not wacht.opdrachten:
        return _("Facturen")
    return _("Facturen en betalingen") if wacht.facturen else _("Betalingen")


def _zin(daad: Daad, n: int) -> str:
    """Say what waits; the number stands in front of it."""
    return {
        Daad.AKKOORD: ngettext("factuur wacht op je akkoord", "facturen wachten op je akkoord", n),
        Daad.GOEDKEUREN: ngettext("betaalopdracht wacht op jou", "betaalopdrachten wachten op jou", n),
        Daad.OPHALEN: ngettext("bestand kan naar de bank", "bestanden kunnen naar de bank", n),
        Daad.INTREKKEN: ngettext("betaalopdracht klopt niet meer", "betaalopdrachten kloppen niet meer", n),
        Daad.BOEKEN: ngettext("factuur om te boeken", "facturen om te boeken", n),
        Daad.BETALEN: ngettext("factuur om te betalen", "facturen om te betalen", n),
        Daad.VERBETEREN: ngettext("teruggedraaide factuur", "teruggedraaide facturen", n),
        Daad.DOORZETTEN: ngettext("factuur zonder antwoord", "facturen zonder antwoord", n),
    }[daad]


def _begin(wacht: Wachtend, kamer: Kamer | None) -> str:
    """Return where to begin: the one thing that waits, otherwise the list with all of it on top."""
    if wacht.aantal > 1:
        return reverse("financien:kamerfacturen", args=[kamer.code]) if kamer else reverse("financien:facturen_nu")
    if wacht.opdrachten:
        return reverse("financien:betaling", args=[next(iter(wacht.opdrachten))])
    return reverse("financien:factuur", args=[next(iter(wacht.facturen))])
