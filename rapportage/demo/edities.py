"""Recorded reports of the demonstration, so that a financier has something to download."""

from collections.abc import Callable
from uuid import NAMESPACE_URL, uuid5

from buurtwerkkamer.models import Gebruiker, Handeling, Jaar
from buurtwerkkamer.rollen import Rol
from kamers.models import Kamer
from rapportage.demo.logins import DOMEIN
from rapportage.gegevens.aanbod_2018 import JAAR as BRONJAAR
from rapportage.models import Rapport
from rapportage.services.vastleggen import leg_vast, versie_van
from rapportage.services.voorbehoud import voorbehoud_van

HOOGSTENS = 40  # rooms: a report of 94 pages in 20 seconds; many more no longer make a document


def leg_rapporten_vast(meld: Callable[[str], None], *, hoogstens: int = HOOGSTENS) -> list[Rapport]:
    """Record the offer of 2018 and the annual report of each fictional year that is over; each once."""
    if Kamer.objects.count() > hoogstens:
        meld(f"Met meer dan {hoogstens} kamers worden er geen rapporten vastgelegd.")
        return []
    penningmeester = Gebruiker.objects.get(aanmeldnaam=f"{Rol.PENNINGMEESTER.value}@{DOMEIN}")
    fictief = Jaar.objects.filter(fictief=True).order_by("jaar").values_list("jaar", flat=True)
    vragen = [(Rapport.Soort.AANBOD, BRONJAAR), *((Rapport.Soort.JAARVERSLAG, jaar) for jaar in list(fictief)[:-1])]
    nieuw = []
    for soort, jaar in vragen:
        sleutel = uuid5(NAMESPACE_URL, f"demonstratie:{soort.value}:{jaar}")  # the same key makes one edition
        if not Handeling.objects.filter(pk=sleutel).exists():
            nieuw.append(_leg_vast(soort, jaar, gebruiker=penningmeester, sleutel=sleutel))
            meld(f"{nieuw[-1]} vastgelegd")
    return nieuw


def _leg_vast(soort: Rapport.Soort, jaar: int, **vast) -> Rapport:
    """Record a year as it is: what is still open in the demonstration may be seen."""
    versie = versie_van(soort, jaar)
    return leg_vast(soort=soort, jaar=jaar, gezien=voorbehoud_van(soort, versie).aantal if versie else None, **vast)
