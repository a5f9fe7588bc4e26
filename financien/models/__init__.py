from financien.models.accountant import Accountantsverklaring
from financien.models.afsluiting import Jaarafsluiting, Maandafsluiting
from financien.models.afspraak import Ondertekening, Opdracht, Partij, Samenwerkingsafspraak
from financien.models.bank import Bankafschrift, Bankboeking, Bankregel
from financien.models.begroting import Begrotingsregel, Kostenpost, Tijdsraming
from financien.models.bestemming import Bestemming, Overschot
from financien.models.betaling import Bankrekening, Betaalopdracht, Betaalregel
from financien.models.boekstuk import Boeking, Boekstuk, Dagboek
from financien.models.bon import BetaaldUit, Bon, Bonfoto, Bonstap, Categorie, Terugbetaling, Voorschieter
from financien.models.btwnotitie import Btwnotitie
from financien.models.controle import (
    Bevinding,
    Controlepost,
    Controlestop,
    Controleverklaring,
    Kascontrole,
)
from financien.models.elders import Boekenelders, Eldersstuk, Koppeling
from financien.models.factuur import Factuurregel, Inkoopfactuur
from financien.models.factuurakkoord import Factuurakkoord
from financien.models.financiering import Financieringsbron, Financieringsregel
from financien.models.grootboek import Grootboekrekening, Rekeningsoort
from financien.models.handgeld import Aanvulling, Handgeldregel, Kastelling, Ontvangst
from financien.models.handgeldbetaling import Handgeldbetaling
from financien.models.herkenning import Herkenningsdeel, Herkenningsregel
from financien.models.loon import Loonjournaalpost, Loonstop
from financien.models.opdrachtdaad import Opdrachtdaad, Regelbetaling
from financien.models.overdracht import Overdracht, Overdrachtdaad, Overdrachtscan
from financien.models.overlopend import Overlopendepost
from financien.models.realisatie import Afwijking, Afwijkingsgrens
from financien.models.tellingterug import Tellingterug
from financien.models.toekenning import Terugname, Toekenning, Toekenningstatus
from financien.models.toekenningdelen import Termijn, Verdeling
from financien.models.toekenningpapier import Betaalverzoek, Brief, Voorwaarde
from financien.models.verdeelsleutel import Verdeeldeel, Verdeelsleutel
from financien.models.verval import Verval
from financien.models.vingerafdruk import Afgedrukt, Vingerafdruk

__all__ = [
    "Aanvulling",
    "Accountantsverklaring",
    "Afgedrukt",
    "Afwijking",
    "Afwijkingsgrens",
    "Bankafschrift",
    "Bankboeking",
    "Bankregel",
    "Bankrekening",
    "Begrotingsregel",
    "Bestemming",
    "BetaaldUit",
    "Betaalopdracht",
    "Betaalregel",
    "Betaalverzoek",
    "Bevinding",
    "Boekenelders",
    "Boeking",
    "Boekstuk",
    "Bon",
    "Bonfoto",
    "Bonstap",
    "Brief",
    "Btwnotitie",
    "Categorie",
    "Controlepost",
    "Controlestop",
    "Controleverklaring",
    "Dagboek",
    "Eldersstuk",
    "Factuurakkoord",
    "Factuurregel",
    "Financieringsbron",
    "Financieringsregel",
    "Grootboekrekening",
    "Handgeldbetaling",
    "Handgeldregel",
    "Herkenningsdeel",
    "Herkenningsregel",
    "Inkoopfactuur",
    "Jaarafsluiting",
    "Kascontrole",
    "Kastelling",
    "Koppeling",
    "Kostenpost",
    "Loonjournaalpost",
    "Loonstop",
    "Maandafsluiting",
    "Ondertekening",
    "Ontvangst",
    "Opdracht",
    "Opdrachtdaad",
    "Overdracht",
    "Overdrachtdaad",
    "Overdrachtscan",
    "Overlopendepost",
    "Overschot",
    "Partij",
    "Regelbetaling",
    "Rekeningsoort",
    "Samenwerkingsafspraak",
    "Tellingterug",
    "Termijn",
    "Terugbetaling",
    "Terugname",
    "Tijdsraming",
    "Toekenning",
    "Toekenningstatus",
    "Verdeeldeel",
    "Verdeelsleutel",
    "Verdeling",
    "Verval",
    "Vingerafdruk",
    "Voorschieter",
    "Voorwaarde",
]
