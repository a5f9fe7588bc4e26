"""Counting people and jobs of a year (domain.md §1, design.md §5): the one formula that pages and reports share.

Unique figures are not additive over kinds or rooms. A key that is missing means that nothing was logged there:
"niet geregistreerd", never 0.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import CharField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value

from buurtwerkkamer.models import Versie
from kamers.models import AlGeteld, Bijeenkomst, Deelname, Indicator, Kamer, Klus, Soort, Streefwaarde
from kamers.models.soort import in_taal

SOORT, KAMER, KLUSSEN, KLANTEN = "soort", "kamer", "klussen", "klanten"
NAAM_SOORT, NAAM_KAMER, NAAM_OVERAL = "naam soort", "naam kamer", "naam overal"


@dataclass(frozen=True)
class Aantal:
    """How many different people, always shown apart: pass holders by name, and those counted without one."""

    op_naam: int = 0
    geteld: int = 0

    @property
    def totaal(self) -> int:
        return self.op_naam + self.geteld

    def __add__(self, ander: "Aantal") -> "Aantal":
        return Aantal(self.op_naam + ander.op_naam, self.geteld + ander.geteld)


@dataclass(frozen=True)
class Telling:
    """All figures of a year: per room by kind (its id), ``KAMER`` and ``KLUSSEN``; and of the cooperative.

    ``cooperatie`` is "ten hoogste": who was counted without a name in two rooms, counts twice. None: nothing logged.
    """

    per_kamer: Mapping[int, Mapping[int | str, Aantal]] = field(default_factory=dict)
    cooperatie: Aantal | None = None
    klanten: Mapping[int, int] = field(default_factory=dict)  # of those counted in a room: by a first klus


@dataclass(frozen=True)
class Doel:
    """What a room reached of what was agreed for one indicator. ``None``: nothing logged, or no number agreed."""

    code: str
    naam: str
    telt: str
    bereikt: int | None
    afspraak: Decimal | None
    soort: int | None = None
    op_naam: int | None = None  # of those reached: by name; the others were counted

    @property
    def klussen(self) -> bool:
        return self.telt == Soort.Telt.KLUSSEN


def _rijen(qs, wat: str, kamer, soort, som):
    vast = {"wat": Value(wat, output_field=CharField()), "plek": kamer, "sleutel": soort}
    return qs.order_by().annotate(**vast).values_list("wat", "plek", "sleutel").annotate(n=som)


def _sommen(jaar: int, kamer: Kamer | None) -> dict[str, QuerySet]:
    """Return the sums of a year as (what, room, kind, number), of one room or of all: the formula itself.

    All rooms are those that count; a room to practise in only ever shows its own figures.
    """
    genoteerd, klaar = Bijeenkomst.objects.in_jaar(jaar).genoteerd(), Klus.objects.klaar_in(jaar)
    keuze = {"kamer": kamer} if kamer else {"kamer__oefenkamer": False}
    genoteerd, klaar = genoteerd.filter(**keuze), klaar.filter(**keuze)
    uniek, eerste = genoteerd.filter(soort__telt=Soort.Telt.UNIEK), klaar.filter(eerste_keer=Klus.EersteKeer.JA)
    geen, hier = Value(None, output_field=IntegerField()), F("kamer_id")
    return {
        SOORT: _rijen(uniek, SOORT, hier, F("soort_id"), Sum("nieuw_soort")),
        KAMER: _rijen(genoteerd, KAMER, hier, geen, Sum("nieuw_kamer")),
        KLUSSEN: _rijen(klaar, KLUSSEN, hier, geen, Count("pk")),
        KLANTEN: _rijen(eerste, KLANTEN, hier, geen, Count("pk")),
        **_op_naam(jaar, genoteerd, uniek, geen),
    }


def _op_naam(jaar: int, genoteerd, uniek, geen) -> dict[str, QuerySet]:
    """Return the distinct pass holders per kind, per room and over all rooms, less who was counted before."""
    al_geteld = AlGeteld.objects.filter(jaar=jaar, persoon=OuterRef("persoon"))
    in_kamer = al_geteld.filter(kamer=OuterRef("bijeenkomst__kamer"))
    in_soort = in_kamer.filter(soort=OuterRef("bijeenkomst__soort"))
    hier, soort = F("bijeenkomst__kamer_id"), F("bijeenkomst__soort_id")
    namen, mensen = Deelname.objects.filter(bijeenkomst__in=genoteerd), Count("persoon", distinct=True)
    per_soort = Deelname.objects.filter(~Exists(in_soort), bijeenkomst__in=uniek)
    return {
        NAAM_SOORT: _rijen(per_soort, NAAM_SOORT, hier, soort, mensen),
        NAAM_KAMER: _rijen(namen.exclude(Exists(in_kamer)), NAAM_KAMER, hier, geen, mensen),
        NAAM_OVERAL: _rijen(
            namen.exclude(Exists(al_geteld.filter(kamer__oefenkamer=False))), NAAM_OVERAL, geen, geen, mensen
        ),
    }


def telling(jaar: int) -> Telling:
    """Return all figures of a year, of every room that counts and of the cooperative. One query."""
    eerste, *rest = _sommen(jaar, None).values()
    per_kamer: dict[int, dict[int | str, Aantal]] = defaultdict(lambda: defaultdict(Aantal))
    klanten: dict[int, int] = {}
    op_naam = 0
    for wat, kamer, soort, n in eerste.union(*rest, all=True):
        if wat == NAAM_OVERAL:
            op_naam = n
            continue
        if wat == KLANTEN:
            klanten[kamer] = n
        sleutel = soort if soort is not None else KLUSSEN if wat == KLUSSEN else KAMER
        per_kamer[kamer][sleutel] += Aantal(op_naam=n) if wat in (NAAM_SOORT, NAAM_KAMER) else Aantal(geteld=n)
    geteld = [som[KAMER].geteld for som in per_kamer.values() if KAMER in som]
    cooperatie = Aantal(op_naam, sum(geteld)) if geteld else None
    return Telling({pk: dict(som) for pk, som in per_kamer.items()}, cooperatie, klanten)


def bereikt_per_kamer(jaar: int) -> dict[int, dict[int | str, int]]:
    """Return per room what it reached: by kind, ``"kamer"`` (unique people) and ``"klussen"``. One query."""
    return {pk: {s: n.totaal for s, n in som.items()} for pk, som in telling(jaar).per_kamer.items()}


def _versies(jaar: int):
    """Order the versions of a year so that the one whose targets hold comes first: settled, then the newest offer."""
    kandidaten = Versie.objects.filter(jaar__jaar=jaar).filter(
        Q(vastgesteld_op__isnull=False) | Q(soort=Versie.Soort.AANBOD)
    )
    return kandidaten.annotate(nog_open=Q(vastgesteld_op__isnull=True)).order_by("nog_open", "-volgnummer")


def versie_in_jaar(jaar: int) -> Versie | None:
    """Return the version whose targets hold: what was last settled, otherwise the newest offer."""
    return _versies(jaar).first()


def sleutel_van(indicator: Indicator) -> int | str:
    """Return under which key ``telling`` holds the figure of a process indicator (P1–P7)."""
    if indicator.soort is None:
        return KAMER
    return KLUSSEN if indicator.soort.telt == Soort.Telt.KLUSSEN else indicator.soort.pk


def tellende_indicatoren() -> QuerySet[Indicator]:
    """Return P1–P7: the indicators that are computed from what rooms log, with their kind."""
    return Indicator.objects.filter(groep=Indicator.Groep.PROCES).select_related("soort").order_by("volgorde")


def doelen(kamer: Kamer, jaar: int) -> list[Doel]:
    """Return "Dit jaar samen" of one room: P1–P7, reached beside agreed. One query."""
    rijen = list(_met_cijfers(kamer, jaar))
    cijfers: dict[int | str, Aantal] = {
        i.soort_id: Aantal(i.naam_soort or 0, i.in_soort or 0) for i in rijen if i.in_soort is not None
    }
    for i in rijen[:1]:
        if i.in_kamer is not None or i.klanten is not None:
            cijfers[KAMER] = Aantal(i.naam_kamer or 0, (i.in_kamer or 0) + (i.klanten or 0))
        if i.gedaan is not None:
            cijfers[KLUSSEN] = Aantal(geteld=i.gedaan)
    return [_doel(i, cijfers, i.afspraak) for i in rijen]


def doelen_per_kamer(kamers: list[Kamer], jaar: int, geteld: Telling | None = None) -> list[tuple[Kamer, list[Doel]]]:
    """Return P1–P7 of many rooms, reached beside agreed. Three queries, however many rooms there are."""
    cijfers, indicatoren = (geteld or telling(jaar)).per_kamer, list(tellende_indicatoren())
    geldt = Streefwaarde.objects.filter(versie=Subquery(_versies(jaar).values("pk")[:1]), indicator__in=indicatoren)
    afspraak = {(kamer, i): waarde for kamer, i, waarde in geldt.values_list("kamer", "indicator", "waarde")}
    return [(k, [_doel(i, cijfers.get(k.pk, {}), afspraak.get((k.pk, i.pk))) for i in indicatoren]) for k in kamers]


def brug(doelen: list[Doel]) -> tuple[int, int] | None:
    """Return (sum over the kinds, unique people) of one room: kinds are never added up without this beside it."""
    mensen = [d for d in doelen if not d.klussen and d.bereikt is not None]
    uniek = next((d.bereikt for d in mensen if d.soort is None), None)
    return None if uniek is None else (sum(d.bereikt or 0 for d in mensen if d.soort is not None), uniek)


def _met_cijfers(kamer: Kamer, jaar: int) -> QuerySet:
    """Annotate P1–P7 with the sums of a room and its target in the version that holds."""
    sommen = _sommen(jaar, kamer)
    afspraak = Streefwaarde.objects.filter(
        kamer=kamer, indicator=OuterRef("pk"), versie=Subquery(_versies(jaar).values("pk")[:1])
    )
    van_soort = {"in_soort": sommen[SOORT].filter(soort=OuterRef("soort"))}
    van_soort["naam_soort"] = sommen[NAAM_SOORT].filter(bijeenkomst__soort=OuterRef("soort"))
    van_kamer = {"in_kamer": KAMER, "klanten": KLANTEN, "gedaan": KLUSSEN, "naam_kamer": NAAM_KAMER}
    return tellende_indicatoren().annotate(
        afspraak=Subquery(afspraak.values("waarde")),
        **{naam: Subquery(som.values("n")) for naam, som in van_soort.items()},
        **{naam: Subquery(sommen[wat].values("n")) for naam, wat in van_kamer.items()},
    )


def _doel(indicator: Indicator, cijfers: Mapping[int | str, Aantal], afspraak: Decimal | None) -> Doel:
    """Put one indicator together: 0 where a room logged other things, None where it logged nothing at all."""
    soort = indicator.soort
    naam, telt = (soort.op_scherm, soort.telt) if soort else (in_taal(indicator.prestatie), Soort.Telt.UNIEK)
    gehaald = cijfers.get(sleutel_van(indicator), Aantal()) if cijfers else None
    getallen = (gehaald.totaal, afspraak, indicator.soort_id, gehaald.op_naam) if gehaald else None
    return Doel(indicator.code, naam, telt, *(getallen or (None, afspraak, indicator.soort_id)))
