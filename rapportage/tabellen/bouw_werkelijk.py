"""Build the table *begroot en werkelijk* from the budget of a version and the books of its year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.dates import MONTHS
from django.utils.formats import date_format

from financien.models import Afwijkingsgrens, Verdeelsleutel
from kamers.models import Kamer
from rapportage.boeken import BUITEN, Boekcijfers
from rapportage.tabellen import werkelijk as w
from rapportage.tabellen.basis import NUL, Kolom, som
from rapportage.tabellen.geld import Begrotingstabel, Financieringstabel
from rapportage.tabellen.geldregels import Gedeeld, Uitleg

FYSIEK = "fysiek"
ZONDER_SLEUTEL = "zoals het geboekt is"
BUITEN_NAAM = "Buiten de begroting"
BIJSCHRIFT = "Bedragen in euro, inclusief btw, geboekt tot en met {dag}."
TEKENS = (
    "Verschil bij kosten: + is minder uitgegeven dan begroot, − is meer. Bij baten en resultaat is + juist meer. "
    "Balk: verschil in procenten van de begroting, tot 25%."
)


def werkelijktabel(
    begroting: Begrotingstabel,
    financiering: Financieringstabel,
    kamers: Sequence[Kamer],
    boeken: Boekcijfers,
    zinnen: Iterable[Uitleg],
    grens: Afwijkingsgrens,
    gedeeld: Iterable[Gedeeld] = (),
) -> w.Werkelijktabel:
    """Build cost lines × rooms with their subtotals, then income and result. No query."""
    zinnen, loopt = tuple(zinnen), boeken.geboekt_tot.month < 12
    groepen = tuple(_groep(groep, kamers, boeken) for groep in begroting.groepen)
    totaal = _som("Totaal kosten", [groep.subtotaal for groep in groepen], len(kamers))
    baten = tuple(boeken.baten.get(kamer.pk, NUL) for kamer in kamers)
    som_baten = _erbij("Totaal baten", financiering.totaal.bedragen, baten)
    over = [tuple(_min(som_baten, totaal, veld)) for veld in ("begroot", "werkelijk")]
    return w.Werkelijktabel(
        kolommen=tuple(Kolom.van(kamer) for kamer in kamers),
        groepen=groepen,
        totaal=totaal,
        baten=som_baten,
        resultaat=_erbij("Resultaat: baten min kosten", *over),
        geboekt_tot=boeken.geboekt_tot,
        loopt=loopt,
        bijschrift=f"{BIJSCHRIFT.format(dag=date_format(boeken.geboekt_tot, 'j F Y'))} {TEKENS}",
        zinnen=_zinnen(groepen, kamers, zinnen),
        zonder_toelichting=() if loopt else _zonder(groepen, kamers, zinnen, grens),
        gedeeld=_gedeeld(gedeeld, kamers),
    )


def _gedeeld(rijen: Iterable[Gedeeld], kamers: Sequence[Kamer]) -> tuple[w.Gedeeldrij, ...]:
    """Return the shared cost lines; what was booked and reversed is not there."""
    som_van: dict[tuple[str, str], dict[int, Decimal]] = defaultdict(lambda: defaultdict(lambda: NUL))
    for rij in rijen:
        som_van[rij.rekening, rij.wijze][rij.kamer] += rij.bedrag
    uit = []
    for (naam, wijze), per_kamer in sorted(som_van.items()):
        delen = tuple(w.Kamerdeel(k.afkorting, per_kamer[k.pk]) for k in kamers if per_kamer.get(k.pk))
        if delen:
            label = str(Verdeelsleutel.Wijze(wijze).label) if wijze else ZONDER_SLEUTEL
            uit.append(w.Gedeeldrij(naam, label, sum(per_kamer.values(), NUL), delen))
    return tuple(uit)


def _groep(groep, kamers: Sequence[Kamer], boeken: Boekcijfers) -> w.Werkelijkgroep:
    rijen = [_rij(rij.code, rij.naam, rij.bedragen, kamers, boeken) for rij in groep.rijen]
    if groep.code == FYSIEK:
        buiten = _rij(BUITEN, BUITEN_NAAM, (None,) * len(kamers), kamers, boeken)
        rijen += [buiten] if any(buiten.werkelijk) else []
    return w.Werkelijkgroep(groep.code, groep.naam, tuple(rijen), _som(groep.subtotaal.tekst, rijen, len(kamers)))


def _rij(code: str, naam: str, begroot, kamers: Sequence[Kamer], boeken: Boekcijfers) -> w.Werkelijkrij:
    werkelijk = tuple(boeken.kosten.get((kamer.pk, code), NUL) for kamer in kamers)
    return _maak(code, naam, begroot, werkelijk, 1)


def _maak(code: str, naam: str, begroot, werkelijk, teken: int) -> w.Werkelijkrij:
    van, tot = som(begroot), som(werkelijk)
    return w.Werkelijkrij(code, naam, tuple(begroot), tuple(werkelijk), van, tot, teken * (van - tot))


def _som(naam: str, rijen: Sequence[w.Werkelijkrij], breedte: int) -> w.Werkelijkrij:
    begroot, werkelijk = (
        tuple(som(getattr(rij, veld)[i] for rij in rijen) for i in range(breedte)) for veld in ("begroot", "werkelijk")
    )
    return _maak("", naam, begroot, werkelijk, 1)


def _erbij(naam: str, begroot, werkelijk) -> w.Werkelijkrij:
    """Make a row in which more than planned is above zero."""
    return _maak("", naam, begroot, werkelijk, -1)


def _min(van: w.Werkelijkrij, af: w.Werkelijkrij, veld: str) -> Iterable[Decimal]:
    return ((a or NUL) - (b or NUL) for a, b in zip(getattr(van, veld), getattr(af, veld), strict=True))


def _zinnen(groepen, kamers: Sequence[Kamer], zinnen: Iterable[Uitleg]) -> tuple[w.Verschilzin, ...]:
    """Return the newest sentence of each line, room by room, with the difference this report prints."""
    nieuwste = {(zin.kamer, zin.code): zin for zin in zinnen}
    rijen = [rij for groep in groepen for rij in groep.rijen]
    return tuple(
        w.Verschilzin(
            kamer.naam,
            rij.naam,
            (rij.begroot[i] or NUL) - rij.werkelijk[i],
            zin.tekst,
            str(MONTHS[zin.maand]) if zin.maand < 12 else "",
        )
        for i, kamer in enumerate(kamers)
        for rij in rijen
        if (zin := nieuwste.get((kamer.pk, rij.code)))
    )


def _zonder(groepen, kamers: Sequence[Kamer], zinnen: Iterable[Uitleg], grens: Afwijkingsgrens):
    """Return the differences above the limit that nobody explained, by line."""
    gezegd = {(zin.kamer, zin.code) for zin in zinnen}
    uit = []
    for rij in (rij for groep in groepen for rij in groep.rijen):
        verschillen = [(begroot or NUL) - echt for begroot, echt in zip(rij.begroot, rij.werkelijk, strict=True)]
        welke = [
            (kamer.afkorting, verschil)
            for kamer, begroot, verschil in zip(kamers, rij.begroot, verschillen, strict=True)
            if grens.voorbij(verschil, begroot or NUL) and (kamer.pk, rij.code) not in gezegd
        ]
        if welke:
            uit.append(w.Zondertoelichting(rij.naam, *(tuple(deel) for deel in zip(*welke, strict=True))))
    return tuple(uit)
