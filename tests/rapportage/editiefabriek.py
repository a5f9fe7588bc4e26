"""Makes editions past the service: real tables, but no printing, for tests about who sees what."""

import hashlib

from buurtwerkkamer.models import Bestand
from financien.models import Financieringsbron
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.models import Rapport
from rapportage.services import momentopname
from rapportage.services.momentopname import Momentopname


def maak_bestand(naam: str, inhoud: bytes, soort="application/octet-stream") -> Bestand:
    sha256 = hashlib.sha256(inhoud).hexdigest()
    return Bestand.objects.create(naam=naam, type=soort, sha256=sha256, omvang=len(inhoud), inhoud=inhoud)


def maak_editie(versie, gebruiker, soort=Rapport.Soort.JAARVERSLAG, editie=1, **velden) -> Rapport:
    """Make an edition of the year of a version with the tables of now and files of a few bytes."""
    jaar = versie.jaar.jaar
    inhoud = (jaarverslag if soort == Rapport.Soort.JAARVERSLAG else aanbod)(jaar)
    bronnen = Financieringsbron.objects.filter(versie=inhoud.versie_id, partner__isnull=False)
    opname = Momentopname(inhoud, dict(bronnen.values_list("naam", "partner__code")))
    bestanden = {
        vorm: maak_bestand(f"{inhoud.bestandsnaam}.{vorm}", f"{vorm} van editie {editie}".encode())
        for vorm in ("pdf", "xlsx", "csv", "json")
    }
    return Rapport.objects.create(
        soort=soort,
        jaar=versie.jaar,
        versie=versie,
        editie=editie,
        vastgelegd_door=gebruiker,
        bladzijden=11,
        momentopname=maak_bestand(f"{inhoud.bestandsnaam}-momentopname.json", momentopname.schrijf(opname)),
        **bestanden,
        **velden,
    )
