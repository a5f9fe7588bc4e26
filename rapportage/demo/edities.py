"""Recorded reports of the demonstration, so that a financier has something to download."""

from collections.abc import Callable
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from buurtwerkkamer.models import Gebruiker, Handeling, Jaar
from buurtwerkkamer.rollen import Rol
from kamers.models import Kamer
from kamers.services.jaarsluiting import openstaand, sluit_teljaar
from rapportage.demo.logins import DOMEIN
from rapportage.gegevens.aanbod_2018 import JAAR as BRONJAAR
from rapportage.models import Rapport
from rapportage.services.vastleggen import leg_vast, versie_van
from rapportage.services.vaststellen import stel_vast
from rapportage.services.voorbehoud import voorbehoud_van

PROJECTCOACH, BESTUUR = Rol.PROJECTCOACH, Rol.BESTUUR
HOOGSTENS = 40  # rooms: a report of 94 pages in 20 seconds; many more no longer make a document


def leg_rapporten_vast(meld: Callable[[str], None], *, hoogstens: int = HOOGSTENS) -> list[Rapport]:
    """Record the offer of 2018 and the annual report of each fictional year that is over; each once.

    With three years or more the oldest is settled, by its board and with its counting years, so that there is one.
    """
    if Kamer.objects.count() > hoogstens:
        meld(f"Met meer dan {hoogstens} kamers worden er geen rapporten vastgelegd.")
        return []
    penningmeester = Gebruiker.objects.get(aanmeldnaam=f"{Rol.PENNINGMEESTER.value}@{DOMEIN}")
    *voorbij, _nu = Jaar.objects.filter(fictief=True).order_by("jaar").values_list("jaar", flat=True)
    oudste = voorbij[0] if len(voorbij) > 1 else None
    vragen = [(Rapport.Soort.AANBOD, BRONJAAR), *((Rapport.Soort.JAARVERSLAG, jaar) for jaar in voorbij)]
    nieuw: list[Rapport] = []
    for soort, jaar in vragen:
        sleutel = uuid5(NAMESPACE_URL, f"demonstratie:{soort.value}:{jaar}")  # the same key makes one edition
        if Handeling.objects.filter(pk=sleutel).exists():
            continue
        rapport = _stel_vast(jaar, sleutel) if jaar == oudste else _leg_vast(soort, jaar, penningmeester, sleutel)
        nieuw.append(rapport)
        meld(f"{rapport} {'vastgesteld' if jaar == oudste else 'vastgelegd'}")
    return nieuw


def _leg_vast(soort: Rapport.Soort, jaar: int, gebruiker: Gebruiker, sleutel: UUID) -> Rapport:
    """Record a year as it is: what is still open in the demonstration may be seen."""
    return leg_vast(soort=soort, jaar=jaar, gezien=_gezien(soort, jaar), gebruiker=gebruiker, sleutel=sleutel)


def _stel_vast(jaar: int, sleutel: UUID) -> Rapport:
    """Let the fictional members adopt a year: close what it counted, settle its books, record its report."""
    coach, bestuur = (Gebruiker.objects.get(aanmeldnaam=f"{rol.value}@{DOMEIN}") for rol in (PROJECTCOACH, BESTUUR))
    for kamer in Kamer.objects.tellend().in_volgorde():
        vast = {"gezien": openstaand(kamer, jaar).aantal, "vandaag": timezone.localdate()}
        sluit_teljaar(kamer=kamer, jaar=jaar, gebruiker=coach, **vast)
    besluit = {"besluit_op": date(jaar + 1, 6, 25), "besluit": "Jaarrekening vastgesteld (fictief)"}
    gezien = _gezien(Rapport.Soort.JAARVERSLAG, jaar)
    rapport = stel_vast(jaar=jaar, gebruiker=bestuur, sleutel=sleutel, gezien=gezien, **besluit)
    if rapport is None:
        raise ValueError(f"{jaar} has no budget")
    return rapport


def _gezien(soort: Rapport.Soort, jaar: int) -> int | None:
    versie = versie_van(soort, jaar)
    return voorbehoud_van(soort, versie).aantal if versie else None
