"""How every figure is made: one definition per indicator, and the entries of "Hoe tellen we"."""

from datetime import date

from django.utils.formats import date_format

from buurtwerkkamer.bedragen import euro_heel
from financien.services.dekking import TEKORT_MARGE
from rapportage.boeken import Boekcijfers
from rapportage.tabellen.basis import Toelichting
from rapportage.tabellen.toezicht import Toezicht

UNIEK = (
    "Verschillende mensen die dit jaar minstens één keer kwamen. "
    "Elke keer telt de kamer wie er voor het eerst dit jaar bij deze soort is."
)
AANMELDING = "Het eerste getal zijn mensen die echt meedoen, het tweede getal zijn mensen die zijn aangemeld."
ENQUETE = "Uit een enquête onder bewoners. Bij minder dan vijf antwoorden staat er geen cijfer."
INTERVIEWS = "Uit interviews met partners. Bij de uitkomst staan de bron en de datum."
OPGAVE = "Opgave van de kamer, met bron en datum."
DEFINITIES = {
    "E1": ENQUETE,
    "E2": ENQUETE,
    "E3": INTERVIEWS,
    "E4": f"Een aantal, geen percentage. {INTERVIEWS}",
    "E5": INTERVIEWS,
    "O1": "Mensen die een sleutel van de kamer beheren.",
    "O2": "Vrijwilligers met een overeenkomst die dit jaar minstens {grens} goedgekeurde uren gaven.",
    "O3": OPGAVE,
    "O4": "Leden die contributie betalen aan de bewonersvereniging.",
    "O5": AANMELDING,
    "O6": OPGAVE,
    "O7": AANMELDING,
    "O8": OPGAVE,
    "P1": UNIEK,
    "P2": "Klussen die dit jaar klaar zijn. Dit telt klussen, geen mensen.",
    "P3": UNIEK,
    "P4": UNIEK,
    "P5": UNIEK,
    "P6": UNIEK,
    "P7": (
        "Verschillende mensen die dit jaar minstens één keer in de kamer kwamen, "
        "met de mensen voor wie de kamer dit jaar voor het eerst een klus deed."
    ),
    "I1": (
        "Baten min kosten van het jaar, volgens de boekhouding. "
        f"Tot {euro_heel(TEKORT_MARGE)} onder nul telt als 0 tekort. Elk bedrag is terug te vinden in de boeken."
    ),
    "I2": (
        "Het oordeel van de kascommissie over het hele jaar: twee leden tekenen, het strengste oordeel telt. "
        "Is er een verklaring van de accountant, dan telt die mee. Het oordeel geldt voor alle kamers samen."
    ),
    "I3": "Het gemiddelde cijfer in een enquête onder medewerkers en vrijwilligers. De norm is meer dan 8.",
    "I4": "Het gemiddelde cijfer in een enquête onder partners en financiers. De norm is meer dan 8.",
}
NIET_OPTELBAAR = (
    "Unieke deelnemers zijn niet optelbaar: wie bij twee soorten komt, telt bij elke soort één keer "
    "en in het totaal één keer."
)
ZONDER_NAAM = "Alle deelnemers zijn geteld zonder naam."
OP_NAAM = (
    "Op naam is wie met een pas kwam; geteld is wie zonder naam is opgeschreven. "
    "Zijn dat er 1 tot en met 4, dan staan ze niet apart."
)
IN_DE_BOEKEN = "In dit verslag staat alleen de begroting. De werkelijke kosten staan in de boeken."
OORDEEL_VOLGT = "Het oordeel over de besteding komt van de kascommissie en de accountant. Dat volgt later."
VOLGEN_LATER = "Besteding en controle komen uit de boekhouding en van de kascommissie. Die cijfers volgen later."

