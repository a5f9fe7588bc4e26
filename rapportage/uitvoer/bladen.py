"""All sheets of a workbook: one per table, and the explanation."""

from rapportage.staat import Editie
from rapportage.tabellen import Bereikt, Doel, Kolom, Prestatiecel, Prestatierij, Rapportinhoud
from rapportage.tabellen.prestaties import BEOORDEELD, GETAL
from rapportage.uitvoer.blad import BREED, GROEP, HEEL, KOLOM, Blad, Regel, Vak, tekst
from rapportage.uitvoer.blad_kamers import blad_kamers
from rapportage.uitvoer.blad_toezicht import blad_toezicht
from rapportage.uitvoer.bladen_geld import blad_begroting, blad_financiering, blad_uren
from rapportage.uitvoer.bladen_werkelijk import blad_werkelijk
from rapportage.uitvoer.over import over

AFGESPROKEN = (("afspraak", KOLOM), ("op aangemeld", KOLOM))
BEREIKT = (("bereikt", KOLOM), ("op aangemeld bereikt", KOLOM), ("op naam", 10), ("geteld", 10), ("toelichting", 24))
NORMEN = {"min": '"Min. "', "meer dan": '"> "'}


def bladen(inhoud: Rapportinhoud, editie: Editie | None = None) -> tuple[Blad, ...]:
    """Return the sheets of a report in their order."""
    return (
        blad_prestaties(inhoud),
        blad_begroting(inhoud),
        *blad_werkelijk(inhoud),
        blad_financiering(inhoud),
        blad_uren(inhoud),
        *blad_toezicht(inhoud),
        blad_kamers(inhoud),
        blad_toelichting(inhoud, editie),
    )


def blad_prestaties(inhoud: Rapportinhoud) -> Blad:
    """Return the sheet of the performance table: per room the target, and in an annual report what was reached."""
    tabel = inhoud.prestaties
    maten = (*AFGESPROKEN, *BEREIKT) if tabel.met_bereikt else AFGESPROKEN
    kop = [("Code", 8), ("Prestatie", BREED), ("Indicator", 20), ("Eenheid", 12), ("Norm", 12)]
    kop += [_kamerkop(kolom, maat, breedte) for kolom in tabel.kolommen for maat, breedte in maten]
    if tabel.met_bereikt:
        kop.append(("Coöperatie", 20))
    regels = []
    for groep in tabel.groepen:
        regels.append(Regel(tuple(tekst(groep.naam)), GROEP))
        regels += [_regel(rij, tabel.met_bereikt) for rij in groep.rijen]
    inleiding = tuple(filter(None, [inhoud.zinnen.prestaties, inhoud.vergeleken_met, tabel.cooperatie_zin]))
    return Blad("Prestaties", "Prestaties", inleiding, tuple(kop), tuple(regels), (tabel.niet_optelbaar,))


def _kamerkop(kolom: Kolom, maat: str, breedte: int) -> tuple[str, int]:
    """A header is complete in itself: a reader of one cell hears room and measure."""
    return f"{kolom.naam} {maat}", breedte


def _regel(rij: Prestatierij, met_bereikt: bool) -> Regel:
    vakken = tekst(rij.code, rij.tekst, rij.bewijs, rij.eenheid, rij.norm)
    for cel in rij.cellen:
        vakken += _afspraak(rij, cel.doel)
        if met_bereikt:
            vakken += _bereikt(rij, cel)
    if met_bereikt:
        vakken += tekst(rij.cooperatie)
    return Regel(tuple(vakken))


def _afspraak(rij: Prestatierij, doel: Doel) -> list[Vak]:
    """Return a raw number that shows as printed ("Min. 50%"), or the printed words."""
    if doel.vorm != GETAL:
        return [Vak(doel.tekst), Vak()]
    return [Vak(doel.waarde, NORMEN.get(rij.norm, "") + _eenheid(rij, doel.waarde)), Vak(doel.op_aangemeld, HEEL)]


def _eenheid(rij: Prestatierij, waarde) -> str:
    heel = HEEL if waarde == waarde.to_integral_value() else "#,##0.##"
    return heel + {"aandeel": '"%"', "tekort": '" tekort"'}.get(rij.eenheid, "")


def _bereikt(rij: Prestatierij, cel: Prestatiecel) -> list[Vak]:
    bereikt = cel.bereikt or Bereikt("", "")
    bij = "; ".join(filter(None, [bereikt.bij, bereikt.bron]))
    if bereikt.status == BEOORDEELD:
        return [*tekst(bereikt.tekst), Vak(), Vak(), Vak(), *tekst(bij)]
    if bereikt.waarde is None:
        return [Vak(bereikt.tekst or None), *[Vak() for _maat in BEREIKT[1:]]]
    formaat = "0.0" if rij.eenheid == "cijfer" else _eenheid(rij, bereikt.waarde)
    aantallen = (bereikt.op_aangemeld, bereikt.op_naam, bereikt.geteld)
    return [Vak(bereikt.waarde, formaat), *[Vak(aantal, HEEL) for aantal in aantallen], *tekst(bij)]


def blad_toelichting(inhoud: Rapportinhoud, editie: Editie | None) -> Blad:
    """Return the explanation: what this report is, how we count, and how every figure is made."""
    regels = [Regel(tuple(tekst("Over dit rapport")), GROEP)]
    regels += [Regel(tuple(tekst("", naam, inhoud_tekst))) for naam, inhoud_tekst in over(inhoud, editie)]
    regels.append(Regel(tuple(tekst("Hoe tellen we")), GROEP))
    regels += [Regel(tuple(tekst("", uitleg.kop, uitleg.tekst))) for uitleg in inhoud.toelichting]
    regels.append(Regel(tuple(tekst("Wat een cijfer betekent")), GROEP))
    regels += [Regel(tuple(tekst(rij.code, rij.prestatie, rij.definitie))) for rij in inhoud.prestaties.rijen]
    kop = (("Code", 20), ("Onderwerp", 48), ("Uitleg", 100))
    return Blad("Toelichting", "Toelichting", (), kop, tuple(regels))
