"""Counting people and jobs of a year (domain.md §1, design.md §5): the one formula that pages and reports share.

Unique figures are not additive over kinds or rooms. A key that is missing means that nothing was logged there:
"niet geregistreerd", never 0.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import CharField, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value

from buurtwerkkamer.models import Versie
from kamers.models import Bijeenkomst, Indicator, Kamer, Klus, Soort, Streefwaarde

SOORT, KAMER, KLUSSEN, KLANTEN = "soort", "kamer", "klussen", "klanten"


@dataclass(frozen=True)
class Doel:
    """What a room reached of what was agreed for one indicator. ``None``: nothing logged, or no number agreed."""

    code: str
    naam: str
    telt: str
    bereikt: int | None
    afspraak: Decimal | None
    soort: int | None = None

    @property
    def klussen(self) -> bool:
        return self.telt == Soort.Telt.KLUSSEN


def _rijen(qs, wat: str, soort, som):
    vast = {"wat": Value(wat, output_field=CharField()), "sleutel": soort}
    return qs.order_by().annotate(**vast).values_list("wat", "kamer", "sleutel").annotate(n=som)


def _sommen(jaar: int, kamer: Kamer | None) -> dict[str, QuerySet]:
    """Return the four sums of a year as (what, room, kind, number), of one room or of all: the formula itself."""
    geen = Value(None, output_field=IntegerField())
    genoteerd, klaar = Bijeenkomst.objects.in_jaar(jaar).genoteerd(), Klus.objects.klaar_in(jaar)
    if kamer:
        genoteerd, klaar = genoteerd.filter(kamer=kamer), klaar.filter(kamer=kamer)
    uniek, eerste = genoteerd.filter(soort__telt=Soort.Telt.UNIEK), klaar.filter(eerste_keer=Klus.EersteKeer.JA)
    return {
        SOORT: _rijen(uniek, SOORT, F("soort_id"), Sum("nieuw_soort")),
        KAMER: _rijen(genoteerd, KAMER, geen, Sum("nieuw_kamer")),
        KLUSSEN: _rijen(klaar, KLUSSEN, geen, Count("pk")),
        KLANTEN: _rijen(eerste, KLANTEN, geen, Count("pk")),
    }


def _tellingen(jaar: int, *soorten: str) -> list[tuple[str, int, int | None, int]]:
    """Return the chosen sums in one query."""
    sommen = _sommen(jaar, None)
    eerste_deel, *rest = (sommen[soort] for soort in soorten)
    return list(eerste_deel.union(*rest, all=True) if rest else eerste_deel)


def uniek_per_soort_en_kamer(jaar: int) -> dict[tuple[int, int], int]:
    """Return unique(kind, room, year) by (kind, room): Σ new in the kind. One query."""
    return {(soort, kamer): n for _wat, kamer, soort, n in _tellingen(jaar, SOORT) if soort is not None}


def uniek_per_kamer(jaar: int) -> dict[int, int]:
    """Return unique(room, year) by room: Σ new in the room + klussen "eerste keer dit jaar in deze kamer"."""
    som: dict[int, int] = defaultdict(int)
    for _wat, kamer, _soort, n in _tellingen(jaar, KAMER, KLANTEN):
        som[kamer] += n
    return dict(som)


def klussen_per_kamer(jaar: int) -> dict[int, int]:
    """Return the klussen done in a year by room: jobs count, not people [39]. One query."""
    return {kamer: n for _wat, kamer, _soort, n in _tellingen(jaar, KLUSSEN)}


def _versies(jaar: int):
    """Order the versions of a year so that the one whose targets hold comes first: settled, then the newest offer."""
    kandidaten = Versie.objects.filter(jaar__jaar=jaar).filter(
        Q(vastgesteld_op__isnull=False) | Q(soort=Versie.Soort.AANBOD)
    )
    return kandidaten.annotate(nog_open=Q(vastgesteld_op__isnull=True)).order_by("nog_open", "-volgnummer")


def versie_in_jaar(jaar: int) -> Versie | None:
    """Return the version whose targets hold: what was last settled, otherwise the newest offer."""
    return _versies(jaar).first()


def bereikt_per_kamer(jaar: int) -> dict[int, dict[int | str, int]]:
    """Return per room what it reached: by kind, ``"kamer"`` (unique people) and ``"klussen"``. One GROUP BY query."""
    uit: dict[int, dict[int | str, int]] = defaultdict(lambda: defaultdict(int))
    for wat, pk, soort, n in _tellingen(jaar, SOORT, KAMER, KLUSSEN, KLANTEN):
        sleutel = KAMER if wat == KLANTEN else wat
        uit[pk][sleutel if soort is None else soort] += n
    return {pk: dict(som) for pk, som in uit.items()}


def sleutel_van(indicator: Indicator) -> int | str:
    """Return under which key ``bereikt_per_kamer`` holds the figure of a process indicator (P1–P7)."""
    if indicator.soort is None:
        return KAMER
    return KLUSSEN if indicator.soort.telt == Soort.Telt.KLUSSEN else indicator.soort.pk


def tellende_indicatoren() -> QuerySet[Indicator]:
    """Return P1–P7: the indicators that are computed from what rooms log, with their kind."""
    return Indicator.objects.filter(groep=Indicator.Groep.PROCES).select_related("soort").order_by("volgorde")


def doelen(kamer: Kamer, jaar: int) -> list[Doel]:
    """Return "Dit jaar samen" of one room: P1–P7, reached beside agreed. One query."""
    rijen = list(_met_cijfers(kamer, jaar))
    cijfers: dict[int | str, int] = {i.soort_id: i.in_soort for i in rijen if i.in_soort is not None}
    for i in rijen[:1]:
        paren = {KAMER: _plus(i.in_kamer, i.klanten), KLUSSEN: i.gedaan}
        cijfers |= {sleutel: n for sleutel, n in paren.items() if n is not None}
    return [_doel(i, cijfers, i.afspraak) for i in rijen]


def _plus(een: int | None, ander: int | None) -> int | None:
    return None if een is None and ander is None else (een or 0) + (ander or 0)


def doelen_per_kamer(kamers: list[Kamer], jaar: int) -> list[tuple[Kamer, list[Doel]]]:
    """Return P1–P7 of many rooms, reached beside agreed. Three queries, however many rooms there are."""
    cijfers, indicatoren = bereikt_per_kamer(jaar), list(tellende_indicatoren())
    geldt = Streefwaarde.objects.filter(versie=Subquery(_versies(jaar).values("pk")[:1]), indicator__in=indicatoren)
    afspraak = {(kamer, i): waarde for kamer, i, waarde in geldt.values_list("kamer", "indicator", "waarde")}
    return [(k, [_doel(i, cijfers.get(k.pk, {}), afspraak.get((k.pk, i.pk))) for i in indicatoren]) for k in kamers]


def _met_cijfers(kamer: Kamer, jaar: int) -> QuerySet:
    """Annotate P1–P7 with the sums of a room and its target in the version that holds."""
    sommen = _sommen(jaar, kamer)
    afspraak = Streefwaarde.objects.filter(
        kamer=kamer, indicator=OuterRef("pk"), versie=Subquery(_versies(jaar).values("pk")[:1])
    )
    return tellende_indicatoren().annotate(
        afspraak=Subquery(afspraak.values("waarde")),
        in_soort=Subquery(sommen[SOORT].filter(soort=OuterRef("soort")).values("n")),
        in_kamer=Subquery(sommen[KAMER].values("n")),
        klanten=Subquery(sommen[KLANTEN].values("n")),
        gedaan=Subquery(sommen[KLUSSEN].values("n")),
    )


def _doel(indicator: Indicator, cijfers: dict, afspraak: Decimal | None) -> Doel:
    """Put one indicator together: 0 where a room logged other things, None where it logged nothing at all."""
    soort = indicator.soort
    gehaald = cijfers.get(sleutel_van(indicator), 0) if cijfers else None
    naam, telt = (soort.kort, soort.telt) if soort else (indicator.prestatie, Soort.Telt.UNIEK)
    return Doel(indicator.code, naam, telt, gehaald, afspraak, indicator.soort_id)
