from financien.models.begroting import Begrotingsregel, Kostenpost, Tijdsraming
from financien.models.boekstuk import Boeking, Boekstuk, Dagboek
from financien.models.financiering import Financieringsbron, Financieringsregel
from financien.models.grootboek import Grootboekrekening, Rekeningsoort

__all__ = [
    "Begrotingsregel",
    "Boeking",
    "Boekstuk",
    "Dagboek",
    "Financieringsbron",
    "Financieringsregel",
    "Grootboekrekening",
    "Kostenpost",
    "Rekeningsoort",
    "Tijdsraming",
]
