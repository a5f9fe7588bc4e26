"""What is left at the bank once the orders that are under way are paid: what to look at before money leaves."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q

from financien.models import Betaalregel, Grootboekrekening, Handgeldbetaling, Rekeningsoort
from financien.services.bank.lijst import met_bank
from financien.services.saldi import NUL


@dataclass(frozen=True)
class Bankruimte:
    """The account that is paid from, on the last day of which we have a file of the bank.

    ``te_boeken``: how many of its lines are not booked. One of them may be a payment that is in ``onderweg`` too, so
    what is left is never shown too high.
    """

    bank: Decimal
    dag: date
    te_boeken: int
    onderweg: Decimal
    opdracht: Decimal = NUL  # what is looked at, when it is an order

    @property
    def over(self) -> Decimal:
        """What remains after everything that is prepared or under way."""
        return self.bank - self.onderweg - self.opdracht


def bankruimte(iban: str, opdracht: int | None = None) -> Bankruimte | None:
    """Return what is left of our account with this number, with one order apart when asked. Two questions.

    None when no file of it was read. As for a bank file, the account without a number stands for ours.
    """
    rijen = met_bank(Grootboekrekening.objects.open().filter(Q(iban=iban) | Q(iban=None), soort=Rekeningsoort.BANK))
    rekening = rijen.order_by(F("iban").asc(nulls_last=True)).first()
    if rekening is None or vars(rekening)["bank"] is None:
        return None
    bank, dag, aantal = (vars(rekening)[naam] for naam in ("bank", "dag", "aantal"))
    delen = _onderweg()
    eigen = sum((bedrag for welke, bedrag in delen if welke == opdracht), NUL)
    return Bankruimte(bank, dag, aantal, sum((bedrag for _welke, bedrag in delen), NUL) - eigen, eigen)


def _onderweg() -> list[tuple[int, Decimal]]:
    """Return what the bank still has to show of each order, also of one that waits for approval."""
    facturen = Betaalregel.objects.met_stand().onderweg()
    handgeld = Handgeldbetaling.objects.met_stand().onderweg().annotate(rest=F("bedrag"))
    velden = ("opdracht", "rest")
    return list(facturen.order_by().values_list(*velden).union(handgeld.order_by().values_list(*velden), all=True))
