"""The pots of all rooms in a month for the treasurer: how they went, who counted, what fills them up. One question."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast, JSONObject

from buurtwerkkamer.panelen import vraag_samen
from financien.models import Bon, Handgeldregel, Kastelling
from financien.services.handgeld import aanvullen, basis, onderweg, potje
from financien.services.handgeld.verloop import DELEN, Verloop, verlooprijen, verlopen_uit
from financien.services.saldi import NUL
from kamers.models import Kamer

STAND = ("kas", "rekening", "te_keuren", "schuld")
TELLING = ("kas_boek", "kas_geteld", "rekening_boek", "te_keuren")  # amounts of a count
GELD = {*STAND, *TELLING, *DELEN, "begin", "som", "bedrag"}  # amounts travel as text, so that no cent gets lost


@dataclass(frozen=True)
class Maandpot:
    """The pot of one room in a month. ``aanvul``: what may go to it for the month after."""

    kamer: Kamer
    verloop: Verloop
    telling: Kastelling | None  # the last one for this month, also 'not counted'
    bonnen: int
    zonder_foto: int
    aanvul: aanvullen.Aanvulstand

    @property
    def in_gebruik(self) -> bool:
        """Whether there is something to count: money in it, or money that went through it this month."""
        v = self.verloop
        return any((v.eind, v.aangevuld, v.ontvangen, v.bonnen, v.verschil, v.overig))

    @property
    def geteld(self) -> bool:
        return self.telling is not None and self.telling.soort != Kastelling.Soort.NIET

    @property
    def wacht_op_telling(self) -> bool:
        return self.in_gebruik and self.telling is None

    @property
    def kan_aanvullen(self) -> bool:
        """Whether something can go to it now: it was counted, is not full, and no bank line waits for it."""
        return self.aanvul.stand.gebruikt and self.aanvul.kan


def maandpotten(kamers: Sequence[Kamer], maand: date, regel: Handgeldregel) -> list[Maandpot]:
    """Return the pots of these rooms in a month. ``regel``: that of the year of the month after. One query."""
    erna, einde = basis.volgende(maand), maand + relativedelta(day=31)
    erin, eruit = verlooprijen(kamers, maand, einde)
    bonnen = Bon.objects.met_stand().telt().filter(kamer__in=kamers, datum__range=(maand, einde)).order_by()
    tellingen = Kastelling.objects.geldig().filter(kamer__in=kamers, maand__in=(maand, erna)).order_by()
    per = _vraag(
        _deel("stand", potje.standrijen(kamers), "kamer", *STAND, "n"),
        _deel("al", aanvullen.al_rijen(kamers, erna), "kamer", "som"),
        *(_deel("loopt", rijen, "potje", *onderweg.VELDEN) for rijen in onderweg.vragen(kamers)),
        _deel("telling", tellingen, "kamer", *TELLING, "pk", "maand", "datum", "soort", "uitleg"),
        _deel("erin", erin, "waar", *DELEN, "begin"),
        _deel("eruit", eruit, "waar", *DELEN, "begin"),
        _deel("bonnen", _bonnen(bonnen), "kamer", "n", "zonder"),
    )
    gevonden = _Gevonden(kamers, per, maand)
    return [gevonden.pot(kamer, erna, regel) for kamer in kamers]


def _bonnen(rijen: QuerySet) -> QuerySet:
    return rijen.values("kamer").annotate(n=Count("pk"), zonder=Count("pk", filter=Q(foto=None)))


def _deel(wat: str, rijen: QuerySet, kamer: str, *namen: str) -> QuerySet:
    """Return rows of (what, room, what was found), so that questions of all kinds can be asked as one."""
    velden = {naam: Cast(naam, CharField()) if naam in GELD else F(naam) for naam in namen}
    return rijen.annotate(wat=Value(wat), deel=JSONObject(**velden)).values_list("wat", kamer, "deel")


def _vraag(*delen: QuerySet) -> Mapping[str, list[dict]]:
    per: dict[str, list[dict]] = defaultdict(list)
    for wat, kamer, deel in vraag_samen(delen):
        geld = {naam: Decimal(deel[naam]) for naam in GELD & deel.keys() if deel[naam] is not None}
        per[wat].append(deel | geld | {"kamer": kamer, "waar": kamer})
    return per


class _Gevonden:
    """What the question found, by room."""

    def __init__(self, kamers: Sequence[Kamer], per: Mapping[str, list[dict]], maand: date):
        tellingen = [_telling(rij) for rij in per["telling"]]
        tellingen.sort(key=lambda rij: (rij.datum, rij.pk))
        self.gegevens = aanvullen.Gegevens(
            potje.standen_uit(kamers, per["stand"]),
            {rij["kamer"]: rij["som"] for rij in per["al"]},
            onderweg.lees(map(_onderweg, per["loopt"])),
            {rij.kamer_id: rij for rij in tellingen if rij.soort != Kastelling.Soort.NIET},
        )
        self.verlopen = verlopen_uit(kamers, per["erin"], per["eruit"])
        self.tellingen = {rij.kamer_id: rij for rij in tellingen if rij.maand == maand}
        self.bonnen = {rij["kamer"]: (rij["n"], rij["zonder"]) for rij in per["bonnen"]}

    def pot(self, kamer: Kamer, erna: date, regel: Handgeldregel) -> Maandpot:
        bonnen, zonder_foto = self.bonnen.get(kamer.pk, (0, 0))
        return Maandpot(
            kamer=kamer,
            verloop=self.verlopen[kamer.pk],
            telling=self.tellingen.get(kamer.pk),
            bonnen=bonnen,
            zonder_foto=zonder_foto,
            aanvul=aanvullen.reken(kamer, erna, regel, self.gegevens),
        )


def _onderweg(rij: dict) -> tuple:
    """Return a row as ``onderweg.lees`` takes it."""
    dagen = {naam: date.fromisoformat(rij[naam]) for naam in ("dag", "maand_van")}
    return tuple((rij | dagen)[naam] for naam in onderweg.VELDEN)


def _telling(rij: dict) -> Kastelling:
    """Return a count with the fields that the page of the month shows."""
    dagen = {naam: date.fromisoformat(rij[naam]) for naam in ("maand", "datum")}
    vast = {naam: rij[naam] for naam in (*TELLING, "pk", "soort", "uitleg")}
    return Kastelling(kamer_id=rij["kamer"], **dagen, **vast)


def samen(potten: Sequence[Maandpot]) -> Verloop:
    """Return how all pots went together."""
    namen = ("begin", *DELEN, "eind")
    return Verloop(**{naam: sum((getattr(pot.verloop, naam) for pot in potten), NUL) for naam in namen})
