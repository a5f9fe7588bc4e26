from buurtwerkkamer.models.bestand import Bestand
from buurtwerkkamer.models.cooperatie import Cooperatie
from buurtwerkkamer.models.gebruiker import Gebruiker
from buurtwerkkamer.models.handeling import Handeling
from buurtwerkkamer.models.jaar import Jaar, Versie

__all__ = ["Bestand", "Cooperatie", "Gebruiker", "Handeling", "Jaar", "Versie"]
