"""The finding above each part of a report: one or two sentences, computed from the tables and never typed."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.formats import date_format

from buurtwerkkamer.bedragen import euro_heel, getal, procent, rond
from buurtwerkkamer.bedragen import uren as urengetal
from financien.services.dekking import is_tekort
from rapportage.tabellen import prestaties as p
from rapportage.tabellen.bouw_geld import verschil_in_woorden
from rapportage.tabellen.geld import Begrotingstabel, Financieringstabel, Urentabel
from rapportage.tabellen.rapport import Zinnen
from rapportage.tabellen.werkelijk import Werkelijktabel

TELWOORDEN = ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
NOG_GEEN_NORM = "De streefcijfers zijn geteld. De normen zijn nog niet gemeten."
ENE_NORM_GEHAALD = "De gemeten norm is gehaald."
HOOGSTENS_GENOEMD = 3  # a sentence names so many, the table shows the rest


def zinnen_van(
    prestaties: p.Prestatietabel,
    begroting: Begrotingstabel,
    financiering: Financieringstabel,
    uren: Urentabel,
    werkelijk: Werkelijktabel | None = None,
) -> Zinnen:
    """Return the findings of a report."""
    return Zinnen(
        prestaties=zin_bereikt(prestaties) if prestaties.met_bereikt else zin_afgesproken(prestaties),
        begroting=zin_begroting(begroting),
        financiering=zin_financiering(financiering, verslag=prestaties.met_bereikt),
        uren=zin_uren(uren),
        werkelijk=zin_werkelijk(werkelijk) if werkelijk else "",
    )


def telwoord(aantal: int) -> str:
    """Write a count in words up to twelve, in figures above."""
    return TELWOORDEN[aantal] if 0 <= aantal < len(TELWOORDEN) else getal(aantal)


def aantal_van(aantal: int, enkelvoud: str, meervoud: str) -> str:
    """Write a count with its noun: één kamer, vier kamers, 24 prestaties."""
    return f"{telwoord(aantal)} {enkelvoud if aantal == 1 else meervoud}"


def opsomming(delen: Sequence[str]) -> str:
    """Join with commas and "en": a, b en c."""
    return " en ".join(filter(None, [", ".join(delen[:-1]), delen[-1]])) if delen else ""


def zin_afgesproken(tabel: p.Prestatietabel) -> str:
    """Say how much is promised, and where there is no agreement yet."""
    rijen = tabel.rijen
    if not rijen:
        return "Er zijn nog geen prestaties ingevuld."
    kamers = aantal_van(len(tabel.kolommen), "kamer", "kamers")
    zin = f"In {kamers} willen we {aantal_van(len(rijen), 'prestatie', 'prestaties')} leveren."
    zonder = _plekken(tabel, lambda cel, _rij: cel.doel.vorm == p.GEEN_AFSPRAAK)
    return f"{zin} Geen afspraak is er nog over {_genoemd(zonder, tabel)}." if zonder else zin


def zin_bereikt(tabel: p.Prestatietabel) -> str:
    """Say how many of the norms with a floor were reached, and name the ones that were not.

    Streefcijfers stay out of it: there over and under look alike.
    """
    gemeten = _aantal(_plekken(tabel, lambda cel, rij: not rij.streef and _vergelijkbaar(cel)))
    gemist = _plekken(tabel, lambda cel, _rij: cel.gemist)
    if not gemeten:
        geteld = any(cel.bereikt and cel.bereikt.waarde is not None for rij in tabel.rijen for cel in rij.cellen)
        return NOG_GEEN_NORM if geteld else "Er is niets geregistreerd."
    if not gemist:
        return ENE_NORM_GEHAALD if gemeten == 1 else f"Alle {telwoord(gemeten)} gemeten normen zijn gehaald."
    return f"{_gehaald(gemeten, gemeten - _aantal(gemist))} Onder de norm: {_genoemd(gemist, tabel)}."


def _gehaald(gemeten: int, gehaald: int) -> str:
    """Say how many norms were reached when at least one was not."""
    if gemeten == 1:
        return "De gemeten norm is niet gehaald."
    werkwoord, hoeveel = ("zijn", telwoord(gehaald)) if gehaald > 1 else ("is", "één" if gehaald else "geen")
    return f"Van de {telwoord(gemeten)} gemeten normen {werkwoord} er {hoeveel} gehaald."


def _vergelijkbaar(cel: p.Prestatiecel) -> bool:
    return cel.doel.waarde is not None and cel.bereikt is not None and cel.bereikt.waarde is not None


def _plekken(tabel: p.Prestatietabel, keuze) -> dict[str, list[str]]:
    """Return the chosen cells: per prestatie the letters on the doors of its rooms."""
    plekken: dict[str, list[str]] = {}
    for rij in tabel.rijen:
        for kolom, cel in zip(tabel.kolommen, rij.cellen, strict=True):
            if keuze(cel, rij):
                plekken.setdefault(rij.prestatie, []).append(kolom.afkorting)
    return plekken


def _aantal(plekken: dict[str, list[str]]) -> int:
    return sum(len(kamers) for kamers in plekken.values())


def _genoemd(plekken: dict[str, list[str]], tabel: p.Prestatietabel) -> str:
    """Name at most three prestaties, each with its rooms; without them in a report of one room."""
    een_kamer = len(tabel.kolommen) == 1
    return _hoogstens([naam if een_kamer else f"{naam} ({_hoogstens(kamers)})" for naam, kamers in plekken.items()])


def _hoogstens(delen: Sequence[str]) -> str:
    rest = len(delen) - HOOGSTENS_GENOEMD
    return opsomming(delen if rest <= 0 else [*delen[:HOOGSTENS_GENOEMD], f"nog {telwoord(rest)}"])


def zin_begroting(tabel: Begrotingstabel) -> str:
    """Say what it costs, on average per room, and which share is people."""
    totaal = tabel.totaal.totaal
    if not totaal:
        return "Er is nog niets begroot."
    kamers = len(tabel.kolommen)
    zin = f"Begroot is {euro_heel(totaal)} voor {aantal_van(kamers, 'kamer', 'kamers')}"
    if kamers > 1:
        zin += f", gemiddeld {euro_heel(tabel.gemiddelde)} per kamer"
    mensen = next((groep.subtotaal.totaal for groep in tabel.groepen if groep.code == "mensen"), 0)
    return f"{zin}. Inzet van mensen is {procent(mensen, totaal)} van de kosten."


def zin_werkelijk(tabel: Werkelijktabel) -> str:
    """Say what was spent beside the budget, and name the lines that cost more; during the year how far it is."""
    begroot, uit = (rond(bedrag, Decimal(1)) for bedrag in (tabel.totaal.begroot_totaal, tabel.totaal.werkelijk_totaal))
    meer = [rij.naam for rij in tabel.rijen if rond(rij.verschil, Decimal(1)) < 0]
    if tabel.loopt:
        dag = date_format(tabel.geboekt_tot, "j F")
        zin = f"Tot en met {dag} is {euro_heel(uit)} uitgegeven van {euro_heel(begroot)} voor het hele jaar"
        return " ".join(filter(None, [f"{zin}, {procent(uit, begroot)}.", _zin_meer(meer, "al meer", "")]))
    verschil = begroot - uit
    hoeveel = f"{euro_heel(abs(verschil))} {'minder' if verschil > 0 else 'meer'}" if verschil else "precies evenveel"
    zin = f"We begrootten {euro_heel(begroot)} en gaven {euro_heel(uit)} uit: {hoeveel}."
    zin = f"{zin} {_zin_meer(meer, 'meer', 'Geen post kostte meer dan begroot.')}"
    return " ".join(filter(None, [zin, _zin_baten(tabel), _zin_tekort(tabel)]))


def _zin_baten(tabel: Werkelijktabel) -> str:
    """Say how the income of the year compares with what was planned; empty when it is the same."""
    verschil = rond(tabel.baten.verschil, Decimal(1))
    if not verschil:
        return ""
    return f"De baten waren {euro_heel(abs(verschil))} {'meer' if verschil > 0 else 'minder'} dan begroot."


def _zin_tekort(tabel: Werkelijktabel) -> str:
    """Name the rooms whose result is a shortage, by the same margin as the norm "0 tekort"."""
    per_kamer = zip(tabel.kolommen, tabel.resultaat.werkelijk, strict=True)
    tekort = [(kolom.naam, euro_heel(-bedrag)) for kolom, bedrag in per_kamer if is_tekort(bedrag)]
    if not tekort:
        return ""
    if len(tabel.kolommen) == 1:
        return f"De kamer kwam {tekort[0][1]} te kort."
    rest = len(tekort) - HOOGSTENS_GENOEMD
    genoemd = [f"{naam} ({bedrag})" for naam, bedrag in tekort[:HOOGSTENS_GENOEMD]]
    genoemd += [f"en nog {telwoord(rest)}"] if rest > 0 else []
    kwam = f"{aantal_van(len(tekort), 'kamer kwam', 'kamers kwamen')} geld te kort"
    voorop = f"E{kwam[1:]}" if len(tekort) == 1 else f"{kwam[:1].upper()}{kwam[1:]}"
    return f"{voorop}: {'; '.join(genoemd)}."


def _zin_meer(namen: Sequence[str], meer: str, geen: str) -> str:
    """Name the lines that cost more; parted by semicolons, because a name may hold a comma."""
    if not namen:
        return geen
    rest = len(namen) - HOOGSTENS_GENOEMD
    genoemd = list(namen) if rest <= 0 else [*namen[:HOOGSTENS_GENOEMD], f"en nog {telwoord(rest)}"]
    aantal = aantal_van(len(namen), "post kostte", "posten kostten")
    klein = [naam if naam.isupper() or naam[:2].isupper() else naam[:1].lower() + naam[1:] for naam in genoemd]
    voorop = f"E{aantal[1:]}" if len(namen) == 1 else f"{aantal[:1].upper()}{aantal[1:]}"  # Eén, never Één
    return f"{voorop} {meer} dan begroot: {'; '.join(klein)}."


def zin_financiering(tabel: Financieringstabel, *, verslag: bool = False) -> str:
    """Say who carries most, and how the financing compares with the costs; an annual report says it was the plan."""
    if not tabel.totaal.totaal:
        return "Er is nog geen financiering ingevuld."
    grootste = max(tabel.rijen, key=lambda rij: rij.totaal)
    deel = procent(grootste.totaal, tabel.totaal.totaal)
    verschil = verschil_in_woorden(tabel.verschil.totaal)
    if verslag:
        zin = f"De grootste begrote bijdrage is {deel}: {grootste.tekst}."
        return f"{zin} De begrote financiering is {verschil} de begrote kosten."
    return f"De grootste bijdrage is {deel}: {grootste.tekst}. De financiering is {verschil} de kosten."


def zin_uren(tabel: Urentabel) -> str:
    """Say what hours are put in, what they are worth, and the share of money in the popular budget."""
    if not tabel.uren_totaal:
        return "Er zijn nog geen uren geraamd."
    zin = (
        f"Geraamd zijn {getal(tabel.uren_totaal)} uur van {opsomming([rij.naam.lower() for rij in tabel.rijen])}, "
        f"samen {euro_heel(tabel.waarde.totaal)} waard. "
        f"Geld is {tabel.aandeel_totaal}% van de populaire begroting van {euro_heel(tabel.populair.totaal)}."
    )
    return f"{zin} {_zin_gedaan(tabel)}".rstrip()


def _zin_gedaan(tabel: Urentabel) -> str:
    """Say how many of the planned hours were given; empty in an offer."""
    rij = next((rij for rij in tabel.rijen if rij.gedane_uren is not None), None)
    if rij is None:
        return ""
    if rij.gedane_uren_totaal is None:
        return f"Uren van {rij.naam.lower()} zijn niet geregistreerd."
    return f"{rij.naam} gaven {urengetal(rij.gedane_uren_totaal)} van de {getal(rij.uren)} uur."
