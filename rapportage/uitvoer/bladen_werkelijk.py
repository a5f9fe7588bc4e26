"""The sheet *begroot en werkelijk*; only in a report that has the table."""

from rapportage.tabellen import Rapportinhoud, Werkelijkrij
from rapportage.uitvoer.blad import BREED, GEWOON, GROEP, KOLOM, SOM, TOTAAL, VERSCHIL, Blad, Regel, Vak, geld, tekst

SAMEN = (("Totaal begroot", KOLOM), ("Totaal werkelijk", KOLOM), ("Totaal verschil", KOLOM))


def blad_werkelijk(inhoud: Rapportinhoud) -> tuple[Blad, ...]:
    """Return the sheet of budget beside realisation, or nothing when the books hold nothing."""
    tabel = inhoud.werkelijk
    if tabel is None:
        return ()
    regels = []
    for groep in tabel.groepen:
        regels.append(Regel(tuple(tekst(groep.naam)), GROEP))
        regels += [_regel(rij) for rij in groep.rijen]
        regels.append(_regel(groep.subtotaal, SOM))
    regels += [_regel(tabel.totaal, TOTAAL), _regel(tabel.baten, SOM), _regel(tabel.resultaat, TOTAAL)]
    kop = [("Code", 8), ("Post", BREED)]
    kop += [(f"{kolom.naam} {maat}", KOLOM) for kolom in tabel.kolommen for maat in ("begroot", "werkelijk")]
    noten = tuple(f"{zin.kamer}, {zin.post}: {zin.tekst}" for zin in tabel.zinnen)
    noten += tuple(f"{', '.join(rij.kamers)}, {rij.post}: geen toelichting." for rij in tabel.zonder_toelichting)
    inleiding = (inhoud.zinnen.werkelijk, tabel.bijschrift.split(" Balk:")[0])
    return (Blad("Begroot en werkelijk", "Begroot en werkelijk", inleiding, (*kop, *SAMEN), tuple(regels), noten),)


def _regel(rij: Werkelijkrij, stijl: str = GEWOON) -> Regel:
    vakken: list[Vak] = tekst(rij.code, rij.naam)
    for begroot, werkelijk in zip(rij.begroot, rij.werkelijk, strict=True):
        vakken += geld((begroot, werkelijk))
    return Regel((*vakken, *geld((rij.begroot_totaal, rij.werkelijk_totaal)), *geld([rij.verschil], VERSCHIL)), stijl)
