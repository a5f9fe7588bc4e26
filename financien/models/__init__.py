from financien.models.begroting import Begrotingsregel, Kostenpost, Tijdsraming
from financien.models.boekstuk import Boeking, Boekstuk, Dagboek
from financien.models.elders import Boekenelders, Eldersstuk, Koppeling
from financien.models.financiering import Financieringsbron, Financieringsregel
from financien.models.grootboek import Grootboekrekening, Rekeningsoort
from financien.models.loon import Loonjournaalpost
from financien.models.overlopend import Overlopendepost

__all__ = [
    "Begrotingsregel",
    "Boekenelders",
    "Boeking",
    "Boekstuk",
    "Dagboek",
    "Eldersstuk",
    "Financieringsbron",
    "Financieringsregel",
    "Grootboekrekening",
    "Koppeling",
    "Kostenpost",
    "Loonjournaalpost",
    "Overlopendepost",
    "Rekeningsoort",
    "Tijdsraming",
]
