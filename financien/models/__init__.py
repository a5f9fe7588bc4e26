from financien.models.bank import Bankafschrift, Bankboeking, Bankregel
from financien.models.begroting import Begrotingsregel, Kostenpost, Tijdsraming
from financien.models.boekstuk import Boeking, Boekstuk, Dagboek
from financien.models.financiering import Financieringsbron, Financieringsregel
from financien.models.grootboek import Grootboekrekening, Rekeningsoort
from financien.models.herkenning import Herkenningsdeel, Herkenningsregel

__all__ = [
    "Bankafschrift",
    "Bankboeking",
    "Bankregel",
    "Begrotingsregel",
    "Boeking",
    "Boekstuk",
    "Dagboek",
    "Financieringsbron",
    "Financieringsregel",
    "Grootboekrekening",
    "Herkenningsdeel",
    "Herkenningsregel",
    "Kostenpost",
    "Rekeningsoort",
    "Tijdsraming",
]
