"""What is known of the neighbourhoods of a room: percentages by year and source, several years beside each other."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _

from kamers.models import Buurt, Buurtcijfer, Kamer

KENMERKEN = list(Buurtcijfer.Kenmerk)
JAREN = 3  # so many years of one figure stand on the page of a room


@dataclass(frozen=True)
class Kolom:
    """One figure in one year."""

    kenmerk: str
    jaar: int

    @property
    def kop(self) -> str:
        return str(Buurtcijfer.Kenmerk(self.kenmerk).label)


@dataclass(frozen=True)
class Gebied:
    """A neighbourhood or area with its figures, in the order of the columns; None where nothing is known.

    ``buurten``: the neighbourhoods of the room for which these figures stand; none for what is there to compare.
    """

    buurt: Buurt
    cijfers: list[Buurtcijfer | None]
    buurten: list[str] = field(default_factory=list)
    diepte: int = 0

    @property
    def ter_vergelijking(self) -> bool:
        return not self.buurten


@dataclass(frozen=True)
class Buurttabel:
    """Areas beside figures, and which source stands behind which figure."""

    kolommen: list[Kolom]
    gebieden: list[Gebied]

    @property
    def bronnen(self) -> list[tuple[str, str]]:
        """Return each source once, with the figures it gave: ("O+S …", "laag opgeleid 2010, …")."""
        per_bron: dict[str, list[str]] = defaultdict(list)
        for gebied in self.gebieden:
            for kolom, cijfer in zip(self.kolommen, gebied.cijfers, strict=True):
                wat = f"{kolom.kop} {kolom.jaar}"
                if cijfer and wat not in per_bron[cijfer.bron]:
                    per_bron[cijfer.bron].append(wat)
        return [(bron, ", ".join(wat)) for bron, wat in per_bron.items()]


@dataclass(frozen=True)
class Werkgebieden:
    """Where a room works: mostly, and also."""

    vooral: list[Buurt]
    ook: list[Buurt]


def buurten_van(kamer: Kamer) -> QuerySet[Buurt]:
    """Return every neighbourhood, with how this room works there (``soort``, ``plek``; None where it does not)."""
    hier = FilteredRelation("werkgebieden", condition=Q(werkgebieden__kamer=kamer))
    return Buurt.objects.annotate(hier=hier, soort=F("hier__soort"), plek=F("hier__volgorde"))


def werkgebieden(buurten: Iterable[Buurt]) -> Werkgebieden:
    """Sort the neighbourhoods of ``buurten_van`` into mostly and also."""
    eigen = [(vars(b)["soort"], vars(b)["plek"], b.naam, b) for b in buurten if vars(b)["soort"]]
    per = {
        soort: [b for hoe, _plek, _naam, b in sorted(eigen, key=lambda e: e[:3]) if hoe == soort]
        for soort in ("vooral", "ook")
    }
    return Werkgebieden(per["vooral"], per["ook"])


def tabel_van_kamer(buurten: list[Buurt], eigen: list[Buurt], cijfers: list[Buurtcijfer]) -> Buurttabel:
    """Return the figures of the neighbourhoods of a room: the own ones, or those of the nearest area around.

    Below them the larger areas, to compare with.
    """
    per_buurt, naam = _per_buurt(cijfers), {b.pk: b for b in buurten}
    rijen: dict[int, list[str]] = {}
    omheen: dict[int, None] = {}
    for buurt in eigen:
        keten = [b for b in _keten(buurt, naam) if b.pk in per_buurt]
        if keten:
            rijen.setdefault(keten[0].pk, []).append(buurt.naam)
            omheen |= dict.fromkeys(b.pk for b in keten[1:])
    groter = sorted((pk for pk in omheen if pk not in rijen), key=lambda pk: -len(_keten(naam[pk], naam)))
    alle = [*rijen, *groter]
    kolommen = _kolommen([c for pk in alle for c in per_buurt[pk].values()], JAREN)
    return Buurttabel(kolommen, [_gebied(naam[pk], kolommen, per_buurt, rijen.get(pk, [])) for pk in alle])


def tabel(buurten: list[Buurt], cijfers: list[Buurtcijfer]) -> Buurttabel:
    """Return every area with all its figures, the largest first and what lies in it below."""
    per_buurt, kolommen = _per_buurt(cijfers), _kolommen(cijfers, None)
    delen: dict[int | None, list[Buurt]] = defaultdict(list)
    for buurt in buurten:
        delen[buurt.ligt_in_id].append(buurt)

    def onder(boven: int | None, diepte: int) -> list[Gebied]:
        rijen = []
        for buurt in sorted(delen[boven], key=lambda b: b.naam):
            rijen += [_gebied(buurt, kolommen, per_buurt, [], diepte), *onder(buurt.pk, diepte + 1)]
        return rijen

    return Buurttabel(kolommen, onder(None, 0))


def _keten(buurt: Buurt, naam: dict[int, Buurt]) -> list[Buurt]:
    """Return a neighbourhood and the areas around it, from small to large."""
    keten = [buurt]
    while (boven := keten[-1].ligt_in_id) is not None and naam[boven] not in keten:
        keten.append(naam[boven])
    return keten


def _per_buurt(cijfers: list[Buurtcijfer]) -> dict[int, dict[Kolom, Buurtcijfer]]:
    per: dict[int, dict[Kolom, Buurtcijfer]] = defaultdict(dict)
    for cijfer in cijfers:
        per[cijfer.buurt_id][Kolom(cijfer.kenmerk, cijfer.jaar)] = cijfer
    return per


def _kolommen(cijfers: list[Buurtcijfer], hoogstens: int | None) -> list[Kolom]:
    gevonden = {Kolom(c.kenmerk, c.jaar) for c in cijfers}
    per = {k: sorted((c for c in gevonden if c.kenmerk == k), key=lambda c: -c.jaar)[:hoogstens] for k in KENMERKEN}
    return [kolom for kenmerk in KENMERKEN for kolom in per[kenmerk]]


def _gebied(buurt: Buurt, kolommen: list[Kolom], per_buurt, namen: list[str], diepte: int = 0) -> Gebied:
    eigen = per_buurt.get(buurt.pk, {})
    return Gebied(buurt, [eigen.get(kolom) for kolom in kolommen], namen, diepte)


def controleer_ligging(buurt: Buurt, ligt_in: Buurt | None) -> None:
    """Refuse an area that lies in the neighbourhood itself: around it would go for ever. ValidationError."""
    naam = {b.pk: b for b in Buurt.objects.all()}
    if buurt.pk and ligt_in and any(b.pk == buurt.pk for b in _keten(naam[ligt_in.pk], naam)):
        raise ValidationError({"ligt_in": _("Dit gebied ligt zelf in deze buurt. Kies een groter gebied.")})
