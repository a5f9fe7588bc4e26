"""Makes a check by the kascommissie for tests."""

from datetime import date
from uuid import uuid4

from buurtwerkkamer.rollen import Rol
from financien.models import Factuurakkoord, Inkoopfactuur
from financien.services.akkoorden import boek_factuur
from financien.services.controledaden import oordeel
from financien.services.controles import Opgave, begin
from tests.fabriek import WACHTWOORD, maak_gebruiker
from tests.financien.boekfabriek import maak_boekstuk, regel

VAN, TOT = date(2026, 1, 1), date(2026, 3, 9)


def maak_lid(naam: str, van=date(2026, 1, 1)):
    """Make a member of the kascommissie."""
    return maak_gebruiker(naam, Rol.KASCOMMISSIE, van=van, wachtwoord=WACHTWOORD)


def maak_kosten(wie, kamer, aantal: int, *, jaar=2026, maand=2, **velden) -> list:
    """Book so many costs, a document each."""
    return [
        maak_boekstuk(wie, regel("4120", "1500", 10 + n, kamer), datum=date(jaar, maand, 1 + n % 28), **velden)
        for n in range(aantal)
    ]


def zet_alleen_door(factuur: Inkoopfactuur, penningmeester, reden="Vakantie"):
    """Book an invoice that nobody else looked at."""
    Factuurakkoord.objects.create(factuur=factuur, ronde=1, soort="alleen", wie=penningmeester, reden=reden)
    return boek_factuur(factuur, ronde=1, gebruiker=penningmeester)


def maak_controle(eerste, tweede, loot=lambda _lengte: "", **velden):
    """Begin a check that draws the same every time."""
    opgave = Opgave(**{"van": VAN, "tot": TOT, "tweede": tweede, "grootte": 5, "zaad": "kerst", **velden})
    return begin(opgave, sleutel=uuid4(), gebruiker=eerste, loot=loot)


def keur_alles_goed(controle, wie) -> None:
    """Say of every document that nobody looked at that it is right."""
    for post in controle.posten.met_laatste().filter(laatste=None):
        oordeel(post, soort="goed", na=0, gebruiker=wie)
