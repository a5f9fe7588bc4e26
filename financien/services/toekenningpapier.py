"""The papers of a grant: letters, conditions, and what falls away because it was wrong.

Lock: the row of the grant; of a signature that of the paper that was signed.
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Bestand, Gebruiker
from financien.models import Betaalverzoek, Brief, Ondertekening, Toekenning, Toekenningstatus, Verval, Voorwaarde
from financien.services.boeken import BoekFout
from financien.services.gezien import ANDERS, is_verouderd, merk
from financien.services.toekenningboek import vergrendel

_SOORT = {Brief: "brief", Ondertekening: "ondertekening", Betaalverzoek: "verzoek"}


class VoorwaardeGewijzigd(BoekFout):
    """Someone else changed the condition after the page was made."""


@transaction.atomic
def bewaar_brief(
    *, toekenning: Toekenning, bestand: Bestand, datum: date, omschrijving: str, stap: Toekenningstatus | None = None
) -> Brief:
    """Keep a letter; the same one a second time is the one that is there, unless that fell away."""
    vergrendel(toekenning)
    wat = {"bestand": bestand, "datum": datum, "omschrijving": omschrijving, "stap": stap}
    zelfde = toekenning.brieven.geldig().filter(**wat).first()
    return zelfde or toekenning.brieven.create(**wat)


@transaction.atomic
def laat_vervallen(rij: Brief | Ondertekening | Betaalverzoek, *, reden: str, gebruiker: Gebruiker) -> Verval:
    """Let a wrong letter, signature or request to pay fall away. It stays to be read; a second time changes nothing.

    What rests on it follows: a decision waits for its letter again, a paper that nobody signed any more can be changed,
    an instalment can be asked for again.
    """
    _vergrendel(rij)
    wat = {_SOORT[type(rij)]: rij}
    return _eerder(wat) or Verval.objects.create(**wat, reden=reden, wie=gebruiker)


def _eerder(wat: dict) -> Verval | None:
    return Verval.objects.filter(**wat).first()


def _vergrendel(rij: Brief | Ondertekening | Betaalverzoek) -> None:
    if not isinstance(rij, Ondertekening):
        vergrendel(rij.toekenning)
        return
    stuk = rij.opdracht or rij.samenwerkingsafspraak
    if stuk:
        type(stuk)._default_manager.select_for_update().get(pk=stuk.pk)


def merk_van(voorwaarde: Voorwaarde) -> str:
    """Return the mark of what a condition says."""
    return merk(voorwaarde.tekst, str(voorwaarde.voor))


@transaction.atomic
def bewaar_voorwaarde(*, toekenning: Toekenning, tekst: str, voor: date | None) -> Voorwaarde:
    """Keep a condition; the same one a second time is the one that is there."""
    vergrendel(toekenning)
    zelfde = toekenning.voorwaarden.filter(tekst=tekst, voor=voor).first()
    return zelfde or toekenning.voorwaarden.create(tekst=tekst, voor=voor)


@transaction.atomic
def wijzig_voorwaarde(*, voorwaarde: Voorwaarde, tekst: str, voor: date | None, gezien: str = "") -> Voorwaarde:
    """Change a condition that is not met. ``gezien``: the ``merk_van`` it that was changed."""
    rij = _open_voorwaarde(voorwaarde, gezien)
    if rij.toekenning.voorwaarden.filter(tekst=tekst, voor=voor).exclude(pk=rij.pk).exists():
        raise BoekFout(_("Deze voorwaarde staat er al. Haal er een weg."))
    rij.tekst, rij.voor = tekst, voor
    rij.save(update_fields=["tekst", "voor"])
    return rij


@transaction.atomic
def haal_weg(*, voorwaarde: Voorwaarde, gezien: str = "") -> None:
    """Remove a condition that was never asked and is not met. ``gezien``: as with a change."""
    _open_voorwaarde(voorwaarde, gezien).delete()


def _open_voorwaarde(voorwaarde: Voorwaarde, gezien: str) -> Voorwaarde:
    vergrendel(voorwaarde.toekenning)
    rij = Voorwaarde.objects.select_for_update().filter(pk=voorwaarde.pk).first()
    if rij is None:
        raise BoekFout(_("Deze voorwaarde is net weggehaald."))
    if rij.voldaan_op:
        raise BoekFout(_("Deze voorwaarde is voldaan. Zet haar eerst op: toch niet voldaan."))
    if is_verouderd(gezien, merk_van(rij)):
        raise VoorwaardeGewijzigd(str(ANDERS))
    return rij
