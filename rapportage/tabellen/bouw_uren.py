"""Build the table of hours: planned, their value, the popular budget, and in an annual report what was given."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery

from buurtwerkkamer.models import Versie
from financien.models import Tijdsraming
from kamers.models import Kamer, Tariefsoort, Uurtarief
from rapportage.cijfers import Kamercijfers
from rapportage.tabellen import geld as g
from rapportage.tabellen.basis import Kolom, Somrij, som, somrij
from rapportage.tabellen.bouw_geld import FORMEEL, deel

NAMEN: dict[str, str] = {Tariefsoort.BEWONER: "Bewoners", Tariefsoort.MEDEWERKER: "Medewerkers"}
BIJSCHRIFT = "Investering in uren en in euro."
BIJSCHRIFT_VERSLAG = "Investering in uren en in euro: gepland, tenzij er “gedaan” bij staat."
BASIS = "op basis van dekking"
Cijfers = Mapping[int, Kamercijfers]


def urentabel(versie: Versie, kamers: Sequence[Kamer], formeel: Somrij, cijfers: Cijfers | None) -> g.Urentabel:
    """Build the hours × rooms. ``formeel`` is the financing, ``cijfers`` None makes an offer. One query."""
    ramingen: dict[str, dict[int, Tijdsraming]] = {wie: {} for wie in NAMEN}
    for raming in _ramingen(versie):
        ramingen[raming.wie][raming.kamer_id] = raming
    rijen = tuple(_rij(wie, r, kamers, cijfers) for wie, r in ramingen.items() if r)
    uren = tuple(sum(cel.uren for rij in rijen if (cel := rij.cellen[i])) for i in range(len(kamers)))
    waarden = [tuple(cel.waarde if cel else None for cel in rij.cellen) for rij in rijen]
    verslag = cijfers is not None
    waarde = somrij(f"Totaal investering vrijwilligers{' (gepland)' if verslag else ''}", waarden, len(kamers))
    populair = somrij("Totaal populaire begroting", [formeel.bedragen, waarde.bedragen], len(kamers))
    return g.Urentabel(
        kolommen=tuple(Kolom.van(kamer) for kamer in kamers),
        rijen=rijen,
        uren=uren,
        uren_totaal=sum(uren),
        waarde=waarde,
        formeel=Somrij(f"{FORMEEL} (financiering)" if verslag else FORMEEL, formeel.bedragen, formeel.totaal),
        populair=populair,
        aandelen=tuple(int(deel(geld, heel)) for geld, heel in zip(formeel.bedragen, populair.bedragen, strict=True)),
        aandeel_totaal=int(deel(formeel.totaal, populair.totaal)),
        bijschrift=BIJSCHRIFT_VERSLAG if verslag else BIJSCHRIFT,
        basis=BASIS,
    )


def _ramingen(versie: Versie):
    """Return the planned hours, each with where its rate comes from: the last rate of that amount before the year."""
    bronnen = Uurtarief.objects.filter(
        soort=OuterRef("wie"), bedrag=OuterRef("tarief"), vanaf__year__lte=versie.jaar.jaar
    ).order_by("-vanaf")
    return versie.tijdsramingen.annotate(bron=Subquery(bronnen.values("bron")[:1]))


def _rij(wie: str, ramingen: Mapping[int, Any], kamers: Sequence[Kamer], cijfers: Cijfers | None) -> g.Urenrij:
    """Build the row of one group; ``ramingen`` carry the source of their rate as ``bron``."""
    cellen = tuple(_cel(ramingen.get(kamer.pk)) for kamer in kamers)
    gevuld = [cel for cel in cellen if cel]
    tarieven = {cel.tarief for cel in gevuld}
    eerste = next(iter(ramingen.values()))
    return g.Urenrij(
        wie=str(wie),
        naam=NAMEN[wie],
        tekst=eerste.tekst,
        tarief=tarieven.pop() if len(tarieven) == 1 else None,
        bron=next((r.bron for r in ramingen.values() if r.bron), ""),
        cellen=cellen,
        personen=sum(cel.personen for cel in gevuld),
        uren=sum(cel.uren for cel in gevuld),
        waarde=som(cel.waarde for cel in gevuld),
        **(_gedaan(wie, cellen, kamers, cijfers) if cijfers is not None else {}),
    )


def _cel(raming: Tijdsraming | None) -> g.Urencel | None:
    if raming is None:
        return None
    return g.Urencel(raming.personen, raming.uren_per_persoon, raming.uren, raming.tarief, raming.waarde)


def _gedaan(wie: str, cellen: Sequence[g.Urencel | None], kamers: Sequence[Kamer], cijfers: Cijfers) -> dict:
    """Return the hours that were given and their value by the tariff of the version (domain.md §3)."""
    uren = tuple(cijfers.get(kamer.pk, Kamercijfers()).uren.get(wie) for kamer in kamers)
    waarde = tuple(_waarde(u, cel) for u, cel in zip(uren, cellen, strict=True))
    return {
        "gedane_uren": uren,
        "gedane_waarde": waarde,
        "gedane_uren_totaal": _totaal(uren),
        "gedane_waarde_totaal": _totaal(waarde),
    }


def _waarde(uren: Decimal | None, cel: g.Urencel | None) -> Decimal | None:
    return uren * cel.tarief if uren is not None and cel else None


def _totaal(waarden: Sequence[Decimal | None]) -> Decimal | None:
    """Add up what is known; None when no room registered anything."""
    return som(waarden) if any(waarde is not None for waarde in waarden) else None
