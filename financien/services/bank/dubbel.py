"""An invoice that waits beside a line of the same supplier and amount: booked apart, it could be paid again."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from financien.models import Bankregel, Inkoopfactuur
from financien.services.bank.openfacturen import lees_facturen, wacht_op_boeken
from financien.services.bank.openstaand import betaalt_heel, noemt
from financien.services.bank.vergelijken import gelijk
from financien.services.bank.voorstellen import Voorstel

KORTSTE_NAAM = 5  # a shorter name says nothing


@dataclass(frozen=True)
class Dubbel:
    """The invoice, and how the line is booked as its payment; that is None while it is not in the books."""

    factuur: Inkoopfactuur
    voorstel: Voorstel | None

    @property
    def zin(self) -> str:
        """Say what goes wrong when the line is booked apart from it."""
        wat = {"factuur": self.factuur.nummer, "wie": self.factuur.leverancier}
        if self.voorstel:
            zin = _(
                "Er staat nog een factuur van %(wie)s open met dit bedrag, %(factuur)s: "
                "boek je dit los, dan kan die nog eens betaald worden."
            )
            return zin % wat
        zin = _(
            "Er wacht een factuur van %(wie)s met dit bedrag, %(factuur)s: "
            "boek je dit los, dan komen de kosten twee keer in de boeken."
        )
        return zin % wat


def is_los(voorstel: Voorstel) -> bool:
    """Whether a proposal books the line by itself: not as an invoice, and not as what is known otherwise."""
    return voorstel.boek is None and not any(deel.factuur for deel in voorstel.regels)


def dubbel_van(regel: Bankregel) -> Dubbel | None:
    """Return the invoice that a payment may be, in the books first; no question when the line was proposed for."""
    if regel.bedrag > 0:
        return None
    past = [rij for rij in lees_facturen([regel]) if _bedrag(rij) == -regel.bedrag and _lijkt_van(regel, rij)]
    past.sort(key=wacht_op_boeken)
    return Dubbel(past[0], None if wacht_op_boeken(past[0]) else betaalt_heel(past[0])) if past else None


def _bedrag(factuur: Inkoopfactuur):
    return vars(factuur)["totaal" if wacht_op_boeken(factuur) else "open"]


def _lijkt_van(regel: Bankregel, factuur: Inkoopfactuur) -> bool:
    """Whether the line is of this supplier: by its account, or by its name, also when the account is another."""
    if regel.tegen_iban and regel.tegen_iban == vars(factuur)["naar"]:
        return True
    wie, naam = gelijk(regel.tegen_naam), gelijk(factuur.leverancier.naam)
    return (len(wie) >= KORTSTE_NAAM and wie in naam) or noemt(regel, [naam], kortst=KORTSTE_NAAM)
