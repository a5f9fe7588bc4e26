"""One document with all that belongs to it: its bookings, where it comes from, its proof or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from buurtwerkkamer.models import Gebruiker
from financien.models import Boeking, Boekstuk, Brief
from financien.services.btwnotities import met_btw
from financien.services.herkomst import met_geld
from financien.services.stukbewijs import met_bron, met_loonbewijs, te_zien, waarom_zonder
from financien.services.stukbrief import stappen_bij, van_stuk


@dataclass(frozen=True)
class Bewijsstand:
    """What proves a document: its own file (``open``: for this user), otherwise letters; or why there is nothing.

    ``loon``: its file is that of a document that tells a wage too, and this user sees none.
    """

    open: bool = False
    loon: bool = False
    brieven: Sequence[Brief] = ()
    waarom: str = ""


def lees(pk: int, gebruiker: Gebruiker) -> Boekstuk | None:
    """Return a document with ``zichtbaar``: its bookings in reach; and ``dicht``. Five queries."""
    erbij = ("debet", "credit", "kamer", "partner", "toekenning", "factuur__leverancier")
    eigen = Boeking.objects.zichtbaar_voor(gebruiker).select_related(*erbij).order_by("volgnummer")
    rijen = met_geld(met_loonbewijs(met_bron(met_btw(Boekstuk.objects.met_dicht(gebruiker)))), gebruiker)
    rijen = rijen.annotate(mag_bewijs=Exists(te_zien(gebruiker).filter(pk=OuterRef("pk"))))
    rijen = rijen.select_related("jaar", "omgekeerd_door", "geboekt_door", "bewijs").defer("bewijs__inhoud")
    return rijen.prefetch_related(Prefetch("boekingen", eigen, to_attr="zichtbaar")).filter(pk=pk).first()


def bewijs_bij(stuk: Boekstuk, boekingen: Sequence[Boeking], *, mag: bool) -> Bewijsstand:
    """Return what proves a document that was read with ``met_bron``. Two queries for a grant.

    ``mag``: whether this user may see its own file.
    """
    if stuk.bewijs_id or vars(stuk)["dicht"]:
        open_ = bool(stuk.bewijs_id) and mag
        return Bewijsstand(open_, not open_ and vars(stuk)["loonbewijs"])
    stappen = stappen_bij(van_stuk(stuk, boekingen)).get(stuk.pk, [])
    brieven = [brief for stap in stappen for brief in stap.brieven.all()]
    return Bewijsstand(brieven=brieven, waarom="" if brieven else waarom_zonder(stuk, stappen))
