from financien.models.begroting import Begrotingsregel, Kostenpost, Tijdsraming
from financien.models.boekstuk import Boeking, Boekstuk, Dagboek
from financien.models.financiering import Financieringsbron, Financieringsregel
from financien.models.grootboek import Grootboekrekening, Rekeningsoort
from financien.models.realisatie import Afwijking, Afwijkingsgrens

__all__ = [
    "Afwijking",
    "Afwijkingsgrens",
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
