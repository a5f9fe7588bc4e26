from financien.models.afsluiting import Jaarafsluiting, Maandafsluiting
from financien.models.afspraak import Ondertekening, Opdracht, Partij, Samenwerkingsafspraak
from financien.models.bank import Bankafschrift, Bankboeking, Bankregel
from financien.models.begroting import Begrotingsregel, Kostenpost, Tijdsraming
from financien.models.betaling import Bankrekening, Betaalopdracht, Betaalregel, Opdrachtdaad
from financien.models.boekstuk import Boeking, Boekstuk, Dagboek
from financien.models.elders import Boekenelders, Eldersstuk, Koppeling
from financien.models.factuur import Factuurakkoord, Factuurregel, Inkoopfactuur
from financien.models.financiering import Financieringsbron, Financieringsregel
from financien.models.grootboek import Grootboekrekening, Rekeningsoort
from financien.models.herkenning import Herkenningsdeel, Herkenningsregel
from financien.models.loon import Loonjournaalpost
from financien.models.overlopend import Overlopendepost
from financien.models.realisatie import Afwijking, Afwijkingsgrens
from financien.models.toekenning import Toekenning, Toekenningstatus
from financien.models.toekenningdelen import Termijn, Verdeling
from financien.models.toekenningpapier import Betaalverzoek, Brief, Voorwaarde
from financien.models.verdeelsleutel import Verdeeldeel, Verdeelsleutel

__all__ = [
    "Afwijking",
    "Afwijkingsgrens",
    "Bankafschrift",
    "Bankboeking",
    "Bankregel",
    "Bankrekening",
    "Begrotingsregel",
    "Betaalopdracht",
    "Betaalregel",
    "Betaalverzoek",
    "Boekenelders",
    "Boeking",
    "Boekstuk",
    "Brief",
    "Dagboek",
    "Eldersstuk",
    "Factuurakkoord",
    "Factuurregel",
    "Financieringsbron",
    "Financieringsregel",
    "Grootboekrekening",
    "Herkenningsdeel",
    "Herkenningsregel",
    "Inkoopfactuur",
    "Jaarafsluiting",
    "Koppeling",
    "Kostenpost",
    "Loonjournaalpost",
    "Maandafsluiting",
    "Ondertekening",
    "Opdracht",
    "Opdrachtdaad",
    "Overlopendepost",
    "Partij",
    "Rekeningsoort",
    "Samenwerkingsafspraak",
    "Termijn",
    "Tijdsraming",
    "Toekenning",
    "Toekenningstatus",
    "Verdeeldeel",
    "Verdeelsleutel",
    "Verdeling",
    "Voorwaarde",
]
