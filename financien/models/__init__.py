from financien.models.begroting import Begrotingsregel, Kostenpost, Tijdsraming
from financien.models.betaling import Bankrekening, Betaalopdracht, Betaalregel, Opdrachtdaad
from financien.models.boekstuk import Boeking, Boekstuk, Dagboek
from financien.models.factuur import Factuurakkoord, Factuurregel, Inkoopfactuur
from financien.models.financiering import Financieringsbron, Financieringsregel
from financien.models.grootboek import Grootboekrekening, Rekeningsoort
from financien.models.verdeelsleutel import Verdeeldeel, Verdeelsleutel

__all__ = [
    "Bankrekening",
    "Begrotingsregel",
    "Betaalopdracht",
    "Betaalregel",
    "Boeking",
    "Boekstuk",
    "Dagboek",
    "Factuurakkoord",
    "Factuurregel",
    "Financieringsbron",
    "Financieringsregel",
    "Grootboekrekening",
    "Inkoopfactuur",
    "Kostenpost",
    "Opdrachtdaad",
    "Rekeningsoort",
    "Tijdsraming",
    "Verdeeldeel",
    "Verdeelsleutel",
]
