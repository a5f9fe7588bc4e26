"""Two passes of one person become one. A closed counting year stays as it was (domain.md §1.8)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import eenmaal, onthoud
from kamers.models import AlGeteld, Bijeenkomst, Deelname, Persoon, Teljaar
from kamers.services.keer import een_tegelijk
from kamers.services.teljaar import wacht_op_teljaar


class NietSamen(ValidationError):
    """These two passes cannot become one; the message says why."""


@dataclass(frozen=True)
class Samenbeeld:
    """What merging will do: how many times move, at how many both stood, and how many closed years keep."""

    blijft: Persoon
    gaat_op: Persoon
    verhuizen: int
    dubbel: int
    vast: int


def kies_blijver(een: Persoon, ander: Persoon) -> tuple[Persoon, Persoon]:
    """Return who stays and who goes into it: a volunteer stays, otherwise the first. NietSamen.

    Two volunteers stay two: each has a file with an agreement and hours.
    """
    if een.pk == ander.pk:
        raise NietSamen(_("Kies twee verschillende passen."))
    helpers = set(_vrijwilligers(een, ander))
    if len(helpers) > 1:
        raise NietSamen(_("Allebei zijn ze vrijwilliger. Die twee voegen we niet samen."))
    return (ander, een) if ander.pk in helpers else (een, ander)


def samenbeeld(blijft: Persoon, gaat_op: Persoon) -> Samenbeeld:
    """Return what merging will do, to be said before it is done."""
    rijen = Deelname.objects.filter(persoon=gaat_op)
    open_ = _van_open_jaren(rijen)
    dubbel = open_.filter(bijeenkomst__deelnames__persoon=blijft).count()
    aantal = open_.count()
    return Samenbeeld(blijft, gaat_op, aantal - dubbel, dubbel, rijen.count() - aantal)


@transaction.atomic
def voeg_samen(*, blijft: Persoon, gaat_op: Persoon, sleutel: UUID, gebruiker, vandaag: date) -> Persoon:
    """Let a pass go into another; the same key does it once. The old card then finds the pass that stays. NietSamen."""
    handeling = eenmaal(sleutel, "pas_samen", gebruiker, f"persoon:{blijft.pk}")
    if handeling is None:
        return blijft
    for kamer in _kamers_van(gaat_op):  # in the order of their keys, so that no two wait for each other
        een_tegelijk(kamer)
        wacht_op_teljaar(kamer)
    blijft, gaat_op = _op_slot(blijft, gaat_op)
    if kies_blijver(blijft, gaat_op) != (blijft, gaat_op):
        raise NietSamen(_("De vrijwilliger blijft. Kies de andere pas om weg te doen."))
    voor = _stond(blijft, gaat_op)
    voor["al_geteld"], voor["al_geteld_verhuisd"] = _verhuis_al_geteld(blijft, gaat_op)
    voor["deelnames"], voor["dubbel"] = _verhuis_deelnames(blijft, gaat_op)
    _ga_op(blijft, gaat_op)
    onthoud(handeling, voor, {"blijft": blijft.pk, "op": vandaag.isoformat()})
    return blijft


def _stond(blijft: Persoon, gaat_op: Persoon) -> dict:
    """Return what the way back needs: ids and days, never a name or a number."""
    had = blijft.kamers.values("pk")
    return {
        "gaat_op": gaat_op.pk,
        "sinds": blijft.sinds.isoformat(),
        "nummer_verhuisd": bool(gaat_op.pasnummer) and not blijft.pasnummer,
        "kamers": list(gaat_op.kamers.exclude(pk__in=had).values_list("pk", flat=True)),
        "eerder": list(gaat_op.eerdere_passen.values_list("pk", flat=True)),
    }


def _op_slot(*personen: Persoon) -> tuple[Persoon, Persoon]:
    """Lock both in the order of their keys; refuse one that was merged or forgotten meanwhile."""
    rijen = Persoon.objects.met_pas().select_for_update().filter(pk__in=[p.pk for p in personen]).order_by("pk")
    gevonden = {persoon.pk: persoon for persoon in rijen}
    if len(gevonden) != len(personen):
        raise NietSamen(_("Een van deze passen bestaat niet meer. Zoek opnieuw."))
    blijft, gaat_op = (gevonden[persoon.pk] for persoon in personen)
    return blijft, gaat_op


def _vrijwilligers(*personen: Persoon) -> QuerySet:
    rijen = Persoon.objects.filter(pk__in=[p.pk for p in personen], vrijwilliger__isnull=False)
    return rijen.values_list("pk", flat=True)


def _kamers_van(persoon: Persoon) -> list[int]:
    bij = Bijeenkomst.objects.filter(deelnames__persoon=persoon).values_list("kamer", flat=True)
    geteld = AlGeteld.objects.filter(persoon=persoon).values_list("kamer", flat=True)
    return sorted({*bij, *geteld})


def _van_open_jaren(rijen: QuerySet) -> QuerySet:
    dicht = Teljaar.objects.filter(kamer=OuterRef("bijeenkomst__kamer"), jaar=ExtractYear(OuterRef("bijeenkomst__dag")))
    return rijen.exclude(Exists(dicht))


def _verhuis_deelnames(blijft: Persoon, gaat_op: Persoon) -> tuple[list[int], list[int]]:
    """Move who was where; where both stood, one goes. Return the moved rows and the occurrences with one less."""
    rijen = _van_open_jaren(Deelname.objects.filter(persoon=gaat_op)).select_related("bijeenkomst")
    al = set(Deelname.objects.filter(persoon=blijft).values_list("bijeenkomst", flat=True))
    verhuisd, dubbel = [], []
    for rij in rijen.order_by("pk"):
        if rij.bijeenkomst_id in al:
            rij.delete()
            _een_minder(rij.bijeenkomst)
            dubbel.append(rij.bijeenkomst_id)
        else:
            rij.persoon = blijft
            rij.save(update_fields=["persoon"])
            verhuisd.append(rij.pk)
    return verhuisd, dubbel


def _een_minder(bijeenkomst: Bijeenkomst) -> None:
    bijeenkomst.op_naam = bijeenkomst.deelnames.count()
    bijeenkomst.versie += 1  # a card that is open elsewhere must be looked at again
    bijeenkomst.save(update_fields=["op_naam", "versie"])


def _verhuis_al_geteld(blijft: Persoon, gaat_op: Persoon) -> tuple[list[list], list[list]]:
    """Move in which kinds someone was counted before; return what stood there, and what of it moved."""
    dicht = Teljaar.objects.filter(kamer=OuterRef("kamer"), jaar=OuterRef("jaar"))
    rijen = list(AlGeteld.objects.filter(persoon=gaat_op).exclude(Exists(dicht)))
    al = set(AlGeteld.objects.filter(persoon=blijft).values_list("kamer", "jaar", "soort"))
    stond = [[rij.kamer_id, rij.jaar, rij.soort_id] for rij in rijen]
    verhuisd = [rij for rij in stond if tuple(rij) not in al]
    for rij in rijen:
        if (rij.kamer_id, rij.jaar, rij.soort_id) in al:
            rij.delete()
        else:
            rij.persoon = blijft
            rij.save(update_fields=["persoon"])
    return stond, verhuisd


def _ga_op(blijft: Persoon, gaat_op: Persoon) -> None:
    """Point the old card at the pass that stays, which gets its rooms, its first day, and a number if it had none."""
    blijft.kamers.add(*gaat_op.kamers.all())
    blijft.sinds = min(blijft.sinds, gaat_op.sinds)
    nummer = gaat_op.pasnummer
    if not blijft.pasnummer and nummer:
        gaat_op.pasnummer = ""
    gaat_op.opgegaan_in = blijft
    gaat_op.save(update_fields=["opgegaan_in", "pasnummer"])
    if not blijft.pasnummer:
        blijft.pasnummer = nummer
    blijft.save(update_fields=["sinds", "pasnummer"])
    Persoon.objects.filter(opgegaan_in=gaat_op).update(opgegaan_in=blijft)
