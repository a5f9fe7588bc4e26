from financien.models.afspraak import Ondertekening, Opdracht, Partij, Samenwerkingsafspraak
from financien.models.begroting import Begrotingsregel, Kostenpost, Tijdsraming
from financien.models.boekstuk import Boeking, Boekstuk, Dagboek
from financien.models.financiering import Financieringsbron, Financieringsregel
from financien.models.grootboek import Grootboekrekening, Rekeningsoort
from financien.models.toekenning import Toekenning, Toekenningstatus
from financien.models.toekenningdelen import Termijn, Verdeling
from financien.models.toekenningpapier import Betaalverzoek, Brief, Voorwaarde

__all__ = [
    "Begrotingsregel",
    "Betaalverzoek",
    "Boeking",
    "Boekstuk",
    "Brief",
    "Dagboek",
    "Financieringsbron",
    "Financieringsregel",
    "Grootboekrekening",
    "Kostenpost",
    "Ondertekening",
    "Opdracht",
    "Partij",
    "Rekeningsoort",
    "Samenwerkingsafspraak",
    "Termijn",
    "Tijdsraming",
    "Toekenning",
    "Toekenningstatus",
    "Verdeling",
    "Voorwaarde",
]
