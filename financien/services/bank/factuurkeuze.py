"""Which invoices a bank line may be about: what is open, the likely ones first."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro
from financien.models import Bankregel, Inkoopfactuur
from financien.services.bank.openfacturen import lees_facturen, wacht_op_boeken
from financien.services.bank.openstaand import gaat_naar
from financien.services.bankbetaling import terug_te_krijgen


@dataclass(frozen=True)
class Factuurkeuze:
    """An invoice to choose. ``past``: it is of this amount, or of this supplier."""

    factuur: Inkoopfactuur
    past: bool

    def __str__(self):
        open_, wat = vars(self.factuur)["open"], {"factuur": self.factuur.nummer, "wie": self.factuur.leverancier}
        if open_ > 0:
            return _("%(wie)s %(factuur)s: nog %(bedrag)s") % {**wat, "bedrag": euro(open_)}
        if open_ < 0:
            return _("%(wie)s %(factuur)s: terug te krijgen %(bedrag)s") % {**wat, "bedrag": euro(-open_)}
        return _("%(wie)s %(factuur)s: betaald, komt terug") % wat

    def is_van(self, bedrag: Decimal, partner: int | None) -> bool:
        """Whether it may well be what an amount (below zero: paid) on the creditors is about."""
        return self.factuur.leverancier_id == partner or vars(self.factuur)["open"] == -bedrag


def facturen_voor(regel: Bankregel) -> list[Factuurkeuze]:
    """Return the invoices that a part of this line can be about, the likely ones first. Asks once a line.

    Money that goes out pays what is open; what comes in is a claim, or was paid before. What goes the other way is a
    choice only beside one of the same supplier: then a part below zero goes off it.
    """
    alle = [rij for rij in lees_facturen([regel]) if not wacht_op_boeken(rij)]
    van_wie = {rij.leverancier_id for rij in alle if _past_bij(regel, rij)}
    gevonden = [rij for rij in alle if rij.leverancier_id in van_wie]
    heel = [vars(rij)["open"] == -regel.bedrag for rij in gevonden]
    van_hem = [gaat_naar(regel, rij) for rij in gevonden]
    volgorde = sorted(zip(heel, van_hem, gevonden, strict=True), key=lambda deel: (not deel[0], not deel[1]))
    return [Factuurkeuze(rij, bedrag or wie) for bedrag, wie, rij in volgorde]


def _past_bij(regel: Bankregel, factuur: Inkoopfactuur) -> bool:
    if regel.bedrag < 0:
        return vars(factuur)["open"] > 0
    return terug_te_krijgen(factuur) > 0
