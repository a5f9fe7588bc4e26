from kamers.models.aanstelling import Aanstelling
from kamers.models.activiteit import Activiteit, Bijeenkomst, Corporatieproduct, Roosterplek, Soort
from kamers.models.afspraak import Indicator, Streefwaarde
from kamers.models.inzet import Inzet, Tariefsoort, Uurtarief
from kamers.models.kamer import Buurt, Kamer, Werkgebied
from kamers.models.klus import Klus, Klusplek
from kamers.models.partner import Partner, Partnernaam
from kamers.models.persoon import Persoon

__all__ = [
    "Aanstelling",
    "Activiteit",
    "Bijeenkomst",
    "Buurt",
    "Corporatieproduct",
    "Indicator",
    "Inzet",
    "Kamer",
    "Klus",
    "Klusplek",
    "Partner",
    "Partnernaam",
    "Persoon",
    "Roosterplek",
    "Soort",
    "Streefwaarde",
    "Tariefsoort",
    "Uurtarief",
    "Werkgebied",
]