_ALTIJD = (
    Toelichting("Niet optelbaar", NIET_OPTELBAAR),
    Toelichting(
        "Streefcijfers",
        "De aantallen bij activiteiten en diensten zijn streefcijfers. "
        "Willen bewoners meer klussen dan computerles, dan komt het één boven en het ander onder het streefcijfer uit.",
    ),
    Toelichting(
        "Geen afspraak", "Waar geen getal is afgesproken, staat de reden. Dat is iets anders dan een afspraak van 0."
    ),
    Toelichting(
        "Dekkingsverschil",
        "Financiering min begrote kosten. Het staat naast de afspraak “0 tekort”, per kamer en in totaal.",
    ),
    Toelichting(
        "Populaire begroting",
        "Het geld en de waarde van de uren samen, op basis van dekking: de financiering, niet de kosten.",
    ),
)
_JAARVERSLAG = (
    Toelichting("Unieke deelnemers", UNIEK),
    Toelichting(
        "Ten hoogste",
        "Wie zonder naam in twee kamers is geteld, telt twee keer. "
        "Daarom staat bij de coöperatie “ten hoogste” bij het aantal mensen.",
    ),
    Toelichting("Niet geregistreerd", "Er is dit jaar niets genoteerd. Dat is iets anders dan 0."),
)


def definitie(code: str, uren_voor_actief: int) -> str:
    """Return how the figure of an indicator is made; empty for an indicator of the cooperative's own."""
    return DEFINITIES.get(code, "").replace("{grens}", str(uren_voor_actief))


def hoe_tellen_we(
    *,
    jaarverslag: bool,
    uren_voor_actief: int,
    geboekt: bool = False,
    boeken: Boekcijfers | None = None,
    toezicht: Toezicht | None = None,
    laatste_dag: date | None = None,
) -> tuple[Toelichting, ...]:
    """Return the entries of "Hoe tellen we" for one kind of report.

    ``laatste_dag`` is how far the figures go, ``geboekt`` whether the books hold documents of the year, ``boeken``
    their costs and income.
    """
    actief = Toelichting(
        "Actieve vrijwilligers",
        definitie("O2", uren_voor_actief)
        + " Het gemiddelde aantal uren staat erbij. 250 uur is een gemiddelde, geen grens per persoon.",
    )
    if not jaarverslag:
        return (*_ALTIJD, actief)
    geld = (*_besteding(geboekt, boeken), *_controle(boeken, toezicht))
    return (*_peildatum(laatste_dag), *_ALTIJD, actief, *_JAARVERSLAG, *geld)


def _besteding(geboekt: bool, boeken: Boekcijfers | None) -> tuple[Toelichting, ...]:
    """Explain I1 (besteding): how it is made, or the word that stands in its place."""
    if boeken is None:
        return (Toelichting("Volgt", IN_DE_BOEKEN if geboekt else VOLGEN_LATER),)
    dag = date_format(boeken.geboekt_tot, "j F Y")
    werkelijk = f"Wat werkelijk is uitgegeven, komt uit de boeken. Er is geboekt tot en met {dag}."
    return (
        Toelichting("Begroot en werkelijk", werkelijk),
        Toelichting("Goede besteding budget", DEFINITIES["I1"]),
    )


def _controle(boeken: Boekcijfers | None, toezicht: Toezicht | None) -> tuple[Toelichting, ...]:
    """Explain I2 (controle): how it is made and on what it rests, or on what it waits."""
    if toezicht and toezicht.oordeel:
        return (Toelichting("Verantwoorde besteding budget", f"{DEFINITIES['I2']} Dit jaar: {toezicht.bij}."),)
    if boeken is None:
        return ()
    wacht = f" Nu: {toezicht.bij}." if toezicht and toezicht.controles else ""
    return (Toelichting("Volgt", OORDEEL_VOLGT + wacht),)


def _peildatum(laatste_dag: date | None) -> tuple[Toelichting, ...]:
    if laatste_dag is None:
        return ()
    return (Toelichting("Peildatum", f"Uren zijn genoteerd tot en met {date_format(laatste_dag, 'j F Y')}."),)
