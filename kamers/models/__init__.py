from kamers.models.aanstelling import Aanstelling
from kamers.models.activiteit import Activiteit, Roosterplek
from kamers.models.afspraak import Indicator, Streefwaarde
from kamers.models.agenda import Agendalink
from kamers.models.bijeenkomst import Bijeenkomst
from kamers.models.buurt import Buurt, Buurtcijfer
from kamers.models.deelname import AlGeteld, Deelname
from kamers.models.invoer import Invoer, Uitvoer
from kamers.models.inzet import Inzet, Tariefsoort, Uurtarief
from kamers.models.kamer import Kamer, Werkgebied
from kamers.models.kamerfeiten import Gebeurtenis, Inventarisstuk, Kamerdocument, Kamerstap, Productstand
from kamers.models.klus import Klus, Klusplek
from kamers.models.openingstijd import Openingstijd, Sluiting, Weekdag
from kamers.models.partner import Partner, Partnernaam
from kamers.models.pas import Inkijk, Pasnummer
from kamers.models.persoon import Persoon
from kamers.models.sleutel import Sleutel, Sleuteldaad
from kamers.models.soort import Corporatieproduct, Doelgroep, Domein, Soort
from kamers.models.tablet import Tablet
from kamers.models.teljaar import Teljaar
from kamers.models.verzoek import Doorverwijzing, Verzoek

__all__ = [
    "Aanstelling",
    "Activiteit",
    "Agendalink",
    "AlGeteld",
    "Bijeenkomst",
    "Buurt",
    "Buurtcijfer",
    "Corporatieproduct",
    "Deelname",
    "Doelgroep",
    "Domein",
    "Doorverwijzing",
    "Gebeurtenis",
    "Indicator",
    "Inkijk",
    "Inventarisstuk",
    "Invoer",
    "Inzet",
    "Kamer",
    "Kamerdocument",
    "Kamerstap",
    "Klus",
    "Klusplek",
    "Openingstijd",
    "Partner",
    "Partnernaam",
    "Pasnummer",
    "Persoon",
    "Productstand",
    "Roosterplek",
    "Sleutel",
    "Sleuteldaad",
    "Sluiting",
    "Soort",
    "Streefwaarde",
    "Tablet",
    "Tariefsoort",
    "Teljaar",
    "Uitvoer",
    "Uurtarief",
    "Verzoek",
    "Weekdag",
    "Werkgebied",
]
