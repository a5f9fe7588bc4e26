"""Who may open a proof: who may read its row; but of the kascommissie only who does a check it falls in."""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.rollen import Rol
from financien.models import Factuurakkoord, Inkoopfactuur, Kascontrole


def alleen_eigen_controle(gebruiker: Gebruiker) -> bool:
    """Whether this user gets proofs only by a check of the own."""
    return rollen.actieve_rol(gebruiker) == Rol.KASCOMMISSIE


def in_eigen_controle(gebruiker: Gebruiker, *dagen: str) -> Exists:
    """Return whether one of these dates of a row falls in a check of this member. One withdrawn opens nothing."""
    eigen = Kascontrole.objects.filter(Q(eerste=gebruiker) | Q(tweede=gebruiker), stop=None)
    return Exists(eigen.filter(reduce(or_, (Q(van__lte=OuterRef(dag), tot__gte=OuterRef(dag)) for dag in dagen))))


def scans_voor(gebruiker: Gebruiker) -> QuerySet[Inkoopfactuur]:
    """Return the invoices of which this user may open the scan: by their own day, or by that of a booking."""
    rijen = Inkoopfactuur.objects.zichtbaar_voor(gebruiker)
    if not alleen_eigen_controle(gebruiker):
        return rijen
    geboekt = Factuurakkoord.objects.filter(in_eigen_controle(gebruiker, "boekstuk__datum"), factuur=OuterRef("pk"))
    return rijen.filter(in_eigen_controle(gebruiker, "datum") | Exists(geboekt))
