"""The columns of a sheet of grants, in the order in which the page of a kind of file shows them."""

from django.utils.translation import gettext_lazy

from buurtwerkkamer.invoer.widgets import Aantal, Dag, JaNee, Keuze, Tekst
from financien.models import Financieringsbron, Toekenning, Toekenningstatus
from financien.resources.basis import Bedrag
from kamers.resources.kolommen import Kolom

Soort, Aard, Status = Financieringsbron.Soort, Toekenning.Aard, Toekenningstatus.Status
VAN_DE_TOEKENNING = (  # once for all its rows
    *("soort", "partner", "kenmerk", "aard", "van", "tot", "status", "sinds"),
    *("oormerk", "verantwoorden_voor", "verklaring", "planregel"),
)
KOLOMMEN = {
    "toekenning": Kolom(
        "toekenning", Tekst(120), verplicht=True, uitleg=gettext_lazy("Waarvoor het is."), voorbeeld="Subsidie"
    ),
    "soort": Kolom("soort", Keuze({s: (s.value,) for s in Soort}), uitleg=gettext_lazy("In de eerste rij.")),
    "partner": Kolom(
        "partner", Keuze({}), uitleg=gettext_lazy("Code of naam. Leeg bij eigen inkomsten en Belastingdienst.")
    ),
    "kenmerk": Kolom("kenmerk", Tekst(60), uitleg=gettext_lazy("Het nummer op het besluit.")),
    "aard": Kolom(
        "aard",
        Keuze({a: (a.value, a.label) for a in Aard}),
        uitleg=gettext_lazy("Leeg is subsidie. In natura mag zonder kamer en bedrag."),
    ),
    "van": Kolom("van", Dag(), uitleg=gettext_lazy("Leeg is 1 januari.")),
    "tot": Kolom("tot", Dag(), uitleg=gettext_lazy("Leeg is 31 december.")),
    "status": Kolom(
        "status", Keuze({s: (s.value, s.label) for s in Status}), uitleg=gettext_lazy("Leeg is het begin.")
    ),
    "sinds": Kolom("sinds", Dag(), uitleg=gettext_lazy("De dag van deze status.")),
    "oormerk": Kolom("oormerk", Tekst(200), uitleg=gettext_lazy("Waarvoor je het alleen mag gebruiken.")),
    "verantwoorden_voor": Kolom(
        "verantwoorden voor", Dag(), uitleg=gettext_lazy("De laatste dag om te verantwoorden.")
    ),
    "verklaring": Kolom(
        "verklaring", JaNee(), uitleg=gettext_lazy("Is een verklaring van een accountant nodig? Leeg is nee.")
    ),
    "planregel": Kolom(
        "planregel",
        Keuze({}),
        uitleg=gettext_lazy("De regel van het financieringsplan. Leeg volgt uit soort en partner."),
    ),
    "kamer": Kolom("kamer", Keuze({}), uitleg=gettext_lazy("Code of naam van de kamer.")),
    "jaar": Kolom(
        "jaar",
        Aantal(),
        uitleg=gettext_lazy("Van welk jaar dit bedrag is. Mag leeg als de toekenning binnen een jaar valt."),
    ),
    "bedrag": Kolom("bedrag", Bedrag(), uitleg=gettext_lazy("Voor deze kamer."), voorbeeld="62.000,00"),
    "vervalt": Kolom("vervalt", Dag(), uitleg=gettext_lazy("De dag van een termijn.")),
    "termijn": Kolom("termijn", Bedrag(), uitleg=gettext_lazy("Het bedrag van die termijn.")),
}
