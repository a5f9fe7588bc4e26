"""The sheets of section 7: budget, financing and hours."""

from rapportage.tabellen import JAARVERSLAG, Kolom, Rapportinhoud, Somrij
from rapportage.tabellen.geld import Urenrij, Urentabel
from rapportage.uitvoer.blad import (
    BREED,
    CENTEN,
    GROEP,
    HEEL,
    KOLOM,
    PROCENT,
    SOM,
    TOTAAL,
    VERSCHIL,
    Blad,
    Regel,
    Vak,
    geld,
    tekst,
)

SAMEN = ("Totaal", KOLOM)
NIET_GEREGISTREERD = "niet geregistreerd"


def _titel(inhoud: Rapportinhoud, titel: str) -> str:
    """Return the heading of a sheet; in an annual report it says that the sheet is the plan."""
    return f"{titel} (gepland)" if inhoud.soort == JAARVERSLAG else titel


def _kamers(kolommen: tuple[Kolom, ...]) -> list[tuple[str, int]]:
    return [(kolom.naam, KOLOM) for kolom in kolommen]


def _somregel(voor: list[Vak], som: Somrij, stijl: str, formaat: str = "") -> Regel:
    return Regel((*voor, *geld((*som.bedragen, som.totaal), formaat)), stijl)


def blad_begroting(inhoud: Rapportinhoud) -> Blad:
    """Return the sheet of the budget, with subtotals, total and average."""
    tabel = inhoud.begroting
    regels = []
    for groep in tabel.groepen:
        regels.append(Regel(tuple(tekst(groep.naam)), GROEP))
        for rij in groep.rijen:
            voor = [*tekst(rij.code, rij.tekst, rij.naam), *geld([rij.basis]), *tekst(rij.basis_eenheid)]
            regels.append(Regel((*voor, *geld((*rij.bedragen, rij.totaal)))))
        regels.append(_somregel(tekst("", groep.subtotaal.tekst, "", "", ""), groep.subtotaal, SOM))
    regels.append(_somregel(tekst("", tabel.totaal.tekst, "", "", ""), tabel.totaal, TOTAAL))
    leeg = [Vak() for _kolom in tabel.kolommen]
    regels.append(Regel((*tekst("", "Gemiddeld per kamer", "", "", ""), *leeg, *geld([tabel.gemiddelde]))))
    kop = [("Code", 8), ("Post", BREED), ("Korte naam", 36), ("Basis", 10), ("Eenheid van de basis", 34)]
    kop += [*_kamers(tabel.kolommen), SAMEN]
    return Blad(
        "Begroting", _titel(inhoud, "Begroting"), (inhoud.zinnen.begroting, tabel.bijschrift), tuple(kop), tuple(regels)
    )


def blad_financiering(inhoud: Rapportinhoud) -> Blad:
    """Return the sheet of the sources, and the dekkingsverschil beside what is agreed."""
    tabel = inhoud.financiering
    regels = [
        Regel(
            (
                *tekst(rij.soort, rij.tekst, rij.naam, "raming" if rij.raming else ""),
                *geld((*rij.bedragen, rij.totaal)),
                Vak(rij.aandeel, PROCENT),
            )
        )
        for rij in tabel.rijen
    ]
    regels.append(_somregel(tekst("", tabel.totaal.tekst, "", ""), tabel.totaal, SOM))
    regels.append(_somregel(tekst("", tabel.kosten.tekst, "", ""), tabel.kosten, SOM))
    regels.append(_somregel(tekst("", tabel.verschil.tekst, "", ""), tabel.verschil, TOTAAL, VERSCHIL))
    regels.append(Regel(tuple(tekst("", "Afspraak: goede besteding budget", "", "", *tabel.norm))))
    kop = [("Soort", 20), ("Financier", BREED), ("Naam", 48), ("Raming", 10)]
    kop += [*_kamers(tabel.kolommen), SAMEN, ("Deel", 10)]
    inleiding = (inhoud.zinnen.financiering, tabel.bijschrift.split(".")[0] + ".", tabel.tolerantie)
    return Blad("Financiering", _titel(inhoud, "Financiering"), inleiding, tuple(kop), tuple(regels))


def blad_uren(inhoud: Rapportinhoud) -> Blad:
    """Return the sheet of the hours, their value, and the popular budget."""
    tabel = inhoud.uren
    regels = [regel for rij in tabel.rijen for regel in _urenregels(rij)]
    uren = [Vak(aantal, HEEL) for aantal in (*tabel.uren, tabel.uren_totaal)]
    regels.append(Regel((*tekst(tabel.waarde.tekst, "uren"), *uren), SOM))
    for som, stijl in ((tabel.waarde, SOM), (tabel.formeel, SOM), (tabel.populair, TOTAAL)):
        regels.append(_somregel(tekst(som.tekst, "euro"), som, stijl))
    regels.append(_aandelen(tabel))
    kop = [("Wie", BREED), ("Maat", 20), *_kamers(tabel.kolommen), SAMEN, ("Bron", 46)]
    inleiding = (inhoud.zinnen.uren, f"{tabel.bijschrift} De populaire begroting staat {tabel.basis}.")
    return Blad("Uren", _titel(inhoud, "Uren en populaire begroting"), inleiding, tuple(kop), tuple(regels))


def _aandelen(tabel: Urentabel) -> Regel:
    vakken = [Vak(deel, '0"%"') for deel in (*tabel.aandelen, tabel.aandeel_totaal)]
    return Regel((*tekst("Formele begroting in de populaire begroting", "procent"), *vakken))


def _urenregels(rij: Urenrij) -> list[Regel]:
    """Return the rows of one group: persons × hours each, hours, rate, value, and what was given."""
    regels = [Regel(tuple(tekst(rij.naam)), GROEP)]
    for maat, veld, totaal, formaat in (
        ("personen", "personen", rij.personen, HEEL),
        ("uren per persoon", "uren_per_persoon", None, HEEL),
        ("uren", "uren", rij.uren, HEEL),
        ("euro per uur", "tarief", rij.tarief, CENTEN),
    ):
        vakken = [Vak(getattr(cel, veld, None), formaat) for cel in rij.cellen]
        bron = tekst(rij.bron) if veld == "tarief" else []
        regels.append(Regel((*tekst(rij.tekst, maat), *vakken, Vak(totaal, formaat), *bron)))
    waarden = [cel.waarde if cel else None for cel in rij.cellen]
    regels.append(Regel((*tekst(rij.tekst, "waarde in euro"), *geld((*waarden, rij.waarde)))))
    for maat, gedaan, totaal in (
        ("gedane uren", rij.gedane_uren, rij.gedane_uren_totaal),
        ("waarde van gedane uren", rij.gedane_waarde, rij.gedane_waarde_totaal),
    ):
        if gedaan is not None:
            vakken = [Vak(NIET_GEREGISTREERD) if w is None else Vak(w, CENTEN) for w in (*gedaan, totaal)]
            regels.append(Regel((*tekst(rij.tekst, maat), *vakken)))
    return regels
