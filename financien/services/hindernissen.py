"""What is in the way of closing a month or a year: a sentence and the page where it is solved."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtwerkkamer.models import Jaar, Versie
from buurtwerkkamer.panelen import vraag_samen
from financien.models import (
    Bankregel,
    Boekenelders,
    Boekstuk,
    Grootboekrekening,
    Inkoopfactuur,
    Maandafsluiting,
)
from financien.models.afsluiting import LAATSTE_MAAND
from financien.services import beginbalans, loonwerk
from financien.services.bank.gelezen import CSV, TOT, gelezen, laatste
from financien.services.bankplek import met_vanaf
from financien.services.bestemmingsplan import Plan
from financien.services.maanden import DECEMBER

BANK, FACTUUR, BEGROTING = "bank", "factuur", "begroting"


@dataclass(frozen=True)
class Hindernis:
    """One thing in the way. ``eerst``: it must be solved; otherwise closing may go on with a reason.

    ``melding``: it is only to be known, such as a debt that is in the books; closing goes on without a reason.
    """

    zin: str
    adres: str = ""
    eerst: bool = False
    melding: bool = False


Bron = Callable[[int, int], list[Hindernis]]
_bronnen: list[Bron] = []


def registreer_hindernis(bron: Bron) -> None:
    """Let another part of the money say what is not ready in a month (year, month), such as a count of the tin."""
    if bron not in _bronnen:
        _bronnen.append(bron)


def einde(jaar: int, maand: int) -> date:
    """Return the last day of a month."""
    return (date(jaar, maand, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def van_maand(
    jaar: int,
    maand: int,
    vandaag: date,
    *,
    elders: bool | None = None,
    dicht: set[int] | None = None,
    eerder: str | None = None,
    aantal: Mapping[str, int] | None = None,
) -> list[Hindernis]:
    """Return what is in the way of closing a month, what must be done first at the front.

    For whoever knows it already: ``elders`` whether the books are kept elsewhere, ``dicht`` which months are closed,
    ``eerder`` the month before that is still open or an empty text, ``aantal`` how much of ``open_rijen`` there is.
    """
    if not 1 <= maand <= LAATSTE_MAAND:
        return [_eerst(_("Sluit januari tot en met november af. December sluit met het jaar."))]
    if dicht is None:
        dicht = set(Maandafsluiting.objects.filter(jaar__jaar=jaar).values_list("maand", flat=True))
    if maand in dicht:
        return [_eerst(_("Deze maand is al afgesloten."))]
    if _elders(jaar) if elders is None else elders:
        return [_eerst(_("De boeken van dit jaar staan in een ander pakket. Sluit daar de maanden af."))]
    uit = []
    if einde(jaar, maand) >= vandaag:
        zin = _("%(maand)s %(jaar)s is nog niet voorbij.") % {"maand": str(MONTHS[maand]).capitalize(), "jaar": jaar}
        uit.append(_eerst(zin))
    eerder = _nog_open(jaar, maand, dicht) if eerder is None else eerder
    if eerder:
        uit.append(_eerst(_("Sluit eerst %(maand)s af.") % {"maand": eerder}))
    return uit + niet_klaar(jaar, maand, aantal)


def _elders(jaar: int) -> bool:
    return Boekenelders.objects.filter(jaar__jaar=jaar).exists()


def _nog_open(jaar: int, maand: int, dicht: set[int]) -> str:
    """Return the month before this one that is still open, or nothing; a year without documents does not count."""
    if maand > 1:
        return "" if maand - 1 in dicht else f"{MONTHS[maand - 1]} {jaar}"
    stukken = Exists(Boekstuk.objects.filter(jaar=OuterRef("pk")))
    vorig = Jaar.objects.filter(stukken, jaar=jaar - 1, status=Jaar.Status.OPEN, boeken_elders__isnull=True)
    laatste = vorig.annotate(m=Coalesce(Max("maandafsluitingen__maand"), 0)).values_list("m", flat=True).first()
    return "" if laatste in (None, LAATSTE_MAAND) else f"{MONTHS[laatste + 1]} {jaar - 1}"


def open_rijen(jaar: int, maand: int) -> list[QuerySet]:
    """Return what is not booked up to the end of a month, as questions to ask as one: (what, day, key).

    A bank line waits in the year in which it can be booked; when that is settled, here too, in the year that is open.
    One of a year whose books are kept elsewhere is never booked here.
    """
    tot = Q(datum__lte=einde(jaar, maand))
    vast = Jaar.objects.filter(status=Jaar.Status.VASTGESTELD)
    hier = Q(vanaf__year=jaar) | Q(vanaf__year__in=vast.values("jaar"))
    elders = Q(vanaf__year__in=Boekenelders.objects.values("jaar__jaar"))
    bank = met_vanaf(Bankregel.objects.open().filter(tot)).filter(hier, ~elders)
    bank = bank.order_by().annotate(wat=Value(BANK))
    facturen = Inkoopfactuur.objects.met_stand().filter(tot, geboekt=False, af=False, datum__year=jaar).order_by()
    rijen = [rij.values_list("wat", "datum", "pk") for rij in (bank, facturen.annotate(wat=Value(FACTUUR)))]
    return rijen + loonwerk.ontbrekend(jaar, maand) + beginbalans.ontbrekend(jaar, maand)


def niet_klaar(jaar: int, maand: int, aantal: Mapping[str, int] | None = None) -> list[Hindernis]:
    """Return what is not ready up to the end of a month; closing may go on with a reason. One query, or none."""
    uit = []
    if aantal is None:
        aantal = Counter(wat for wat, _dag, _pk in vraag_samen(open_rijen(jaar, maand)))
    if n := aantal.get(BANK):
        uit.append(Hindernis(_niet_geboekt(n), reverse("financien:bank")))
    if n := aantal.get(FACTUUR):
        zin = ngettext("%(n)s factuur is nog niet geboekt.", "%(n)s facturen zijn nog niet geboekt.", n)
        uit.append(Hindernis(zin % {"n": n}, reverse("financien:facturen", args=[jaar])))
    if aantal.get(beginbalans.BEGIN):
        adres = reverse("financien:beginbalans", args=[jaar])
        uit.append(Hindernis(_("De beginbalans is nog niet geboekt."), adres, melding=True))
    december = maand == DECEMBER  # in another month it may come later, on the first open day
    for zin, adres in loonwerk.zinnen(jaar, maand, aantal):
        uit.append(Hindernis(zin, adres, eerst=december, melding=not december))
    return uit + [hindernis for bron in _bronnen for hindernis in bron(jaar, maand)]


def _niet_geboekt(n: int) -> str:
    return ngettext("%(n)s bankregel is nog niet geboekt.", "%(n)s bankregels zijn nog niet geboekt.", n) % {"n": n}


def van_jaar(jaar: int, vandaag: date, *, rij: Jaar | None = None, elders: bool | None = None) -> list[Hindernis]:
    """Return what must be done before the next step of a year: provisional, or settled."""
    rij = rij or Jaar.objects.get(jaar=jaar)
    if rij.status == Jaar.Status.VASTGESTELD:
        return [_eerst(_("Dit jaar is vastgesteld. Er komt niets meer bij."))]
    voorlopig, hier = rij.status == Jaar.Status.VOORLOPIG, not (_elders(jaar) if elders is None else elders)
    uit = _eerder_jaar(jaar, voorlopig=voorlopig)
    rijen = vraag_samen([*open_rijen(jaar, DECEMBER), gelezen(date(jaar, DECEMBER, 1)), _open_versie(jaar)])
    aantal = Counter(wat for wat, _dag, _pk in rijen)
    if hier:
        uit += _niet_gelezen(jaar, rijen)
    if voorlopig:
        uit += _open_begroting(jaar, [pk for wat, _dag, pk in rijen if wat == BEGROTING])
        open_ = [_eerst(_niet_geboekt(aantal[BANK]), reverse("financien:bank"))] if aantal[BANK] else []
        return uit + (open_ + voor_vaststellen(jaar) if hier else [])
    if vandaag <= date(jaar, DECEMBER, 31):
        uit.append(_eerst(_("%(jaar)s is nog niet voorbij.") % {"jaar": jaar}))
    if hier:
        uit += _open_maanden(rij)
    return uit + [h if h.melding else _eerst(h.zin, h.adres) for h in niet_klaar(jaar, DECEMBER, aantal)]


def _open_versie(jaar: int) -> QuerySet:
    rijen = Versie.objects.filter(jaar__jaar=jaar, vastgesteld_op__isnull=True).order_by()
    return rijen.annotate(wat=Value(BEGROTING), dag=Value(einde(jaar, DECEMBER))).values_list("wat", "dag", "pk")


def _open_begroting(jaar: int, open_: list[int]) -> list[Hindernis]:
    """Say which version of the budget is still open: what the members settle is compared with one that holds.

    One query when there is one.
    """
    zin, adres = (
        _("Leg eerst de open versie van de begroting vast: %(versie)s."),
        reverse("financien:versies", args=[jaar]),
    )
    versies = Versie.objects.filter(pk__in=open_).select_related("jaar") if open_ else []
    return [_eerst(zin % {"versie": versie}, adres) for versie in versies]


def _niet_gelezen(jaar: int, rijen: Sequence[tuple]) -> list[Hindernis]:
    """Return the followed bank accounts that were not read to the end of a year: what they did may miss in its books.

    One query when there is one.
    """
    achter = {pk: dag for wat, dag, pk in rijen if wat == TOT and dag < einde(jaar, DECEMBER)}
    zin = _(
        "Rekening %(rekening)s is ingelezen tot en met %(dag)s. "
        "Lees eerst de bankregels tot en met 31 december %(jaar)s in."
    )
    csv = _("Kwam er niets meer bij, lees dan na oudjaar je laatste CSV nog eens in.")
    dicht = _("Is de rekening opgeheven, boek haar dan leeg en sluit haar bij Rekeningen.")
    uit = []
    for rij in Grootboekrekening.objects.filter(pk__in=achter).annotate(vorm=laatste("vorm", "pk")):
        delen = {"rekening": rij, "dag": date_format(achter[rij.pk], "j F Y"), "jaar": jaar}
        zinnen = [zin % delen, *([csv] if vars(rij)["vorm"] in CSV else []), dicht]
        uit.append(_eerst(" ".join(zinnen), reverse("financien:bank")))
    return uit


def voor_vaststellen(jaar: int) -> list[Hindernis]:
    """Say that the members cannot adopt accounts whose result is not where it has to go, as was agreed last."""
    plan = Plan(jaar)
    if not plan.verschil:
        return []
    zin = _("Bestem eerst het resultaat van %(jaar)s.")
    if plan.nu:
        zin = _("Het resultaat van %(jaar)s of waar het heen gaat veranderde na het boeken. Boek eerst het verschil.")
    return [_eerst(zin % {"jaar": jaar}, reverse("financien:bestemmen", args=[jaar]))]


def _open_maanden(rij: Jaar) -> list[Hindernis]:
    dicht = set(Maandafsluiting.objects.filter(jaar=rij).values_list("maand", flat=True))
    open_ = [str(MONTHS[maand]) for maand in range(1, LAATSTE_MAAND + 1) if maand not in dicht]
    zin = ngettext("Sluit eerst %(maand)s af.", "Sluit eerst %(maand)s en de maanden erna af.", len(open_))
    return [_eerst(zin % {"maand": open_[0]})] if open_ else []


def _eerder_jaar(jaar: int, *, voorlopig: bool) -> list[Hindernis]:
    """Return the year before that must take this step first; a year without documents does not count."""
    eerder = Jaar.objects.filter(jaar__lt=jaar, pk__in=Boekstuk.objects.values("jaar"))
    if voorlopig:
        rij = eerder.exclude(status=Jaar.Status.VASTGESTELD).first()
        zin = _("Stel eerst %(jaar)s vast.")
    else:
        rij = eerder.filter(status=Jaar.Status.OPEN).first()
        zin = _("Sluit eerst %(jaar)s voorlopig af.")
    return [_eerst(zin % {"jaar": rij}, reverse("financien:jaar", args=[rij.jaar]))] if rij else []


def _eerst(zin: str, adres: str = "") -> Hindernis:
    return Hindernis(zin, adres, eerst=True)
