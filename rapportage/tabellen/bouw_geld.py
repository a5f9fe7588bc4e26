"""Build the budget and the financing table of a version, for the rooms that are asked for."""

from collections.abc import Sequence
from decimal import Decimal

from buurtwerkkamer.bedragen import euro_heel, rond
from financien.models import Kostenpost
from financien.services.dekking import TEKORT_MARGE, is_tekort
from kamers.models import Kamer
from rapportage.tabellen import geld as g
from rapportage.tabellen.basis import NUL, Kolom, Somrij, som, somrij, verschilrij
from rapportage.tabellen.basistekst import met_basis
from rapportage.tabellen.geldregels import Geldregel, Geldregels

HEEL, TIENDE = Decimal(1), Decimal("0.1")
DONKERST = 9  # tints of the financing matrix: 0 … 9
BEGROTING = "Begrote kosten in euro, inclusief btw."
FINANCIERING = "Begrote bijdragen in euro. Hoe donkerder de cel, hoe hoger het bedrag."
FORMEEL = "Totaal formele begroting"  # the offer prints it below its costs and again, as financing, among its hours
TOTALEN = ("Totaal financiering", "Dekkingsverschil (financiering min kosten)")
TOTALEN_VERSLAG = ("Totaal begrote financiering", "Begroot dekkingsverschil (financiering min kosten)")
GROEPEN: dict[str, tuple[str, str]] = {
    Kostenpost.Soort.MENSEN: ("Inzet mensen", "Subtotaal inzet mensen"),
    Kostenpost.Soort.FYSIEK: ("Fysieke middelen", "Subtotaal fysieke middelen"),
}


def begrotingstabel(regels: Geldregels, kamers: Sequence[Kamer], *, verslag: bool = False) -> g.Begrotingstabel:
    """Build the cost lines × rooms, with subtotals, total and average; an annual report says it is the costs."""
    groepen = tuple(
        _groep(soort, [_begrotingsrij(regel, kamers) for regel in regels.kosten if regel.soort == soort], kamers)
        for soort in GROEPEN
        if any(regel.soort == soort for regel in regels.kosten)
    )
    naam = f"{FORMEEL} (kosten)" if verslag else FORMEEL
    totaal = somrij(naam, [groep.subtotaal.bedragen for groep in groepen], len(kamers))
    return g.Begrotingstabel(
        kolommen=tuple(Kolom.van(kamer) for kamer in kamers),
        groepen=groepen,
        totaal=totaal,
        gemiddelde=rond(totaal.totaal / len(kamers), HEEL),
        bijschrift=BEGROTING,
    )


def _groep(soort: str, rijen: list[g.Begrotingsrij], kamers: Sequence[Kamer]) -> g.Begrotingsgroep:
    naam, subtotaal = GROEPEN[soort]
    bedragen = [rij.bedragen for rij in rijen]
    return g.Begrotingsgroep(str(soort), naam, tuple(rijen), somrij(subtotaal, bedragen, len(kamers)))


def _begrotingsrij(regel: Geldregel, kamers: Sequence[Kamer]) -> g.Begrotingsrij:
    eigen = {kamer.pk: regel.bases[kamer.pk] for kamer in kamers if kamer.pk in regel.bases}
    basis, eenheid = next(iter(eigen.values())) if len(set(eigen.values())) == 1 else (None, "")
    bedragen, tekst = regel.per_kamer(kamers), met_basis(regel.tekst, list(eigen.values()))
    return g.Begrotingsrij(regel.code, regel.naam, tekst, basis, eenheid, bedragen, som(bedragen))


def financieringstabel(
    regels: Geldregels, kamers: Sequence[Kamer], kosten: Somrij, norm: tuple[str, ...], *, verslag: bool = False
) -> g.Financieringstabel:
    """Build the sources × rooms, and the dekkingsverschil beside what is agreed ("0 tekort").

    An annual report says of total and difference that they are of the budget: what came in stands elsewhere.
    """
    bronnen = [(bron, bron.per_kamer(kamers)) for bron in regels.bronnen]
    over, onder = TOTALEN_VERSLAG if verslag else TOTALEN
    totaal = somrij(over, [bedragen for _bron, bedragen in bronnen], len(kamers))
    hoogste = max((b for _bron, bedragen in bronnen for b in bedragen if b), default=NUL)
    verschil = verschilrij(onder, totaal, kosten)
    return g.Financieringstabel(
        kolommen=tuple(Kolom.van(kamer) for kamer in kamers),
        rijen=tuple(_financieringsrij(bron, bedragen, totaal.totaal, hoogste) for bron, bedragen in bronnen),
        totaal=totaal,
        kosten=Somrij("Totaal begrote kosten", kosten.bedragen, kosten.totaal),
        verschil=verschil,
        norm=norm,
        tekort=tuple(is_tekort(bedrag) for bedrag in verschil.bedragen),
        tekort_totaal=is_tekort(verschil.totaal),
        tolerantie=f"Bijdragen zijn afgerond. Tot {euro_heel(TEKORT_MARGE)} onder nul telt een verschil als 0 tekort.",
        bijschrift=FINANCIERING,
    )


def _financieringsrij(bron: Geldregel, bedragen, alles: Decimal, hoogste: Decimal) -> g.Financieringsrij:
    totaal = som(bedragen)
    return g.Financieringsrij(
        soort=bron.soort,
        naam=bron.naam,
        tekst=bron.tekst,
        raming=bron.raming,
        bedragen=bedragen,
        totaal=totaal,
        aandeel=deel(totaal, alles, TIENDE),
        tinten=tuple(tint(bedrag, hoogste) for bedrag in bedragen),
    )


def tint(bedrag: Decimal | None, hoogste: Decimal) -> int:
    """Return how dark a cell is: 0 for nothing, else 1 to 9 by the root of its share, so that small ones differ."""
    if not bedrag or not hoogste:
        return 0
    return max(1, int(rond((bedrag / hoogste).sqrt() * DONKERST, HEEL)))


def deel(bedrag: Decimal, geheel: Decimal, stap: Decimal = HEEL) -> Decimal:
    """Return the percentage of a whole, rounded half up; 0 of an empty whole."""
    return rond(bedrag * 100 / geheel, stap) if geheel else NUL


def verschil_in_woorden(verschil: Decimal) -> str:
    """Say how financing compares with costs: € 44 lager dan, € 12 hoger dan, gelijk aan."""
    if not verschil:
        return "gelijk aan"
    return f"{euro_heel(abs(verschil))} {'lager' if verschil < 0 else 'hoger'} dan"
