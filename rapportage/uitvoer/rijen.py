"""A report in long form: one row per figure, so that a program needs to know only nine columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapportage.staat import Editie
from rapportage.tabellen import (
    Begrotingstabel,
    Financieringstabel,
    Prestatierij,
    Rapportinhoud,
    Somrij,
    Urentabel,
    Werkelijkrij,
    Werkelijktabel,
)
from rapportage.tabellen.geld import Urenrij
from rapportage.tabellen.rapport import JAARVERSLAG
from rapportage.uitvoer import blad_kamers
from rapportage.uitvoer.blad_toezicht import delen
from rapportage.uitvoer.over import over

TOTAAL, COOPERATIE = "Totaal", "Coöperatie"
Getal = Decimal | int | None


@dataclass(frozen=True)
class Rij:
    """One figure: where it stands, what it measures, its number and what is printed instead of a number."""

    tabel: str
    groep: str
    code: str
    regel: str
    kamercode: str
    kamer: str
    maat: str
    waarde: Getal
    tekst: str = ""


def rijen(inhoud: Rapportinhoud, editie: Editie | None = None) -> Iterator[Rij]:
    """Return all figures of a report, table by table, in the printed order."""
    yield from _over(inhoud, editie)
    yield from _prestaties(inhoud)
    yield from _begroting(inhoud.begroting)
    yield from _werkelijk(inhoud.werkelijk)
    yield from _financiering(inhoud.financiering)
    yield from _uren(inhoud.uren)
    yield from _toezicht(inhoud)
    yield from _kamers(inhoud)
    for uitleg in inhoud.toelichting:
        yield Rij("toelichting", "", "", uitleg.kop, "", "", "", None, uitleg.tekst)


def _over(inhoud: Rapportinhoud, editie: Editie | None) -> Iterator[Rij]:
    for naam, tekst in over(inhoud, editie):
        yield Rij("rapport", "", "", naam, "", "", "", None, tekst)


def _per_kamer(inhoud_van, plek: tuple[str, str, str, str], maat: str, waarden: Sequence[Getal]) -> Iterator[Rij]:
    """Return one row per room; an empty cell keeps its row, with nothing in it."""
    for kolom, waarde in zip(inhoud_van.kolommen, waarden, strict=True):
        yield Rij(*plek, kolom.code, kolom.naam, maat, waarde)


def _woorden(plek: tuple[str, str, str, str], *paren: tuple[str, str]) -> Iterator[Rij]:
    """Return what is said in words about a whole row; only what there is to say."""
    yield from (Rij(*plek, "", "", maat, None, tekst) for maat, tekst in paren if tekst)


def _prestaties(inhoud: Rapportinhoud) -> Iterator[Rij]:
    tabel = inhoud.prestaties
    for groep in tabel.groepen:
        for rij in groep.rijen:
            plek = ("prestaties", groep.naam, rij.code, rij.tekst)
            yield from _woorden(
                plek,
                ("korte naam", rij.prestatie),
                ("indicator", rij.bewijs),
                ("eenheid", rij.eenheid),
                ("norm", rij.norm),
            )
            for kolom, cel in zip(tabel.kolommen, rij.cellen, strict=True):
                for maat, waarde, tekst in _prestatiecel(cel):
                    yield Rij(*plek, kolom.code, kolom.naam, maat, waarde, tekst)
            yield from _cooperatie(inhoud, rij, plek)


def _cooperatie(inhoud: Rapportinhoud, rij: Prestatierij, plek: tuple[str, str, str, str]) -> Iterator[Rij]:
    if inhoud.soort == JAARVERSLAG and rij.cooperatie and inhoud.kamer is None:
        yield Rij(*plek, "", COOPERATIE, "bereikt", None, rij.cooperatie)


def _prestatiecel(cel) -> Iterator[tuple[str, Getal, str]]:
    yield "afspraak", cel.doel.waarde, cel.doel.tekst
    if cel.doel.op_aangemeld is not None:
        yield "afspraak: op aangemeld", cel.doel.op_aangemeld, ""
    if cel.bereikt is None:
        return
    yield "bereikt", cel.bereikt.waarde, cel.bereikt.tekst
    delen = {
        "bereikt: op aangemeld": cel.bereikt.op_aangemeld,
        "bereikt: op naam": cel.bereikt.op_naam,
        "bereikt: geteld": cel.bereikt.geteld,
    }
    yield from ((maat, waarde, "") for maat, waarde in delen.items() if waarde is not None)
    if cel.bereikt.bij or cel.bereikt.bron:
        yield "bereikt: toelichting", None, "; ".join(filter(None, [cel.bereikt.bij, cel.bereikt.bron]))


def _som(tabel, naam: str, groep: str, som: Somrij) -> Iterator[Rij]:
    plek = (naam, groep, "", som.tekst)
    yield from _per_kamer(tabel, plek, "bedrag", som.bedragen)
    yield Rij(*plek, "", TOTAAL, "bedrag", som.totaal)


def _begroting(tabel: Begrotingstabel) -> Iterator[Rij]:
    for groep in tabel.groepen:
        for rij in groep.rijen:
            plek = ("begroting", groep.naam, rij.code, rij.tekst)
            yield from _woorden(plek, ("korte naam", rij.naam))
            if rij.basis is not None or rij.basis_eenheid:
                yield Rij(*plek, "", "", "basis", rij.basis, rij.basis_eenheid)
            yield from _per_kamer(tabel, plek, "bedrag", rij.bedragen)
            yield Rij(*plek, "", TOTAAL, "bedrag", rij.totaal)
        yield from _som(tabel, "begroting", groep.naam, groep.subtotaal)
    yield from _som(tabel, "begroting", "", tabel.totaal)
    yield Rij("begroting", "", "", "Gemiddeld per kamer", "", "", "bedrag", tabel.gemiddelde)


def _werkelijk(tabel: Werkelijktabel | None) -> Iterator[Rij]:
    if tabel is None:
        return
    for groep in tabel.groepen:
        for rij in (*groep.rijen, groep.subtotaal):
            yield from _werkelijkrij(tabel, groep.naam, rij)
    for rij in (tabel.totaal, tabel.baten, tabel.resultaat):
        yield from _werkelijkrij(tabel, "", rij)
    for zin in tabel.zinnen:
        yield Rij("werkelijk", "", "", zin.post, "", zin.kamer, "uitleg", zin.verschil, zin.tekst)
    for zonder in tabel.zonder_toelichting:
        for kamer, bedrag in zonder.delen:
            yield Rij("werkelijk", "", "", zonder.post, "", kamer, "uitleg", bedrag, "geen toelichting")


def _werkelijkrij(tabel: Werkelijktabel, groep: str, rij: Werkelijkrij) -> Iterator[Rij]:
    plek = ("werkelijk", groep, rij.code, rij.naam)
    yield from _per_kamer(tabel, plek, "begroot", rij.begroot)
    yield from _per_kamer(tabel, plek, "werkelijk", rij.werkelijk)
    for maat, bedrag in (
        ("begroot", rij.begroot_totaal),
        ("werkelijk", rij.werkelijk_totaal),
        ("verschil", rij.verschil),
    ):
        yield Rij(*plek, "", TOTAAL, maat, bedrag)


def _financiering(tabel: Financieringstabel) -> Iterator[Rij]:
    for rij in tabel.rijen:
        plek = ("financiering", rij.soort, "", rij.tekst)
        yield from _woorden(plek, ("naam", rij.naam))
        yield from _per_kamer(tabel, plek, "bedrag", rij.bedragen)
        yield Rij(*plek, "", TOTAAL, "bedrag", rij.totaal, "raming" if rij.raming else "")
        yield Rij(*plek, "", TOTAAL, "procent van de financiering", rij.aandeel)
    for som in (tabel.totaal, tabel.kosten, tabel.verschil):
        yield from _som(tabel, "financiering", "", som)
    for kolom, norm in zip(tabel.kolommen, tabel.norm, strict=True):
        yield Rij("financiering", "", "", tabel.verschil.tekst, kolom.code, kolom.naam, "afspraak", None, norm)


def _uren(tabel: Urentabel) -> Iterator[Rij]:
    for rij in tabel.rijen:
        yield from _urenrij(tabel, rij)
    plek = ("uren", "", "", tabel.waarde.tekst)
    yield from _per_kamer(tabel, plek, "uren", tabel.uren)
    yield Rij(*plek, "", TOTAAL, "uren", tabel.uren_totaal)
    for som in (tabel.waarde, tabel.formeel, tabel.populair):
        yield from _som(tabel, "uren", "", som)
    plek = ("uren", "", "", tabel.formeel.tekst)
    yield from _per_kamer(tabel, plek, "procent van de populaire begroting", tabel.aandelen)
    yield Rij(*plek, "", TOTAAL, "procent van de populaire begroting", tabel.aandeel_totaal, tabel.basis)


def _urenrij(tabel: Urentabel, rij: Urenrij) -> Iterator[Rij]:
    plek = ("uren", rij.naam, "", rij.tekst)
    for maat, veld, totaal in (
        ("personen", "personen", rij.personen),
        ("uren per persoon", "uren_per_persoon", None),
        ("uren", "uren", rij.uren),
        ("tarief", "tarief", rij.tarief),
        ("waarde", "waarde", rij.waarde),
    ):
        yield from _per_kamer(tabel, plek, maat, [getattr(cel, veld, None) for cel in rij.cellen])
        if totaal is not None:
            yield Rij(*plek, "", TOTAAL, maat, totaal, rij.bron if maat == "tarief" else "")
    for maat, waarden, totaal in (
        ("gedane uren", rij.gedane_uren, rij.gedane_uren_totaal),
        ("gedane waarde", rij.gedane_waarde, rij.gedane_waarde_totaal),
    ):
        if waarden is not None:
            for kolom, waarde in zip(tabel.kolommen, waarden, strict=True):
                yield Rij(*plek, kolom.code, kolom.naam, maat, waarde, _geregistreerd(waarde))
            yield Rij(*plek, "", TOTAAL, maat, totaal, _geregistreerd(totaal))


def _toezicht(inhoud: Rapportinhoud) -> Iterator[Rij]:
    for wie, waarover, gezien, aantal, vragen, woorden in delen(inhoud):
        for maat, waarde in (("gezien", gezien), ("aantal", aantal), ("vragen", vragen)):
            if waarde is not None:
                yield Rij("controle", wie, "", waarover, "", "", maat, waarde)
        if woorden:
            yield Rij("controle", wie, "", waarover, "", "", "oordeel", None, woorden)


def _kamers(inhoud: Rapportinhoud) -> Iterator[Rij]:
    for rij in inhoud.kamers:
        for kop, tekst in blad_kamers.delen(rij):
            if tekst:
                yield Rij("kamers", "", "", kop, rij.code, rij.naam, "", None, tekst)


def _geregistreerd(waarde: Getal) -> str:
    return "niet geregistreerd" if waarde is None else ""
